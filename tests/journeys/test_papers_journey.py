"""Handing in a paper from Mein Bereich: chosen from the list, photographed, sent; with JavaScript and without."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import expect

from jobcenter.delivery.models import Parcel
from jobcenter.documents.models import Collection, DocumentPage, read_page
from jobcenter.documents.tests.samples import written
from jobcenter.documents.tests.test_kinds import PAYSLIP
from jobcenter.people.models import Scope
from jobcenter.questions.tests import FOLDER
from jobcenter.submissions.tests.conftest import begun_about_people
from tests.journeys.test_documents_journey import photo
from tests.representations import acting_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(anna, connected, settings):
    """Sent, with a payslip that is to follow; another application is begun."""
    settings.JOBCENTER_CATALOGUE = str(FOLDER)
    sent = begun_about_people(anna).submit(by=anna).case
    begun_about_people(anna)
    return sent


def hand_in(page, javascript):
    page.get_by_role("button", name="Lohnabrechnung: Ben").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lohnabrechnung: Ben")
    page.get_by_label("Dateien auswählen").set_input_files([photo(1)])
    if not javascript:
        page.get_by_role("button", name="Hochladen").click()
    else:
        expect(page.get_by_text("Foto 1")).to_be_visible()
        page.get_by_role("link", name="Weiter").click()
    expect(page.get_by_text("1 Seite hinzugefügt, noch nicht gesendet.")).to_be_visible()


def test_what_was_promised_is_handed_in(page, anna, case, signed_in, sound, javascript):
    signed_in(page, anna)
    page.goto(reverse("cases:home"))
    page.get_by_role("link", name="Unterlagen senden").click()
    if javascript:
        sound(page)
    hand_in(page, javascript)
    page.get_by_role("link", name="Prüfen und absenden").click()
    page.get_by_role("button", name="Jetzt senden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Nachtrag ist gesendet")
    assert Parcel.objects.get(kind="supplement").opened().files[-1].title == "Lohnabrechnung: Ben"
    page.goto(reverse("cases:papers"))
    expect(page.get_by_role("group").filter(has_text="Gesendet am").get_by_text("fehlt noch")).to_have_count(0)


def test_the_list_unfolded_and_folded_is_sound(page, anna, case, signed_in, sound_in_every_look):
    signed_in(page, anna)
    page.goto(reverse("cases:papers"))
    page.get_by_text("Etwas anderes zu diesem Vorgang").click()
    expect(page.get_by_role("button", name="Mehr")).to_be_visible()
    sound_in_every_look(page)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = false; })")
    sound_in_every_look(page)


def test_a_page_in_the_wrong_place_is_put_right(page, anna, draft, signed_in, sound, javascript, settings):
    settings.OCR = "auto"
    draft.answers = {"income_changed": True, "income_changes": ["wage"]}
    draft.save()
    photo = SimpleUploadedFile("lohn.jpg", written(PAYSLIP), "image/jpeg")
    held = Collection.objects.get(pk=draft.pk)
    assert held.take_in([photo], slot="more", title="Weitere Unterlagen").added == 1
    assert read_page(DocumentPage.objects.get().pk)
    signed_in(page, anna)
    here = next(one for one in draft.form.visible_pages(draft.answers) if one.kind == "evidence")
    page.goto(reverse("submissions:page", args=[draft.pk, here.id]))
    expect(page.get_by_text("Gehört das zu „Lohnabrechnungen“?")).to_be_visible()
    if javascript:
        sound(page)
    page.get_by_role("button", name="Ja, dorthin verschieben").click()
    expect(page.get_by_text("Die Seite ist jetzt bei „Lohnabrechnungen“.")).to_be_visible()
    expect(page.locator("#unterlage-payslips").get_by_text("Das sieht nach einer Lohnabrechnung aus.")).to_be_visible()
    expect(page.locator("#unterlage-more").get_by_text("sieht nach")).to_have_count(0)
    if javascript:
        sound(page)


def test_by_keyboard(page, anna, case, signed_in, tab_to):
    signed_in(page, anna)
    page.goto(reverse("cases:papers"))
    summary = page.locator(f"#vorgang-{case.pk} > summary")
    tab_to(summary)
    page.keyboard.press("Enter")
    expect(page.locator(f"#vorgang-{case.pk}")).not_to_have_attribute("open", "")
    page.keyboard.press("Enter")
    tab_to(page.get_by_role("button", name="Lohnabrechnung: Ben"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lohnabrechnung: Ben")


def test_somebody_who_may_only_hand_in_papers_does(page, anna, ben, case, client_of, live_server, sound):
    client = client_of(ben)
    client.post(reverse("people:act", args=[acting_for(anna, ben, scope=[Scope.DOCUMENTS]).pk]))
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(reverse("cases:papers"))
    sound(page)
    page.get_by_text("Zu einem anderen Vorgang").click()
    page.get_by_role("button", name=case.title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mehr")
