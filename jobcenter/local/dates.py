"""Dates as people say them."""

from datetime import date, datetime

from jobcenter.local.hours.notation import DAYS
from jobcenter.local.hours.periods import MONTHS
from jobcenter.local.hours.times import clock


def in_words(as_of: str) -> str:
    """ "2025-12-03" → "3. Dezember 2025", "2025-12" → "Dezember 2025", "2025" stays."""
    year, *rest = as_of.split("-")
    if not rest:
        return year
    month = f"{MONTHS[int(rest[0]) - 1]} {year}"
    return f"{int(rest[1])}. {month}" if len(rest) > 1 else month


def day_in_words(day: date, today: date) -> str:
    """ "Mittwoch, 25. November", with the year when it is not this one."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{DAYS[day.weekday()]}, {day.day}. {MONTHS[day.month - 1]}{year}"


def times_in_words(starts: datetime, ends: datetime, *, all_day: bool) -> str:
    """In: local times, `ends` on the last day. "14:00 bis 16:00 Uhr", "ganztägig", "bis Freitag, 5. Dezember"."""
    if starts.date() != ends.date():
        until = day_in_words(ends.date(), starts.date())
        return f"bis {until}" if all_day else f"{_time(starts)} Uhr bis {until}, {_time(ends)} Uhr"
    if all_day:
        return "ganztägig"
    return f"{_time(starts)} Uhr" if starts == ends else f"{_time(starts)} bis {_time(ends)} Uhr"


def _time(moment: datetime) -> str:
    return clock(moment.hour * 60 + moment.minute)
