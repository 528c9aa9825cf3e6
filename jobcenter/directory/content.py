"""One edition of the directory: read from files, checked as a whole, or as it stands in the database."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from jobcenter.directory.files import Row, rows
from jobcenter.directory.models.rows import Area, Contact, Edition, Jobcenter, Postcode, Site

SHIPPED = Path(__file__).parent / "data"
_FILES = {
    "areas.csv": "key name label state kind part_of valid_from valid_until successor",
    "jobcenters.csv": "provider_number kind name official_name official_name_source state areas"
    " valid_from valid_until successor",
    "postcodes.csv": "postcode areas possible_areas use",
    "contacts.csv": "provider_number phone website opening_hours source as_of",
    "sites.csv": "provider_number address source as_of",
}
_NAME = r"\S.*"
_AS_OF = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"


@dataclass
class Content:
    """All rows of one edition."""

    digest: str = ""
    areas: list[Area] = field(default_factory=list)
    jobcenters: list[Jobcenter] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    postcodes: list[Postcode] = field(default_factory=list)

    @classmethod
    def stored(cls) -> "Content":
        """The edition in the database; the one that comes with the software when none was loaded yet."""
        edition = Edition.objects.order_by("-id").first()
        if edition is None:
            return cls.read(SHIPPED)
        return cls(
            edition.digest,
            list(Area.objects.all()),
            list(Jobcenter.objects.all()),
            list(Contact.objects.all()),
            list(Site.objects.all()),
            list(Postcode.objects.all()),
        )

    @classmethod
    def read(cls, folder: Path) -> "Content":
        """The edition in the files of a folder, not saved. Raises BrokenFile at the first thing that is wrong."""
        files = {file: rows(folder, file, columns) for file, columns in _FILES.items()}
        digest = hashlib.sha256(b"".join((folder / file).read_bytes() for file in _FILES)).hexdigest()
        areas = _unique(files["areas.csv"], "key")
        jobcenters = _unique(files["jobcenters.csv"], "provider_number")
        postcodes = _unique(files["postcodes.csv"], "postcode")
        content = cls(
            digest,
            [_area(row, set(areas)) for row in areas.values()],
            [_jobcenter(row, set(jobcenters), set(areas)) for row in jobcenters.values()],
            [_contact(row, set(jobcenters)) for row in _unique(files["contacts.csv"], "provider_number").values()],
            [_site(row, set(jobcenters)) for row in files["sites.csv"]],
            [_postcode(row, set(areas)) for row in postcodes.values()],
        )
        content._refuse_uncovered(areas)
        return content

    def _refuse_uncovered(self, lines: dict[str, Row]) -> None:
        """Every area that still exists belongs to a Jobcenter, itself or by its parts (Berlin)."""
        covered = {key for jobcenter in self.jobcenters if not jobcenter.valid_until for key in jobcenter.areas}
        divided = {area.part_of_id for area in self.areas}
        for area in self.areas:
            if not area.valid_until and area.key not in covered | divided:
                raise lines[area.key].broken(f"Für {area.label} ({area.key}) ist kein Jobcenter zuständig.")


def _unique(lines: list[Row], column: str) -> dict[str, Row]:
    seen: dict[str, Row] = {}
    for row in lines:
        if row.cells[column] in seen:
            raise row.broken(f"{column} „{row.cells[column]}“ steht schon in Zeile {seen[row.cells[column]].line}.")
        seen[row.cells[column]] = row
    return seen


def _area(row: Row, keys: set[str]) -> Area:
    return Area(
        key=row.text("key", r"\d{5}|\d{8}"),
        name=row.text("name", _NAME, 80),
        label=row.text("label", _NAME, 80),
        state=row.text("state", _NAME, 40),
        kind=row.text("kind", _NAME, 40),
        part_of_id=row.key("part_of", keys),
        valid_from=row.date("valid_from"),
        valid_until=row.date("valid_until"),
        successor_id=row.key("successor", keys),
    )


def _jobcenter(row: Row, numbers: set[str], keys: set[str]) -> Jobcenter:
    if not row.keys("areas", keys):
        raise row.broken("areas: mindestens ein Gebiet ist nötig.")
    return Jobcenter(
        provider_number=row.text("provider_number", r"\d{5}"),
        kind=row.text("kind", "|".join(Jobcenter.Kind.values)),
        name=row.text("name", _NAME, 80),
        official_name=row.text("official_name", _NAME, 120),
        official_name_source=row.text("official_name_source", longest=200),
        state=row.text("state", _NAME, 40),
        areas=row.keys("areas", keys),
        valid_from=row.date("valid_from"),
        valid_until=row.date("valid_until"),
        successor_id=row.key("successor", numbers),
    )


def _postcode(row: Row, keys: set[str]) -> Postcode:
    postcode = Postcode(
        postcode=row.text("postcode", r"\d{5}"),
        areas=row.keys("areas", keys),
        possible_areas=row.keys("possible_areas", keys),
        use=row.text("use", "|".join(Postcode.Use.values)),
    )
    if bool(postcode.areas) == (postcode.use == Postcode.Use.BULK_MAIL):
        raise row.broken("Entweder Gebiete oder use=bulk_mail.")
    return postcode


def _contact(row: Row, numbers: set[str]) -> Contact:
    return Contact(
        jobcenter_id=row.one_key("provider_number", numbers),
        phone=row.text("phone", r"(\+?[\d /()-]{3,})?", 40),
        website=row.text("website", r"(https?://\S+)?", 200),
        opening_hours=row.text("opening_hours"),
        source=row.text("source", _NAME, 200),
        as_of=row.text("as_of", _AS_OF),
    )


def _site(row: Row, numbers: set[str]) -> Site:
    return Site(
        jobcenter_id=row.one_key("provider_number", numbers),
        address=row.text("address", _NAME, 200),
        source=row.text("source", _NAME, 200),
        as_of=row.text("as_of", _AS_OF),
    )
