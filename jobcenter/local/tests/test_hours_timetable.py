"""What is said at a moment, and which of several statements counts."""

import csv
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings

from jobcenter.local.hours import HORIZON, PHONE, STATES, VISIT, Opening, Timetable, public_holidays
from jobcenter.local.hours.berlin import BERLIN

OFFICE = Timetable.read(
    "Mo-Mi 08:00-12:00, 13:00-15:30; Do 08:00-18:00; Fr 08:00-12:00; Fr 12:00-16:00 (nur mit Termin)",
    "24.12. geschlossen (Heiligabend)\n27.12.-31.12. geschlossen (Betriebsferien)\n02.11.2026 geschlossen\n"
    "03.11.2026 10:00-12:00 (Umbau)",
    "Hessen",
)
HELPLINE = Timetable.read("täglich 00:00-24:00")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("moment", "visit", "phone"),
    [
        ("2026-11-23T09:00", "Jetzt geöffnet bis 12:00", "Jetzt erreichbar bis 12:00"),
        ("2026-11-27T12:00", "Jetzt nur mit Termin bis 16:00", "Jetzt nur mit Termin bis 16:00"),
        ("2026-11-03T10:00", "Jetzt geöffnet bis 12:00 (Umbau)", "Jetzt erreichbar bis 12:00 (Umbau)"),
        ("2026-11-23T07:59", "Geschlossen – öffnet um 8:00", "Nicht erreichbar – wieder um 8:00"),
        ("2026-11-23T12:00", "Geschlossen – öffnet um 13:00", "Nicht erreichbar – wieder um 13:00"),
        ("2026-11-23T15:30", "Geschlossen – öffnet morgen um 8:00", "Nicht erreichbar – wieder morgen um 8:00"),
        ("2026-11-27T16:00", "Geschlossen – öffnet Montag um 8:00", "Nicht erreichbar – wieder Montag um 8:00"),
        ("2026-11-02T09:00", "Geschlossen – öffnet morgen um 10:00 (Umbau)",
         "Nicht erreichbar – wieder morgen um 10:00 (Umbau)"),
        ("2026-10-03T09:00", "Heute geschlossen: Tag der Deutschen Einheit – öffnet Montag um 8:00",
         "Heute nicht erreichbar: Tag der Deutschen Einheit – wieder Montag um 8:00"),
        ("2026-12-23T20:00", "Geschlossen – öffnet am 4. Januar um 8:00",
         "Nicht erreichbar – wieder am 4. Januar um 8:00"),
        ("2026-12-24T09:00", "Heute geschlossen: Heiligabend – öffnet am 4. Januar um 8:00",
         "Heute nicht erreichbar: Heiligabend – wieder am 4. Januar um 8:00"),
        ("2026-12-30T09:00", "Heute geschlossen: Betriebsferien – öffnet Montag um 8:00",
         "Heute nicht erreichbar: Betriebsferien – wieder Montag um 8:00"),
    ],
)  # fmt: skip
def test_how_it_is_said(moment, visit, phone):
    assert OFFICE.state(at(moment)).words == visit
    assert OFFICE.state(at(moment), PHONE).words == phone


@pytest.mark.parametrize(
    ("weekly", "deviations", "words"),
    [
        ("täglich 00:00-24:00", "", "Rund um die Uhr"),
        ("täglich 00:00-24:00 (kostenlos)", "", "Rund um die Uhr (kostenlos)"),
        ("täglich 00:00-24:00", "24.11.2026 geschlossen", "Jetzt geöffnet bis 24:00"),
        ("täglich 00:00-24:00", "25.11.2026 geschlossen", "Jetzt geöffnet bis morgen 24:00"),
        ("täglich 00:00-24:00", "27.11.2026 geschlossen", "Jetzt geöffnet bis Donnerstag 24:00"),
        ("täglich 00:00-24:00", "27.12.2026 geschlossen", "Rund um die Uhr"),
        ("Mo 20:00-24:00; Di 00:00-02:00", "", "Jetzt geöffnet bis morgen 2:00"),
        ("", "", "Geschlossen"),
        ("Mo 8-9", "23.11.2026 geschlossen (Streik)", "Heute geschlossen: Streik – öffnet am 30. November um 8:00"),
        ("bis 22.11.2026: täglich 8-9", "23.11. geschlossen (Streik)", "Heute geschlossen: Streik"),
        ("Mo geschlossen (Teamtag); Di 8-9", "", "Heute geschlossen: Teamtag – öffnet morgen um 8:00"),
    ],
)
def test_how_rarer_things_are_said(weekly, deviations, words):
    assert Timetable.read(weekly, deviations).state(at("2026-11-23T21:30")).words == words


def test_a_state_in_full():
    open_now = OFFICE.state(at("2026-11-27T13:00"))
    assert (open_now.open, open_now.note, open_now.because) == (True, "nur mit Termin", "")
    assert open_now.changes_at == datetime(2026, 11, 27, 15, tzinfo=UTC)
    holiday = OFFICE.state(at("2026-12-25T13:00"))
    assert (holiday.open, holiday.note, holiday.because) == (False, "", "Erster Weihnachtstag")
    assert holiday.changes_at == datetime(2027, 1, 4, 7, tzinfo=UTC)
    assert OFFICE.state(at("2026-11-27T11:00")).changes_at == at(
        "2026-11-27T12:00"
    )  # open before and after, but not alike


@pytest.mark.parametrize("ask", [OFFICE.state, OFFICE.is_open])
def test_a_moment_without_time_zone_is_refused(ask):
    with pytest.raises(ValueError, match="time zone"):
        ask(at("2026-11-23T09:00").replace(tzinfo=None))


@pytest.mark.parametrize(
    ("day", "deviations", "opens", "because"),
    [
        ("2026-12-25", "25.12. 10:00-11:00", [10], ""),  # said for this one day
        ("2026-12-25", "01.12.2026-31.12.2026 10:00-11:00", [], "Erster Weihnachtstag"),
        ("2026-12-25", "24.12.-31.12. geschlossen (Ferien)", [], "Erster Weihnachtstag"),
        ("2026-12-28", "24.12.-31.12. geschlossen (Ferien)", [], "Ferien"),
        ("2027-01-01", "24.12.-02.01. geschlossen (Ferien)", [], "Neujahr"),
        ("2027-01-02", "24.12.-02.01. geschlossen (Ferien)", [], "Ferien"),
        ("2026-12-24", "24.12.-02.01. geschlossen (Ferien)", [], "Ferien"),
        ("2026-12-23", "24.12.-02.01. geschlossen (Ferien)", [8], ""),
        ("2027-01-03", "23.12.-03.01. geschlossen (Ferien)", [], "Ferien"),
        ("2026-12-28", "24.12.-02.01. geschlossen\n27.12.2026-05.01.2027 9-10", [9], ""),  # ten days each
        ("2026-12-28", "24.12.-31.12. geschlossen\n28.12. 9-10", [9], ""),
        ("2026-12-28", "28.12.2026 11-12\n28.12. 9-10", [11], ""),
        ("2026-12-28", "01.12.2026-31.12.2026 11-12\n27.12.-29.12. 9-10", [9], ""),
        ("2026-12-28", "26.12.2026-28.12.2026 11-12\n28.12.2026-30.12.2026 9-10", [9], ""),
        ("2026-12-27", "24.12.-31.12. 9-10", [], ""),  # a Sunday stays closed
        ("2026-12-27", "27.12. 9-10", [9], ""),
        ("2028-02-29", "29.02. 9-10", [9], ""),
        ("2027-03-01", "29.02. 9-10", [8], ""),
    ],
)
def test_what_counts(day, deviations, opens, because):
    timetable = Timetable.read("Mo-Sa 08:00-12:00", deviations, "Berlin")
    spans = timetable.spans(date.fromisoformat(day))
    assert ([span.opens // 60 for span in spans], timetable.closed_because(date.fromisoformat(day))) == (opens, because)


def test_the_horizon():
    monday = date(2026, 11, 23)
    for ahead, seen in ((HORIZON, True), (HORIZON + 1, False)):
        later = monday + timedelta(days=ahead)
        timetable = Timetable.read("", f"{later:%d.%m.%Y} 23:59-24:00")
        assert (timetable.state(at("2026-11-23T00:00")).changes_at is not None) == seen
        helpline = Timetable.read("täglich 0-24", f"{later:%d.%m.%Y} 00:00-23:59")
        assert (helpline.state(at("2026-11-23T00:00")).changes_at is not None) == seen


def test_the_missing_and_the_doubled_hour():
    night = Timetable.read("So 02:30-03:30")
    spring = night.upcoming(date(2027, 3, 28), 1)
    assert spring == [Opening(datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC))]
    assert night.state(datetime(2027, 3, 28, 0, 59, tzinfo=UTC)).words == "Geschlossen – öffnet um 3:00"
    # In autumn 2:30 comes twice: open, closed again when the clock goes back to 2:00, open.
    utc = [0, 30], [1, 0], [1, 30], [2, 30]
    autumn = [datetime(2027, 10, 31, *time, tzinfo=UTC) for time in utc]
    assert night.upcoming(date(2027, 10, 31), 1) == [Opening(*autumn[:2]), Opening(*autumn[2:])]
    assert night.state(autumn[0]).changes_at == autumn[1]
    assert night.state(autumn[1]).changes_at == autumn[2]
    assert HELPLINE.upcoming(date(2027, 10, 31), 1) == [
        Opening(datetime(2027, 10, 30, 22, tzinfo=UTC), datetime(2027, 10, 31, 23, tzinfo=UTC))
    ]


def test_holidays_by_land():
    assert public_holidays("Berlin", 2027)[date(2027, 3, 8)] == "Frauentag"
    assert date(2027, 3, 8) not in public_holidays("Bayern", 2027)
    assert public_holidays("Sachsen", 2026)[date(2026, 11, 18)] == "Buß- und Bettag"
    assert public_holidays("Hessen", 2008)[date(2008, 5, 1)] == "Christi Himmelfahrt und Erster Mai"
    assert date(2026, 8, 15) not in public_holidays("Bayern", 2026)  # only in some municipalities
    assert public_holidays("Saarland", 2026)[date(2026, 8, 15)] == "Mariä Himmelfahrt"
    assert public_holidays("Berlin", 2027) is public_holidays("Berlin", 2027)


def test_an_unknown_land_is_refused():
    with pytest.raises(ValueError, match="„Preußen“ ist nicht bekannt"):
        public_holidays("Preußen", 2027)
    with pytest.raises(ValueError, match="„Preußen“ ist nicht bekannt"):
        Timetable.read("Mo 8-9", holidays_of="Preußen")


def test_every_land_of_the_directory_is_known():
    with (settings.ROOT / "jobcenter/directory/data/jobcenters.csv").open(encoding="utf-8") as file:
        assert {row["state"] for row in csv.DictReader(file)} == set(STATES)


def test_visiting_is_what_is_meant_without_saying():
    assert OFFICE.state(at("2026-11-23T09:00")) == OFFICE.state(at("2026-11-23T09:00"), VISIT)
