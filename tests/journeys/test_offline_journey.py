"""With the app on the phone and no network: what goes, what does not, and that both are told honestly."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.consistency.addresses import ADDRESSES
from tests.consistency.belongings import World
from tests.journeys.test_pages import OWN, path_of

BIELEFELD, SITES = "/mein-jobcenter/31704/", "/mein-jobcenter/31704/standorte/"
CORE = {
    "/",
    "/mein-jobcenter/",
    "/hilfe-sofort/",
    "/scannen/",
    "/ohne-internet/",
    "/keine-verbindung/",
    "/mein-jobcenter/verzeichnis.json",
}


def answer(page):
    return page.locator("[data-answer]")


def test_a_postcode_is_answered_while_typing_and_nothing_typed_leaves_the_device(device, page):
    page.goto("/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Welches Jobcenter").press_sequentially("D-33602")
    expect(answer(page).get_by_role("link", name="Jobcenter Bielefeld")).to_be_visible()
    assert not [url for url in asked if "33602" in url]
    page.get_by_label("Welches Jobcenter").fill("3360")
    expect(answer(page)).to_be_empty()


def test_it_installs_everything_it_needs(device):
    kept = device.kept()
    assert set(kept) >= CORE
    for path in CORE - {"/mein-jobcenter/verzeichnis.json"}:
        for file in re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg))"', kept[path]):
            assert file in kept
    assert "/static/web/entry.js" in kept  # named by modules only
    assert "/static/documents/vendor/idb.js" in kept  # by modules of modules
    assert "/static/documents/vendor/tus.js" not in kept  # without network nothing is sent
    assert not device.pages()


def test_without_network_the_start_page_and_the_finder_work(device, page):
    device.go_offline()
    page.goto("/")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"Ohne Internet\. Stand: heute, \d\d:\d\d"))
    field = page.get_by_label("Welches Jobcenter")
    field.fill("３３６ ０２")
    expect(answer(page).get_by_role("link")).to_have_text("Jobcenter Bielefeld")
    field.fill("10119")
    expect(answer(page).get_by_role("link")).to_have_text(["Berlin-Mitte", "Berlin-Pankow"])
    expect(answer(page)).to_contain_text("ohne amtliche Quelle")
    field.fill("10785")
    expect(answer(page)).to_contain_text("In welchem Bezirk wohnen Sie?")
    field.fill("11011")
    expect(answer(page)).to_contain_text("Großempfänger")
    field.fill("99999")
    expect(answer(page)).to_contain_text("kennen wir nicht")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("33602 Bielefeld", "Jobcenter Bielefeld"),
        ("1067", "Fehlt die Null am Anfang?"),
        ("336", "fünf Ziffern"),
        ("Köln", "nur mit der Postleitzahl"),
    ],
)
def test_a_search_without_network_is_answered_on_the_device(device, page, typed, words):
    device.go_offline()
    page.goto("/")
    page.get_by_label("Welches Jobcenter").fill(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/mein-jobcenter/?q=*")
    expect(page.get_by_label("Welches Jobcenter")).to_have_value(typed)
    expect(answer(page)).to_contain_text(words)
    if typed == "1067":
        answer(page).get_by_role("link", name="01067").click()
        expect(answer(page)).to_contain_text("Jobcenter Dresden")


def test_a_page_from_the_server_says_nothing_twice(device, page):
    page.goto("/mein-jobcenter/?q=10119")
    expect(page.get_by_role("heading", level=1)).to_have_text("In welchem Bezirk wohnen Sie?")
    expect(answer(page)).to_be_empty()


def test_the_remembered_jobcenter_stays_on_the_device(device, page):
    page.goto("/")
    page.get_by_label("Welches Jobcenter").fill("33602")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Dieses Jobcenter merken").click()
    expect(page.get_by_text("auf diesem Gerät gemerkt")).to_be_visible()
    device.wait_for(BIELEFELD)
    device.go_offline()
    page.goto("/mein-jobcenter/")
    page.get_by_role("link", name="Jobcenter Bielefeld").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jobcenter Bielefeld")
    expect(page.locator(".kept")).to_contain_text("Stand: heute")


def test_a_page_is_kept_with_its_age(device, page):
    device.ask_to_keep(BIELEFELD)
    device.wait_for(BIELEFELD)
    device.age(BIELEFELD, hours=24)
    device.age("/", hours=24 * 50)
    device.go_offline()
    page.goto(BIELEFELD)
    expect(page.locator(".kept")).to_have_text(re.compile(r"Ohne Internet\. Stand: gestern, \d\d:\d\d"))
    page.goto("/")
    expect(page.locator(".kept")).to_have_text(re.compile(r"Stand: \d+\. \w+( \d{4})?, \d\d:\d\d"))


def test_of_a_jobcenter_that_is_not_on_the_device_the_directory_tells_what_it_knows(device, page, sound):
    device.go_offline()
    page.goto("/mein-jobcenter/41502/")
    expect(page.get_by_role("heading", name="Neue Wege Kreis Bergstraße – Kommunales Jobcenter")).to_be_visible()
    expect(page.get_by_text("Zuständig für: Landkreis Bergstraße")).to_be_visible()
    expect(page.get_by_text("noch nicht auf diesem Gerät. Öffnen")).to_be_visible()
    sound(page)


def test_what_could_not_arrive_is_held_back(device, page, sound):
    page.goto(BIELEFELD)
    device.go_offline()
    for _ in range(2):
        page.get_by_role("button", name="Dieses Jobcenter merken").click()
        expect(page.get_by_role("alert")).to_contain_text("Es wurde nichts gesendet")
    sound(page)
    device.go_online()
    page.get_by_role("button", name="Dieses Jobcenter merken").click()
    expect(page.get_by_text("auf diesem Gerät gemerkt")).to_be_visible()


@pytest.mark.parametrize("path", ["/mein-bereich/", "/antrag/", "/konto/anmelden/", "/echtheit/"])
def test_what_needs_the_network_says_so(device, page, path):
    device.go_offline()
    assert page.goto(path).status == 503
    expect(page.get_by_role("heading", level=1)).to_have_text("Keine Verbindung zum Internet")
    expect(page.get_by_text("Es wurde nichts gesendet")).to_be_visible()
    page.get_by_label("Welches Jobcenter").fill("3")  # whoever is typing is left alone when the network is back
    device.go_online()
    page.get_by_role("link", name="Noch einmal versuchen").click()
    expect(page.get_by_role("heading", name="Keine Verbindung")).to_have_count(0)


def test_when_the_network_is_back_the_page_comes_by_itself(device, page):
    device.go_offline()
    page.goto("/echtheit/")
    device.go_online()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Keine Verbindung zum Internet")


def test_a_slow_network_is_not_waited_for(device, page, monkeypatch):
    from jobcenter.web import views

    render = views.render
    monkeypatch.setattr(views, "render", lambda *facts, **more: time.sleep(4.5) or render(*facts, **more))
    page.goto("/")
    expect(page.locator(".kept")).to_contain_text("Sehr langsames Internet. Stand: heute")


def test_pages_without_network_are_sound(device, page, sound_in_every_look):
    device.ask_to_keep(BIELEFELD)
    device.wait_for(BIELEFELD)
    device.go_offline()
    for path in ("/", BIELEFELD, "/mein-jobcenter/?q=10119", "/mein-bereich/"):
        page.goto(path)
        if "q=" in path:
            expect(answer(page).get_by_role("link")).to_have_count(2)
        sound_in_every_look(page)


class TestNothingPersonal:
    """What is somebody's own is never kept, and what shows where somebody has been goes when they sign out."""

    @pytest.fixture
    def toured(self, device, page, anna, draft, signed_in):
        """Anna has looked at everything of hers, and at public pages."""
        signed_in(page, anna)
        world = World(anna, draft)
        device.open_and_keep(BIELEFELD)
        for path in ("/", "/datenschutz/", "/mein-jobcenter/?q=10119", "/antrag/"):
            page.goto(path)
        for name in [name for name in OWN if name in ADDRESSES]:
            page.goto(path_of(name, world))
        page.goto("/")
        return device

    def test_personal_pages_are_in_no_cache(self, toured, anna):
        kept = toured.pages()
        assert {BIELEFELD, SITES, "/datenschutz/"} <= set(kept)
        assert not [path for path in kept if not path.startswith((BIELEFELD, "/datenschutz/"))]
        whole = "\n".join(toured.kept().values())
        for word in ("Musterweg", "31704BG0001234", anna.user.username, "csrfmiddlewaretoken"):
            assert word not in whole

    def test_signing_out_forgets_where_somebody_has_been(self, toured, page):
        page.goto("/konto/")
        page.get_by_role("button", name="Abmelden").click()
        page.wait_for_url("/")
        toured.wait_until(lambda: len(toured.caches()) == 1)
        assert set(toured.kept()) >= CORE
        toured.go_offline()
        page.goto("/")
        expect(page.locator(".kept")).to_be_visible()
