"""A new release reaches every phone, or the old one stays whole; and the store has an end."""

import pytest
from django.db import OperationalError
from playwright.sync_api import expect

from config.operator import Operator
from jobcenter.local import boards
from jobcenter.web import offline, views

BIELEFELD, SITES = "/mein-jobcenter/31704/", "/mein-jobcenter/31704/standorte/"
PRIVACY = "/datenschutz/"


@pytest.fixture
def release(settings, directory, shipped):
    """release(): from now on the server is a newer one, and its pages say so."""

    def starts_anew():
        shipped.shelf._copies.clear()
        boards.memory.forget()
        offline.script.cache_clear()

    def newer():
        settings.OPERATOR = Operator(name="Neue Ausgabe", is_authority=True)
        starts_anew()

    starts_anew()
    yield newer
    starts_anew()


@pytest.fixture
def used(release, device):
    """A phone with some pages kept."""
    for path in (BIELEFELD, PRIVACY):
        device.open_and_keep(path)
    return device


def test_a_new_release_takes_over_with_fresh_pages(used, page, release):
    before = used.caches()
    release()
    page.goto("/ohne-internet/")
    used.wait_until(lambda: used.caches().isdisjoint(before))
    assert set(used.pages()) >= {BIELEFELD, SITES, PRIVACY}
    used.go_offline()
    for path in ("/", "/mein-jobcenter/", "/keine-verbindung/", PRIVACY, SITES, BIELEFELD):
        page.goto(path)
        expect(page.get_by_text("Offizielle Website · Neue Ausgabe")).to_be_visible()


def test_a_page_that_is_no_more_is_dropped(used, page, release, monkeypatch):
    before = used.caches()
    release()
    monkeypatch.setattr(boards, "board_of", lambda number: None)
    page.goto("/ohne-internet/")
    used.wait_until(lambda: used.caches().isdisjoint(before))
    assert used.pages() == [PRIVACY]


def away(*_, **__):
    raise OperationalError


@pytest.mark.parametrize("broken", [(views, "render"), (boards, "board_of")], ids=["core page", "kept page"])
def test_a_release_that_cannot_be_had_whole_leaves_the_old_one(used, page, release, monkeypatch, broken):
    used.watch.expect("Antwort 503")
    before, kept = used.caches(), set(used.kept())
    release()
    monkeypatch.setattr(*broken, away)
    page.goto("/ohne-internet/")
    state = "navigator.serviceWorker.getRegistration().then(r => r.update()).then(() => '', error => error.name)"
    assert page.evaluate(state) == ""
    used.wait_until(lambda: not page.evaluate("navigator.serviceWorker.getRegistration().then(r => !!r.installing)"))
    assert used.caches() == before
    assert set(used.kept()) == kept
    used.go_offline()
    page.goto("/")
    expect(page.get_by_text("Neue Ausgabe")).to_have_count(0)
    expect(page.locator(".kept")).to_be_visible()


def test_the_oldest_pages_make_room(device, shipped):
    paths = [f"/mein-jobcenter/{jobcenter.provider_number}/" for jobcenter in shipped.jobcenters[:63]]
    device.ask_to_keep(*paths)
    device.wait_for(paths[-1])
    assert device.pages() == paths[-60:]


def test_only_open_pages_can_be_asked_for(device):
    device.ask_to_keep(
        "/konto/anmelden/", "https://elsewhere.example/", "/mein-jobcenter/?q=33602", "/antrag/", PRIVACY
    )
    device.wait_for(PRIVACY)
    assert device.pages() == [PRIVACY]


def test_who_saves_data_keeps_only_what_was_opened(device, page):
    page.context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page.context.add_cookies([{"name": "jobcenter", "value": "31704", "url": page.url}])
    page.goto("/mein-jobcenter/")
    expect(page.get_by_text("auf diesem Gerät gemerkt")).to_be_visible()
    page.wait_for_timeout(1000)
    assert not device.pages()
