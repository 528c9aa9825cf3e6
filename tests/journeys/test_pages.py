"""Every main page at three widths, light and dark: accessible, nothing sticks out, no complaints of the browser."""

import pytest

from tests.consistency.addresses import ADDRESSES
from tests.consistency.belongings import World

PUBLIC = [
    *("/", "/ohne-internet/", "/barrierefreiheit/", "/datenschutz/", "/impressum/", "/gibt-es-nicht/"),
    "/keine-verbindung/",
    *("/mein-jobcenter/", "/mein-jobcenter/?q=10115", "/mein-jobcenter/?q=123", "/mein-jobcenter/31704/"),
    *("/konto/beratungsplatz/", "/konto/beratungsplatz/frei/"),
    *("/datenquellen/", "/konto/anmelden/", "/konto/eroeffnen/", "/antrag/", "/echtheit/"),
    "/antrag-sichern/",
    "/scannen/",
]
OWN = [
    *("people:helpers", "people:invite", "people:helper", "people:others", "people:other", "people:proof"),
    "people:consents",
    *("account", "usersessions_list", "mfa_view_recovery_codes", "cases:home", "cases:case", "cases:papers"),
    *("submissions:new", "submissions:page", "submissions:check", "submissions:receipt", "submissions:claim"),
]


@pytest.fixture
def hers(page, anna, draft, signed_in):
    """Anna's belongings, with her signed in on `page`."""
    signed_in(page, anna)
    return World(anna, draft)


def path_of(name, world):
    from django.urls import reverse

    return reverse(name, kwargs=ADDRESSES[name].made(world))


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page(page, directory, sound_in_every_look, path):
    page.goto(path)
    sound_in_every_look(page)


@pytest.mark.parametrize("name", OWN)
def test_own_page(page, hers, sound_in_every_look, name):
    page.goto(path_of("cases:case", hers))  # so that there is something in every list
    answer = page.goto(path_of(name, hers))
    assert answer.ok
    sound_in_every_look(page)


def test_operators_page(page, anna, hers, sound_in_every_look):
    anna.user.is_staff = True
    anna.user.save()
    assert hers.alarm
    assert page.goto("/betrieb/").ok
    sound_in_every_look(page)


def test_by_keyboard_from_the_top_to_the_postcode(page, directory, tab_to):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Zum Inhalt springen"
    page.keyboard.press("Enter")
    tab_to(page.get_by_label("Welches Jobcenter"))
    page.keyboard.type("33602")
    page.keyboard.press("Enter")
    page.wait_for_url("**/mein-jobcenter/**")
    assert page.get_by_role("heading", level=1).inner_text() == "Jobcenter Bielefeld"


def test_the_places_work_without_javascript(page, directory, javascript):
    page.goto("/")
    page.get_by_role("link", name="Mein Jobcenter", exact=True).click()
    assert page.get_by_role("link", name="Mein Jobcenter", exact=True).get_attribute("aria-current") == "page"


def test_nothing_moves_for_those_who_do_not_want_it(page):
    page.goto("/")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_pages_change_calmly_for_those_who_do_not_mind(page):
    page.goto("/")
    rule = """condition => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
        .filter(rule => rule.conditionText === condition).flatMap(rule => [...rule.cssRules])
        .some(rule => rule instanceof CSSViewTransitionRule && rule.navigation === 'auto')"""
    assert page.evaluate(rule, "(prefers-reduced-motion: no-preference)")
    assert not page.evaluate(rule, "(prefers-reduced-motion: reduce)")


def test_targets_are_large_enough_to_touch(page, directory):
    page.goto("/")
    small = page.evaluate(
        """() => [...document.querySelectorAll('nav a, button, .entry, input')]
            .filter(e => e.getBoundingClientRect().height < 48).map(e => e.outerHTML)"""
    )
    assert not small


def test_paper_shows_the_content_only(page, directory):
    page.goto("/mein-jobcenter/31704/")
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation", name="Hauptnavigation").is_visible()
    assert page.get_by_role("heading", level=1).is_visible()
