"""When a notice counts as delivered, and until when an objection is in time. Pure; days only, no clock."""

from calendar import monthrange
from collections.abc import Container
from datetime import date, timedelta
from functools import lru_cache

import holidays as calendars

# § 37 Abs. 2 Satz 1 and Abs. 2a SGB X; four days instead of three since the Postrechtsmodernisierungsgesetz.
_DAYS_ON_THE_WAY = ((date(2025, 1, 1), 4), (date.min, 3))


def delivered(posted: date) -> date:
    """In: the day a letter was posted, or the day the message was sent that a notice lies in the mailbox of the app.
    Out: the day it counts as delivered. § 37 Abs. 2 and 2a SGB X: the fourth day after, the third before 2025.

    It is not moved where it is a Saturday, a Sunday or a holiday: it is no period that somebody has to keep, but the
    day of an event (BSG, 6 May 2010, B 14 AS 12/09 R, for the third day; the wording of 2025 changed the number
    alone). Who got it later counts from that day (§ 37 Abs. 2 Satz 3 SGB X); who got it earlier gains the days.
    """
    days = next(days for since, days in _DAYS_ON_THE_WAY if posted >= since)
    return posted + timedelta(days=days)


def objection_ends(delivered: date, holidays: Container[date]) -> date:
    """In: the day of delivery; the public holidays that count. Out: the last day on which an objection is in time.

    One month (§ 84 Abs. 1 SGG). It ends with the day of the next month that has the same number, or else with the
    last day of that month (§ 64 Abs. 2 SGG); where that is a Saturday, a Sunday or a holiday, with the next working
    day (§ 64 Abs. 3 SGG).
    """
    year, month = (delivered.year, delivered.month + 1) if delivered.month < 12 else (delivered.year + 1, 1)
    last = date(year, month, min(delivered.day, monthrange(year, month)[1]))
    while last.weekday() >= 5 or last in holidays:
        last += timedelta(days=1)
    return last


@lru_cache(maxsize=64)
def nationwide_holidays(year: int) -> frozenset[date]:
    """In: a year. Out: the days that are holidays in all of Germany, in it and the year after.

    Those of single Länder only ever make a period end later, so who leaves them out never names a day too late.
    """
    return frozenset(calendars.country_holidays("DE", years=(year, year + 1)))
