"""Days of the calendar as they are written by hand: 24.12.2026, 24.12., 1. Juli 2027, from one to another."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from jobcenter.local.hours.notation import Part

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
EARLIEST, LATEST = 2000, 2100
TO = re.compile(r"\s*(?:[-–—−‐‑]|bis\b(?:\s+zum\b)?)\s*", re.IGNORECASE)
_BY_NAME = {name.casefold(): nth for nth, name in enumerate(MONTHS, start=1)}
_DATE = re.compile(r"([0-9]{1,2})\.\s?(?:([0-9]{1,2})\.|([^\W\d_]+))(?:\s?([0-9]{4})(?![0-9]))?")
_LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class Dates:
    """From one date to another, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def rank(self) -> tuple[int, ...]:
        """Of several that hold on a day the lowest counts: fewest days, then the one with a year, then the latest."""
        return (self.days, 0, -self.first.toordinal())

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return written(self.first) if self.days == 1 else f"{written(self.first)}-{written(self.last)}"


@dataclass(frozen=True, slots=True)
class Yearly:
    """From a (month, day) to another, both included, every year; it may cross the new year."""

    first: tuple[int, int]
    last: tuple[int, int]

    @property
    def days(self) -> int:
        first, last = (date(_LEAP_YEAR, *ends).toordinal() for ends in (self.first, self.last))
        return (last - first) % 366 + 1

    @property
    def rank(self) -> tuple[int, ...]:
        return (self.days, 1, -self.first[0], -self.first[1])

    def covers(self, day: date) -> bool:
        now = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= now <= self.last
        return now >= self.first or now <= self.last

    def __str__(self) -> str:
        ends = [f"{day:02}.{month:02}." for month, day in (self.first, self.last)]
        return ends[0] if self.first == self.last else "-".join(ends)


class Found(NamedTuple):
    """A date in a text, perhaps without a year, and where it ends."""

    year: int | None
    month: int
    day: int
    end: int

    def in_year(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def read_period(part: Part, at: int = 0) -> tuple[Dates | Yearly, int]:
    """A date, or one to another, that stands at this place, and where it ends. Raises Unreadable."""
    first = read_date(part, at)
    to = TO.match(part.text, first.end)
    last = read_date(part, to.end()) if to else first
    if last.year is None:
        if first.year is not None:
            raise part.wrong("Bitte schreiben Sie das Jahr auch zum zweiten Datum.")
        return Yearly((first.month, first.day), (last.month, last.day)), last.end
    end = dated(part, last)
    if first.year is None:  # 24.12.-06.01.2027 begins in 2026
        year = last.year - ((first.month, first.day) > (last.month, last.day))
        first = first._replace(year=year)
    begin = dated(part, first)
    if end < begin:
        raise part.wrong("Das Ende liegt vor dem Anfang.")
    return Dates(begin, end), last.end


def read_date(part: Part, at: int) -> Found:
    """The date that stands at this place. Raises Unreadable."""
    found = _DATE.match(part.text, at)
    if not found:
        raise part.wrong("Hier fehlt ein Datum, zum Beispiel „24.12.2026“ oder jedes Jahr „24.12.“.")
    month = int(found[2]) if found[2] else _BY_NAME.get(found[3].casefold(), 0)
    if found[3] and not month:
        raise part.wrong(f"„{found[3]}“ ist kein Monat.")
    if not found[4] and part.text[found.end() : found.end() + 1].isdigit():
        raise part.wrong("Bitte schreiben Sie das Jahr mit vier Ziffern und danach ein Leerzeichen.")
    date_found = Found(int(found[4]) if found[4] else None, month, int(found[1]), found.end())
    if not date_found.in_year(_LEAP_YEAR):
        raise part.wrong(f"Den {found[0].strip()} gibt es nicht.")
    return date_found


def dated(part: Part, found: Found) -> date:
    """With its year, which it must have. Raises Unreadable."""
    if found.year is None:
        raise part.wrong("Bitte schreiben Sie das Jahr dazu, zum Beispiel „01.07.2027“.")
    if not EARLIEST <= found.year <= LATEST:
        raise part.wrong(f"Das Jahr muss zwischen {EARLIEST} und {LATEST} liegen.")
    day = found.in_year(found.year)
    if not day:
        raise part.wrong(f"Den {found.day:02}.{found.month:02}.{found.year} gibt es nicht.")
    return day


def written(day: date) -> str:
    return f"{day:%d.%m.%Y}"
