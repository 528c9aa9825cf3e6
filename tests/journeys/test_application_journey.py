"""A renewal from the first page to the receipt, on a phone: with and without JavaScript, interrupted, sent twice."""

import re
import time

import pytest
from playwright.sync_api import expect

from jobcenter.submissions.models import Draft, Submission
from tests.photos import photographed_page

expect.set_options(timeout=15_000)  # machines that test are busy

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def phone(page, signed_in, anna, connected):
    return signed_in(page, anna)


def begin(phone):
    phone.goto("/antrag/neu/weiterbewilligung/")
    phone.get_by_role("button", name="Antrag beginnen").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Wer stellt den Antrag?")


def press(phone):
    """Press „Weiter“, whatever comes of it."""
    phone.get_by_role("button", name="Weiter", exact=True).click()


def go_on(phone):
    """Press „Weiter“ and be on the next page."""
    with phone.expect_navigation():
        press(phone)


def say_no(phone, then=go_on):
    """Nothing has changed: every yes-or-no question on this page."""
    for group in phone.get_by_role("group").all():
        if group.get_by_role("radio").count() == 2:
            group.get_by_role("radio").nth(1).check()
    then(phone)


def to_evidence(phone):
    go_on(phone)
    phone.get_by_label("Wie viele Menschen leben in Ihrer Wohnung?").fill("2")
    say_no(phone)
    for _ in range(5):
        say_no(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ihre Nachweise")


def to_check(phone):
    to_evidence(phone)
    go_on(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ihre Erklärung")
    for box in phone.get_by_role("checkbox").all():
        box.check()
    go_on(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Angaben prüfen")


def test_the_whole_renewal(phone, javascript, tmp_path, sound, fits):
    look = sound if javascript else fits  # axe itself needs JavaScript
    begin(phone)
    look(phone)
    to_evidence(phone)
    file = tmp_path / "brief.jpg"
    file.write_bytes(photographed_page(width=900, height=1200))
    phone.get_by_label("Dateien auswählen: Weitere Unterlagen").set_input_files(file)
    if not javascript:
        phone.get_by_role("button", name="Hochladen").click()
    expect(phone.get_by_role("img", name="Seite 1 groß ansehen")).to_be_visible()
    look(phone)
    go_on(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ihre Erklärung")
    for box in phone.get_by_role("checkbox").all():
        box.check()
    go_on(phone)
    look(phone)
    phone.get_by_role("button", name="Jetzt senden").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ihr Antrag ist gesendet")
    look(phone)
    submission = Submission.objects.get()
    assert [entry["name"] for entry in submission.files] == ["antrag.pdf", "antrag.json", "weitere-unterlagen.pdf"]
    expect(phone.get_by_text(submission.receipt_number)).to_be_visible()
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Eingangsbestätigung als PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    phone.get_by_role("link", name="Verlauf ansehen").click()
    expect(phone.get_by_text("Jetzt sind wir dran")).to_be_visible()
    look(phone)


def test_a_dead_battery_costs_nothing(phone, anna, signed_in, browser, base_url):
    begin(phone)
    go_on(phone)
    phone.get_by_label("Wie viele Menschen leben in Ihrer Wohnung?").fill("6")
    expect(phone.get_by_role("status").filter(has_text="Gespeichert")).to_have_text(
        re.compile(r"Gespeichert \d\d:\d\d")
    )
    phone.close()
    context = browser.new_context(base_url=base_url)
    elsewhere = signed_in(context.new_page(), anna)
    elsewhere.goto("/mein-bereich/")
    elsewhere.get_by_role("link", name="Weitermachen").click()
    expect(elsewhere.get_by_label("Wie viele Menschen leben in Ihrer Wohnung?")).to_have_value("6")
    context.close()


def test_leaving_at_once_saves_as_well(phone):
    begin(phone)
    go_on(phone)
    phone.get_by_label("Wie viele Menschen leben in Ihrer Wohnung?").fill("6")
    phone.goto("/mein-bereich/")
    phone.get_by_role("link", name="Weitermachen").click()
    expect(phone.get_by_label("Wie viele Menschen leben in Ihrer Wohnung?")).to_have_value("6")


def test_offline_it_says_so_and_catches_up(phone, watch):
    watch.expect("ERR_INTERNET_DISCONNECTED")
    begin(phone)
    go_on(phone)
    phone.context.set_offline(True)
    phone.get_by_label("Wie viele Menschen leben in Ihrer Wohnung?").fill("5")
    status = phone.locator("[data-autosave-status]")
    expect(status).to_have_text("Noch nicht gespeichert – keine Verbindung")
    assert Draft.objects.get().typed == {}
    phone.context.set_offline(False)
    expect(status).to_have_text(re.compile(r"Gespeichert \d\d:\d\d"))
    assert Draft.objects.get().typed["haushalt"]["household_size"] == ["5"]


def test_without_a_connection_or_a_session_the_page_is_not_left(phone, anna, signed_in, watch):
    watch.expect("ERR_INTERNET_DISCONNECTED")
    begin(phone)
    go_on(phone)
    where, status = phone.url, phone.locator("[data-autosave-status]")
    phone.context.set_offline(True)
    phone.get_by_label("Wie viele Menschen leben in Ihrer Wohnung?").fill("5")
    say_no(phone, then=press)
    expect(status).to_have_text(re.compile("Ihre Eingaben bleiben hier stehen"))
    assert phone.url == where
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    expect(status).to_have_text(re.compile("Sie sind abgemeldet"))
    press(phone)
    assert phone.url == where
    signed_in(phone, anna)
    expect(status).to_have_text(re.compile("Gespeichert"), timeout=8000)
    go_on(phone)
    expect(phone).not_to_have_url(where)


def test_signed_out_meanwhile_what_was_typed_is_still_there(phone, anna, signed_in, watch):
    begin(phone)
    go_on(phone)
    phone.get_by_label("Wie viele Menschen leben in Ihrer Wohnung?").fill("4")
    expect(phone.locator("[data-autosave-status]")).to_have_text(re.compile("Gespeichert"))
    phone.context.clear_cookies()
    watch.expect("403")
    say_no(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sie sind nicht mehr angemeldet")
    signed_in(phone, anna)
    phone.get_by_role("button", name="Eingaben speichern").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Wo wohnen Sie?")
    assert Draft.objects.get().answers["household_size"] == "4"


def test_a_slow_save_on_its_way_does_not_undo_the_press_of_a_button(phone, monkeypatch):
    begin(phone)
    go_on(phone)
    note = Draft.note

    def slowly(draft, page, typed):
        time.sleep(1)
        note(draft, page, typed)

    monkeypatch.setattr(Draft, "note", slowly)
    household = phone.get_by_label("Wie viele Menschen leben in Ihrer Wohnung?")
    with phone.expect_request("**/zwischenstand/"):
        household.fill("1")
    household.fill("6")
    say_no(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Wo wohnen Sie?")
    phone.wait_for_timeout(1500)
    draft = Draft.objects.get()
    assert (draft.answers["household_size"], draft.typed) == ("6", {})


def test_going_back_shows_what_was_said(phone):
    begin(phone)
    go_on(phone)
    phone.get_by_label("Wie viele Menschen leben in Ihrer Wohnung?").fill("3")
    say_no(phone)
    phone.go_back()
    expect(phone.get_by_label("Wie viele Menschen leben in Ihrer Wohnung?")).to_have_value("3")


def test_two_tabs_send_once(phone):
    begin(phone)
    to_check(phone)
    other = phone.context.new_page()
    other.goto(phone.url)
    phone.get_by_role("button", name="Jetzt senden").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ihr Antrag ist gesendet")
    other.get_by_role("button", name="Jetzt senden").click()
    expect(other).to_have_url(phone.url)
    assert Submission.objects.count() == 1


def test_anyone_holding_the_receipt_can_check_a_file_without_sending_it(page, complete, anna, tmp_path, sound):
    submission = complete.submit(by=anna)
    page.goto(f"/echtheit/#nummer={submission.receipt_number}&code={submission.check_code}")
    expect(page.get_by_text("Diese Eingangsbestätigung ist echt")).to_be_visible()
    sound(page)
    genuine, changed = tmp_path / "antrag.pdf", tmp_path / "anders.pdf"
    genuine.write_bytes(submission.application_pdf())
    changed.write_bytes(submission.application_pdf() + b"\n")
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    for file, words in ((genuine, "Diese Datei wurde genau so gesendet"), (changed, "Diese Datei gehört nicht dazu")):
        page.get_by_label("Datei", exact=True).set_input_files(file)
        page.get_by_role("button", name="Vergleichen").click()
        expect(page.get_by_text(words)).to_be_visible()
    assert not sent
