"""What the hours mean at a moment: open or not, until when, and why not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from jobcenter.local.hours.berlin import BERLIN, midnight, stretches
from jobcenter.local.hours.deviations import NO_DEVIATIONS, Deviations
from jobcenter.local.hours.notation import DAYS
from jobcenter.local.hours.public_holidays import STATES, public_holidays
from jobcenter.local.hours.rows import DayRow, RegularRow, regular_rows
from jobcenter.local.hours.times import DayPlan, Span
from jobcenter.local.hours.weekly import Weekly
from jobcenter.local.hours.wording import VISIT, Wording

HORIZON = 60  # days after today in which the next change is looked for


class Opening(NamedTuple):
    """Open from one instant to another (UTC; the end does not belong to it), and what is noted on it."""

    starts: datetime
    ends: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """Open or not, and what is noted on it. `changes_at` (UTC): when this or the note changes, None when it does not
    within HORIZON. `because`: why today is closed altogether. `words`: all of it for people."""

    open: bool
    note: str
    changes_at: datetime | None
    because: str
    words: str


@dataclass(frozen=True, slots=True)
class Timetable:
    """Weekly hours, what deviates from them, and the Land whose public holidays are closed ("": holidays do not
    matter, as for a helpline). Raises ValueError for an unknown Land.

    What holds on a day, the first that says something: a deviation for this one day, a public holiday, a deviation
    for a longer period, the weekly hours. Other hours for a longer period hold only on days that are open anyway:
    „01.07.-15.07. 08:00-12:00“ opens no Sunday.
    """

    weekly: Weekly
    deviations: Deviations = NO_DEVIATIONS
    holidays_of: str = ""

    def __post_init__(self) -> None:
        if self.holidays_of and self.holidays_of not in STATES:
            message = f"Das Bundesland „{self.holidays_of}“ ist nicht bekannt."
            raise ValueError(message)

    @classmethod
    def read(cls, weekly: str, deviations: str = "", holidays_of: str = "") -> "Timetable":
        """From both notations. Raises Unreadable."""
        return cls(Weekly.read(weekly), Deviations.read(deviations), holidays_of)

    def plan(self, day: date) -> DayPlan:
        """What holds on that day."""
        special = self.deviations.on(day)
        if special and special.period.days == 1:
            return special.plan
        if self.holidays_of and (holiday := public_holidays(self.holidays_of, day.year).get(day)):
            return DayPlan(closed=True, note=holiday)
        regular = self.weekly.on(day)
        return special.plan if special and (special.plan.closed or regular.spans) else regular

    def spans(self, day: date) -> tuple[Span, ...]:
        """When it is open on that day, by the clock on the wall; () when it is closed."""
        return self.plan(day).spans

    def closed_because(self, day: date) -> str:
        """The holiday, or what somebody noted; "" when it is open or just closed."""
        plan = self.plan(day)
        return plan.note if plan.closed else ""

    def is_open(self, at: datetime) -> bool:
        """In: an aware datetime, else ValueError; a minute counts from its first second."""
        local = _aware(at).astimezone(BERLIN)
        minute = local.hour * 60 + local.minute
        return any(span.opens <= minute < span.closes for span in self.spans(local.date()))

    def state(self, at: datetime, wording: Wording = VISIT) -> State:
        """In: an aware datetime, else ValueError, and the words to say it with."""
        at = _aware(at).astimezone(UTC)
        now = at.astimezone(BERLIN)
        today = now.date()
        end = midnight(today + timedelta(days=HORIZON + 1))
        opening = next((opening for opening in self._openings(today, HORIZON + 1) if opening.ends > at), None)
        if opening and opening.starts <= at:
            changes_at = opening.ends if opening.ends < end else None
            words = wording.while_open(now, _local(changes_at), opening.note)
            return State(True, opening.note, changes_at, "", words)
        because = self.closed_because(today)
        starts, note = (opening.starts, opening.note) if opening else (None, "")
        return State(False, "", starts, because, wording.while_closed(today, because, _local(starts), note))

    def upcoming(self, start: date, days: int) -> list[Opening]:
        """Everything open on `days` days from `start`, cut off at the last midnight, for a page that looks at the
        clock itself; what follows without a gap and under the same note is one."""
        return list(self._openings(start, days))

    def week(self, day: date) -> tuple[DayRow, ...]:
        """The seven days from Monday of the week in which `day` lies, as they really are."""
        monday = day - timedelta(days=day.weekday())
        return tuple(self._row(monday + timedelta(days=nth)) for nth in range(7))

    def regular(self, on: date) -> tuple[RegularRow, ...]:
        """The hours that hold every week around that day; () when none are known."""
        return regular_rows(self.weekly.week_of(on))

    def next_regular(self, after: date) -> date | None:
        """The first day with other regular hours, if a season begins or ends: ask `regular` for that day."""
        return self.weekly.next_change(after)

    def _row(self, day: date) -> DayRow:
        spans = self.spans(day)
        deviates = spans != self.weekly.on(day).spans
        return DayRow(day, DAYS[day.weekday()], spans, self.closed_because(day), deviates)

    def _openings(self, first: date, days: int) -> Iterator[Opening]:
        held: Opening | None = None
        for piece in self._pieces(first, days):
            if held and held.ends == piece.starts and held.note == piece.note:
                held = held._replace(ends=piece.ends)
            else:
                if held:
                    yield held
                held = piece
        if held:
            yield held

    def _pieces(self, first: date, days: int) -> Iterator[Opening]:
        """Day by day, and on either side of a clock change."""
        for ahead in range(days):
            day = first + timedelta(days=ahead)
            if spans := self.spans(day):
                for stretch in stretches(day):
                    for span in spans:
                        opens, closes = max(span.opens, stretch.first), min(span.closes, stretch.end)
                        if opens < closes:
                            yield Opening(stretch.instant(opens), stretch.instant(closes), span.note)


def _aware(at: datetime) -> datetime:
    if at.utcoffset() is None:
        message = "a moment needs its time zone"
        raise ValueError(message)
    return at


def _local(at: datetime | None) -> datetime | None:
    return at.astimezone(BERLIN) if at else None
