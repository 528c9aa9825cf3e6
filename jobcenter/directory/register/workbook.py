"""The rows of a spreadsheet (.xlsx) below a header that is found by its names. The file may be anything."""

import re
import unicodedata
import warnings
import zipfile
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

from jobcenter.directory.files import BrokenFile, Row

MOST_BYTES = 10 * 2**20
MOST_UNPACKED = 40 * 2**20  # a hundred times what the real ones have
_MOST_PARTS = 500
_MOST_ROWS, _MOST_COLUMNS, _HEADER_WITHIN = 5_000, 60, 30
_MOST_MERGED, _LARGEST_MERGED = 2_000, 1_000

Columns = dict[str, str]  # our name → a pattern of how headers begin, without blanks and marks


def table(file: str, data: bytes, columns: Columns) -> list[Row]:
    """The rows below the header of the first sheet that has all these columns; visible sheets come first.

    Cells are text: what a formula had as its value when the file was saved, numbers without a fraction as digits, and
    of merged cells the same in each. Raises BrokenFile for whatever is no such spreadsheet.
    """
    _refuse_bombs(file, data)
    try:
        sheets = _sheets(data)
    except Exception as error:  # openpyxl has no error of its own: a mutilated file raises whatever comes up
        raise BrokenFile(file, 0, f"Das ist keine lesbare Excel-Datei ({type(error).__name__}).") from None
    for cells in sheets:
        for line, heading in enumerate(cells[:_HEADER_WITHIN]):
            places = _places(heading, columns)
            if len(places) == len(columns):
                return _rows(file, cells, line + 1, places)
    raise BrokenFile(file, 0, f"Kein Tabellenblatt hat die Spalten {', '.join(columns)}.")


def _refuse_bombs(file: str, data: bytes) -> None:
    """Nothing is unpacked before its size is known; the zip module unpacks no more than what a part says it has."""
    if len(data) > MOST_BYTES:
        raise BrokenFile(file, 0, f"Die Datei ist größer als {MOST_BYTES // 2**20} MB.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
    except Exception as error:  # a mutilated directory of the archive raises more than BadZipFile
        raise BrokenFile(file, 0, f"Das ist keine Excel-Datei ({type(error).__name__}).") from None
    if len(sizes) > _MOST_PARTS or sum(sizes) > MOST_UNPACKED:
        raise BrokenFile(file, 0, f"Die Datei ist ausgepackt größer als {MOST_UNPACKED // 2**20} MB.")


def _sheets(data: bytes) -> list[list[list[str]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions that nobody looks at
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            sheets = sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
            return [_cells(sheet, data) for sheet in sheets]
        finally:
            book.close()


def _cells(sheet: Any, data: bytes) -> list[list[str]]:
    sheet.reset_dimensions()  # what a file says about its size need not be true
    rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
    cells = [[_text(value) for value in row] for row in rows]
    with zipfile.ZipFile(BytesIO(data)) as parts:
        # A sheet that is read row by row keeps its merged cells to itself.
        merged = re.findall(rb'<mergeCell\s[^>]*?ref="([A-Z0-9:]{1,30})"', parts.read(sheet._worksheet_path))
    for ref in merged[:_MOST_MERGED]:
        _spread(cells, *(edge or 0 for edge in range_boundaries(ref.decode())))
    return cells


def _spread(cells: list[list[str]], left: int, top: int, right: int, bottom: int) -> None:
    """Of merged cells only the first has the value: give it to the others."""
    if (right - left + 1) * (bottom - top + 1) > _LARGEST_MERGED or top > len(cells) or left > len(cells[top - 1]):
        return
    value = cells[top - 1][left - 1]
    for row in cells[top - 1 : bottom]:
        row.extend("" for _ in range(min(right, _MOST_COLUMNS) - len(row)))
        row[left - 1 : right] = [value] * (min(right, len(row)) - left + 1)


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split()) if value is not None else ""


def _plain(text: str) -> str:
    """In one spelling: "Träger-\\nNr. " is "trägernr"."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def _places(heading: list[str], columns: Columns) -> dict[str, int]:
    """Our columns that this row names → where; a header that fits as a whole comes before one that only begins so."""
    names = [_plain(cell) for cell in heading]
    fitting = {
        column: [place for fits in (re.fullmatch, re.match) for place, name in enumerate(names) if fits(pattern, name)]
        for column, pattern in columns.items()
    }
    return {column: places[0] for column, places in fitting.items() if places}


def _rows(file: str, cells: list[list[str]], begin: int, places: dict[str, int]) -> list[Row]:
    return [
        Row(file, line, {column: row[place] if place < len(row) else "" for column, place in places.items()})
        for line, row in enumerate(cells[begin:], start=begin + 1)
        if any(row)
    ]
