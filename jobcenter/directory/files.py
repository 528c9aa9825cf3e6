"""Lines of the directory's files, with every complaint naming file and line."""

import csv
import datetime
import re
from collections.abc import Iterator
from pathlib import Path


class BrokenFile(Exception):
    """A file of the directory cannot be used: which one, in which line, and why."""

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__(f"{file}, Zeile {line}: {why}" if line else f"{file}: {why}")


class Row:
    """One line of a file; asking it for a value that makes no sense raises BrokenFile."""

    def __init__(self, file: str, line: int, cells: dict[str, str]) -> None:
        self.file, self.line, self.cells = file, line, cells

    def broken(self, why: str) -> BrokenFile:
        return BrokenFile(self.file, self.line, why)

    def text(self, column: str, pattern: str = r".*", longest: int = 300) -> str:
        value = self.cells[column]
        if len(value) > longest or not re.fullmatch(pattern, value):
            raise self.broken(f"{column} „{value[:40]}“ passt nicht.")
        return value

    def date(self, column: str) -> datetime.date | None:
        try:
            return datetime.date.fromisoformat(self.cells[column]) if self.cells[column] else None
        except ValueError:
            raise self.broken(f"{column} „{self.cells[column][:40]}“ ist kein Datum (JJJJ-MM-TT).") from None

    def keys(self, column: str, known: set[str]) -> list[str]:
        """The values of a cell, each one `known`."""
        values = [value for value in self.cells[column].split(";") if value]
        for value in values:
            if value not in known:
                raise self.broken(f"{column} „{value[:40]}“ ist unbekannt.")
        return values

    def key(self, column: str, known: set[str]) -> str | None:
        values = self.keys(column, known)
        if len(values) > 1:
            raise self.broken(f"{column}: höchstens ein Wert ist erlaubt.")
        return values[0] if values else None

    def one_key(self, column: str, known: set[str]) -> str:
        value = self.key(column, known)
        if value is None:
            raise self.broken(f"{column} fehlt.")
        return value


def rows(folder: Path, file: str, columns: str) -> list[Row]:
    """The lines of a file that has exactly these columns (separated by spaces).

    Raises BrokenFile when it is missing, is not UTF-8, is not CSV or has other columns.
    """
    try:
        data = (folder / file).read_bytes()
        text = data.decode("utf-8")
    except OSError:
        raise BrokenFile(file, 0, "Die Datei fehlt oder ist nicht lesbar.") from None
    except UnicodeDecodeError as error:
        raise BrokenFile(file, data[: error.start].count(b"\n") + 1, "Das ist kein UTF-8.") from None
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        return list(_checked(reader, file, columns.split()))
    except csv.Error as error:
        raise BrokenFile(file, reader.line_num, f"Das ist kein CSV ({error}).") from None


def _checked(reader: Iterator[list[str]], file: str, columns: list[str]) -> Iterator[Row]:
    if (heading := next(reader, [])) != columns:
        raise BrokenFile(file, 1, f"Erwartet werden die Spalten {','.join(columns)}, nicht {','.join(heading)[:120]}.")
    for cells in reader:
        line: int = reader.line_num  # type: ignore[attr-defined]
        if len(cells) != len(columns):
            raise BrokenFile(file, line, f"{len(columns)} Spalten erwartet, {len(cells)} gefunden.")
        yield Row(file, line, dict(zip(columns, cells, strict=True)))
