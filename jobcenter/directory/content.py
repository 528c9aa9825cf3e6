"""One edition of the directory: read from files, checked as a whole, or as it stands in the database."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db.models import Model

from jobcenter.directory.files import Row, rows
from jobcenter.directory.models.rows import Area, Edition, Jobcenter, Postcode

SHIPPED = Path(__file__).parent / "data"
# Jobcenter Musterstadt: made up, so that a newcomer sees a full page. It exists in the demo alone.
MADE_UP = Path(__file__).parent / "demo"
_FILES = {
    "areas.csv": "key name label state kind part_of valid_from valid_until successor",
    "jobcenters.csv": "provider_number kind name official_name official_name_source state areas"
    " valid_from valid_until successor",
    "postcodes.csv": "postcode areas possible_areas use",
}
_NAME = r"\S.*"


@dataclass
class Content:
    """All rows of one edition."""

    digest: str = ""
    areas: list[Area] = field(default_factory=list)
    jobcenters: list[Jobcenter] = field(default_factory=list)
    postcodes: list[Postcode] = field(default_factory=list)

    @classmethod
    def stored(cls) -> "Content":
        """The edition in the database; the one that comes with the software when none was loaded yet."""
        edition = Edition.objects.order_by("-id").first()
        if edition is None:
            return cls.shipped()
        return cls(
            edition.digest,
            list(Area.objects.all()),
            list(Jobcenter.objects.all()),
            list(Postcode.objects.all()),
        )

    @classmethod
    def shipped(cls) -> "Content":
        """The edition that comes with the software; in a demo with the made-up Jobcenter."""
        return cls.read(SHIPPED, *([MADE_UP] if settings.DEMO else []))

    @classmethod
    def read(cls, *folders: Path) -> "Content":
        """The edition in the files of these folders, not saved. Raises BrokenFile at the first thing that is wrong."""
        files = {
            file: [row for folder in folders for row in rows(folder, file, columns)] for file, columns in _FILES.items()
        }
        raw = b"".join((folder / file).read_bytes() for folder in folders for file in _FILES)
        digest = hashlib.sha256(raw).hexdigest()
        areas = _unique(files["areas.csv"], "key")
        jobcenters = _unique(files["jobcenters.csv"], "provider_number")
        postcodes = _unique(files["postcodes.csv"], "postcode")
        content = cls(
            digest,
            [_area(row, set(areas)) for row in areas.values()],
            [_jobcenter(row, set(jobcenters), set(areas)) for row in jobcenters.values()],
            [_postcode(row, set(areas)) for row in postcodes.values()],
        )
        content._refuse_uncovered(areas)
        return content

    def sealed(self) -> "Content":
        """This edition, named after what its rows say, whatever they were read from."""
        self.digest = self.fingerprint
        return self

    @property
    def fingerprint(self) -> str:
        """SHA-256 over what all rows say."""
        rows = [*self.areas, *self.jobcenters, *self.postcodes]
        said = sorted([type(row).__name__, *_values(row)] for row in rows)
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    def _refuse_uncovered(self, lines: dict[str, Row]) -> None:
        """Every area that still exists belongs to a Jobcenter, itself or by its parts (Berlin)."""
        covered = {key for jobcenter in self.jobcenters if not jobcenter.valid_until for key in jobcenter.areas}
        divided = {area.part_of_id for area in self.areas}
        for area in self.areas:
            if not area.valid_until and area.key not in covered | divided:
                raise lines[area.key].broken(f"Für {area.label} ({area.key}) ist kein Jobcenter zuständig.")


def _values(row: Model) -> list[str]:
    return [str(getattr(row, column.attname)) for column in row._meta.concrete_fields]


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
