"""Operators look after the feeds."""

import pytest

from jobcenter.local import boards
from jobcenter.local.models import Event, Feed, FeedRun


def test_the_last_try_is_in_the_list_and_its_words_are_on_the_page(operator, feed):
    feed.begin().end(FeedRun.Outcome.UNCHANGED)
    feed.begin().end(FeedRun.Outcome.REFUSED, "Zeile 3: Das Datum fehlt.\nZeile 4: ebenso.", added=2)
    page = operator.get("/redaktion/quellen/").content.decode()
    assert "Abgelehnt" in page
    assert "Nichts Neues" not in page
    page = operator.get(f"/redaktion/quellen/{feed.pk}/").content.decode()
    assert "Zeile 3: Das Datum fehlt.<br>Zeile 4: ebenso." in page
    assert "2 neu, 0 geändert, 0 entfernt" in page


def test_a_feed_is_added_and_switched_off(operator, forms):
    path = "/redaktion/quellen/neu/"
    forms.save(
        operator, path, name="Amt", kind="calendar", address="https://amt.example/a.ics", provider_number="31704"
    )
    feed = Feed.objects.get()
    assert (feed.settings, feed.enabled) == ({}, True)
    path = f"/redaktion/quellen/{feed.pk}/"
    fields = forms.filled(operator, path, settings='{"sprache": "de"}')
    operator.post(path, {name: value for name, value in fields.items() if name != "enabled"})
    feed.refresh_from_db()
    assert (feed.settings, feed.enabled) == ({"sprache": "de"}, False)
    assert "ausgeschaltet" in operator.get("/redaktion/quellen/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", "/etc/passwd"),
        ("address", "http://amt.example/"),
        ("address", "file:///etc/passwd"),
        ("settings", "[1]"),
        ("settings", "{"),
        ("settings", '{"a": "\\u0000"}'),
        ("provider_number", "00001"),
        ("kind", "shipped"),
        ("name", ""),
    ],
)
def test_mistakes_are_said(operator, forms, field, value):
    good = {"name": "Amt", "kind": "calendar", "address": "https://amt.example/a.ics"}
    page = forms.save(operator, "/redaktion/quellen/neu/", **good | {field: value})
    assert f'id="id_{field}_error"' in page.content.decode()
    assert not Feed.objects.exists()


def test_an_address_that_an_administrator_has_named_stays(operator, forms, db):
    feed = Feed.objects.create(kind="by_hand", name="Tabellen", address="/srv/tabellen")
    forms.save(operator, f"/redaktion/quellen/{feed.pk}/", name="Unsere Tabellen")
    feed.refresh_from_db()
    assert (feed.name, feed.address) == ("Unsere Tabellen", "/srv/tabellen")


def test_a_feed_goes_with_what_came_from_it(operator, feed, fair, django_capture_on_commit_callbacks):
    assert boards.board_of("31704").events
    with django_capture_on_commit_callbacks(execute=True):
        operator.post(f"/redaktion/quellen/{feed.pk}/loeschen/", {"post": "yes"})
    assert not Event.objects.exists()
    assert not boards.board_of("31704").events
