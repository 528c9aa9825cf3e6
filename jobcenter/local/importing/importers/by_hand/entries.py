"""One thing as somebody wrote it: values by name, not yet understood, and where each of them stands."""

from dataclasses import dataclass, field

from jobcenter.local.importing.port import BrokenFeed

# What can stand in a value: a text, several of them, or one in several languages.
Raw = str | list[str] | dict[str, str]


@dataclass
class Entry:
    """A line of a table, or an item of a list.

    `values` are those that are not empty; `lines` says where each name stands, if not in the line of the entry.
    """

    file: str
    line: int
    values: dict[str, Raw]
    lines: dict[str, int] = field(default_factory=dict)

    def place(self, name: str = "") -> str:
        """Where the entry stands, or one of its values."""
        return place(self.file, self.lines.get(name, self.line))

    def broken(self, name: str, why: str) -> BrokenFeed:
        """The complaint about one value."""
        return BrokenFeed(self.place(name), f"{name}: {why}" if name else why)


def place(file: str, line: int) -> str:
    """As people look it up: "standorte.csv, Zeile 3"."""
    return f"{file}, Zeile {line}" if line else file


def text_of(file: str, data: bytes) -> str:
    """The characters of a file, with or without a byte order mark. Raises BrokenFeed for anything but UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        why = "Das ist kein UTF-8. Beim Speichern in Excel bitte „CSV UTF-8“ wählen."
        raise BrokenFeed(place(file, line), why) from None
