"""What both notations share: lines, parts of lines, their words, and the one error that says what is wrong."""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

LIMIT = 2000  # characters of one text, as typed and as written back
LONGEST_NOTE = 100
_QUOTED = 60

DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_DASHES = "-–—−‐‑"
_WORDS = {
    **{form: ("day", nth) for nth, day in enumerate(map(str.lower, DAYS)) for form in (day[:2], day, f"{day}s")},
    **dict.fromkeys(("sonnabend", "sonnabends"), ("day", 5)),
    **dict.fromkeys(("und", "u", "sowie", ",", "&", "+", "/"), ("and", 0)),
    **dict.fromkeys(("bis", *_DASHES), ("to", 0)),
    **dict.fromkeys(("uhr", "h"), ("o'clock", 0)),
    **dict.fromkeys(("von", "jeweils"), ("from", 0)),
    "täglich": ("daily", 0),
    "geschlossen": ("closed", 0),
    ":": ("colon", 0),
}
_TOKEN = re.compile(
    r"""\s*(?:
      \((?P<note>[^()]*)\)
    | (?P<all_day>rund\s+um\s+die\s+uhr\b)
    | (?P<time>[0-9]{1,2}(?:[:.][0-9]{2})?(?![0-9]))
    | (?P<word>[^\W\d_]+)\.?
    | (?P<mark>\S)
    )""",
    re.VERBOSE | re.IGNORECASE,
)


class Unreadable(ValueError):
    """A text does not follow the notation. `reason` says why in plain German, `part` is the piece of the text it is
    about ("" for the whole text), `line` its number if the text has several (else 0); `str()` says all of it."""

    def __init__(self, reason: str, part: str = "", line: int = 0) -> None:
        self.reason, self.part, self.line = reason, part, line
        where = ", ".join([f"Zeile {line}"] * bool(line) + [f"„{part}“"] * bool(part))
        super().__init__(f"{where}: {reason}" if where else reason)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text, spaces tidied, and the line it stands in."""

    text: str
    line: int

    def wrong(self, reason: str) -> Unreadable:
        shown = self.text if len(self.text) <= _QUOTED else f"{self.text[: _QUOTED - 1]}…"
        return Unreadable(reason, shown, self.line)

    def split(self, begin: int = 0) -> list["Part"]:
        """What stands between semicolons from `begin` on; a semicolon within parentheses does not count."""
        pieces = re.split(r";(?![^()]*\))", self.text[begin:])
        return [Part(piece.strip(), self.line) for piece in pieces if piece.strip()]


def lines(text: str) -> list[Part]:
    """The lines that are not blank. Raises Unreadable for a text that is too long or holds control characters."""
    check_length(text)
    # Marks that nobody sees (soft hyphen, zero width, direction) come along when text is pasted.
    visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    tidied = [" ".join(line.split()) for line in unicodedata.normalize("NFC", visible).splitlines()]
    several = sum(map(bool, tidied)) > 1
    found = [Part(line, nth if several else 0) for nth, line in enumerate(tidied, start=1) if line]
    for part in found:
        if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in part.text):
            raise Unreadable("Der Text enthält ein Steuerzeichen. Bitte tippen Sie die Stelle neu.", line=part.line)
    return found


def check_length(text: str) -> None:
    """Raises Unreadable."""
    if len(text) > LIMIT:
        raise Unreadable("Der Text ist zu lang. Möglich sind höchstens 2.000 Zeichen.")


class Token(NamedTuple):
    """A word or sign: its kind, how it was typed, and for a day which one."""

    kind: str
    text: str = ""
    number: int = 0


class Tokens:
    """A part, taken word by word."""

    def __init__(self, part: Part, begin: int = 0) -> None:
        self.part = part
        self._left = [_token(found) for found in _TOKEN.finditer(part.text, begin)]
        self._left.reverse()

    def peek(self, ahead: int = 0) -> Token:
        return self._left[-1 - ahead] if ahead < len(self._left) else Token("end")

    def take(self, *kinds: str) -> Token | None:
        """The next token if it is of one of these kinds."""
        return self._left.pop() if self.peek().kind in kinds else None

    def skip(self, *kinds: str) -> bool:
        """Take as many of these kinds as follow each other; was there any?"""
        any_taken = False
        while self.take(*kinds):
            any_taken = True
        return any_taken

    def note(self) -> str:
        """The text of the parentheses that follow here; "" without any."""
        token = self.take("note")
        if not token:
            return ""
        note = token.text.strip()
        if not note:
            raise self.wrong("In der Klammer steht nichts.")
        if len(note) > LONGEST_NOTE:
            raise self.wrong(f"Die Anmerkung ist zu lang. Möglich sind höchstens {LONGEST_NOTE} Zeichen.")
        return note

    def finish(self) -> None:
        """Nothing may be left. Raises Unreadable."""
        left = self.peek()
        if left.text in {"(", ")"}:
            raise self.wrong("Eine Klammer ist nicht richtig geschlossen.")
        if left.kind == "note":
            raise self.wrong("Hier ist nur eine Anmerkung in Klammern möglich.")
        if left.kind in {"day", "daily"}:
            raise self.wrong(f"Vor „{left.text}“ fehlt ein Semikolon.")
        if left.kind != "end":
            raise self.wrong(f"„{left.text}“ passt hier nicht. Anmerkungen stehen in Klammern.")

    def wrong(self, reason: str) -> Unreadable:
        return self.part.wrong(reason)


def _token(found: re.Match[str]) -> Token:
    kind = found.lastgroup or ""
    text = found[kind]
    if kind in {"word", "mark"}:
        kind, number = _WORDS.get(text.casefold(), ("other", 0))
        return Token(kind, text, number)
    return Token(kind, text)
