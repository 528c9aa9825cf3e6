"""Opening hours of other systems in our notation (docs/oeffnungszeiten.md), or as a note for people to read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from jobcenter.local.hours import Unreadable, Weekly
from jobcenter.local.hours.weekly import write_days

_DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
_LONGEST, _LONGEST_NOTE = 2_000, 100
_WEEK = range(7)
_GERMAN = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMES: dict[str, tuple[int, ...]] = {
    **{form: (day,) for day in _WEEK for form in (_GERMAN[day], f"{_GERMAN[day]}s", _GERMAN[day][:2], _ENGLISH[day])},
    "sonnabend": (5,),
    **dict.fromkeys(("arbeitstag_mo_fr", "mo_fr", "mo-fr"), (0, 1, 2, 3, 4)),
    **dict.fromkeys(("arbeitstag_mo_sa", "mo_sa", "mo-sa"), (0, 1, 2, 3, 4, 5)),
    **dict.fromkeys(("täglich", "taeglich", "alle_tage", "mo_so", "mo-so"), tuple(_WEEK)),
}
_TIME = re.compile(r"(?:[0-9-]{8,10}T)?([01]?[0-9]|2[0-4])[:.]([0-5][0-9])(?:[:.][0-9]{2}.*)?(?:\s*Uhr)?", re.DOTALL)
# Free text is taken for hours only if it says nothing else.
_DAY = rf"\b(?:(?:{'|'.join(_GERMAN)}|sonnabend)s?|{'|'.join(_DAYS)}|täglich)\b"
_NOTHING_ELSE = re.compile(
    rf"(?:{_DAY}|\b(?:und|u|sowie|bis|von|jeweils|uhr|h|geschlossen)\b|rund um die uhr|[0-9\s:.,;&+/–—-])*",
    re.IGNORECASE,
)
_SAYS_WHEN = re.compile(rf"{_DAY}.*([0-9]|geschlossen|rund um die uhr)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """Open on these days (0 is Monday) from one minute of the day to another, with what is noted on it."""

    opens: int
    closes: int
    days: tuple[int, ...]
    note: str = ""

    @classmethod
    def read(cls, day: str, opens: str, closes: str, note: str = "") -> "Slot | None":
        """From words and times as other systems write them; None if that cannot be read for certain."""
        days = _NAMES.get(day.strip().rstrip(".").casefold())
        begin, end = _minute(opens), _minute(closes)
        if not days or begin is None or end is None:
            return None
        end = end or 24 * 60
        return cls(begin, end, days, note) if begin < end else None


def written(slots: Iterable[Slot]) -> tuple[str, list[str]]:
    """In our notation, and notes too long for it; ("", …) when the slots contradict each other.

    Three slots become "Mo-Mi 08:00-12:00; Do 08:00-18:00 (nur mit Termin)".
    """
    by_day: dict[int, set[Slot]] = {}
    too_long: list[str] = []
    for slot in sorted(set(slots)):
        note = " ".join(slot.note.replace("(", "").replace(")", "").split())
        if len(note) > _LONGEST_NOTE:
            too_long.append(slot.note)
            note = ""
        for day in slot.days:
            by_day.setdefault(day, set()).add(Slot(slot.opens, slot.closes, (day,), note))
    days_of: dict[str, list[int]] = {}
    for day in sorted(by_day):
        plan = sorted(by_day[day])
        if any(after.opens < before.closes for before, after in pairwise(plan)):
            return "", too_long
        for note in dict.fromkeys(slot.note for slot in plan):
            times = ", ".join(_times(slot) for slot in plan if slot.note == note)
            days_of.setdefault(f"{times} ({note})" if note else times, []).append(day)
    text = "; ".join(f"{write_days(days)} {times}" for times, days in days_of.items())
    return (text, too_long) if text and is_hours(text) else ("", too_long)


def listed(slots: Iterable[Slot]) -> str:
    """One by one, for people: what contradicts itself is not for machines."""
    return "; ".join(
        f"{write_days(list(slot.days))} {_times(slot)}" + (f" ({slot.note})" if slot.note else "")
        for slot in sorted(set(slots), key=lambda slot: (slot.days, slot))
    )


def hours_or_note(text: str) -> tuple[str, str]:
    """Free text as (hours, note): one of both, depending on whether it is nothing but hours."""
    bare = re.sub(r"\([^()]*\)", " ", text)
    plausible = _NOTHING_ELSE.fullmatch(bare) and _SAYS_WHEN.search(bare)
    hours = "\n".join(line for line in text.splitlines() if line.strip())
    return (hours, "") if plausible and is_hours(hours) else ("", text)


def is_hours(text: str) -> bool:
    """Whether the model takes it."""
    try:
        Weekly.read(text)
    except Unreadable:
        return False
    return len(text) <= _LONGEST


def _minute(text: str) -> int | None:
    """ "08:00", "8.00 Uhr", "08:00:00+01:00", "1970-01-01T08:00:00" → minutes of the day."""
    found = _TIME.fullmatch(text.strip())
    minute = int(found[1]) * 60 + int(found[2]) if found else None
    return minute if minute is not None and minute <= 24 * 60 else None


def _times(slot: Slot) -> str:
    return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in (slot.opens, slot.closes))
