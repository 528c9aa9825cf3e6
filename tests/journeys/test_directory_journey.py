"""From a postcode to the Jobcenter, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

ANSWERS = ["/mein-jobcenter/41502/", "/mein-jobcenter/?q=10119", "/mein-jobcenter/?q=1067", "/mein-jobcenter/?q=Hof"]
PAGES = [*ANSWERS, "/mein-jobcenter/", "/mein-jobcenter/96204/nicht-meines/", "/datenquellen/"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_the_directory_are_sound(page, sound_in_every_look, path):
    page.goto(path)
    sound_in_every_look(page)


def test_from_a_postcode_to_the_remembered_jobcenter(page, javascript):
    page.goto("/")
    page.get_by_label("Welches Jobcenter").fill("33602 Bielefeld")
    page.get_by_role("button", name="Finden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jobcenter Bielefeld")
    page.get_by_role("button", name="Dieses Jobcenter merken").click()
    expect(page.get_by_role("heading", name="Jobcenter Bielefeld")).to_be_visible()
    page.goto("/mein-jobcenter/")
    page.get_by_role("link", name="Kontakt und Öffnungszeiten").click()
    expect(page).to_have_url(re.compile("/mein-jobcenter/31704/$"))
    page.get_by_role("link", name="Mein Jobcenter").first.click()
    page.get_by_role("button", name="Nicht mehr merken").click()
    expect(page.get_by_text("gemerkt")).to_have_count(0)


def test_a_postcode_in_several_boroughs_asks_and_can_be_corrected(page):
    page.goto("/mein-jobcenter/")
    page.get_by_label("Welches Jobcenter").fill("10785")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("In welchem Bezirk wohnen Sie?")
    page.get_by_role("link", name="Berlin-Mitte").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jobcenter Berlin Mitte")
    page.get_by_role("link", name="Das ist nicht mein Jobcenter").click()
    page.get_by_role("link", name="Jobcenter Berlin Tempelhof-Schöneberg").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jobcenter Berlin Tempelhof-Schöneberg")
