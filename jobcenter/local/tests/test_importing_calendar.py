"""Calendars as programs write them: series, exceptions, zones, languages, and what is nobody's business."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jobcenter.local.importing.checking import checked
from jobcenter.local.importing.importers import calendar as calendar_importer
from jobcenter.local.importing.importers.calendar import Calendar
from jobcenter.local.importing.importers.ics import expanding
from jobcenter.local.importing.importers.ics.expanding import occurrences
from jobcenter.local.importing.importers.ics.markup import plain
from jobcenter.local.importing.importers.ics.sound import Nonsense
from jobcenter.local.importing.port import BrokenFeed, Material
from jobcenter.local.models import Event, Feed
from jobcenter.local.tests.importing import JOBCENTER, NOW

BERLIN = ZoneInfo("Europe/Berlin")
BEGIN = datetime(2026, 10, 26, tzinfo=BERLIN)
END = datetime(2027, 12, 30, tzinfo=BERLIN)
FEED = Feed(kind="calendar", name="Stadt", address="webcal://stadt.example/termine.ics", provider_number=JOBCENTER)


def vevent(*lines):
    return "\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def calendar(*parts):
    return "\r\n".join("\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""]).split("\n")).encode()


def counted(*parts):
    return occurrences(calendar(*parts), BEGIN, END)


def one(*lines):
    (found,) = counted(vevent("UID:a", "SUMMARY:Kurs", *lines))
    return found


def times(*lines):
    return [found["starts"] for found in counted(vevent("UID:a", "SUMMARY:Kurs", *lines))]


def span(*lines):
    found = one(*lines)
    return found["starts"], found["ends"], found["all_day"]


@pytest.mark.parametrize(
    ("lines", "starts", "ends", "all_day"),
    [
        (
            ["DTSTART:20261203T130000Z", "DTEND:20261203T150000Z"],
            "2026-12-03T14:00:00+01:00",
            "2026-12-03T16:00:00+01:00",
            0,
        ),
        (["DTSTART:20261203T140000"], "2026-12-03T14:00:00+01:00", "2026-12-03T14:00:00+01:00", 0),
        (["DTSTART:20270703T140000", "DURATION:PT90M"], "2027-07-03T14:00:00+02:00", "2027-07-03T15:30:00+02:00", 0),
        (["DTSTART;TZID=Europe/London:20261203T130000"], "2026-12-03T14:00:00+01:00", "2026-12-03T14:00:00+01:00", 0),
        (["DTSTART;TZID=W. Europe Standard Time:20261203T140000"], *["2026-12-03T14:00:00+01:00"] * 2, 0),
        (["DTSTART;VALUE=DATE:20261203"], "2026-12-03T00:00:00+01:00", "2026-12-04T00:00:00+01:00", 1),
        (
            ["DTSTART;VALUE=DATE:20261203", "DTEND;VALUE=DATE:20261203"],
            *["2026-12-03T00:00:00+01:00", "2026-12-04T00:00:00+01:00"],
            1,
        ),
        (
            ["DTSTART;VALUE=DATE:20261203", "DTEND;VALUE=DATE:20261206"],
            *["2026-12-03T00:00:00+01:00", "2026-12-06T00:00:00+01:00"],
            1,
        ),
        (["DTSTART;VALUE=DATE:20270327", "DURATION:P2D"], "2027-03-27T00:00:00+01:00", "2027-03-29T00:00:00+02:00", 1),
    ],
)
def test_from_when_to_when(lines, starts, ends, all_day):
    assert span(*lines) == (starts, ends, bool(all_day))


def test_the_zone_of_the_whole_calendar():
    (found,) = counted("X-WR-TIMEZONE:Europe/London", vevent("UID:a", "DTSTART:20261203T130000"))
    assert found["starts"] == "2026-12-03T14:00:00+01:00"


def test_a_series_keeps_to_the_clock_on_the_wall():
    found = times("DTSTART;TZID=Europe/Berlin:20270322T140000", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert found == ["2027-03-22T14:00:00+01:00", "2027-03-29T14:00:00+02:00"]
    floating = times("DTSTART:20270322T140000", "RRULE:FREQ=WEEKLY;UNTIL=20270331T000000Z")
    assert floating == found


def test_a_series_without_end_is_counted_as_far_as_we_look():
    found = times("DTSTART;VALUE=DATE:20200106", "RRULE:FREQ=WEEKLY;BYDAY=MO")
    assert found[0] == "2026-10-26T00:00:00+01:00"
    assert found[-1] == "2027-12-27T00:00:00+01:00"
    assert len(found) == 62


def test_exceptions_and_extra_dates():
    found = times(
        "DTSTART:20261201T100000",
        "RRULE:FREQ=DAILY;COUNT=4",
        "EXDATE:20261202T100000,20261203T100000",
        "RDATE:20261224T120000",
    )
    assert sorted(moment[:16] for moment in found) == ["2026-12-01T10:00", "2026-12-04T10:00", "2026-12-24T12:00"]


SERIES = vevent("UID:s", "SUMMARY:Kurs", "DTSTART;TZID=Europe/Berlin:20261201T100000", "RRULE:FREQ=WEEKLY;COUNT=4")


def moved(*lines):
    return vevent("UID:s", "RECURRENCE-ID;TZID=Europe/Berlin:20261208T100000", *lines)


def test_a_moved_occurrence_keeps_its_key():
    before = counted(SERIES)
    after = counted(SERIES, moved("SUMMARY:Kurs (verlegt)", "DTSTART;TZID=Europe/Berlin:20261209T150000"))
    assert [found["key"] for found in before] == sorted(found["key"] for found in after)
    assert len({found["key"] for found in before}) == 4
    (other,) = (found for found in after if found["title"]["de"] == "Kurs (verlegt)")
    assert (other["key"], other["starts"]) == ("s 20261208T090000Z", "2026-12-09T15:00:00+01:00")


def test_a_change_from_now_on():
    change = vevent(
        "UID:s",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261208T100000",
        "SUMMARY:Später",
        "DTSTART;TZID=Europe/Berlin:20261208T120000",
    )
    found = counted(SERIES, change)
    assert len({one["key"] for one in found}) == 4
    assert sorted((one["starts"][5:16], one["title"]["de"]) for one in found) == [
        ("12-01T10:00", "Kurs"),
        ("12-08T12:00", "Später"),
        ("12-15T12:00", "Später"),
        ("12-22T12:00", "Später"),
    ]


def test_cancelled():
    assert one("DTSTART:20261203T140000", "STATUS:CANCELLED")["cancelled"] is True
    assert one("DTSTART:20261203T140000", "STATUS:CONFIRMED")["cancelled"] is False
    found = counted(SERIES, moved("STATUS:CANCELLED", "DTSTART;TZID=Europe/Berlin:20261208T100000"))
    assert [one["key"] for one in found if one["cancelled"]] == ["s 20261208T090000Z"]
    assert all(one["cancelled"] for one in counted("METHOD:CANCEL", SERIES))


@pytest.mark.parametrize("word", ["PRIVATE", "CONFIDENTIAL", "private", "X-INTERN"])
def test_private_is_never_shown(word):
    secret = f"CLASS:{word}"
    assert counted(vevent("UID:a", "SUMMARY:Geheim", "DTSTART:20261203T140000", secret)) == []
    # One private occurrence hides that one, and a private series hides its changes.
    assert len(counted(SERIES, moved(secret, "DTSTART;TZID=Europe/Berlin:20261208T100000"))) == 3
    private = SERIES.replace("UID:s", f"UID:s\n{secret}")
    change = "DTSTART;TZID=Europe/Berlin:20261209T100000"
    assert counted(private, moved(change)) == []
    assert len(counted(private, moved(change, "CLASS:PUBLIC"))) == 1


def test_public_is_shown():
    assert one("DTSTART:20261203T140000", "CLASS:PUBLIC")


def test_languages():
    found = one("DTSTART:20261203T140000", "SUMMARY;LANGUAGE=en-GB:Course", "SUMMARY;LANGUAGE=fr:Cours")
    assert found["title"] == {"de": "Kurs", "en": "Course"}
    (french,) = counted(
        vevent("UID:a", "DTSTART:20261203T140000", "SUMMARY;LANGUAGE=fr:Cours", "DESCRIPTION;LANGUAGE=de-LS:x")
    )
    assert (french["title"], french["text"]) == ({"de": "Cours"}, {"de-ls": "x"})


@pytest.mark.parametrize(
    "word", ["Pflicht", "pflichttermin", "MELDETERMIN", "Kurs,Meldetermin", "Kurs\nCATEGORIES:Pflicht"]
)
def test_a_category_makes_it_a_summons(word):
    assert one("DTSTART:20261203T140000", f"CATEGORIES:{word}")["summons"] is True
    assert one("DTSTART:20261203T140000", "CATEGORIES:Kurs,keine Pflicht")["summons"] is False


def test_addresses():
    found = one(
        "DTSTART:20261203T140000",
        "URL:https://stadt.example/kurs",
        "CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+49-521-1",
        "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://video.example/1",
        "LOCATION:Raum 1\\, Haus A",
        "ATTENDEE;CN=Geheim:mailto:geheim@stadt.example",
        "ORGANIZER;CN=Geheim:mailto:geheim@stadt.example",
    )
    assert (found["registration_url"], found["online"]) == ("https://stadt.example/kurs", "https://video.example/1")
    assert found["location"] == "Raum 1, Haus A"
    assert "geheim" not in json.dumps(found).lower()
    teams = one(
        "DTSTART:20261203T140000", "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://t.example/2", "URL:https://t.example/2"
    )
    assert (teams["online"], teams["registration_url"]) == ("https://t.example/2", "")
    assert one("DTSTART:20261203T140000", "URL:javascript:alert(1)")["registration_url"] == ""


def test_only_events_count():
    todo = "BEGIN:VTODO\nUID:t\nSUMMARY:Aufgabe\nDUE:20261203T140000\nEND:VTODO"
    assert counted(todo) == []


def test_several_calendars_in_one_file():
    first, second = (vevent(f"UID:{uid}", "SUMMARY:x", "DTSTART:20261203T140000") for uid in "ab")
    assert len(occurrences(calendar(first) + calendar(second), BEGIN, END)) == 2
    with pytest.raises(Nonsense) as error:
        occurrences(calendar(first) + calendar(first), BEGIN, END)
    assert error.value.why == "Der Termin steht mehrmals im Kalender."


def test_without_a_uid_title_and_time_make_the_key():
    (found,) = counted(vevent("SUMMARY:Kurs", "DTSTART:20261203T140000"))
    assert found["key"] == "Kurs 2026-12-03 14:00:00"
    (long,) = counted(vevent(f"UID:{'x' * 900}", "SUMMARY:Kurs", "DTSTART:20261203T140000"))
    assert len(long["key"]) == 64


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], "DTSTART fehlt."),
        (["DTSTART:20261303T140000"], "DTSTART lässt sich nicht lesen."),
        (["DTSTART:20261203T140000", "DTSTART:20261204T140000"], "DTSTART steht mehrmals da."),
        (["DTSTART:20261203T140000", "DTEND:Abend"], "DTEND lässt sich nicht lesen."),
        (["DTSTART:20261203T140000", "DTEND:20261203T130000"], "Das Ende liegt vor dem Beginn."),
        (["DTSTART:20261203T140000", "DTEND;VALUE=DATE:20261204"], "Beginn und Ende passen nicht zusammen"),
        (["DTSTART:20261203T140000", "DTEND:20261203T150000Z"], "Beginn und Ende passen nicht zusammen"),
        (["DTSTART:20261203T140000", "DURATION:-PT1H"], "DURATION passt nicht zum Beginn."),
        (["DTSTART;VALUE=DATE:20261203", "DURATION:PT1H"], "DURATION passt nicht zum Beginn."),
        (["DTSTART;TZID=Mond/Nord:20261203T140000"], "Die Zeitzone „Mond/Nord“ ist unbekannt."),
        (
            ["DTSTART:20261203T140000", "EXDATE;TZID=Mond/Nord:20261203T140000"],
            "Die Zeitzone „Mond/Nord“ ist unbekannt.",
        ),
        (["DTSTART:20261203T140000", "RRULE:FREQ=OFT"], "RRULE lässt sich nicht lesen."),
        (["DTSTART:20261203T140000", "RRULE:FREQ=SECONDLY"], "Der Termin wiederholt sich öfter als täglich."),
        (["DTSTART:20261203T140000", "RRULE:FREQ=HOURLY;COUNT=2"], "Der Termin wiederholt sich öfter als täglich."),
        (["DTSTART:20261203T140000", "RRULE:FREQ=DAILY;INTERVAL=0"], "INTERVAL muss mindestens 1 sein."),
        (
            ["DTSTART:20261203T140000", f"RRULE:FREQ=DAILY;BYMINUTE={','.join(map(str, range(30)))}"],
            "Der Termin wiederholt sich öfter als 24-mal am Tag.",
        ),
    ],
)
def test_nonsense_is_named(lines, why):
    with pytest.raises(Nonsense) as error:
        counted(vevent("UID:a", "SUMMARY:Kurs", *lines))
    assert error.value.place == "Termin „Kurs“"
    assert error.value.why.startswith(why)


@pytest.mark.django_db
def test_a_long_text_is_not_carried_as_often_as_its_event_takes_place():
    found = counted(
        vevent("UID:a", f"SUMMARY:{'x' * 9_000}", f"DESCRIPTION:{'x' * 90_000}", "DTSTART:20261203", "RRULE:FREQ=DAILY")
    )
    assert len(found) > 300
    assert len(json.dumps(found)) < 13_000 * len(found)
    with pytest.raises(BrokenFeed, match="Höchstens 5000 Zeichen"):
        checked(
            FEED,
            Calendar().read(
                Material({"a.ics": calendar(vevent("UID:a", f"SUMMARY:{'x' * 9_000}", "DTSTART:20261203"))}), FEED, NOW
            ),
        )


def test_too_many_are_refused():
    with pytest.raises(Nonsense) as error:
        counted(vevent("UID:a", "DTSTART:20261101T000000", "RRULE:FREQ=DAILY;BYHOUR=0,4,8,12,16,20"))
    assert error.value.why == "Der Kalender hat mehr als 2000 Termine bis 30.12.2027."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Kein HTML: 3 < 4 & 5 > 2", "Kein HTML: 3 < 4 & 5 > 2"),
        ("<p>Erster &amp; einziger</p><p>Zweiter<br>Zeile</p>", "Erster & einziger\n\nZweiter\nZeile"),
        ("Bitte mitbringen:<ul><li>Ausweis</li><li>Geduld</li></ul>", "Bitte mitbringen:\n\n– Ausweis\n– Geduld"),
        ("<html><head><style>p{}</style></head><b>fett</b><script>x()</script> und<!-- leise -->", "fett und"),
        ('<a href="https://x.example">hier</a>', "hier"),
    ],
)
def test_html_becomes_text(html, text):
    assert plain(html) == text


def read(data, feed=FEED):
    return list(Calendar().read(Material({"termine.ics": data}), feed, NOW))


def test_it_becomes_events():
    data = calendar(
        vevent(
            *("UID:a", "SUMMARY:Jobmesse", "SUMMARY;LANGUAGE=en:Job fair", "DESCRIPTION:<b>Los</b>", "LOCATION:Halle"),
            *("DTSTART:20261203T130000Z", "DTEND:20261203T150000Z", "CATEGORIES:Pflicht", "URL:https://x.example/"),
            *("LAST-MODIFIED:20250101T000000Z", "DTSTAMP:20261125T090000Z"),
        )
    )
    (found,) = read(data)
    row = found.row
    assert found.place == "termine.ics, Termin „Jobmesse“"
    assert isinstance(row, Event)
    assert (row.provider_number, row.key, row.place) == (JOBCENTER, "a", "Halle")
    assert (row.title, row.text) == ({"de": "Jobmesse", "en": "Job fair"}, {"de": "Los"})
    assert row.starts == datetime(2026, 12, 3, 13, tzinfo=UTC)
    assert row.ends - row.starts == timedelta(hours=2)
    assert (row.obligation, row.registration_url, row.cancelled) == ("summons", "https://x.example/", False)
    # The moment of the export is another one each time: it says nothing about the content.
    assert row.as_of == ""


def test_from_30_days_ago_to_400_days_ahead():
    starts = [
        found.row.starts.date()
        for found in read(calendar(vevent("UID:a", "DTSTART:20200101T120000", "RRULE:FREQ=DAILY")))
    ]
    assert (min(starts), max(starts)) == ((NOW - timedelta(days=30)).date(), (NOW + timedelta(days=399)).date())


def test_it_asks_https_for_webcal():
    asked = []
    material = Calendar().fetch(FEED, lambda address: asked.append(address) or b"x")
    assert asked == ["https://stadt.example/termine.ics"]
    assert material.files == {"termine.ics": b"x"}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html>Anmelden</html>", "termine.ics: Das ist kein Kalender (iCalendar), oder er ist unvollständig."),
        (b"", "termine.ics: Das ist kein Kalender"),
        (calendar(SERIES)[:-20], "termine.ics: Das ist kein Kalender"),
        (b"\xff\xfe", "termine.ics: Das ist kein UTF-8."),
        (calendar(vevent("UID:a", "SUMMARY:Kurs")), "termine.ics, Termin „Kurs“: DTSTART fehlt."),
        (b" " * 10_000_001, "termine.ics: Der Kalender hat mehr als 10 MB."),
    ],
)
def test_what_is_no_calendar_is_broken(data, why):
    with pytest.raises(BrokenFeed) as error:
        read(data)
    assert str(error.value).startswith(why)


def test_a_calendar_without_events_is_empty():
    assert read(calendar()) == []


def test_a_calendar_needs_its_jobcenter():
    with pytest.raises(BrokenFeed, match="Für welches Jobcenter"):
        read(calendar(), Feed(kind="calendar"))


@pytest.mark.django_db
def test_an_event_without_title_is_refused_by_name():
    with pytest.raises(BrokenFeed, match=r"termine\.ics, Termin ohne Titel: Titel: "):
        checked(FEED, read(calendar(vevent("UID:a", "DTSTART:20261203T140000"))))


def test_a_calendar_that_counts_for_years_is_given_up(monkeypatch):
    """Days that never come: a few lines that keep a processor busy for minutes."""
    monkeypatch.setattr(calendar_importer, "_CPU_SECONDS", 2)
    never = [
        vevent(f"UID:{number}", "SUMMARY:Nie", "DTSTART:00010101T000000", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
        for number in range(40)
    ]
    with pytest.raises(BrokenFeed, match="lässt sich in angemessener Zeit nicht auszählen"):
        read(calendar(*never))


def test_the_process_that_counts_knows_no_secret_and_no_database(tmp_path):
    code = "import sys; from jobcenter.local.importing.importers.ics import expanding; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={}, cwd=_root())
    assert done.stdout == "False\n"


def test_it_may_use_only_so_much_memory():
    command = [sys.executable, "-m", expanding.__name__, BEGIN.isoformat(), END.isoformat(), "20"]
    code = "import sys, resource; from jobcenter.local.importing.importers.ics import expanding as e;"
    code += "e.occurrences = lambda *a: bytearray(2 * e._MEMORY); e.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *command[3:]], input=b"", capture_output=True, check=True, cwd=_root()
    )
    assert json.loads(done.stdout)["why"] == "Der Kalender lässt sich nicht lesen (MemoryError)."


def _root():
    from django.conf import settings

    return settings.ROOT
