"""Whatever a feed consists of: either it is refused with a word, or every row of it is valid. Nothing in between."""

import json
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jobcenter.local.importing.applying import take_over
from jobcenter.local.importing.importers import calendar
from jobcenter.local.importing.importers.by_hand import ByHand
from jobcenter.local.importing.importers.by_hand.lists import LISTS
from jobcenter.local.importing.importers.ics.expanding import answer
from jobcenter.local.importing.port import BrokenFeed, Material
from jobcenter.local.models import CONTENT, FeedRun
from jobcenter.local.tests.importing import JOBCENTER, NOW, event, feed
from jobcenter.local.tests.test_importing_by_hand import TABLE, YAML
from jobcenter.local.tests.test_importing_calendar import SERIES, moved, vevent
from jobcenter.local.tests.test_importing_calendar import calendar as ics

pytestmark = pytest.mark.django_db
often = settings(
    max_examples=150, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ICS = ics(
    SERIES,
    moved("SUMMARY;LANGUAGE=en:Moved", "DTSTART;TZID=Europe/Berlin:20261209T150000", "STATUS:CANCELLED"),
    vevent(
        *(
            "UID:b",
            "SUMMARY:Messe",
            "DESCRIPTION:<p>Los\\, <b>geht's</b></p>",
            "DTSTART;VALUE=DATE:20261203",
            "DURATION:P2D",
        ),
        *("CATEGORIES:Pflicht,x", "URL:https://x.example/", "CONFERENCE;VALUE=URI:https://v.example/", "SEQUENCE:2"),
        *(
            "RRULE:FREQ=MONTHLY;BYDAY=1TH;COUNT=3",
            "EXDATE;VALUE=DATE:20270107",
            "RDATE;VALUE=DATE:20261224",
            "CLASS:PUBLIC",
        ),
    ),
)
NASTY = (
    *(
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\n",
        b"\r",
        b"\t",
        b";",
        b",",
        b'"',
        b":",
        b"'",
        b"- ",
        b"{",
        b"[",
        b"&a ",
        b"*a",
        b"|",
    ),
    *(
        b"99999999999999999999",
        b"-1",
        b"0",
        b"nan",
        b"\xe2\x80\xae",
        b"\xed\xa0\x80",
        b"\\ud800",
        b"~",
        b"!!int ",
        b"? ",
        b"<<: ",
    ),
    *(
        b"FREQ=SECONDLY",
        b"COUNT=0",
        b"INTERVAL=0",
        b"UNTIL=1",
        b"BYSETPOS=-1;",
        b"TZID=X:",
        b"VALUE=DATE:",
        b"RANGE=THISANDFUTURE",
    ),
    *(
        b"00010101",
        b"99991231",
        b"T240000",
        b"T999999",
        b"Z",
        b"+99:99",
        b"2026-02-30",
        b"24:00",
        b"END:VEVENT",
        b"BEGIN:VEVENT",
    ),
    *(b"x" * 6000, b"<p>", b"</", b"&#0;", b"&#xD800;", b"javascript:"),
)


@st.composite
def damaged(draw, whole):
    """Something valid with a few pieces cut out, doubled, exchanged or put in."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        to = min(len(data), at + draw(st.integers(0, 40)))
        piece = draw(st.sampled_from(NASTY) | st.binary(max_size=4) | st.just(bytes(data[at:to])))
        data[at : draw(st.sampled_from([at, to]))] = piece
    return bytes(data)


def _all_is_as_it_was(keys):
    assert keys == ["vorher"]
    assert FeedRun.objects.count() == 1


def outcome(importer, name, data, kind="by_hand"):
    """Takes the material over; afterwards everything is as before. Returns how many rows it had, or why not."""
    with transaction.atomic():
        source = feed(kind=kind, provider_number=JOBCENTER)
        take_over(source, [event("vorher")], NOW - timedelta(days=1))
        try:
            run = take_over(source, importer.read(Material({name: data}), source, NOW), NOW)
        except BrokenFeed as error:
            found = str(error)
            kept = [row.key for model in CONTENT for row in model.objects.all()]
            _all_is_as_it_was(kept)
        else:
            rows = [row for model in CONTENT for row in model.objects.all()]
            for row in rows:
                row.full_clean()
                assert row.feed == source
            again = take_over(source, importer.read(Material({name: data}), source, NOW), NOW)
            assert again.outcome == FeedRun.Outcome.UNCHANGED, again.text
            found = run.added
        transaction.set_rollback(True)
    return found


@often
@given(st.binary(max_size=300) | damaged(YAML.encode()))
@example(YAML.encode())
def test_yaml(data):
    outcome(ByHand(), "inhalte.yaml", data)


@often
@given(st.binary(max_size=300) | damaged(TABLE.encode()), st.sampled_from(list(LISTS)))
def test_tables(data, name):
    outcome(ByHand(), f"{name}.csv", data)
    outcome(ByHand(), "veranstaltungen.csv", data)


@pytest.fixture
def counted_here(monkeypatch):
    """Without a process for each example; what would come out of it is the same."""

    def counted_out(file, data, now):
        said = json.loads(json.dumps(answer(data, now - timedelta(days=30), now + timedelta(days=400))))
        if "events" not in said:
            raise BrokenFeed(said["place"], said["why"])
        return said["events"]

    monkeypatch.setattr(calendar, "_counted_out", counted_out)


@often
@given(st.binary(max_size=300) | damaged(ICS))
def test_calendars(counted_here, data):
    outcome(calendar.Calendar(), "termine.ics", data, kind="calendar")


@pytest.mark.parametrize(
    "data", [ICS, ICS[:300], b"", b"\0" * 500, *(ICS.replace(b"FREQ=WEEKLY", bad) for bad in NASTY[:3])]
)
def test_calendars_in_their_own_process(data):
    outcome(calendar.Calendar(), "termine.ics", data, kind="calendar")


def test_what_is_undamaged_is_taken_over(counted_here):
    assert outcome(calendar.Calendar(), "termine.ics", ICS, kind="calendar") == 7
    assert outcome(ByHand(), "inhalte.yaml", YAML.encode()) == 7
    assert outcome(ByHand(), "veranstaltungen.csv", TABLE.replace(";4308\n", ";\n").encode()) == 2
