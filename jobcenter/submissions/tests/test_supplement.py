"""What is added to something that was sent: it lands in the same matter, has a receipt of its own, repeats nothing."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from jobcenter.cases.models import Case
from jobcenter.delivery.models import Parcel, Sign
from jobcenter.documents.models import Collection
from jobcenter.submissions.models import Draft, NotReady, Submission
from jobcenter.submissions.tests.test_paper import text_of
from tests.at_once import at_once
from tests.photos import photographed_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(people, anna):
    return people.submit(by=anna).case


def shown(response):
    return response.content.decode()


def add_payslip(draft):
    collection = Collection.objects.get(pk=draft.pk)
    photo = SimpleUploadedFile("lohn.jpg", photographed_page(width=300, height=400), "image/jpeg")
    assert collection.take_in([photo], slot="payslip__bbbbbb", title="Lohnabrechnung").added == 1


def test_documents_are_added_and_land_in_the_same_case(case, anna, phone):
    begun = phone.post(reverse("submissions:supplement", args=[case.pk]))
    draft = Draft.objects.get(case=case)
    assert begun.url == reverse("submissions:documents", args=[draft.pk])
    assert "Lohnabrechnung: Ben" in shown(phone.get(begun.url))
    assert "noch nichts hinzugefügt" in shown(phone.get(reverse("submissions:check", args=[draft.pk])))
    with pytest.raises(NotReady):
        draft.submit(by=anna)
    add_payslip(draft)
    sent = phone.post(reverse("submissions:send", args=[draft.pk]), follow=True)
    assert "Ihr Nachtrag ist gesendet" in shown(sent)
    first, second = Submission.objects.in_case(case)
    assert second.receipt_number != first.receipt_number
    parcel = Parcel.objects.get(kind="supplement")
    assert parcel.subject == case.pk
    content = parcel.opened()
    assert content.metadata["supplements"] == first.receipt_number
    assert [file.title for file in content.files] == [
        "Nachtrag: Leute: Geld",
        "Nachtrag: Leute: Geld (Daten)",
        "Lohnabrechnung: Ben",
    ]
    paper = text_of(content.files[0].read())
    assert f"Nachtrag zu Eingangsnummer {first.receipt_number}" in paper
    assert "450" not in paper
    assert Case.objects.count() == 1
    page = shown(phone.get(reverse("cases:case", args=[case.pk])))
    assert first.receipt_number in page
    assert second.receipt_number in page
    assert "Nachtrag gesendet" in page


def test_an_answer_is_corrected_and_only_that_is_on_the_paper(case, anna, phone):
    draft = Draft.supplement(case)
    page = reverse("submissions:page", args=[draft.pk, "lohn_bbbbbb"])
    assert 'value="450,00"' in shown(phone.get(page))
    phone.post(f"{page}?zurueck=pruefen", {"wage__bbbbbb": "600"})
    assert "600,00" in shown(phone.get(reverse("submissions:check", args=[draft.pk])))
    draft = Draft.objects.get(pk=draft.pk)
    assert draft.changed_answers() == {"wage__bbbbbb"}
    submission = draft.submit(by=anna)
    paper = text_of(Parcel.objects.get(kind="supplement").opened().files[0].read())
    assert "600,00" in paper
    assert "Themen" not in paper
    assert submission.answers["wage__bbbbbb"] == "600.00"
    # The next one begins with that.
    assert Draft.supplement(case).answers["wage__bbbbbb"] == "600.00"


def test_what_was_announced_and_is_here_is_not_announced_any_more(people, anna):
    assert people.answers["evidence_later"] == ["payslip__bbbbbb"]
    add_payslip(people)
    sent = people.submit(by=anna)
    assert sent.following == []
    data = json.loads(Parcel.objects.get().opened().files[1].read())
    assert [one["later"] for one in data["evidence"]] == [False, False]


def test_what_was_announced_and_follows_is_not_announced_once_more(case, anna):
    assert Submission.objects.get().following == ["Lohnabrechnung: Ben"]
    draft = Draft.supplement(case)
    add_payslip(draft)
    assert draft.submit(by=anna).following == []


def test_that_a_paper_follows_can_be_said_later_on(people, anna, phone):
    del people.answers["evidence_later"]
    people.save()
    case = people.submit(by=anna).case
    draft = Draft.supplement(case)
    phone.post(reverse("submissions:later", args=[draft.pk, "payslip__bbbbbb"]), {"was": "spaeter"})
    check = shown(phone.get(reverse("submissions:check", args=[draft.pk])))
    assert "noch nichts hinzugefügt" not in check
    assert "Jetzt senden" in check
    phone.post(reverse("submissions:send", args=[draft.pk]))
    assert Submission.objects.in_case(case)[1].following == ["Lohnabrechnung: Ben"]


def test_what_was_sent_already_is_not_asked_for_again(case, anna):
    draft = Draft.supplement(case)
    add_payslip(draft)
    draft.submit(by=anna)
    following = Draft.supplement(case)
    assert {proof.evidence.slot: proof.sent for proof in following.proofs()} == {"payslip__bbbbbb": True, "more": False}
    assert following.open_proofs() == []


def test_only_what_a_supplement_says_anew_is_remembered(complete, anna):
    """Anna has moved since, to another Jobcenter: what she hands in later for the first one undoes nothing."""
    case = complete.submit(by=anna).case
    here = {"street": "Neue Gasse", "house_number": "1", "postcode": "50667", "place": "Köln"}
    anna.refresh_from_db()
    anna.profile, anna.provider_number = {**anna.profile, "address": here}, "35702"
    anna.save()
    for answers, name in (
        ({}, "Anna"),
        ({"applicant": {**complete.answers["applicant"], "given_name": "Anne"}}, "Anne"),
    ):
        draft = Draft.supplement(case)
        draft.answers |= answers
        draft.save()
        add_payslip(draft)
        draft.submit(by=anna)
        anna.refresh_from_db()
        assert (anna.profile["given_name"], anna.profile["address"], anna.provider_number) == (name, here, "35702")


def test_there_is_one_open_supplement(case):
    assert Draft.supplement(case) == Draft.supplement(case)


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_begin_one(case):
    begun = at_once(*[lambda: Draft.supplement(Case.objects.get(pk=case.pk))] * 4)
    assert len(set(begun)) == 1
    assert Draft.objects.filter(case=case).count() == 1


def test_it_goes_where_its_matter_is_and_nowhere_else(case, phone):
    draft = Draft.supplement(case)
    elsewhere = reverse("submissions:jobcenter", args=[draft.pk])
    for answer in (phone.get(elsewhere), phone.post(elsewhere, {"provider_number": "35702"})):
        assert (answer.status_code, answer.url) == (302, reverse("submissions:check", args=[draft.pk]))


def test_nobody_else_adds_anything(case, ben, client_of):
    assert client_of(ben).post(reverse("submissions:supplement", args=[case.pk])).status_code == 404
    assert not Draft.objects.filter(case=case).exists()


def test_who_has_sent_what_was_missing_is_not_asked_for_it_any_more(case, anna):
    Sign.objects.create(
        reference=str(uuid4()), subject=case.pk, kind="documents_missing", at=timezone.now() - timedelta(hours=1)
    )
    assert Case.objects.of(anna).with_state().get().words.who == "you"
    draft = Draft.supplement(case)
    add_payslip(draft)
    draft.submit(by=anna)
    assert Case.objects.of(anna).with_state().get().words.who == "jobcenter"
    Sign.objects.create(
        reference=str(uuid4()), subject=case.pk, kind="documents_missing", at=timezone.now() + timedelta(seconds=5)
    )
    assert Case.objects.of(anna).with_state().get().words.who == "you"
