"""The forms for special occasions, from the list to the receipt, on a phone; the objection in its three lawful ways."""

import re

import pytest
from playwright.sync_api import expect

from jobcenter.accounts.models import TRUST_KEY
from jobcenter.delivery.models import Parcel
from jobcenter.questions.models import catalogue
from jobcenter.submissions.models import Draft, Submission
from tests.applications import BIELEFELD
from tests.journeys.filling import fill_in
from tests.journeys.special_answers import FORMS, OBJECTION

expect.set_options(timeout=15_000)  # machines that test are busy

pytestmark = pytest.mark.django_db(transaction=True)
WITHOUT_JAVASCRIPT = ("krankmeldung", "ueberpruefung")
KINDS = {"application": "application", "change": "change_report", "request": "request"}


@pytest.fixture
def phone(page, signed_in, anna, connected):
    return signed_in(page, anna)


def begin(phone, form_id):
    phone.goto("/antrag/")
    phone.get_by_role("link", name=catalogue().latest(form_id).title, exact=True).click()
    phone.get_by_role("button", name=re.compile("beginnen$")).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Wer schreibt?")


def send(phone, headline):
    phone.get_by_role("button", name="Jetzt senden").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(headline)


@pytest.mark.parametrize("form_id", FORMS)
def test_from_the_list_to_the_receipt(phone, form_id, sound):
    begin(phone, form_id)
    seen = fill_in(phone, FORMS[form_id], sound)
    assert {page.partition("_")[0] for page in seen} >= {"person", "nachweise", "erklaerung"}
    sound(phone)
    form = catalogue().latest(form_id)
    send(phone, form.words.sent)
    sound(phone)
    submission = Submission.objects.get()
    assert submission.title == form.title
    assert [gap.question_id for gap in form.gaps(submission.answers)] == []
    assert Parcel.objects.get().kind == KINDS[form.kind]


@pytest.mark.parametrize("form_id", WITHOUT_JAVASCRIPT)
class TestWithoutJavaScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_from_the_list_to_the_receipt(self, phone, form_id, fits):
        begin(phone, form_id)
        fill_in(phone, FORMS[form_id], fits)
        send(phone, catalogue().latest(form_id).words.sent)
        assert Submission.objects.get().title == catalogue().latest(form_id).title


def objecting(anna, way, **answers):
    """The address of an objection that Anna has filled in but for a last look."""
    draft = Draft.start(person=anna, form=catalogue().latest("widerspruch", BIELEFELD), provider_number=BIELEFELD)
    agreed = dict.fromkeys(("counter_understood", "objection_meant", "declared_true"), True)
    draft.answers |= {**OBJECTION, **agreed, "way": way, **answers}
    draft.done = [page.id for page in draft.form.visible_pages(draft.answers)]
    draft.save()
    return f"/antrag/{draft.pk}/"


def proven(phone, client_of, anna, base_url):
    """Sign Anna in once more as the identity provider's answer would have it: her identity is checked."""
    client = client_of(anna)
    session = client.session
    session[TRUST_KEY] = "substantial"
    session.save()
    phone.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": base_url}])


def test_an_objection_online_by_somebody_whose_identity_is_checked(phone, client_of, anna, base_url, sound):
    proven(phone, client_of, anna, base_url)
    begin(phone, "widerspruch")
    fill_in(phone, {**OBJECTION, "way": "online"}, sound)
    sound(phone)
    send(phone, "Ihr Widerspruch ist gesendet")
    sound(phone)
    assert Parcel.objects.get().kind == "objection"
    assert Submission.objects.get().answers["objection_meant"] is True


def test_without_a_checked_identity_nothing_is_sent_and_the_other_ways_are_told(phone, anna, sound):
    phone.goto(f"{objecting(anna, 'online')}pruefen/")
    expect(phone.get_by_text("Dafür müssen Sie Ihre Identität nachweisen")).to_be_visible()
    expect(phone.get_by_role("button", name="Jetzt senden")).to_have_count(0)
    sound(phone)
    assert not Submission.objects.exists()


def test_an_objection_on_paper_is_printed_and_not_sent(phone, anna, sound):
    address = objecting(anna, "online")
    phone.goto(f"{address}weg/?zurueck=pruefen")
    phone.get_by_label("Auf Papier").check()
    phone.get_by_role("button", name="Übernehmen").click()
    expect(phone).to_have_url(re.compile("/pruefen/$"))
    expect(phone.get_by_role("button", name="Jetzt senden")).to_have_count(0)
    sound(phone)
    with phone.expect_download() as download:
        phone.get_by_role("link", name="PDF zum Unterschreiben").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    assert not Submission.objects.exists()


def test_to_have_it_written_down_an_appointment_is_asked_for(phone, anna, sound):
    address = objecting(anna, "counter")
    phone.goto(f"{address}termin/")
    expect(phone.get_by_text("Das ist noch kein Widerspruch")).to_be_visible()
    sound(phone)
    phone.goto(f"{address}pruefen/")
    expect(phone.get_by_text("Das ist noch kein Widerspruch", exact=True)).to_be_visible()
    sound(phone)
    send(phone, "Ihr Anliegen ist gesendet")
    expect(phone.get_by_text("Die Frist läuft weiter")).to_be_visible()
    expect(phone.get_by_text("Bis dahin müssen Sie nichts tun")).to_have_count(0)
    expect(phone.get_by_text("Widerspruch ist gesendet")).to_have_count(0)
    sound(phone)
    submission = Submission.objects.get()
    assert submission.title == submission.case.title == "Termin für einen Widerspruch"
    assert Parcel.objects.get().kind == "request"


def test_a_late_objection_is_warned_about_and_never_refused(phone, anna, sound):
    address = objecting(anna, "paper", notice_date="2026-01-05", notice_received="2026-01-07")
    phone.goto(f"{address}wogegen/?zurueck=pruefen")
    expect(phone.get_by_text("Die Frist ist vielleicht vorbei")).to_be_visible()
    link = phone.get_by_role("link", name="Zum Überprüfungsantrag")
    assert link.get_attribute("href") == "/antrag/neu/ueberpruefung/"
    sound(phone)
    phone.get_by_role("button", name="Übernehmen").click()
    expect(phone.get_by_role("link", name="PDF zum Unterschreiben")).to_be_visible()
