"""The pages of one Jobcenter over HTTP."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from jobcenter.delivery.models import Connection
from jobcenter.local import boards
from jobcenter.local.board import Board
from jobcenter.local.hours import Timetable
from jobcenter.local.models import Event, Feed, Offer, Site
from jobcenter.local.tests.conftest import HOME

pytestmark = pytest.mark.django_db
PARTS = ("", "standorte/", "veranstaltungen/", "antraege/", "hilfe/", "leistungen/", "suche/?q=Schulden", "teilen/")


def text(client, path=HOME):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_what_somebody_wants_to_know_is_on_one_page(client, full):
    page = text(client)
    for words in (
        *("Heute geschlossen", "Hauptstelle", "Herforder Straße 67, 33602 Bielefeld", "0521 12345", "tel:052112345"),
        *("Jobmesse", "Freiwillig", "Pflicht mit Einladung", "Bielefeld-Pass", "?thema=debt", "Coaching"),
    ):
        assert words in page, words
    assert re.search(r"Jetzt geöffnet bis|Geschlossen|Heute geschlossen:", page)
    assert "openstreetmap.org/search?query=Herforder" in page


@pytest.mark.parametrize("part", PARTS)
def test_no_query_once_warm(client, full, part, django_assert_num_queries):
    text(client, HOME + part)
    with django_assert_num_queries(0):
        text(client, HOME + part)


def test_a_cold_page_needs_few_queries(client, full, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        text(client)


def test_what_is_not_known_is_not_made_up(client, directory):
    page = text(client)
    assert "kennen wir für dieses Jobcenter nicht sicher" in page
    assert "tel:" not in page
    assert "Nächste Veranstaltungen" not in page
    for part in PARTS:
        text(client, HOME + part)


def test_a_jobcenter_that_takes_nothing_from_here_says_so(client, connected):
    assert "Antrag stellen" in text(client)
    Connection.objects.all().delete()
    boards.memory.look()
    page = text(client)
    assert "nimmt noch keine Anträge aus dieser App an" in page
    assert "Ein Antrag braucht aber keine Form" in page


def test_a_municipal_jobcenter_shows_all_functions(client, publish, directory):
    publish(Site, provider_number="41502", name="Neue Wege Heppenheim", phone="06252 1")
    publish(Event, provider_number="41502", title="Jobmesse Heppenheim")
    page = text(client, "/mein-jobcenter/41502/")
    assert "Kommunales Jobcenter" in page
    assert "Neue Wege Heppenheim" in page
    assert "Jobmesse Heppenheim" in page


def test_a_change_is_seen_and_other_jobcenters_stay(client, full, publish, django_assert_num_queries):
    text(client), text(client, "/mein-jobcenter/43106/")
    full["site"].phone = "0521 777"
    full["site"].save()
    boards.memory.look()
    assert "0521 777" in text(client)
    with django_assert_num_queries(0):
        text(client, "/mein-jobcenter/43106/")


def test_hidden_unreleased_and_expired_things_are_not_shown(client, publish, directory):
    today = timezone.localdate()
    publish(Offer, topic="debt", title="Versteckt", hidden=True)
    publish(Offer, topic="debt", title="Entwurf", released=False)
    publish(Offer, topic="debt", title="Vorbei", valid_until=today - timedelta(days=1))
    publish(Offer, topic="debt", title="Noch nicht", valid_from=today + timedelta(days=1))
    publish(Offer, topic="debt", title="Heute noch", valid_until=today)
    page = text(client, f"{HOME}hilfe/")
    assert "Heute noch" in page
    for words in ("Versteckt", "Entwurf", "Vorbei", "Noch nicht"):
        assert words not in page


def test_events_can_be_narrowed(client, full):
    every = text(client, f"{HOME}veranstaltungen/")
    assert "Jobmesse" in every
    assert "Informationstermin" in every
    assert "Informationstermin" not in text(client, f"{HOME}veranstaltungen/?teilnahme=freiwillig")
    assert "Jobmesse" not in text(client, f"{HOME}veranstaltungen/?teilnahme=pflicht")
    assert "Jobmesse" not in text(client, f"{HOME}veranstaltungen/?wo=online")
    assert "Informationstermin" not in text(client, f"{HOME}veranstaltungen/?gesprochen=tr")
    nothing = text(client, f"{HOME}veranstaltungen/?wo=online&gesprochen=tr")
    assert "Nichts gefunden" in nothing
    assert "Alle zeigen" in nothing


def test_a_long_list_comes_in_parts(client, publish, directory):
    for day in range(45):
        starts = timezone.now() + timedelta(days=day, hours=1)
        publish(Event, title=f"Kurs {day:02}", starts=starts, ends=starts, languages=["tr"])
    first = text(client, f"{HOME}veranstaltungen/?gesprochen=tr")
    assert "Kurs 19" in first
    assert "Kurs 20" not in first
    assert "?gesprochen=tr&amp;seite=2" in first
    last = text(client, f"{HOME}veranstaltungen/?gesprochen=tr&seite=3")
    assert "Kurs 44" in last
    assert "Spätere" not in last
    for strange in ("0", "99", "x", "-1", "٣", "999999999"):
        assert "Kurs" in text(client, f"{HOME}veranstaltungen/?seite={strange}")


def test_of_a_series_the_overview_shows_the_next_only(client, publish, directory):
    for day in range(5):
        starts = timezone.now() + timedelta(days=day + 1)
        publish(Event, title="Bewerbungstraining", starts=starts, ends=starts)
    assert text(client).count(">Bewerbungstraining<") == 1


def test_strange_filters_make_no_new_pages(client, full):
    text(client, f"{HOME}veranstaltungen/")
    before = len(boards.memory.get().shelf._copies)
    for strange in ("x", "<script>", "a" * 5000):
        assert "Jobmesse" in text(client, f"{HOME}veranstaltungen/?teilnahme={strange}&wo={strange}&sprache={strange}")
    assert len(boards.memory.get().shelf._copies) == before


def test_one_event_and_its_calendar_file(client, full):
    path = f"{HOME}veranstaltungen/{full['event'].slug}"
    page = text(client, f"{path}/")
    assert "Zwölf Betriebe" in page
    assert "Türkisch" in page
    assert "Nicht nötig" in page
    response = client.get(f"{path}.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    [entry] = Calendar.from_ical(response.content).walk("VEVENT")
    assert entry["SUMMARY"] == "Jobmesse"
    assert entry.decoded("DTSTART") == full["event"].starts.replace(microsecond=0)


def test_a_summons_says_what_it_means(client, full):
    page = text(client, f"{HOME}veranstaltungen/{full['summons'].slug}/")
    assert "Pflicht, wenn Sie eingeladen sind" in page
    assert "§ 32 SGB II" in page


def test_a_cancelled_event_says_so_everywhere(client, full):
    full["event"].cancelled = True
    full["event"].save()
    boards.memory.look()
    path = f"{HOME}veranstaltungen/{full['event'].slug}/"
    assert "Abgesagt" in text(client)
    assert "findet nicht statt" in text(client, path)
    assert "In meinen Kalender" not in text(client, path)
    assert b"STATUS:CANCELLED" in client.get(f"{HOME}veranstaltungen.ics").content


def test_all_events_as_a_calendar_to_subscribe_to(client, full):
    response = client.get(f"{HOME}veranstaltungen.ics")
    calendar = Calendar.from_ical(response.content)
    assert calendar["X-WR-CALNAME"] == "Veranstaltungen: Jobcenter Bielefeld"
    assert len(calendar.walk("VEVENT")) == 2
    assert "webcal://" in text(client, f"{HOME}veranstaltungen/")
    again = client.get(f"{HOME}veranstaltungen.ics", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_an_all_day_event_ends_on_its_last_day(client, publish, directory):
    def midnight(day):
        return timezone.make_aware(timezone.datetime(day.year, day.month, day.day))

    first = timezone.localdate() + timedelta(days=10)
    event = publish(
        Event, title="Aktionstage", starts=midnight(first), ends=midnight(first + timedelta(days=2)), all_day=True
    )
    assert "bis " in event.times
    [entry] = Calendar.from_ical(client.get(f"{HOME}veranstaltungen.ics").content).walk("VEVENT")
    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (first, first + timedelta(days=2))
    assert type(entry.decoded("DTSTART")) is date


def test_help_by_topic_and_language(client, full, publish):
    publish(Offer, topic="food", title="Tafel", cost="2 Euro")
    boards.memory.look()
    page = text(client, f"{HOME}hilfe/?thema=food")
    assert "Tafel" in page
    assert "2 Euro" in page
    assert "Schuldnerberatung" not in page
    assert "Tafel" not in text(client, f"{HOME}hilfe/?gesprochen=ar")
    assert "Rund um die Uhr" in text(client, f"{HOME}hilfe/?thema=debt")
    assert "Coaching" not in text(client, f"{HOME}hilfe/")


def test_help_near_me(client, publish, directory):
    publish(Offer, topic="food", title="Tafel Nord", area="Bielefeld-Nord")
    publish(Offer, topic="food", title="Tafel Süd", area="Bielefeld-Süd")
    publish(Offer, topic="debt", title="Beratung für alle")
    page = text(client, f"{HOME}hilfe/?gebiet=Bielefeld-Nord")
    assert "Tafel Nord" in page
    assert "Tafel Süd" not in page
    assert "Beratung für alle" in page


def test_texts_in_the_persons_language(client, full):
    page = text(client, f"{HOME}hilfe/?sprache=ar")
    assert '<span lang="ar" dir="rtl">استشارة الديون</span>' in page
    assert 'lang="de"' in page
    assert "Closed today" in text(client, f"{HOME}?sprache=en")


def test_what_people_publish_cannot_break_out(client, publish, directory):
    publish(Offer, topic="debt", title="<script>alert(1)</script>", text="<b>fett</b>\n\n<img src=x onerror=y>")
    page = text(client, f"{HOME}hilfe/")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("path", ["veranstaltungen/gibtesnicht/", "veranstaltungen/gibtesnicht.ics", "gibtesnicht/"])
def test_what_is_not_there(client, full, path):
    assert client.get(HOME + path).status_code == 404


@pytest.mark.parametrize("part", [*PARTS, "veranstaltungen.ics"])
def test_an_unknown_jobcenter_has_no_pages(client, directory, part):
    assert client.get(f"/mein-jobcenter/99999/{part}").status_code == 404


def test_what_came_with_the_app_gives_way(client, publish, directory):
    shipped = Feed.objects.create(kind=Feed.Kind.SHIPPED, name="Mitgeliefert")
    publish(Site, name="Alte Adresse", feed=shipped, source="zeitung.example", as_of="2024-10")
    page = text(client)
    assert "Alte Adresse" in page
    assert "nicht selbst geprüft" in page
    assert "Quelle: zeitung.example, Stand: Oktober 2024" in page
    publish(Site, name="Neue Adresse")
    boards.memory.look()
    page = text(client)
    assert "Neue Adresse" in page
    assert "Alte Adresse" not in page
    assert "nicht selbst geprüft" not in page


def test_the_qr_code_leads_here(client, full):
    page = text(client, f"{HOME}teilen/")
    assert "data:image/svg+xml;base64," in page
    assert "http://localhost:8000/mein-jobcenter/31704/" in page


def test_hotlines_for_an_emergency_need_no_jobcenter_and_no_database(client, directory, django_assert_num_queries):
    text(client, "/hilfe-sofort/")
    with django_assert_num_queries(0):
        page = text(client, "/hilfe-sofort/")
    for words in ("tel:112", "tel:110", "tel:116117", "tel:08001110111", "tel:116016", "§&nbsp;42 SGB I"):
        assert words in page


def test_an_unreadable_notation_hides_the_hours_not_the_site(client, publish, directory):
    site = publish(Site, name="Hauptstelle", phone="0521 1")
    Site.objects.filter(pk=site.pk).update(opening="irgendwann")
    page = text(client)
    assert "Hauptstelle" in page
    assert "geöffnet" not in page


def test_the_pages_outlive_the_database(client, full, monkeypatch):
    def gone(*_):
        from django.db import OperationalError

        raise OperationalError

    warm = text(client)
    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", gone)
    boards.memory.look()
    assert text(client) == warm
    boards.memory.forget()
    assert "Jobcenter Bielefeld" in text(client)


def test_a_page_made_while_the_database_was_away_is_not_kept(client, full, monkeypatch):
    def gone(self):
        from django.db import OperationalError

        raise OperationalError

    with monkeypatch.context() as away:
        away.setattr(Board, "loaded", gone)
        assert "Heute geschlossen" not in text(client)
    assert "Heute geschlossen" in text(client)


def test_another_name_in_the_directory_is_on_the_page_at_once(client, full, shipped, monkeypatch):
    text(client)
    renamed = replace(shipped.jobcenter("31704"), official_name="Jobcenter Neuer Name")
    monkeypatch.setitem(shipped._jobcenters, "31704", renamed)
    assert "Jobcenter Neuer Name" in text(client)


@pytest.fixture
def closed(shipped, monkeypatch):
    """The pages of a Jobcenter that is no more: Bielefeld has taken over."""
    monkeypatch.setitem(shipped._successors, "31799", "31704")
    return HOME.replace("31704", "31799")


@pytest.mark.parametrize("part", [part for part in PARTS if "?" not in part])
def test_a_closed_jobcenter_leads_to_its_successor(client, full, closed, part):
    assert client.get(closed + part)["Location"] == HOME + part


def test_an_event_of_a_closed_jobcenter_leads_to_the_events_of_its_successor(client, full, publish, closed):
    gone = publish(Event, provider_number="31799", title="Infotag")
    for end in ("/", ".ics"):
        answer = client.get(f"{closed}veranstaltungen/{gone.slug}{end}")
        assert (answer.status_code, answer["Location"]) == (302, f"{HOME}veranstaltungen/")
        assert client.get(f"{HOME}veranstaltungen/{gone.slug}{end}").status_code == 404


def test_an_event_that_the_successor_has_taken_over_stays_what_it_is(client, full, closed):
    kept = Event.objects.order_by("pk").first()
    assert client.get(f"{closed}veranstaltungen/{kept.slug}/")["Location"] == f"{HOME}veranstaltungen/{kept.slug}/"
    assert str(kept.title) in text(client, f"{HOME}veranstaltungen/{kept.slug}/")


def test_a_warm_page_of_help_computes_no_hours(client, full, monkeypatch):
    page = text(client, f"{HOME}hilfe/?thema=debt")

    def computed(timetable, *_):
        raise AssertionError

    monkeypatch.setattr(Timetable, "state", computed)
    assert text(client, f"{HOME}hilfe/?thema=debt") == page


def test_help_that_is_still_to_come_is_nothing_to_choose(client, full, publish):
    publish(Offer, topic="food", title="Tafel", valid_from=timezone.localdate() + timedelta(days=2))
    boards.memory.look()
    assert 'value="food"' not in text(client, f"{HOME}hilfe/")
