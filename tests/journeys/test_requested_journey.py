"""A letter with a QR code: from the link to the receipt and into the drop folder, with and without JavaScript."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
import zxingcpp
from django.conf import settings
from django.utils.timezone import localdate
from lxml import etree
from PIL import Image
from playwright.sync_api import expect

from jobcenter.delivery.couriers.folder import message
from jobcenter.delivery.handing_over import hand_over
from jobcenter.delivery.models import Parcel
from jobcenter.documents.models import Document
from jobcenter.documents.outbox import collection_mark
from jobcenter.editors.models import Editor
from jobcenter.submissions.models import Draft, EvidenceRequest, Submission
from jobcenter.submissions.tests.asking import REFERENCE, asked_for
from tests.journeys.outbox import left_on
from tests.photos import photographed_page

expect.set_options(timeout=15_000)  # machines that test are busy

pytestmark = pytest.mark.django_db(transaction=True)
LAW = {"legal_basis": "§§ 60, 66 SGB I", "consequence": "Ohne die Unterlagen kann das Jobcenter nicht entscheiden."}


@pytest.fixture
def letter(connected):
    return asked_for(**LAW)


@pytest.fixture
def look(javascript, sound, fits):
    """axe itself needs JavaScript."""
    return sound if javascript else fits


def photo(number):
    data = photographed_page(width=900, height=1200, number=number)
    return {"name": f"IMG_{number}.jpg", "mimeType": "image/jpeg", "buffer": data}


def heading(page, words):
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def begin(page, letter):
    page.goto(letter.path)
    heading(page, "Unterlagen nachreichen")
    page.get_by_role("button", name="Unterlagen hinzufügen").click()
    heading(page, "Unterlagen hinzufügen")


def card(page, number=1):
    return page.locator(f"#unterlage-asked_{number}")


def add(page, javascript, number=1, slot=1):
    heading(page, "Unterlagen hinzufügen")
    page.wait_for_load_state()  # whatever is chosen before the script is there, the script does not see
    there = card(page, slot)
    there.get_by_label("Dateien auswählen").set_input_files([photo(number)])
    if not javascript:
        there.get_by_role("button", name="Hochladen").click()
    expect(card(page, slot).locator("ol li")).to_have_count(1)


def test_from_the_letter_to_the_drop_folder(page, letter, javascript, look):
    page.goto(letter.path)
    look(page)
    assert not Draft.objects.exists()
    page.get_by_role("button", name="Unterlagen hinzufügen").click()
    heading(page, "Unterlagen hinzufügen")
    assert letter.path not in page.url
    add(page, javascript)
    look(page)
    page.get_by_role("button", name="Absenden").click()
    heading(page, "Ihre Unterlagen sind gesendet")
    look(page)
    sent = Submission.objects.get()
    expect(page.get_by_text(sent.receipt_number)).to_be_visible()
    expect(page.get_by_text(sent.files[2]["sha256"])).to_be_visible()
    assert REFERENCE not in page.content()
    with page.expect_download() as download:
        page.get_by_role("link", name="Eingangsbestätigung als PDF").click()
    assert download.value.suggested_filename == f"Eingangsbestaetigung-{sent.receipt_number}.pdf"

    parcel = Parcel.objects.get()
    hand_over(parcel.pk)
    folder = settings.DATA / "e-akte" / letter.provider_number
    with zipfile.ZipFile(folder / message.package_name(parcel.process_id)) as package:
        root = etree.fromstring(package.read(message.xml_name(parcel.process_id)))
        sizes = {info.filename: info.file_size for info in package.infolist()}
    namespaces = {"x": message.NAMESPACE}
    assert {found.text for found in root.findall(".//x:Kennzeichen", namespaces)} == {REFERENCE}
    titles = [found.text for found in root.findall(".//x:Dokument/x:AllgemeineMetadaten/x:Betreff", namespaces)]
    assert titles == ["Nachgereichte Unterlagen", "Kontoauszüge"]
    assert sent.files[2]["size"] in sizes.values()

    page.get_by_role("link", name="Noch etwas nachreichen").click()
    expect(page.get_by_text("haben Sie schon etwas gesendet")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Weitere Unterlagen hinzufügen").click()
    add(page, javascript, number=2, slot=2)
    page.get_by_role("button", name="Absenden").click()
    heading(page, "Ihre Unterlagen sind gesendet")
    page.get_by_role("button", name="Hier nicht mehr zeigen").click()
    expect(page.get_by_text("nichts mehr zu sehen")).to_be_visible()
    assert Submission.objects.count() == EvidenceRequest.objects.get().handed_in == 2
    for draft in Draft.objects.all():
        assert page.goto(f"/nachreichen/sendung/{draft.pk}/gesendet/").status == 404


def test_nothing_chosen_and_given_up(page, letter, javascript, look):
    begin(page, letter)
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_role("alert")).to_contain_text("mindestens eine Unterlage")
    expect(page.get_by_role("alert")).to_be_focused()
    look(page)
    add(page, javascript)
    page.get_by_role("button", name="Alles löschen und beenden").click()
    expect(page.get_by_text("Es wurde nichts gesendet")).to_be_visible()
    assert not Document.objects.exists()
    assert not Draft.objects.exists()


def test_nothing_is_sent_without_what_still_waits_on_the_device(page, letter, watch):
    begin(page, letter)
    page.route("**/unterlagen/hochladen/**", lambda route: route.abort())
    watch.expect("Anfrage gescheitert")
    card(page).get_by_label("Dateien auswählen").set_input_files([photo(1)])
    expect(card(page)).to_contain_text("Nicht gesendet")
    assert left_on(page)["entries"][0]["owner"] == collection_mark(Draft.objects.get().pk)
    hold = page.locator(".outbox-hold")
    page.get_by_role("button", name="Absenden").click()
    expect(hold).to_contain_text("Sie fehlt, wenn Sie jetzt senden.")
    assert not Submission.objects.exists()
    page.unroute_all()
    page.get_by_role("button", name="Absenden").click()
    heading(page, "Ihre Unterlagen sind gesendet")
    assert len(Submission.objects.get().files) == 3


def test_what_waits_when_the_session_is_over_says_what_to_do(page, letter, watch):
    begin(page, letter)
    page.wait_for_load_state()
    page.context.clear_cookies(name="sessionid")
    watch.expect("Antwort 401", "tus: ")
    card(page).get_by_label("Dateien auswählen").set_input_files([photo(1)])
    expect(card(page)).to_contain_text("Bitte öffnen Sie den Link im Brief noch einmal")
    page.goto("/scannen/")
    expect(page.get_by_text("Nach der nächsten Anmeldung")).to_be_hidden()


def test_what_is_given_up_goes_from_the_device_as_well(page, letter, watch):
    begin(page, letter)
    page.route("**/unterlagen/hochladen/**", lambda route: route.abort())
    watch.expect("Anfrage gescheitert")
    card(page).get_by_label("Dateien auswählen").set_input_files([photo(1)])
    expect(card(page)).to_contain_text("Nicht gesendet")
    page.get_by_role("button", name="Alles löschen und beenden").click()
    expect(page.get_by_text("Es wurde nichts gesendet")).to_be_visible()
    assert left_on(page)["entries"] == left_on(page)["files"] == []


def test_withdrawn_while_somebody_photographs(page, letter, javascript, look):
    begin(page, letter)
    add(page, javascript)
    letter.withdraw()
    page.get_by_role("button", name="Absenden").click()
    heading(page, "Dieser Link nimmt nichts mehr an")
    expect(page.get_by_text("Was Sie hochgeladen haben, ist nicht beim Jobcenter")).to_be_visible()
    look(page)


def test_two_people_with_the_same_letter(page, letter, browser, browser_context_args, watch):
    begin(page, letter)
    add(page, True)
    relative = browser.new_context(**browser_context_args)
    try:
        other = relative.new_page()
        begin(other, letter)
        expect(other.locator(".documents-thumb")).to_have_count(0)
        assert other.goto(page.url).status == 404
    finally:
        relative.close()


def test_a_link_that_is_none(page, connected, javascript, look):
    assert page.goto(f"/nachreichen/{'7' * 42}/").status == 404
    heading(page, "Diesen Link kennen wir nicht")
    look(page)


def test_by_keyboard_alone(page, letter, tab_to):
    page.goto(letter.path)
    tab_to(page.get_by_text("Warum fragt das Jobcenter danach?"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ohne die Unterlagen kann")).to_be_visible()
    tab_to(page.get_by_role("button", name="Unterlagen hinzufügen"))
    page.keyboard.press("Enter")
    add(page, True)
    tab_to(page.get_by_role("button", name="Absenden"))
    page.keyboard.press("Enter")
    heading(page, "Ihre Unterlagen sind gesendet")


def test_how_it_looks(page, letter, sound_in_every_look):
    page.goto(letter.path)
    sound_in_every_look(page)
    begin(page, letter)
    add(page, True)
    sound_in_every_look(page)
    page.reload()
    page.get_by_role("button", name="Absenden").click()
    heading(page, "Ihre Unterlagen sind gesendet")
    sound_in_every_look(page)


def test_nothing_of_it_stays_on_the_device(device, page, letter):
    begin(page, letter)
    add(page, True)
    page.get_by_role("button", name="Absenden").click()
    heading(page, "Ihre Unterlagen sind gesendet")
    page.goto("/")
    kept = device.kept()
    assert not [path for path in kept if re.match("/nachreichen/", path)]
    assert letter.path not in "\n".join(kept.values())


def test_at_the_desk_from_the_form_to_the_code(page, connected, anna, signed_in, width, sound):
    Editor.grant(anna.user, connected.provider_number, may_request=True)
    signed_in(page, anna)
    page.goto("/redaktion/")
    page.get_by_role("link", name="Unterlagen anfordern").click()
    sound(page)
    page.get_by_role("link", name="Neue Anforderung").click()
    sound(page)
    page.get_by_role("button", name="Link machen").click()
    expect(page.get_by_role("alert")).to_be_focused()
    sound(page)
    page.get_by_label("Aktenzeichen").fill(REFERENCE)
    page.get_by_role("textbox", name="Unterlagen").first.fill("Kontoauszüge | 1. Mai bis 31. Juli")
    page.get_by_label("Frist im Brief").fill(f"{localdate() + timedelta(days=14)}")
    page.get_by_role("button", name="Link machen").click()
    code = page.get_by_alt_text("QR-Code")
    expect(code).to_have_js_property("complete", True)
    sound(page)
    photographed = Image.open(io.BytesIO(code.screenshot()))
    assert [found.text for found in zxingcpp.read_barcodes(photographed)] == [EvidenceRequest.objects.get().url]
    page.get_by_text("Link zurücknehmen").click()
    page.get_by_role("button", name="Jetzt zurücknehmen").click()
    expect(page.get_by_text("nimmt nichts mehr an")).to_be_visible()
    sound(page)
