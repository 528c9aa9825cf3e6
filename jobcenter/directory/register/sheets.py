"""What the two spreadsheets say: every Jobcenter with kind, name, Land and districts."""

from dataclasses import dataclass, field

from jobcenter.directory.files import BrokenFile, Row
from jobcenter.directory.models.rows import Jobcenter
from jobcenter.directory.register.workbook import Columns, table

STRUCTURE, ASSIGNMENT = "Gebietsstruktur", "Zuordnung"
_NUMBER = "trägernr|trägernummer"
_IN_STRUCTURE: Columns = {
    "Typ": "typ",
    "Träger-Nr.": _NUMBER,
    "Jobcenterbezirk": "jobcenterbezirk",
    "Land": "land(?!kreis)|bundesland",
}
_IN_ASSIGNMENT: Columns = {"Träger-Nr.": _NUMBER, "Kreisschlüssel": "kreisschlüssel"}
_KINDS = {kind.casefold(): kind for kind in Jobcenter.Kind.values}
_PREFIXES = ("Jobcenter ", "JC ")


@dataclass
class Entry:
    """One Jobcenter of the register; `row` is where it stands, for complaints."""

    number: str
    kind: str
    name: str
    state: str
    row: Row
    districts: list[str] = field(default_factory=list)


def read(structure: bytes, assignment: bytes) -> dict[str, Entry]:
    """Provider number → entry. Raises BrokenFile at the first thing that is wrong."""
    entries: dict[str, Entry] = {}
    for row in table(STRUCTURE, structure, _IN_STRUCTURE):
        if row.cells["Typ"].casefold() not in _KINDS:
            continue  # a heading, a sum, a remark
        entry = _entry(row)
        if entry.number in entries:
            raise row.broken(f"Träger-Nr. {entry.number} steht schon in Zeile {entries[entry.number].row.line}.")
        entries[entry.number] = entry
    for row in table(ASSIGNMENT, assignment, _IN_ASSIGNMENT):
        _assign(row, entries)
    for entry in entries.values():
        if not entry.districts:
            raise entry.row.broken(f"Für Träger-Nr. {entry.number} steht in der Zuordnung kein Kreis.")
    return entries


def _entry(row: Row) -> Entry:
    name = row.text("Jobcenterbezirk", r"\S.*", 80)
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    return Entry(
        number=_digits(row, "Träger-Nr."),
        kind=_KINDS[row.cells["Typ"].casefold()],
        name=name,
        state=row.text("Land"),
        row=row,
    )


def _assign(row: Row, entries: dict[str, Entry]) -> None:
    if not row.cells["Kreisschlüssel"][:1].isdecimal():
        return  # a heading, a sum, a remark
    number, district = _digits(row, "Träger-Nr."), _digits(row, "Kreisschlüssel")
    if number not in entries:
        raise row.broken(f"Träger-Nr. {number} steht nicht in der Gebietsstruktur.")
    if district in entries[number].districts:
        raise row.broken(f"Kreis {district} steht bei Träger-Nr. {number} zweimal.")
    entries[number].districts.append(district)


def _digits(row: Row, column: str) -> str:
    """Five digits; a spreadsheet that takes them for a number loses leading zeros."""
    return row.text(column, r"[0-9]{1,5}").zfill(5)


def complaint(why: str, entry: Entry | None = None) -> BrokenFile:
    """About a Jobcenter of the register, or about the assignment as a whole."""
    return entry.row.broken(why) if entry else BrokenFile(ASSIGNMENT, 0, why)
