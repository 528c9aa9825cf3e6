"""CSV as people's programs write it: with semicolons or commas, with or without a byte order mark, any line ends."""

import csv
import io
from collections.abc import Iterator

from jobcenter.local.importing.importers.by_hand.entries import Entry, Raw, place, text_of
from jobcenter.local.importing.importers.by_hand.listing import Listing
from jobcenter.local.importing.importers.by_hand.names import plain, unknown
from jobcenter.local.importing.port import BrokenFeed


def entries_of_table(file: str, data: bytes, listing: Listing) -> Iterator[Entry]:
    """The lines of a table; its first line names the columns. Raises BrokenFeed with file and line."""
    lines = io.StringIO(text_of(file, data), newline="")
    heading = lines.readline()
    lines.seek(0)
    separator = ";" if heading.count(";") >= heading.count(",") else ","
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        columns = _columns(file, next(reader, []), listing)
        begin = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Entry(file, begin, _values(file, begin, columns, cells))
            begin = reader.line_num + 1
    except csv.Error as error:
        raise BrokenFeed(place(file, reader.line_num), f"Das ist kein CSV ({error}).") from None


def _columns(file: str, heading: list[str], listing: Listing) -> list[str]:
    columns = [plain(cell) for cell in heading]
    while columns and not columns[-1]:  # Excel likes to add empty ones
        columns.pop()
    if not columns:
        raise BrokenFeed(place(file, 1), "Die erste Zeile muss die Spalten nennen.")
    for number, name in enumerate(columns, 1):
        if not name:
            raise BrokenFeed(place(file, 1), f"Die {number}. Spalte hat keinen Namen.")
        if columns.count(name) > 1:
            raise BrokenFeed(place(file, 1), f"Die Spalte „{name[:60]}“ gibt es zweimal.")
        if not listing.knows(name):
            raise BrokenFeed(place(file, 1), unknown(name, listing.columns))
    return columns


def _values(file: str, line: int, columns: list[str], cells: list[str]) -> dict[str, Raw]:
    # Programs leave out empty cells at the end of a line, or add some.
    if any(cell.strip() for cell in cells[len(columns) :]):
        why = f"{len(columns)} Spalten erwartet, {len(cells)} gefunden."
        raise BrokenFeed(place(file, line), f"{why} Texte mit Trennzeichen gehören in Anführungszeichen.")
    return {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if cell.strip()}
