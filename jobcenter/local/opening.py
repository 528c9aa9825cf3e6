"""Places with their hours, and how it is there at a moment."""

from dataclasses import dataclass
from datetime import date, datetime

import structlog
from django.utils import timezone

from jobcenter.local.hours import PHONE, STATES, VISIT, DayRow, RegularRow, State, Timetable, Unreadable
from jobcenter.local.models import Offer, Site

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class OpenNow:
    """A site or a place that helps, its hours, and whether it is open and can be called; None where that is unknown."""

    place: Site | Offer
    opening: Timetable | None
    calling: Timetable | None
    opening_now: State | None
    calling_now: State | None
    day: date

    @property
    def regular_opening(self) -> tuple[RegularRow, ...]:
        """When it is open in an ordinary week."""
        return self.opening.regular(self.day) if self.opening else ()

    @property
    def opening_week(self) -> tuple[DayRow, ...]:
        """When it is open in this very week."""
        return self.opening.week(self.day) if self.opening else ()

    @property
    def calling_week(self) -> tuple[DayRow, ...]:
        """When somebody answers the telephone in this very week."""
        return self.calling.week(self.day) if self.calling else ()

    @property
    def changes_at(self) -> list[datetime]:
        """When one of the states is another."""
        return [state.changes_at for state in (self.opening_now, self.calling_now) if state and state.changes_at]


@dataclass(frozen=True, slots=True)
class Open:
    """A site or a place that helps, with its hours."""

    place: Site | Offer
    opening: Timetable | None
    calling: Timetable | None = None

    @classmethod
    def site(cls, site: Site, state: str) -> "Open":
        """`state`: the Land whose public holidays count."""
        return cls(
            site, _timetable(site.opening, site.exceptions, state), _timetable(site.calling, site.exceptions, state)
        )

    @classmethod
    def offer(cls, offer: Offer, state: str) -> "Open":
        return cls(offer, _timetable(offer.opening, offer.exceptions, state))

    def at(self, now: datetime) -> OpenNow:
        """How it is at that moment."""
        return OpenNow(
            self.place,
            self.opening,
            self.calling,
            self.opening.state(now, VISIT) if self.opening else None,
            self.calling.state(now, PHONE) if self.calling else None,
            timezone.localdate(now),
        )


def _timetable(weekly: str, exceptions: str, state: str) -> Timetable | None:
    if not weekly:
        return None
    # Who helps round the clock does so on public holidays too.
    holidays_of = "" if "00:00-24:00" in weekly or state not in STATES else state
    try:
        return Timetable.read(weekly, exceptions, holidays_of)
    except Unreadable:  # written by another hand than ours: unknown hours are better than wrong ones
        log.warning("hours_unreadable")
        return None
