"""How it is said that something is open or closed, and until when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jobcenter.local.hours.notation import DAYS
from jobcenter.local.hours.periods import MONTHS
from jobcenter.local.hours.times import DAY, bracketed, clock

ALWAYS = "Rund um die Uhr"
_WEEK = 6  # so many days ahead a weekday is clear without its date


@dataclass(frozen=True, slots=True)
class Wording:
    """The words for a door, a telephone or the like."""

    open: str
    closed: str
    closed_today: str
    again: str

    def while_open(self, now: datetime, ends: datetime | None, note: str) -> str:
        """In: local times; no end is known when it is always open."""
        until = _until(now, ends) if ends else None
        if not until:
            return ALWAYS + bracketed(note)
        if note.casefold().startswith("nur "):
            return f"Jetzt {note} bis {until}"
        return f"{self.open} bis {until}{bracketed(note)}"

    def while_closed(self, today: date, because: str, opens: datetime | None, note: str) -> str:
        """In: why today is closed altogether, and the local time at which it opens again, with what is noted then."""
        closed = f"{self.closed_today}: {because}" if because else self.closed
        if not opens:
            return closed
        return f"{closed} – {self.again} {_when(today, opens)}{clock(_minute(opens))}{bracketed(note)}"


VISIT = Wording("Jetzt geöffnet", "Geschlossen", "Heute geschlossen", "öffnet")
PHONE = Wording("Jetzt erreichbar", "Nicht erreichbar", "Heute nicht erreichbar", "wieder")


def long_date(day: date) -> str:
    return f"{day.day}. {MONTHS[day.month - 1]}"


def _until(now: datetime, ends: datetime) -> str | None:
    """„12:00“, „morgen 2:00“; None when the end is too far away to matter today."""
    minute, day = _minute(ends), ends.date()
    if minute == 0:
        minute, day = DAY, day - timedelta(days=1)
    ahead = (day - now.date()).days
    if ahead > _WEEK:
        return None
    named = ["", "morgen "][ahead] if ahead < 2 else f"{DAYS[day.weekday()]} "
    return named + clock(minute)


def _when(today: date, at: datetime) -> str:
    ahead = (at.date() - today).days
    if ahead > _WEEK:
        return f"am {long_date(at)} um "
    return ["um ", "morgen um "][ahead] if ahead < 2 else f"{DAYS[at.weekday()]} um "


def _minute(at: datetime) -> int:
    return at.hour * 60 + at.minute
