"""Spreadsheets shaped like the register of the Bundesagentur für Arbeit, made from an edition of the directory."""

from io import BytesIO

from openpyxl import Workbook

STRUCTURE_HEADER = ("Regionaldirektion", "Typ", "Träger-\nNr.", "Jobcenterbezirk (Name)", "Land")
ASSIGNMENT_HEADER = ("Träger-Nr. ", "Jobcenter", "Kreisschlüssel\n(AGS)", "Kreis", "mehrere Jobcenter im Kreis")


def structure_rows(content):
    return [
        ("RD", row.kind, row.provider_number, row.name, row.state) for row in content.jobcenters if not row.valid_until
    ]


def assignment_rows(content):
    districts = {
        row.provider_number: dict.fromkeys("11000" if len(key) == 8 else key for key in row.areas)
        for row in content.jobcenters
        if not row.valid_until
    }
    return [
        (number, "Jobcenter", key, "Kreis", "ja" if key == "11000" else None)
        for number, keys in districts.items()
        for key in keys
    ]


def structure_sheet(content, rows=None):
    rows = structure_rows(content) if rows is None else rows
    return workbook(
        [("Gebietsstruktur der Träger der Grundsicherung",), (), STRUCTURE_HEADER, ("Nord", None, None, "Summe"), *rows]
    )


def assignment_sheet(content, rows=None):
    rows = assignment_rows(content) if rows is None else rows
    return workbook([("Zuordnung",), ASSIGNMENT_HEADER, *rows, (), ("Gesamt", None, "Summe")])


def sheets(content):
    return structure_sheet(content), assignment_sheet(content)


def workbook(rows, *, merged=(), change=None):
    """`merged` cells by their ranges; `change` may do anything to the workbook before it is saved."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([*row])
    for cells in merged:
        sheet.merge_cells(cells)
    if change:
        change(book)
    return saved(book)


def saved(book):
    file = BytesIO()
    book.save(file)
    return file.getvalue()
