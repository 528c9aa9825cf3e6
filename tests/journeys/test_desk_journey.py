"""At the desk of an advice centre: what is left in the browser when somebody has gone, in a real one."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from jobcenter.submissions.models import Draft
from tests.consistency.belongings import World
from tests.journeys.test_pages import OWN, path_of

expect.set_options(timeout=15_000)  # machines that test are busy

pytestmark = pytest.mark.django_db(transaction=True)

LEFT = """async () => ({
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(one => one.name),
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookies: document.cookie,
})"""
# What the browser's own store has of an address, without asking the network.
STORED = """async (paths) => {
    const stored = [];
    for (const path of paths) {
        const answer = await fetch(path, {cache: "only-if-cached", mode: "same-origin"}).catch(() => undefined);
        if (answer?.ok) stored.push(path);
    }
    return stored;
}"""


def switch_on(page):
    page.goto("/konto/anmelden/")
    page.get_by_role("link", name="Beratungsplatz einschalten").click()
    page.get_by_role("button", name="Beratungsplatz einschalten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")
    expect(page.get_by_role("complementary", name="Beratungsplatz")).to_be_visible()


def leave(page):
    page.get_by_role("button", name="Abmelden und alles löschen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Abgemeldet. Hier ist nichts mehr von Ihnen")


def test_nothing_is_left(device, page, anna, draft, signed_in, sound, watch):
    watch.expect("ERR_CACHE_MISS")  # asking the browser's own store and finding nothing
    device.open_and_keep("/mein-jobcenter/31704/")  # from before it became a desk
    page.locator("form:has(input[name=jobcenter]):not(:has([name=weiter])) button").first.click()
    switch_on(page)
    sound(page)
    left = page.evaluate(LEFT)
    assert (left["caches"], left["workers"]) == ([], 0)

    signed_in(page, anna)
    world = World(anna, draft)
    paths = [path_of(name, world) for name in OWN]
    for path in ("/mein-jobcenter/31704/", "/antrag-sichern/", *paths):
        page.goto(path)
        expect(page.get_by_role("complementary", name="Beratungsplatz")).to_be_visible()
    page.goto(f"/antrag/{draft.pk}/person/")
    page.get_by_label("Vorname").fill("Bertha")
    expect(page.get_by_text(re.compile(r"Gespeichert \d\d:\d\d"))).to_be_visible()
    assert "Bertha" in str(Draft.objects.get(pk=draft.pk).typed)  # on the server, and nowhere else
    sound(page)
    left = page.evaluate(LEFT)
    assert [left[place] for place in ("caches", "databases", "local", "session", "workers")] == [[], [], [], [], 0]

    leave(page)
    sound(page)
    left = page.evaluate(LEFT)
    assert [left[place] for place in ("caches", "databases", "local", "session", "workers")] == [[], [], [], [], 0]
    assert left["cookies"] == "desk-mode=1"
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert names <= {settings.DESK_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    assert page.evaluate(STORED, [*paths, "/mein-jobcenter/31704/", "/konto/anmelden/"]) == []
    for _ in range(3):
        page.go_back()
        assert "Bertha" not in page.content()
        assert "Musterweg" not in page.content()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")


def test_papers_open_instead_of_being_saved(page, anna, draft, signed_in):
    world = World(anna, draft)
    papers = [path_of("submissions:receipt_pdf", world), path_of("documents:pdf", world)]
    switch_on(page)
    signed_in(page, anna)
    for path in papers:
        paper = page.request.get(path)
        assert paper.ok
        assert paper.headers["content-type"] == "application/pdf"
        assert paper.headers["content-disposition"].startswith("inline")


def test_it_asks_before_it_signs_out(page, anna, draft, signed_in, sound):
    page.clock.install()
    switch_on(page)
    signed_in(page, anna)
    page.goto("/konto/")
    page.clock.run_for(7 * 60_000)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.clock.run_for(61_000)
    question = page.get_by_role("dialog", name="Sind Sie noch da?")
    expect(question).to_contain_text("In 2 Minuten melden wir Sie ab.")
    sound(page)
    with page.expect_response("**/konto/beratungsplatz/weiter/") as answer:
        question.get_by_role("button", name="Ja, weitermachen").click()
    assert answer.value.status == 204
    expect(question).to_be_hidden()
    page.clock.run_for(9 * 60_000)
    expect(question).to_contain_text("In einer Minute melden wir Sie ab.")
    page.clock.run_for(61_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Abgemeldet. Hier ist nichts mehr von Ihnen")
    page.goto("/konto/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")


def test_typing_is_being_there(page, anna, draft, signed_in):
    page.clock.install()
    switch_on(page)
    signed_in(page, anna)
    page.goto(f"/antrag/{draft.pk}/person/")
    for letter in "Bertha":
        page.clock.run_for(4 * 60_000)
        page.get_by_label("Vorname").press(letter)
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("javascript", [False])
def test_without_javascript(page, anna, draft, signed_in, fits, javascript):
    switch_on(page)
    signed_in(page, anna)
    page.goto("/mein-bereich/")
    fits(page)
    leave(page)
    fits(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")


def test_narrow_and_enlarged(page, anna, draft, signed_in, sound, zoomed, rtl):
    switch_on(page)
    signed_in(page, anna)
    page.goto("/mein-bereich/")
    sound(zoomed(rtl(page)))
