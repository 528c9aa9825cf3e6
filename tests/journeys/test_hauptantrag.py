"""The first application from its first page to the receipt: alone, a family, self-employed, and with gaps."""

import pytest
from playwright.sync_api import expect

from jobcenter.questions.repeating import base
from jobcenter.questions.tests.households import ALONE, FAMILY, SELF_EMPLOYED
from jobcenter.submissions.models import Draft, Submission
from tests.journeys.filling import CHECK, fill, fill_in

expect.set_options(timeout=30_000)  # machines that test are busy

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def phone(page, signed_in, anna, connected):
    page.context.set_default_timeout(30_000)
    return signed_in(page, anna)


def begin(phone):
    phone.goto("/antrag/neu/hauptantrag/")
    phone.get_by_role("button", name="Antrag beginnen").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Wer stellt den Antrag?")


def fill_shown(phone, answers):
    """The questions of the page that is shown."""
    pk, page_id = phone.url.rstrip("/").split("/")[-2:]
    draft = Draft.objects.get(pk=pk)
    fill(phone, draft.form.visible_page(page_id, draft.answers), draft, answers)


def go_on(phone, button):
    with phone.expect_navigation():
        phone.get_by_role("button", name=button, exact=True).last.click()


def send(phone, look):
    expect(phone.get_by_role("heading", level=1)).to_have_text(CHECK)
    look(phone)
    phone.get_by_role("button", name="Jetzt senden").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ihr Antrag ist gesendet")
    look(phone)
    return Submission.objects.get()


def test_alone_and_without_savings(phone, javascript, sound, fits):
    look = sound if javascript else fits  # axe itself needs JavaScript
    begin(phone)
    seen = fill_in(phone, ALONE, look)
    assert len(seen) <= 24
    submission = send(phone, look)
    expect(phone.get_by_text(submission.receipt_number, exact=True)).to_be_visible()


def test_a_family(phone, sound):
    begin(phone)
    seen = fill_in(phone, FAMILY, sound)
    assert {"haushalt", "lage", "lohn", "kind", "kind-geld", "vertretung"} <= {base(page) for page in seen}
    send(phone, sound)


def test_self_employed(phone, sound):
    begin(phone)
    seen = fill_in(phone, SELF_EMPLOYED, sound)
    assert "eks-einnahmen_ich" in seen
    send(phone, sound)


def test_with_gaps_and_completed_afterwards(phone, sound):
    """Name, birth date and address secure the day; the rest follows in the same matter."""
    begin(phone)
    for question in ("applicant", "address"):
        fill_shown(phone, {question: ALONE[question]})
        go_on(phone, "Weiter")
    skipped = 0
    while not phone.url.endswith("/pruefen/"):
        skip = phone.get_by_role("button", name="Überspringen, später ergänzen")
        skipped += skip.count()
        if skipped == 1:
            sound(phone)
        go_on(phone, "Überspringen, später ergänzen" if skip.count() else "Weiter")
    assert skipped > 10
    expect(phone.get_by_text("Sie können trotzdem schon senden")).to_be_visible()
    submission = send(phone, sound)
    assert any("Ab wann beantragen Sie" in gap for gap in submission.missing)
    phone.get_by_role("button", name="Fehlende Angaben ergänzen").click()
    fill_in(phone, ALONE, sound)
    sound(phone)
    phone.get_by_role("button", name="Jetzt senden").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("gesendet")
    later = Submission.objects.exclude(pk=submission.pk).get()
    assert later.case_id == submission.case_id
    assert later.missing == ["Ausweis oder Pass: Anna", "Kontoauszüge: Anna", "Mietvertrag"]  # only papers
