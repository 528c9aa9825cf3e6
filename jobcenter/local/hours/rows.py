"""Hours in rows, as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from jobcenter.local.hours.notation import DAYS
from jobcenter.local.hours.times import DAY, DayPlan, Span, bracketed, clock
from jobcenter.local.hours.weekly import NO_HOURS, Week

_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of a certain week. `deviates`: other hours than usual on this weekday; `because`: why it is closed."""

    date: date
    name: str
    spans: tuple[Span, ...]
    because: str
    deviates: bool

    @property
    def lines(self) -> tuple[str, ...]:
        return spoken_hours(self.spans)


@dataclass(frozen=True, slots=True)
class RegularRow:
    """Weekdays that share their hours: `days` „Mo–Mi“, `spoken` „Montag bis Mittwoch“; `because`: why closed."""

    days: str
    spoken: str
    spans: tuple[Span, ...]
    because: str

    @property
    def lines(self) -> tuple[str, ...]:
        return spoken_hours(self.spans)


def regular_rows(week: Week) -> tuple[RegularRow, ...]:
    """Days in a row with the same hours share one. The weekend only as far as something is said about it."""
    if week == NO_HOURS:
        return ()
    last = max(day for day, plan in enumerate(week) if day == _FRIDAY or plan != DayPlan())
    rows = []
    for (spans, because), group in groupby(range(last + 1), key=lambda day: (week[day].spans, _why(week[day]))):
        days = list(group)
        rows.append(RegularRow(*_named(days), spans, because))
    return tuple(rows)


def spoken_hours(spans: Sequence[Span]) -> tuple[str, ...]:
    """A line for all spans in a row that share a note: „8:00–12:00 und 13:00–15:30 Uhr (nur mit Termin)“."""
    if not spans:
        return ("geschlossen",)
    by_note = groupby(spans, key=lambda span: span.note)
    return tuple(_line(list(group)) + bracketed(note) for note, group in by_note)


def _line(spans: list[Span]) -> str:
    if [(span.opens, span.closes) for span in spans] == [(0, DAY)]:
        return "rund um die Uhr"
    *before, last = [f"{clock(span.opens)}–{clock(span.closes)}" for span in spans]
    return f"{', '.join(before)} und {last} Uhr" if before else f"{last} Uhr"


def _named(days: list[int]) -> tuple[str, str]:
    first, last = DAYS[days[0]], DAYS[days[-1]]
    match len(days):
        case 7:
            return "Täglich", "Täglich"
        case 1:
            return first[:2], first
        case 2:
            return f"{first[:2]}, {last[:2]}", f"{first} und {last}"
    return f"{first[:2]}–{last[:2]}", f"{first} bis {last}"


def _why(plan: DayPlan) -> str:
    return "" if plan.spans else plan.note
