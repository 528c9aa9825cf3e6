"""The clock on the wall in Germany: which instants the minutes of a day are, also when an hour is missing or twice."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from jobcenter.local.hours.times import DAY

BERLIN = ZoneInfo("Europe/Berlin")
_MINUTE = timedelta(minutes=1)


class Stretch(NamedTuple):
    """Minutes of a day in which the clock runs evenly, and the instant (UTC) that its minute 0 is or would be."""

    first: int
    end: int
    zero: datetime

    def instant(self, minute: int) -> datetime:
        return self.zero + minute * _MINUTE


@lru_cache(maxsize=1024)
def stretches(day: date) -> tuple[Stretch, ...]:
    """One for most days; two in the order of time when the clocks change.

    In spring the second begins an hour later by the clock than the first ends, in autumn an hour earlier.
    """
    begin, end = midnight(day), midnight(day + timedelta(days=1))
    length = (end - begin) // _MINUTE
    if length == DAY:
        return (Stretch(0, DAY, begin),)
    low, high = 0, length  # the jump is after `low` and not after `high`
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(begin + middle * _MINUTE) == _offset(begin):
            low = middle
        else:
            high = middle
    return (Stretch(0, high, begin), Stretch(high + DAY - length, DAY, end - DAY * _MINUTE))


def midnight(day: date) -> datetime:
    """The instant (UTC) at which the day begins."""
    return datetime.combine(day, time(), BERLIN).astimezone(UTC)


def _offset(instant: datetime) -> timedelta | None:
    return instant.astimezone(BERLIN).utcoffset()
