"""Editors at their desk: what they write is on the public page, alone or with a second pair of eyes."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from jobcenter.editors.models import Editor, FourEyes
from jobcenter.local import boards
from jobcenter.local.models import Announcement, Event, Feed, FeedRun
from jobcenter.submissions.models import Draft
from tests.journeys.test_account_journey import TOTP_SECRET, code_of

BIELEFELD = "31704"


@pytest.fixture
def maya(anna, directory):
    """Maya, on Anna's account."""
    Editor.grant(anna.user, BIELEFELD)
    return anna


@pytest.fixture
def noah(ben, directory):
    """Noah, on Ben's account."""
    Editor.grant(ben.user, BIELEFELD)
    return ben


@pytest.fixture
def notice(db):
    return Announcement.objects.create(provider_number=BIELEFELD, title="Heute geschlossen", text="Wasserschaden.")


@pytest.fixture
def fair(db):
    """An event out of a feed."""
    feed = Feed.objects.create(kind=Feed.Kind.CALENDAR, name="Kalender der Stadt", address="https://stadt.example/")
    feed.begin().end(FeedRun.Outcome.REFUSED, "Zeile 3: Das Datum fehlt.")
    starts = timezone.now() + timedelta(days=3)
    return Event.objects.create(
        provider_number=BIELEFELD, feed=feed, title="Jobmesse", starts=starts, ends=starts + timedelta(hours=2)
    )


def notices(page):
    """What the public page announces, as somebody sees it who has just come."""
    boards.memory.look()
    page.goto(f"/mein-jobcenter/{BIELEFELD}/?sprache=de")
    expect(page.get_by_role("heading", level=1)).to_have_text("Jobcenter Bielefeld")
    return page.locator(".kern-alert h2").all_inner_texts()


def save(page):
    page.get_by_role("button", name="Speichern", exact=True).click()


def test_sign_in_write_and_see_it_on_the_public_page(page, maya, javascript):
    page.goto("/redaktion/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")
    page.get_by_label("Benutzername").fill("anna")
    page.get_by_label("Passwort").fill("drei wilde Enten")
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.get_by_label("Code").fill(code_of(TOTP_SECRET))
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Redaktion")

    page.get_by_role("link", name="Aushänge").click()
    page.get_by_role("link", name="Neuer Eintrag").click()
    page.get_by_label("Stufe").select_option(label="Dringend")
    save(page)
    page.get_by_role("link", name="Titel: Bitte schreiben Sie den Text auf Deutsch.").click()
    page.get_by_role("group", name="Titel").get_by_label("Deutsch").fill("Heute geschlossen")
    page.get_by_role("group", name="Text").get_by_label("Deutsch").fill("Wegen eines Wasserschadens.")
    page.get_by_role("group", name="Titel").get_by_text("Andere Sprachen").click()
    page.get_by_label("Українська").first.fill("Сьогодні зачинено")
    save(page)
    expect(page.get_by_role("status")).to_have_text("Gespeichert. Alle sehen es in spätestens einer Minute.")
    expect(page.get_by_role("listitem").filter(has_text="Heute geschlossen")).to_contain_text("Öffentlich")
    assert notices(page) == ["Heute geschlossen"]


@pytest.fixture
def two_browsers(page, browser, browser_context_args, signed_in, maya, noah, watch):
    """Maya's page and Noah's page."""
    FourEyes.switch(BIELEFELD, on=True)
    other = browser.new_context(**browser_context_args)
    other.on("page", watch.follow)
    yield signed_in(page, maya), signed_in(other.new_page(), noah)
    other.close()


def test_a_second_person_sends_back_and_then_releases(two_browsers, notice, browser, base_url):
    hers, his = two_browsers
    hers.goto(f"/redaktion/aushaenge/{notice.pk}/")
    hers.get_by_role("group", name="Titel").get_by_label("Deutsch").fill("Morgen geschlossen")
    save(hers)
    expect(hers.get_by_role("listitem").filter(has_text="Morgen geschlossen")).to_contain_text("wartet auf Freigabe")

    his.goto("/redaktion/")
    his.get_by_role("link", name="Heute geschlossen").click()
    expect(his.get_by_role("main")).to_contain_text("Bisher: Heute geschlossen")
    expect(his.get_by_role("main")).to_contain_text("Neu: Morgen geschlossen")
    his.get_by_label("Was fehlt noch?").fill("Bitte mit Datum.")
    his.get_by_role("button", name="Zurückgeben").click()
    expect(his.get_by_role("status")).to_contain_text("zurückgegeben")

    hers.goto("/redaktion/")
    hers.get_by_role("link", name="Heute geschlossen").click()
    expect(hers.get_by_role("main")).to_contain_text("Bitte mit Datum.")
    expect(hers.get_by_role("button", name="Freigeben")).to_have_count(0)
    hers.get_by_role("link", name="Bearbeiten").click()
    hers.get_by_role("group", name="Titel").get_by_label("Deutsch").fill("Am 26.11. geschlossen")
    save(hers)
    assert notices(hers) == ["Heute geschlossen"]

    his.goto(f"/redaktion/aushaenge/{notice.pk}/freigabe/")
    his.get_by_role("link", name="Vorschau").click()
    expect(his.get_by_text("Vorschau – noch nicht öffentlich")).to_be_visible()
    his.go_back()
    his.get_by_role("button", name="Freigeben").click()
    expect(his.get_by_role("status")).to_contain_text("Freigegeben")
    assert notices(his) == ["Am 26.11. geschlossen"]
    his.goto(f"/redaktion/aushaenge/{notice.pk}/verlauf/")
    expect(his.get_by_role("main").get_by_role("listitem").first).to_contain_text(
        "Titel: „Heute geschlossen“ → „Am 26.11. geschlossen“"
    )


def test_what_should_not_be_there_is_hidden_at_once(page, maya, fair, signed_in):
    signed_in(page, maya).goto(f"/redaktion/veranstaltungen/{fair.pk}/")
    expect(page.get_by_text("Bitte ändern Sie es in der Quelle.")).to_be_visible()
    page.get_by_role("button", name="Ausblenden").click()
    expect(page.get_by_role("button", name="Wieder einblenden")).to_be_visible()
    boards.memory.look()
    page.goto(f"/mein-jobcenter/{BIELEFELD}/veranstaltungen/")
    expect(page.get_by_text("Jobmesse")).to_have_count(0)


@pytest.fixture
def proposed(maya, noah, notice, client_of):
    """Noah would like to change the notice; Maya looks at it."""
    FourEyes.switch(BIELEFELD, on=True)
    fields = {"provider_number": BIELEFELD, "title_de": "Morgen geschlossen", "level": "warning"}
    client = client_of(noah)
    path = f"/redaktion/aushaenge/{notice.pk}/"
    seen = client.get(path).context["adminform"].form.initial["seen"]
    assert client.post(path, {**fields, "seen": seen}).status_code == 302
    return path


def pages_of(notice, fair):
    event = f"/redaktion/veranstaltungen/{fair.pk}/"
    entry = f"/redaktion/aushaenge/{notice.pk}/"
    lists = ("/redaktion/", "/redaktion/veranstaltungen/", "/redaktion/aushaenge/?stand=wartet")
    forms = ("/redaktion/standorte/neu/", "/redaktion/antraege/neu/", "/redaktion/hilfen/neu/", entry, event)
    return (*lists, *forms, *(f"{entry}{rest}" for rest in ("freigabe/", "verlauf/", "vorschau/", "loeschen/")))


def test_the_desk_is_sound(page, signed_in, maya, proposed, notice, fair, sound_in_every_look):
    signed_in(page, maya)
    for path in pages_of(notice, fair):
        assert page.goto(path).ok
        sound_in_every_look(page)


def test_a_form_with_mistakes_is_sound(page, signed_in, maya, sound_in_every_look):
    signed_in(page, maya).goto("/redaktion/veranstaltungen/neu/")
    for folded in page.locator("details").all():
        folded.locator("summary").click()
    sound_in_every_look(page)
    save(page)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Beginn")).to_have_accessible_description("Bitte füllen Sie dieses Feld aus.")
    sound_in_every_look(page)


def test_the_operators_part_is_sound(page, signed_in, maya, fair, sound_in_every_look):
    maya.user.is_staff = True
    maya.user.save()
    signed_in(page, maya)
    right = Editor.objects.get()
    for path in (
        "rechte/",
        "rechte/neu/",
        f"rechte/{right.pk}/",
        "quellen/",
        "quellen/neu/",
        f"quellen/{fair.feed_id}/",
    ):
        assert page.goto(f"/redaktion/{path}").ok
        sound_in_every_look(page)


def test_the_desk_enlarged_and_from_right_to_left(page, signed_in, maya, proposed, notice, fair, sound, rtl, zoomed):
    signed_in(page, maya)
    for path in pages_of(notice, fair):
        page.goto(path)
        sound(zoomed(rtl(page)))


def test_by_keyboard_alone(page, signed_in, maya, tab_to):
    signed_in(page, maya).goto("/redaktion/aushaenge/neu/")
    tab_to(page.get_by_role("group", name="Titel").get_by_label("Deutsch"))
    page.keyboard.type("Heute geschlossen")
    tab_to(page.get_by_role("group", name="Titel").locator("summary"))
    page.keyboard.press("Enter")
    tab_to(page.get_by_role("group", name="Titel").get_by_label("English"))
    page.keyboard.type("Closed today")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Gespeichert.")
    assert Announcement.objects.get().title == {"de": "Heute geschlossen", "en": "Closed today"}


def test_targets_are_large_enough_to_touch(page, signed_in, maya, proposed, notice, fair):
    signed_in(page, maya)
    for path in pages_of(notice, fair):
        page.goto(path)
        small = page.evaluate(
            """() => [...document.querySelectorAll('main :is(button, summary, .entry, input, select, .desk-links a)')]
                .filter(e => e.type !== 'hidden' && e.type !== 'checkbox' && e.getBoundingClientRect().height < 48)
                .filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 120))"""
        )
        assert not small, path


def test_a_form_is_tried_out_and_nothing_is_kept(page, maya, signed_in, javascript, sound, fits):
    look = sound if javascript else fits  # axe itself needs JavaScript
    signed_in(page, maya).goto("/redaktion/")
    page.get_by_role("link", name="Formulare").click()
    look(page)
    page.get_by_role("link", name="Weiterbewilligungsantrag", exact=True).click()
    expect(page.get_by_text("Vorschau: nichts wird gespeichert oder gesendet")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Weiter", exact=True).click()
    page.get_by_role("link", name="Bitte füllen Sie „Vorname“ aus.").click()
    look(page)
    page.keyboard.type("Anna")
    page.get_by_label("Nachname").fill("Beispiel")
    for part, text in (("Tag", "17"), ("Monat", "4"), ("Jahr", "1991")):
        page.get_by_role("group", name="Geburtsdatum").get_by_label(part).fill(text)
    page.get_by_role("button", name="Weiter", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wer lebt mit Ihnen zusammen?")
    page.get_by_role("button", name="Zurück").click()
    expect(page.get_by_label("Vorname")).to_have_value("Anna")
    assert not Draft.objects.exists()
    page.get_by_role("link", name="Formulare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Formulare")
