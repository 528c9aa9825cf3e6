"""Hours as pages show them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobcenter.local.hours import Timetable
from jobcenter.local.tests.any_hours import SOME_DAY, weeklies

TIMETABLE = Timetable.read(
    "Mo-Mi 08:00-12:00, 13:00-15:30; Do 08:00-12:00; Do 12:00-18:00 (nur mit Termin); So 10:00-11:00",
    "24.12. geschlossen (Heiligabend)\n22.12.2026 09:00-10:00 (Umbau)",
    "Berlin",
)


def shown(rows):
    return [(row.days, row.spoken, row.lines, row.because) for row in rows]


def test_this_week_as_it_is():
    rows = TIMETABLE.week(date(2026, 12, 27))
    assert [(row.date.day, row.name, row.lines, row.because, row.deviates) for row in rows] == [
        (21, "Montag", ("8:00–12:00 und 13:00–15:30 Uhr",), "", False),
        (22, "Dienstag", ("9:00–10:00 Uhr (Umbau)",), "", True),
        (23, "Mittwoch", ("8:00–12:00 und 13:00–15:30 Uhr",), "", False),
        (24, "Donnerstag", ("geschlossen",), "Heiligabend", True),
        (25, "Freitag", ("geschlossen",), "Erster Weihnachtstag", False),
        (26, "Samstag", ("geschlossen",), "Zweiter Weihnachtstag", False),
        (27, "Sonntag", ("10:00–11:00 Uhr",), "", False),
    ]
    assert TIMETABLE.week(date(2026, 12, 21)) == rows


def test_every_week():
    assert shown(TIMETABLE.regular(SOME_DAY)) == [
        ("Mo–Mi", "Montag bis Mittwoch", ("8:00–12:00 und 13:00–15:30 Uhr",), ""),
        ("Do", "Donnerstag", ("8:00–12:00 Uhr", "12:00–18:00 Uhr (nur mit Termin)"), ""),
        ("Fr, Sa", "Freitag und Samstag", ("geschlossen",), ""),
        ("So", "Sonntag", ("10:00–11:00 Uhr",), ""),
    ]


@pytest.mark.parametrize(
    ("weekly", "rows"),
    [
        ("", []),
        ("täglich 0-24", [("Täglich", "Täglich", ("rund um die Uhr",), "")]),
        (
            "Mo-Do 8-9, 10-11, 12-13; Sa geschlossen (Inventur)",
            [
                ("Mo–Do", "Montag bis Donnerstag", ("8:00–9:00, 10:00–11:00 und 12:00–13:00 Uhr",), ""),
                ("Fr", "Freitag", ("geschlossen",), ""),
                ("Sa", "Samstag", ("geschlossen",), "Inventur"),
            ],
        ),
        (
            "Mo, Di 8-9; Do, Fr 9-10",
            [
                ("Mo, Di", "Montag und Dienstag", ("8:00–9:00 Uhr",), ""),
                ("Mi", "Mittwoch", ("geschlossen",), ""),
                ("Do, Fr", "Donnerstag und Freitag", ("9:00–10:00 Uhr",), ""),
            ],
        ),
    ],
)
def test_days_in_a_row_share_one(weekly, rows):
    assert shown(Timetable.read(weekly).regular(SOME_DAY)) == rows


def test_days_with_another_between_them_do_not_share_a_row():
    assert [row.days for row in Timetable.read("Do, Fr, So 8-9").regular(SOME_DAY)] == ["Mo–Mi", "Do, Fr", "Sa", "So"]
    rows = Timetable.read("Mo-Fr 8-9; Sa 9-10; So 8-9").regular(SOME_DAY)
    assert [row.days for row in rows] == ["Mo–Fr", "Sa", "So"]


def test_hours_from_a_day_on():
    timetable = Timetable.read("Mo-Fr 8-12\nab 01.07.2027: Mo-Fr 9-12")
    first = timetable.next_regular(date(2027, 1, 1))
    assert first == date(2027, 7, 1)
    assert shown(timetable.regular(first)) == [("Mo–Fr", "Montag bis Freitag", ("9:00–12:00 Uhr",), "")]
    assert timetable.next_regular(first) is None


@settings(max_examples=60, deadline=None)
@given(weeklies(date(2027, 6, 7)), st.integers(-50, 50))
def test_regular_rows_say_what_holds_on_each_day_they_name(weekly, step):
    monday = date(2027, 6, 7) + timedelta(weeks=step)
    timetable = Timetable(weekly)
    rows = timetable.regular(monday)
    week = weekly.week_of(monday)
    named = {}
    order = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
    for row in rows:
        ends = [order.index(name) for name in row.spoken.replace(" und ", " bis ").split(" bis ") if name in order]
        for day in range(ends[0], ends[-1] + 1) if ends else range(7):
            assert day not in named
            named[day] = row.spans
    assert all(named.get(day, ()) == plan.spans for day, plan in enumerate(week))
