"""Days of delivery and ends of periods, by hand and for every day there is."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobcenter.questions.periods import delivered, nationwide_holidays, objection_ends

DAYS = st.dates(date(2020, 1, 1), date(2090, 12, 31))


def ends(day: date) -> date:
    return objection_ends(day, nationwide_holidays(day.year))


@pytest.mark.parametrize(
    ("posted", "day"),
    [
        (date(2026, 11, 2), date(2026, 11, 6)),  # a Monday, a Friday
        (date(2026, 11, 3), date(2026, 11, 7)),  # a Saturday stays
        (date(2026, 12, 21), date(2026, 12, 25)),  # Christmas Day stays
        (date(2026, 12, 30), date(2027, 1, 3)),
        (date(2028, 2, 27), date(2028, 3, 2)),  # over the 29th
        (date(2024, 12, 31), date(2025, 1, 3)),  # posted before the wording of 2025
        (date(2025, 1, 1), date(2025, 1, 5)),
    ],
)
def test_a_notice_counts_as_delivered_on_the_fourth_day(posted, day):
    assert delivered(posted) == day


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 11, 6), date(2026, 12, 7)),  # the 6th is a Sunday
        (date(2026, 11, 5), date(2026, 12, 7)),  # the 5th is a Saturday
        (date(2026, 11, 10), date(2026, 12, 10)),
        (date(2027, 1, 29), date(2027, 3, 1)),  # 28 February 2027 is a Sunday
        (date(2025, 1, 31), date(2025, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 2, 28), date(2026, 3, 30)),  # the 28th is a Saturday; not the end of March
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 3, 3), date(2026, 4, 7)),  # Good Friday, Saturday, Easter Sunday, Easter Monday
        (date(2026, 11, 25), date(2026, 12, 28)),  # Christmas Day, second day, Sunday
        (date(2025, 12, 1), date(2026, 1, 2)),  # New Year, found in the year after
        (date(2026, 12, 31), date(2027, 2, 1)),
    ],
)
def test_the_objection_has_a_month(day, end):
    assert ends(day) == end


def test_a_holiday_of_a_land_makes_the_period_longer():
    assert objection_ends(date(2026, 10, 6), nationwide_holidays(2026)) == date(2026, 11, 6)
    assert objection_ends(date(2026, 10, 6), {date(2026, 11, 6)}) == date(2026, 11, 9)


@given(DAYS)
def test_delivery_is_a_fixed_number_of_days_later_and_keeps_the_order(posted):
    assert delivered(posted) - posted == timedelta(days=4 if posted.year >= 2025 else 3)
    assert delivered(posted) < delivered(posted + timedelta(days=1))


@given(DAYS)
def test_the_period_ends_on_a_working_day_of_the_next_month_or_just_after(day):
    end, off = ends(day), nationwide_holidays(day.year)
    assert end.weekday() < 5
    assert end not in off
    following = day.replace(day=1) + timedelta(days=32)
    same = following.replace(day=min(day.day, monthrange(following.year, following.month)[1]))
    assert timedelta(0) <= end - same <= timedelta(days=5)
    skipped = [same + timedelta(days=number) for number in range((end - same).days)]
    assert all(one.weekday() >= 5 or one in off for one in skipped)


@given(DAYS)
def test_who_gets_it_later_never_has_less_time(day):
    assert ends(day) <= ends(day + timedelta(days=1))
    assert ends(day) - day >= timedelta(days=28)
