"""Days on which the weekly hours do not hold: „24.12. geschlossen (Heiligabend)“, „31.12.2026 08:00-12:00“."""

import re
from dataclasses import dataclass, field
from datetime import date

from jobcenter.local.hours.notation import Part, Tokens, check_length, lines
from jobcenter.local.hours.periods import Dates, Yearly, read_period
from jobcenter.local.hours.times import DayPlan, read_plan

_ANOTHER_DATE = re.compile(r"\s*(?:[,&+]|und\b)\s*(?=[0-9]{1,2}\.\s?(?:[0-9]{1,2}\.|[^\W\d_]))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deviation:
    """What holds in a period instead."""

    period: Dates | Yearly
    plan: DayPlan

    def __str__(self) -> str:
        return "\n".join(f"{self.period} {clause}" for clause in self.plan.clauses())


@dataclass(frozen=True, slots=True)
class Deviations:
    """Every year's first, then by date; false when there are none."""

    lines: tuple[Deviation, ...] = ()
    _by_rank: tuple[Deviation, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_rank = sorted(self.lines, key=lambda line: line.period.rank)
        object.__setattr__(self, "_by_rank", tuple(by_rank))

    @classmethod
    def read(cls, text: str) -> "Deviations":
        """From the notation, one per line. Raises Unreadable."""
        plans: dict[Dates | Yearly, DayPlan] = {}
        for part in (part for line in lines(text) for part in line.split()):
            periods, plan = _read(part)
            for period in periods:
                plans[period] = plans.get(period, DayPlan()).together(plan, part)
        deviations = cls(tuple(Deviation(period, plans[period]) for period in sorted(plans, key=_order)))
        check_length(str(deviations))
        return deviations

    def on(self, day: date) -> Deviation | None:
        """The one that counts on that day: of several the most exact (see `Dates.rank`)."""
        return next((line for line in self._by_rank if line.period.covers(day)), None)

    def __bool__(self) -> bool:
        return bool(self.lines)

    def __str__(self) -> str:
        return "\n".join(map(str, self.lines))


NO_DEVIATIONS = Deviations()


def _read(part: Part) -> tuple[list[Dates | Yearly], DayPlan]:
    period, end = read_period(part)
    periods = [period]
    while another := _ANOTHER_DATE.match(part.text, end):
        period, end = read_period(part, another.end())
        periods.append(period)
    tokens = Tokens(part, end)
    plan = read_plan(tokens)
    tokens.finish()
    return periods, plan


def _order(period: Dates | Yearly) -> tuple[bool, str, str]:
    if isinstance(period, Dates):
        return (True, period.first.isoformat(), period.last.isoformat())
    return (False, "{:02}-{:02}".format(*period.first), "{:02}-{:02}".format(*period.last))
