"""Made-up hours of every shape, for property tests."""

import unicodedata
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from jobcenter.local.hours import LIMIT, DayPlan, Deviation, Deviations, Span, Weekly
from jobcenter.local.hours.deviations import _order
from jobcenter.local.hours.periods import Dates, Yearly
from jobcenter.local.hours.weekly import NO_HOURS, Season

LETTERS = st.characters(categories=["L", "N", "P", "S", "M", "Zs"], exclude_characters="()")
FREE_NOTES = st.text(LETTERS, max_size=30).map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()))
NOTES = st.sampled_from(["", "", "nur mit Termin", "Umbau; Eingang hinten"])


@st.composite
def plans(draw, notes=NOTES, cut=None):
    """Spans that may touch each other or midnight, or closed."""
    if draw(st.integers(0, 5)) == 0:
        return DayPlan(closed=True, note=draw(notes))
    cuts = draw(
        st.lists(cut or st.integers(0, 1440) | st.sampled_from([0, 120, 150, 180, 1440]), max_size=5, unique=True)
    )
    pieces = [Span(*ends, draw(notes)) for ends in pairwise(sorted(cuts))]
    return DayPlan(tuple(span for span in pieces if draw(st.integers(0, 2))))


def days(around, either_side=40):
    return st.integers(-either_side, either_side).map(lambda step: around + timedelta(days=step))


@st.composite
def dates(draw, around):
    first = draw(days(around))
    return Dates(first, first + timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 6, 30]))))


@st.composite
def yearly(draw, around):
    first, last = (draw(days(around)) for _ in "ab")
    ends = (first.month, first.day), (last.month, last.day)
    return Yearly(ends[0], ends[draw(st.integers(0, 1))])


@st.composite
def weeklies(draw, around, notes=NOTES):
    def week():
        few = draw(st.lists(plans(notes), min_size=1, max_size=3))
        return tuple(draw(st.sampled_from([*few, DayPlan()])) for _ in range(7))

    def season():
        first, last = sorted(draw(days(around)) for _ in "ab")
        return Season(*draw(st.sampled_from([(first, None), (None, last), (first, last), (first, first)])))

    weeks = {Season(): week()} | {season(): week() for _ in range(draw(st.integers(0, 2)))}
    return Weekly(tuple(sorted(((when, week) for when, week in weeks.items() if week != NO_HOURS), key=_season_order)))


def _season_order(item):
    return item[0].order


@st.composite
def deviations(draw, around, notes=NOTES):
    periods = draw(st.lists(dates(around) | yearly(around), max_size=5, unique=True))
    chosen = ((period, draw(plans(notes))) for period in sorted(periods, key=_order))
    return Deviations(tuple(Deviation(period, plan) for period, plan in chosen if plan != DayPlan()))


def fits(value):
    return len(str(value)) <= LIMIT


SOME_DAY = date(2028, 2, 29)
