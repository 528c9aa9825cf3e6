"""One person helps another: the code, sending for them, what they see of it, and the end of it; also for somebody who
has no account; and the three consents. Each with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from jobcenter.people.models import Representation
from jobcenter.submissions.models import Submission
from tests.photos import photographed_page
from tests.representations import acting_for

expect.set_options(timeout=15_000)  # machines that test are busy

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def look(javascript, sound, fits):
    """axe itself needs JavaScript."""
    return sound if javascript else fits


@pytest.fixture
def annas(page, anna, signed_in):
    return signed_in(page, anna)


@pytest.fixture
def bens(browser, browser_context_args, ben, signed_in, watch):
    """Ben's phone."""
    context = browser.new_context(**browser_context_args)
    context.on("page", watch.follow)
    yield signed_in(context.new_page(), ben)
    context.close()


def headline(page, words):
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def bar(page):
    return page.get_by_role("complementary", name="Vertretung")


def test_anna_lets_ben_help_and_ends_it(annas, bens, complete, look):
    give(annas, look)
    take_on(bens, annas.locator(".trust-code__text").inner_text(), look)
    send(bens, look)
    see_and_end(annas, look)
    bens.get_by_role("link", name="Verlauf ansehen").click()
    headline(bens, "Für jemanden handeln")
    expect(bens.get_by_role("status")).to_contain_text("Die Vertretung für Anna ist beendet.")
    expect(bar(bens)).to_have_count(0)
    look(bens)


def give(annas, look):
    """Anna makes a code for Ben."""
    annas.goto("/konto/")
    annas.get_by_role("link", name=re.compile("Ansehen.*Wer mir hilft")).click()
    look(annas)
    annas.get_by_role("link", name="Jemand soll mir helfen").click()
    look(annas)
    annas.get_by_role("button", name="Weiter zum Code").click()
    expect(annas.get_by_role("alert")).to_contain_text("Bitte wählen Sie mindestens eine Sache aus.")
    look(annas)
    annas.get_by_label("Wie heißt die Person").fill("Ben")
    annas.get_by_label("Jemand, dem ich vertraue").check()
    for words in ("Anträge und Mitteilungen", "Unterlagen ansehen", "Sehen, was gesendet"):
        annas.get_by_label(words).check()
    annas.get_by_role("button", name="Weiter zum Code").click()
    headline(annas, "Ben")
    look(annas)


def take_on(bens, code, look):
    """Ben types it, wrong at first, and takes it on."""
    bens.goto("/mein-bereich/")
    bens.get_by_role("link", name="Für jemanden handeln").click()
    look(bens)
    bens.get_by_role("link", name="Ich habe einen Code").click()
    bens.get_by_label("Code").fill("ZZZZ-ZZZZ-ZZ")
    bens.get_by_role("button", name="Weiter").click()
    expect(bens.get_by_role("alert")).to_contain_text("Diesen Code gibt es nicht")
    look(bens)
    bens.get_by_label("Code").fill(code.lower())
    bens.get_by_role("button", name="Weiter").click()
    headline(bens, "Anna bittet Sie um Hilfe")
    expect(bens.get_by_label("Ihr Vor- und Nachname")).to_have_value("Ben Probe")
    look(bens)
    bens.get_by_role("button", name="Annehmen").click()
    look(bens)


def send(bens, look):
    """For Anna, after a look at a page that is his own alone."""
    bens.get_by_role("button", name="Für Anna handeln").click()
    headline(bens, "Bereich von Anna")
    expect(bar(bens)).to_contain_text("Sie handeln für Anna")
    look(bens)
    bens.goto("/konto/")
    headline(bens, "Das ist Ihre eigene Seite")
    look(bens)
    bens.get_by_role("link", name="Weiter für Anna").click()
    bens.get_by_role("link", name="Weitermachen").click()
    headline(bens, "Angaben prüfen")
    expect(bens.get_by_text("Sie senden das für Anna.")).to_be_visible()
    look(bens)
    bens.get_by_role("button", name="Jetzt senden").click()
    expect(bens.get_by_text("Gesendet von Ihnen für Anna")).to_be_visible()
    look(bens)


def see_and_end(annas, look):
    """She sees what he did, from all sides, and ends it with one tap."""
    annas.goto("/konto/vertretungen/")
    expect(annas.get_by_text(re.compile("Zuletzt: Gesendet"))).to_be_visible()
    look(annas)
    annas.get_by_role("link", name=re.compile("Was ist geschehen..*Ben Probe")).click()
    look(annas)
    annas.get_by_role("link", name=Submission.objects.get().receipt_number).click()
    expect(annas.get_by_text("Gesendet von Ben Probe für Sie")).to_be_visible()
    look(annas)
    annas.get_by_role("link", name="Verlauf ansehen").click()
    expect(annas.get_by_text("Gesendet von Ben Probe für Sie").first).to_be_visible()
    look(annas)
    annas.goto("/konto/vertretungen/")
    annas.get_by_role("button", name=re.compile("Beenden.*Ben Probe")).click()
    expect(annas.get_by_role("status")).to_contain_text("Ben Probe kann ab jetzt nichts mehr für Sie tun")


def test_ben_comes_back_to_himself(bens, page, anna, ben, draft, look):
    acting_for(anna, ben)
    bens.goto("/mein-bereich/fuer-andere/")
    bens.get_by_role("button", name="Für Anna handeln").click()
    bens.get_by_role("link", name="Weitermachen").click()
    expect(bens.get_by_text("„Sie“ meint auf dieser Seite: Anna.")).to_be_visible()
    look(bens)
    assert bens.title().startswith("Für Anna: ")
    bens.goto("/konto/")
    bens.get_by_role("button", name="Zurück zu mir und diese Seite öffnen").click()
    headline(bens, "Konto")
    expect(bar(bens)).to_have_count(0)
    bens.goto("/mein-bereich/")
    headline(bens, "Mein Bereich")
    expect(bens.get_by_role("link", name="Weitermachen")).to_have_count(0)


@pytest.mark.parametrize("javascript", [True])
def test_typing_for_somebody_who_has_just_ended_it(bens, page, anna, ben, draft, javascript, watch):
    held = acting_for(anna, ben)
    bens.goto("/mein-bereich/fuer-andere/")
    bens.get_by_role("button", name="Für Anna handeln").click()
    bens.get_by_role("link", name="Weitermachen").click()
    held.end(by=anna)
    watch.expect("Antwort 410")
    bens.get_by_label("Vorname").fill("Bertha")
    expect(bens.get_by_text("Sie dürfen nicht mehr für diese Person handeln")).to_be_visible()
    bens.get_by_role("button", name="Weiter", exact=True).click()
    headline(bens, "Für jemanden handeln")
    draft.refresh_from_db()
    assert not draft.typed


@pytest.mark.parametrize("javascript", [False])
def test_signed_out_while_typing_for_somebody(bens, page, anna, ben, draft, javascript, signed_in, watch, look):
    acting_for(anna, ben)
    bens.goto("/mein-bereich/fuer-andere/")
    bens.get_by_role("button", name="Für Anna handeln").click()
    bens.get_by_role("link", name="Weitermachen").click()
    bens.get_by_label("Vorname").fill("Annabell")
    bens.context.clear_cookies()
    watch.expect("403")
    bens.get_by_role("button", name="Weiter", exact=True).click()
    headline(bens, "Sie sind nicht mehr angemeldet")
    signed_in(bens, ben)
    watch.expect("403")
    bens.get_by_role("button", name="Eingaben speichern").click()
    headline(bens, "Sie handeln gerade nicht für Anna")
    look(bens)
    with bens.context.expect_page() as opened:
        bens.get_by_role("button", name="Für Anna handeln").click()
    headline(opened.value, "Bereich von Anna")
    watch.expect("403")  # the page is older than the change: it shows what was typed and asks once more
    bens.get_by_role("button", name="Eingaben speichern").click()
    expect(bens.get_by_label("Vorname")).to_have_value("Annabell")
    bens.get_by_role("button", name="Weiter", exact=True).click()
    expect(bar(bens)).to_be_visible()
    expect(bens.get_by_label("Vorname")).to_have_count(0)
    draft.refresh_from_db()
    assert draft.answers["applicant"]["given_name"] == "Annabell"


def test_a_scanned_code_is_filled_in_and_leaves_the_address(bens, page, anna, javascript):
    from tests.representations import invitation

    code = invitation(anna).code
    bens.goto(f"/mein-bereich/fuer-andere/code/#code={code}")
    if javascript:
        expect(bens.get_by_label("Code")).to_have_value(code)
        assert "#" not in bens.url
    else:
        expect(bens.get_by_label("Code")).to_have_value("")


def test_a_guardian_for_somebody_without_an_account(bens, page, ben, connected, tmp_path, javascript, look):
    bens.goto("/mein-bereich/fuer-andere/")
    bens.get_by_role("link", name="Die Person hat kein Konto").click()
    look(bens)
    bens.get_by_label("Rechtliche Betreuung").check()
    for part, value in (("Tag", "31"), ("Monat", "12"), ("Jahr", "2029")):
        bens.get_by_label(part).fill(value)
    bens.get_by_role("button", name="Weiter").click()
    headline(bens, "Für wen handeln Sie?")
    look(bens)
    facts = {"Vorname": "Dora", "Nachname": "Muster", "Tag": "31", "Monat": "1", "Jahr": "1950", "Straße": "Musterweg"}
    for label, value in {**facts, "Hausnummer": "1", "Postleitzahl": "33602", "Ort": "Bielefeld"}.items():
        bens.get_by_label(label, exact=True).fill(value)
    bens.get_by_role("button", name="Weiter").click()
    headline(bens, "Nachweis, dass Sie Dora vertreten")
    bens.get_by_role("button", name="Fertig").click()
    expect(bens.get_by_role("alert")).to_contain_text("Bitte fügen Sie den Nachweis hinzu")
    look(bens)
    file = tmp_path / "ausweis.jpg"
    file.write_bytes(photographed_page(width=900, height=1200))
    bens.get_by_label("Dateien auswählen").set_input_files(file)
    if not javascript:
        bens.get_by_role("button", name="Hochladen").click()
    expect(bens.get_by_role("img", name="Seite 1 groß ansehen")).to_be_visible()
    bens.get_by_role("button", name="Fertig").click()
    headline(bens, "Für Dora handeln")
    look(bens)
    bens.get_by_role("button", name="Für Dora handeln").click()
    headline(bens, "Bereich von Dora")
    expect(bar(bens)).to_contain_text("Sie handeln für Dora")
    held = Representation.objects.get()
    assert (held.state, held.represented.user, held.representative) == ("active", None, ben)


def test_consents_each_for_itself(annas, anna, look):
    annas.goto("/konto/")
    annas.get_by_role("link", name=re.compile("Ansehen.*Einwilligungen")).click()
    expect(annas.get_by_text("Nicht eingewilligt")).to_have_count(3)
    look(annas)
    annas.get_by_role("button", name=re.compile("Ich willige ein.*Nachrichten in der App")).click()
    expect(annas.get_by_role("status")).to_contain_text("Sie haben eingewilligt: Nachrichten in der App.")
    expect(annas.get_by_text("Nicht eingewilligt")).to_have_count(2)
    assert anna.consents_to("messages")
    assert not anna.consents_to("e_notices")
    annas.get_by_role("button", name=re.compile("Einwilligung widerrufen.*Nachrichten in der App")).click()
    expect(annas.get_by_text("Widerrufen am")).to_be_visible()
    annas.get_by_text("Verlauf").click()
    look(annas)
    annas.get_by_role("link", name=re.compile("Wortlaut vom")).first.click()
    headline(annas, "Nachrichten in der App")
    look(annas)
    assert not anna.consents_to("messages")
