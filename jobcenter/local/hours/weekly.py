"""Hours that come back every week, for always or for a season: „Mo-Mi 08:00-12:00; Do 08:00-18:00 (nur mit Termin)“."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from jobcenter.local.hours.notation import DAYS, Part, Tokens, check_length, lines
from jobcenter.local.hours.periods import Dates, dated, read_date, read_period, written
from jobcenter.local.hours.times import DayPlan, read_plan

Week = tuple[DayPlan, ...]  # seven, from Monday
NO_HOURS: Week = (DayPlan(),) * 7
_SINCE = re.compile(r"(?:ab|seit)\s+(?:dem\s+)?", re.IGNORECASE)
_UNTIL = re.compile(r"bis\s+(?:zum\s+)?", re.IGNORECASE)
_FROM = re.compile(r"(?:vom|von)\s+", re.IGNORECASE)
_DATED = re.compile(
    r"(?:(?:ab|seit|bis|vom|von)\s+)?(?:dem\s+|zum\s+)?[0-9]{1,2}\.\s?(?:[0-9]{1,2}\.|[^\W\d_])", re.IGNORECASE
)
_HINTS = {
    "werktags": "„werktags“ ist nicht eindeutig. Bitte schreiben Sie „Mo-Fr“ oder „Mo-Sa“.",
    "feiertags": "Feiertage gelten von selbst als geschlossen. Alles andere gehört zu den Ausnahmen.",
}
_HINTS |= dict.fromkeys(("werktäglich", "wochentags"), "Bitte schreiben Sie „Mo-Fr“ oder „Mo-Sa“.")
_HINTS |= dict.fromkeys(("feiertag", "feiertage", "feiertagen"), _HINTS["feiertags"])


@dataclass(frozen=True, slots=True)
class Season:
    """When a week holds: from `first` to `last`, both included; None is open-ended."""

    first: date | None = None
    last: date | None = None

    @property
    def order(self) -> tuple[date, int]:
        """Of several that hold on a day the highest counts: what began last, then what ends first."""
        return (self.first or date.min, -(self.last or date.max).toordinal())

    def covers(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def __str__(self) -> str:
        if self.first and self.last:
            return f"{written(self.first)}-{written(self.last)}: "
        if self.first:
            return f"ab {written(self.first)}: "
        return f"bis {written(self.last)}: " if self.last else ""


@dataclass(frozen=True, slots=True)
class Weekly:
    """Weeks and the seasons in which they hold, in the order of `Season.order`; false when there are none."""

    weeks: tuple[tuple[Season, Week], ...] = ()

    @classmethod
    def read(cls, text: str) -> "Weekly":
        """From the notation. Raises Unreadable."""
        weeks: dict[Season, list[DayPlan]] = {}
        for line in lines(text):
            season, end = _read_season(line)
            week = weeks.setdefault(season, list(NO_HOURS))
            parts = line.split(end)
            if not parts and end:
                raise line.wrong("Nach dem Zeitraum fehlen die Zeiten. Bitte schreiben Sie sie in dieselbe Zeile.")
            for part in parts:
                _read_groups(part, week)
        by_season = sorted(weeks.items(), key=lambda item: item[0].order)
        # A line of nothing but semicolons says nothing.
        weekly = cls(tuple((season, tuple(week)) for season, week in by_season if tuple(week) != NO_HOURS))
        check_length(str(weekly))
        return weekly

    def on(self, day: date) -> DayPlan:
        return self.week_of(day)[day.weekday()]

    def week_of(self, day: date) -> Week:
        """The week that holds on that day; a season replaces the whole week, not just the days it names."""
        for season, week in reversed(self.weeks):
            if season.covers(day):
                return week
        return NO_HOURS

    def next_change(self, day: date) -> date | None:
        """The first day after this one on which another week holds; None when there is none."""
        firsts = [season.first for season, _ in self.weeks if season.first]
        firsts += [season.last + timedelta(days=1) for season, _ in self.weeks if season.last]
        now = self.week_of(day)
        return next((first for first in sorted(firsts) if first > day and self.week_of(first) != now), None)

    def __bool__(self) -> bool:
        return bool(self.weeks)

    def __str__(self) -> str:
        return "\n".join(f"{season}{'; '.join(_groups(week))}" for season, week in self.weeks)


def write_days(days: Iterable[int], to: str = "-", joined: str = ", ", names: Iterable[str] = ()) -> str:
    """Days in order, three and more in a row as from–to: „Mo-Mi, Fr“."""
    named = tuple(names) or tuple(name[:2] for name in DAYS)
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return joined.join(
        f"{named[run[0]]}{to}{named[run[-1]]}" if len(run) > 2 else joined.join(named[day] for day in run)
        for run in runs
    )


def _groups(week: Week) -> list[str]:
    """Days with the same clause share a group; groups in the order of their first day and time."""
    days_of: dict[str, list[int]] = {}
    for day, plan in enumerate(week):
        for clause in plan.clauses():
            days_of.setdefault(clause, []).append(day)
    return [f"{'täglich' if len(days) == 7 else write_days(days)} {clause}" for clause, days in days_of.items()]


def _read_season(line: Part) -> tuple[Season, int]:
    """The season that the line begins with, and where its groups begin."""
    if not _DATED.match(line.text):
        return Season(), 0
    if since := _SINCE.match(line.text):
        found = read_date(line, since.end())
        season, end = Season(first=dated(line, found)), found.end
    elif until := _UNTIL.match(line.text):
        found = read_date(line, until.end())
        season, end = Season(last=dated(line, found)), found.end
    else:
        start = _FROM.match(line.text)
        begin = start.end() if start else 0
        period, end = read_period(line, begin)
        if end == read_date(line, begin).end:
            raise line.wrong("Einzelne Tage gehören zu den Ausnahmen.")
        if not isinstance(period, Dates):
            raise line.wrong("Bitte schreiben Sie das Jahr dazu, zum Beispiel „01.07.2027-31.08.2027:“.")
        season = Season(period.first, period.last)
    colon = re.compile(r"\s*:").match(line.text, end)
    if not colon:
        raise line.wrong("Nach dem Zeitraum fehlt ein Doppelpunkt.")
    return season, colon.end()


def _read_groups(part: Part, week: list[DayPlan]) -> None:
    """Enter what a part says into the week; „geschlossen“ takes back what was said before. Raises Unreadable."""
    tokens = Tokens(part)
    while True:
        days = _read_days(tokens)
        plan = read_plan(tokens)
        for day in days:
            week[day] = plan if plan.closed else week[day].together(plan, part)
        if not tokens.skip("and"):
            break
    tokens.finish()


def _read_days(tokens: Tokens) -> list[int]:
    """Mo, Mi-Fr. Raises Unreadable."""
    days: list[int] = []
    while True:
        if tokens.take("daily"):
            days += range(7)
        else:
            first = last = _read_day(tokens)
            if tokens.take("to"):
                last = _read_day(tokens)
                if first == last:
                    raise tokens.wrong("Der erste und der letzte Tag sind gleich.")
            days += [(first + step) % 7 for step in range((last - first) % 7 + 1)]
        if tokens.peek().kind != "and" or tokens.peek(1).kind not in {"day", "daily"}:
            return sorted(set(days))
        tokens.take("and")


def _read_day(tokens: Tokens) -> int:
    if token := tokens.take("day"):
        return token.number
    found = tokens.peek()
    if hint := _HINTS.get(found.text.casefold()):
        raise tokens.wrong(hint)
    if found.kind == "other":
        raise tokens.wrong(f"„{found.text}“ ist kein Wochentag. Bitte schreiben Sie zum Beispiel „Mo-Fr 08:00-12:00“.")
    raise tokens.wrong("Hier fehlt der Tag, zum Beispiel „Mo-Fr 08:00-12:00“.")
