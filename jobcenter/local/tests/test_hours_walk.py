"""The timetable against somebody who looks at the clock every minute."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from jobcenter.local.hours import STATES, Timetable
from jobcenter.local.hours.berlin import BERLIN
from jobcenter.local.tests.any_hours import deviations, weeklies

DAYS = 4
MINUTE = timedelta(minutes=1)
LANDS = ["Hessen", "Brandenburg", "Sachsen"]
HOLIDAYS = {land: holidays.country_holidays("DE", subdiv=STATES[land]) for land in LANDS}
AROUND = [
    date(2027, 3, 27),  # a day later the clocks go forward
    date(2026, 10, 24),  # a day later they go back
    date(2027, 10, 30),
    date(2026, 12, 24),
    date(2026, 12, 31),
    date(2027, 3, 25),  # Easter and the clocks at once
    date(2027, 3, 28),
    date(2027, 10, 31),
    date(2028, 2, 28),
    date(2027, 6, 7),
]


LEAP_YEAR = [date(2028, 1, 1) + timedelta(days=step) for step in range(366)]
CALENDAR = [(day.month, day.day) for day in LEAP_YEAR]


def named_by(period):
    """Every day that a period names, as dates or as (month, day)."""
    if isinstance(period.first, date):
        return [period.first + timedelta(days=step) for step in range((period.last - period.first).days + 1)]
    begin = CALENDAR.index(period.first)
    turned = CALENDAR[begin:] + CALENDAR[:begin]
    return turned[: turned.index(period.last) + 1]


def hours_on(timetable, day):
    """The rules once more, as plainly as they can be said."""
    covering = []
    for line in timetable.deviations.lines:
        named = named_by(line.period)
        if day in named or (day.month, day.day) in named:
            began = named[0].toordinal() if isinstance(named[0], date) else named[0][0] * 100 + named[0][1]
            covering.append(((len(named), isinstance(named[0], tuple), -began), line.plan))
    (days, *_), special = min(covering, default=((0,), None), key=lambda entry: entry[0])
    if days == 1:
        return special.spans
    if timetable.holidays_of and day in HOLIDAYS[timetable.holidays_of]:
        return ()
    usual, began = (), None
    for season, week in timetable.weekly.weeks:
        first, last = season.first or date.min, season.last or date.max
        if first <= day <= last and (began is None or (first, -last.toordinal()) > began):
            usual, began = week[day.weekday()].spans, (first, -last.toordinal())
    return special.spans if special and (usual or special.closed) else usual


def walk(timetable, day, days):
    """What the clock on the wall says at every minute from the beginning of that day: the note while open, or None."""
    begin = datetime(day.year, day.month, day.day, tzinfo=BERLIN).astimezone(UTC)
    known = {}
    seen = []
    for minute in range(days * 24 * 60):
        local = (begin + minute * MINUTE).astimezone(BERLIN)
        day = local.date()
        if day not in known:
            known[day] = hours_on(timetable, day)
        now = local.hour * 60 + local.minute
        seen.append(next((span.note for span in known[day] if span.opens <= now < span.closes), None))
    return begin, seen


@st.composite
def timetables(draw, around):
    land = draw(st.sampled_from(["", *LANDS]))
    return Timetable(draw(weeklies(around)), draw(deviations(around)), land)


SITUATIONS = st.sampled_from(AROUND).flatmap(lambda day: st.tuples(timetables(day), st.just(day)))


@settings(max_examples=80, deadline=None)
@given(SITUATIONS, st.data())
def test_every_moment_is_as_the_clock_says(situation, data):
    timetable, day = situation
    begin, seen = walk(timetable, day, DAYS)
    edges = [minute for minute in range(1, len(seen)) if seen[minute] != seen[minute - 1]]
    moments = {0, 1500, len(seen) - 1, *edges, *(edge - 1 for edge in edges)}
    moments |= set(data.draw(st.lists(st.integers(0, len(seen) - 1), max_size=8)))
    zone = data.draw(st.sampled_from([UTC, BERLIN]))
    for minute in moments:
        at = (begin + timedelta(minutes=minute, seconds=59)).astimezone(zone)
        state = timetable.state(at)
        assert state.open == timetable.is_open(at) == (seen[minute] is not None)
        assert state.note == (seen[minute] or "")
        following = [edge for edge in edges if edge > minute]
        if following:
            assert state.changes_at == begin + timedelta(minutes=following[0])
        else:
            assert state.changes_at is None or state.changes_at >= begin + timedelta(minutes=len(seen))


@settings(max_examples=40, deadline=None)
@given(SITUATIONS)
def test_upcoming_openings_are_what_the_clock_says(situation):
    timetable, day = situation
    begin, seen = walk(timetable, day, DAYS - 1)  # as long as the days are, an hour more or less
    openings = timetable.upcoming(day, DAYS)
    for minute, note in enumerate(seen):
        at = begin + minute * MINUTE
        assert [opening.note for opening in openings if opening.starts <= at < opening.ends] == [note] * (
            note is not None
        )
    for one, following in pairwise(openings):
        assert one.starts < one.ends <= following.starts
        assert one.ends < following.starts or one.note != following.note


@settings(max_examples=80, deadline=None)
@given(SITUATIONS)
def test_the_next_opening_may_be_far(situation):
    """Closed up to the horizon, or found on the first day on which the clock sees it open."""
    timetable, day = situation
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=BERLIN)
    state = timetable.state(noon)
    if state.open:
        return
    with_hours = [later for later in (day + timedelta(days=step) for step in range(61)) if hours_on(timetable, later)]
    for later in with_hours:
        begin, seen = walk(timetable, later, 1)
        opening = [
            at for minute, note in enumerate(seen) if note is not None and (at := begin + minute * MINUTE) > noon
        ]
        if opening:
            assert state.changes_at == opening[0]
            return
    assert state.changes_at is None
