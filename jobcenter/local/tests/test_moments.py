"""What a page says depends on the moment, and it is kept exactly until that changes."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from jobcenter.local import boards
from jobcenter.local.models import Event, Site
from jobcenter.local.tests.conftest import HOME

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def at(monkeypatch):
    """at(2026, 11, 25, 11, 59): it is that moment in Berlin."""

    def set_to(*moment):
        now = datetime(*moment, tzinfo=BERLIN)
        monkeypatch.setattr(timezone, "now", lambda: now)
        boards.memory.look()
        return now

    return set_to


@pytest.fixture
def site(publish, directory, at):
    at(2026, 11, 25, 9, 0)
    return publish(Site, name="Hauptstelle", opening="Mo-Fr 08:00-12:00")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ((2026, 11, 25, 11, 59), "Jetzt geöffnet bis 12:00"),
        ((2026, 11, 25, 12, 0), "Geschlossen – öffnet morgen um 8:00"),
        ((2026, 11, 27, 12, 0), "Geschlossen – öffnet Montag um 8:00"),
        ((2026, 12, 25, 9, 0), "Heute geschlossen: Erster Weihnachtstag – öffnet Montag um 8:00"),
        ((2027, 3, 28, 3, 30), "Geschlossen – öffnet Dienstag um 8:00"),  # Easter Sunday, the clock has just jumped
    ],
)
def test_the_page_says_what_is_true_now(client, site, at, moment, words):
    at(*moment)
    assert words in client.get(HOME).content.decode()


def test_a_kept_page_is_made_anew_when_the_door_closes(client, site, at):
    at(2026, 11, 25, 11, 58)
    response = client.get(HOME)
    assert "Jetzt geöffnet bis 12:00" in response.content.decode()
    assert response["Cache-Control"] == "public, max-age=120"
    at(2026, 11, 25, 11, 59, 59)
    assert client.get(HOME).content == response.content
    at(2026, 11, 25, 12, 0)
    assert "Geschlossen" in client.get(HOME).content.decode()


def test_an_event_goes_when_it_is_over(client, publish, directory, at):
    starts = at(2026, 11, 25, 10, 0)
    publish(Event, title="Jobmesse", starts=starts, ends=starts + timedelta(hours=2))
    at(2026, 11, 25, 11, 59)
    assert "Jobmesse" in client.get(f"{HOME}veranstaltungen/").content.decode()
    at(2026, 11, 25, 12, 0)
    assert "Jobmesse" not in client.get(f"{HOME}veranstaltungen/").content.decode()
    assert "Vorbei" in client.get(f"{HOME}veranstaltungen/{Event.objects.get().slug}/").content.decode()


def test_the_openings_for_the_page_are_those_of_the_next_days(client, site, at):
    at(2026, 11, 25, 9, 0)
    page = client.get(HOME).content.decode()
    first = int(datetime(2026, 11, 25, 8, 0, tzinfo=BERLIN).timestamp()) // 60
    assert f"[[{first},{first + 240},&quot;&quot;]," in page
