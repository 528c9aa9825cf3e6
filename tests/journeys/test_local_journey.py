"""The pages of one Jobcenter in a browser: sound at every width, by keyboard, printed, with the clock running on."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from jobcenter.local import boards
from jobcenter.local.models import Announcement, Event, Offer, RegionalApplication, Site

HOME = "/mein-jobcenter/31704/"
PAGES = [
    *("", "standorte/", "veranstaltungen/", "veranstaltungen/?wo=online", "antraege/", "hilfe/", "leistungen/"),
    *("suche/?q=Schulden", "suche/?q=xqz", "teilen/", "?sprache=ar", "hilfe/?sprache=ar"),
]


@pytest.fixture
def content(directory):
    """Bielefeld with something of everything."""
    begin = timezone.now() + timedelta(days=2)
    common = {"provider_number": "31704"}
    Announcement(**common, title="Am Freitag geschlossen", text="Wegen Umzug.", level="warning").save()
    Site(
        **common,
        name="Hauptstelle",
        serves="alle ab 25 Jahren",
        street="Herforder Straße 67",
        postcode="33602",
        city="Bielefeld",
        phone="0521 12345",
        website="https://jobcenter.example/",
        opening="Mo-So 00:00-24:00",
        calling="Mo-Fr 08:00-16:00",
        exceptions="24.12. geschlossen (Heiligabend)",
        access="Stufenlos",
        transport="Bus 3",
    ).save()
    Event(**common, title="Jobmesse", starts=begin, ends=begin + timedelta(hours=2), place="Rathaus").save()
    Event(
        **common,
        title="Informationstermin",
        starts=begin,
        ends=begin + timedelta(hours=1),
        online="https://video.example/",
        obligation="summons",
        cancelled=True,
    ).save()
    RegionalApplication(**common, title="Bielefeld-Pass", way="link", url="https://bielefeld.example/").save()
    Offer(
        **common,
        topic="debt",
        title={"de": "Schuldnerberatung", "ar": "استشارة الديون", "en": "Debt advice"},
        text={"de": "Kostenlos", "ar": "مجانا"},
        languages=["de", "ar"],
        phone="0521 999",
        address="Kirchgasse 1, Bielefeld",
        opening="Mo-Fr 09:00-12:00",
        cost="kostenlos",
    ).save()
    Offer(**common, topic="service", title="Coaching", text="Begleitung").save()
    boards.memory.look()


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_sound(page, content, sound_in_every_look, path):
    page.goto(HOME + path)
    sound_in_every_look(page)


def test_one_event(page, content, sound_in_every_look):
    page.goto(f"{HOME}veranstaltungen/")
    page.get_by_role("link", name="Informationstermin").click()
    expect(page.get_by_text("Diese Veranstaltung findet nicht statt.")).to_be_visible()
    sound_in_every_look(page)


def test_emergency(page, directory, sound_in_every_look):
    page.goto("/hilfe-sofort/")
    sound_in_every_look(page)


def test_from_the_start_to_help(page, content, javascript):
    page.goto("/")
    page.get_by_label("Welches Jobcenter").fill("33602")
    page.get_by_role("button", name="Finden").click()
    page.get_by_role("link", name="Schulden", exact=True).click()
    expect(page.get_by_role("link", name="Anrufen: 0521 999")).to_have_attribute("href", "tel:0521999")
    page.get_by_label("Sprache", exact=True).select_option("ar")
    page.get_by_role("button", name="Anzeigen").click()
    expect(page).to_have_url(re.compile("gesprochen=ar"))
    expect(page.get_by_role("heading", name="Schuldnerberatung")).to_be_visible()
    page.get_by_text("Sprache · Language").click()
    page.get_by_role("link", name="العربية").click()
    expect(page.get_by_text("استشارة الديون")).to_be_visible()


def test_search_forgives(page, content, javascript):
    page.goto(HOME)
    page.get_by_label("Angebote und Veranstaltungen durchsuchen").fill("Shulden")
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("link", name="Schuldnerberatung").click()
    expect(page.get_by_role("heading", name="Schuldnerberatung")).to_be_visible()


def test_by_keyboard_to_the_telephone(page, content, tab_to):
    page.goto(HOME)
    tab_to(page.get_by_role("link", name="Anrufen: 0521 12345"))


def test_the_page_keeps_looking_at_the_clock(page, content):
    site = Site.objects.get()
    site.opening = "Mo-So 08:00-12:00"
    site.exceptions = ""
    site.save()
    boards.memory.look()
    today = timezone.localdate()
    # The browser's clock stands where the test puts it; the server says what was true when it made the page.
    at_the_door = timezone.make_aware(timezone.datetime(today.year, today.month, today.day, 11, 59, 30))
    page.clock.install(time=at_the_door)
    page.goto(HOME)
    state = page.locator("open-now").first
    expect(state).to_contain_text("Jetzt geöffnet bis 12:00")
    page.clock.run_for(40_000)
    expect(state).to_contain_text("Geschlossen – öffnet morgen um 8:00")
    page.clock.run_for(20 * 3_600_000)
    expect(state).to_contain_text("Jetzt geöffnet bis 12:00")


def test_the_address_can_be_copied(page, content, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{HOME}teilen/")
    page.get_by_role("button", name="Adresse kopieren").click()
    expect(page.get_by_text("Die Adresse ist kopiert.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(HOME)


def test_paper_shows_hours_and_address_without_buttons(page, content):
    page.goto(HOME)
    page.emulate_media(media="print")
    assert page.get_by_text("Herforder Straße 67").first.is_visible()
    assert not page.get_by_role("link", name="Anrufen").first.is_visible()
    assert not page.get_by_role("searchbox").first.is_visible()
