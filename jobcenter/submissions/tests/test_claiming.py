"""Taking an application without an account over into one: right for who holds the receipt, silent for who guesses."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobcenter.audit.models import Event
from jobcenter.cases.models import Case
from jobcenter.delivery.models import Parcel
from jobcenter.people.models import Person
from jobcenter.questions.models import catalogue
from jobcenter.retention.models import shred
from jobcenter.submissions.formless.ticket import GOOD_FOR, Ticket
from jobcenter.submissions.models import Draft, Submission
from jobcenter.submissions.models.claiming import NotTheirs, claim
from jobcenter.submissions.models.formless import send_formless
from jobcenter.submissions.tests.test_paper import text_of
from jobcenter.submissions.throttle import Throttle
from jobcenter.submissions.views import claiming
from tests.at_once import at_once

WHERE = reverse("submissions:claim")
ANSWERS = {
    "applicant": {"given_name": "Mia", "family_name": "Muster", "birth_date": "1985-12-24"},
    "address": {"street": "Musterweg", "house_number": "12", "postcode": "33602", "place": "Bielefeld"},
    "phone": "0521 123456",
}


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    monkeypatch.setattr(claiming, "attempts", Throttle(limit=5, seconds=600))
    monkeypatch.setattr(claiming, "guesses", Throttle(limit=2, seconds=600))


def send():
    form = catalogue().latest("antrag-sichern")
    return send_formless(uuid.uuid4(), form=form, answers=ANSWERS, provider_number="31704")


@pytest.fixture
def sent(connected):
    return send()


def told(sent, **changes):
    return {"nummer": sent.receipt_number, "code": sent.check_code, "geboren": "24.12.1985", **changes}


def test_number_code_and_day_of_birth_bring_the_case_over(sent, ben, client_of):
    before = sent.case.person
    answer = client_of(ben).post(WHERE, told(sent))
    assert answer["Location"] == reverse("submissions:claimed", args=[sent.case_id])
    assert Case.objects.get().person == ben
    assert not Person.objects.filter(pk=before.pk).exists()
    event = Event.objects.get(verb="application.claimed")
    assert (event.actor, event.subject) == (ben.pk, sent.case_id)
    shown = client_of(ben).get(answer["Location"]).text
    assert sent.receipt_number in shown
    assert client_of(ben).get(reverse("submissions:receipt", args=[sent.receipt_number])).status_code == 200


@pytest.mark.parametrize("day", ["24 12 1985", "24121985", "24.12.1985.", "24/12/1985", "24-12-1985"])
def test_a_day_may_be_typed_in_many_ways(sent, ben, client_of, day):
    assert client_of(ben).post(WHERE, told(sent, geboren=day)).status_code == 302


def test_profile_gets_what_it_lacks(sent, ben, client_of):
    client_of(ben).post(WHERE, told(sent))
    ben.refresh_from_db()
    assert ben.profile["given_name"] == "Ben"
    assert ben.profile["bg_number"] == "31704BG0005678"
    assert ben.profile["address"]["street"] == "Musterweg"
    assert ben.profile["phone"] == "0521 123456"


def test_the_same_person_again_comes_to_the_case(sent, ben, client_of):
    client_of(ben).post(WHERE, told(sent))
    assert client_of(ben).post(WHERE, told(sent))["Location"] == reverse("cases:case", args=[sent.case_id])
    assert Event.objects.filter(verb="application.claimed").count() == 1


def test_somebody_else_and_a_wrong_guess_look_the_same(sent, ben, anna, client_of):
    client_of(ben).post(WHERE, told(sent))
    second = client_of(anna).post(WHERE, told(sent))
    wrong = client_of(anna).post(WHERE, told(sent, code="0000-0000-00"))
    assert second.status_code == wrong.status_code == 404
    assert "keinen Antrag, den Sie übernehmen können" in second.text

    def bare(answer):
        text = re.sub('data-csrf="[^"]+"', "", answer.text.replace(sent.check_code, "0000-0000-00"))
        return [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line]

    assert bare(second) == bare(wrong)
    assert Case.objects.get().person == ben


@pytest.mark.parametrize(
    "changes",
    [
        {"geboren": "23.12.1985"},
        {"geboren": ""},
        {"geboren": "99.99.1985"},
        {"geboren": "😀" * 10_000},
        {"code": ""},
        {"code": "\u202eP3WX"},
        {"nummer": "JC-0000-0000-00"},
        {"nummer": "x" * 10_000},
        {"nummer": "\0"},
    ],
)
def test_what_does_not_fit_moves_nothing_and_stays_typed(sent, ben, client_of, changes):
    answer = client_of(ben).post(WHERE, told(sent, **changes))
    assert answer.status_code == 404
    assert 'id="fehler"' in answer.text
    assert Case.objects.get().person.user is None


def test_another_kind_of_application_cannot_be_taken(complete, anna, ben, client_of):
    submission = complete.submit(by=anna)
    born = anna.profile["birth_date"]
    answer = client_of(ben).post(WHERE, {**told(submission), "geboren": ".".join(reversed(born.split("-")))})
    assert answer.status_code == 404
    assert Case.objects.get().person == anna


def test_guessing_is_slowed_down(ben, client_of, sent):
    client = client_of(ben)
    for _ in range(5):
        assert client.post(WHERE, told(sent, code="x")).status_code == 404
    assert client.post(WHERE, told(sent)).status_code == 429
    assert client.post(WHERE, told(sent), REMOTE_ADDR="192.0.2.7").status_code == 302


def test_who_only_has_the_receipt_cannot_try_days_of_birth(ben, client_of, sent):
    client = client_of(ben)
    for number in range(2):
        assert client.post(WHERE, told(sent, geboren="1.1.1990"), REMOTE_ADDR=f"192.0.2.{number}").status_code == 404
    spelled = told(sent, nummer=sent.receipt_number.lower().replace("-", " "))
    assert client.post(WHERE, spelled, REMOTE_ADDR="192.0.2.9").status_code == 429


class TestFromTheReceipt:
    @pytest.fixture
    def browser(self, sent, ben, client_of):
        """Ben's, which has just sent it."""
        client = client_of(ben)
        client.cookies["gesichert"] = str(Ticket(sent.draft_id))
        return client

    def test_it_is_offered_and_not_done_unasked(self, browser, sent):
        shown = browser.get(WHERE).text
        assert sent.receipt_number in shown
        assert sent.check_code not in shown
        assert Case.objects.get().person.user is None

    def test_one_press_and_the_browser_forgets(self, browser, sent, ben):
        assert browser.post(WHERE, {"hier": "1"}).status_code == 302
        assert Case.objects.get().person == ben
        assert browser.cookies["gesichert"].value == ""

    def test_not_from_a_cookie_of_yesterday(self, browser, sent):
        browser.cookies["gesichert"] = str(Ticket(sent.draft_id, issued_at=1_800_000_000 - GOOD_FOR))
        browser.cookies["gesichert"] = str(Ticket(sent.draft_id, issued_at=1))
        assert sent.receipt_number not in browser.get(WHERE).text
        assert browser.post(WHERE, {"hier": "1"}).status_code == 404
        assert Case.objects.get().person.user is None

    def test_not_what_somebody_else_has_taken_over(self, browser, sent, anna):
        claim(sent, to=anna, by=anna)
        assert sent.receipt_number not in browser.get(WHERE).text
        assert browser.post(WHERE, {"hier": "1"}).status_code == 404
        assert browser.get(reverse("submissions:formless_sent")).status_code == 404

    def test_the_page_still_sends_only_once(self, browser, sent, ben, client):
        ticket = str(Ticket(sent.draft_id))
        browser.post(WHERE, {"hier": "1"})
        assert "schon gestellt" in client.post(reverse("submissions:formless"), {"ticket": ticket}).text
        assert Submission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_gets_it(sent, anna, ben):
    def take(person):
        try:
            return person, claim(sent, to=person, by=person)[1]
        except NotTheirs:
            return person, None

    outcomes = at_once(*[lambda person=person: take(person) for person in (anna, ben) * 4])
    owner = Case.objects.get().person
    assert sorted(str(new) for person, new in outcomes if person == owner) == ["False", "False", "False", "True"]
    assert [new for person, new in outcomes if person != owner] == [None] * 4
    assert set(Person.objects.all()) == {anna, ben}


class TestRetention:
    @pytest.fixture(autouse=True)
    def _anna_stays(self, anna):
        anna.user.last_login = timezone.now() + timedelta(days=800)
        anna.user.save()

    def test_unclaimed_it_stays_a_year(self, sent):
        shred(timezone.now() + timedelta(days=364))
        assert Submission.objects.get().application_pdf()
        assert Person.objects.filter(user=None).exists()
        shred(timezone.now() + timedelta(days=366))
        shred(timezone.now() + timedelta(days=366))
        assert not Case.objects.exists()
        assert not Submission.objects.exists()
        assert not Draft.objects.exists()
        assert not Person.objects.filter(user=None).exists()

    def test_claimed_it_stays_as_long_as_any(self, sent, anna):
        claim(sent, to=anna, by=anna)
        shred(timezone.now() + timedelta(days=366))
        assert Submission.objects.get().case.person == anna
        shred(timezone.now() + timedelta(days=2 * 365 + 1))
        assert not Case.objects.exists()

    def test_people_whom_somebody_represents_are_no_orphans(self, sent, anna):
        """They have no account either, but what is theirs was sent by somebody else."""
        represented = Person.objects.create()
        Case.objects.update(person=represented)
        shred(timezone.now() + timedelta(days=366))
        assert Case.objects.get().person == represented

    def test_people_nothing_refers_to_go_and_others_stay(self, sent, anna):
        Person.objects.create(profile={"given_name": "Noah"})
        shred(timezone.now())
        assert set(Person.objects.all()) == {anna, sent.case.person}


def test_the_application_that_follows_names_the_one_that_keeps_its_date(sent, anna, complete, client_of):
    client_of(anna).post(WHERE, told(sent))
    complete.submit(by=anna)
    content = Parcel.objects.exclude(subject=sent.case_id).get().opened()
    assert content.metadata["secured_by"] == [sent.receipt_number]
    assert f"Formlos beantragt {sent.receipt_number}" in text_of(content.files[0].read())
    assert Parcel.objects.get(subject=sent.case_id).opened().metadata["secured_by"] == []
