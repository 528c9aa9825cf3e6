"""Filling in and sending for somebody else: only what they allow, never after they ended it, and always said."""

import threading

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobcenter.audit.models import Event
from jobcenter.delivery.models import Parcel
from jobcenter.people.models import NotAuthorised, Representation, Scope, acts_of, latest_acts
from jobcenter.people.models.acting import SESSION_KEY
from jobcenter.submissions.models import Draft, Submission
from jobcenter.submissions.tests.test_supplement import add_payslip
from tests.applications import BIELEFELD, UNCHANGED
from tests.consistency.belongings import World
from tests.representations import acting_for, guardian


@pytest.fixture
def world(anna, draft):
    return World(anna, draft)


@pytest.fixture
def sendable(renewal, connected):
    """sendable(person): a draft of theirs that is ready to be sent."""

    def made(person):
        draft = Draft.start(person=person, form=renewal, provider_number=BIELEFELD)
        draft.answers = {**UNCHANGED}
        draft.done = [page.id for page in draft.form.visible_pages(draft.answers)]
        draft.save()
        return draft

    return made


def test_what_somebody_sends_for_another(anna, ben, complete, client_of):
    held = acting_for(anna, ben)
    client = client_of(ben)
    client.post(reverse("people:act", args=[held.pk]))
    answer = client.post(reverse("submissions:send", args=[complete.pk]), follow=True)
    sent = Submission.objects.get()
    assert (sent.case.person, sent.sent_by) == (anna, ben)
    assert "Gesendet von Ihnen für Anna" in answer.content.decode()
    to_anna = client_of(anna)
    for name, key in (("submissions:receipt", sent.receipt_number), ("cases:case", sent.case_id)):
        path = reverse(name, args=[key])
        assert "Gesendet von Ben Probe für Sie" in to_anna.get(path).content.decode()
    assert [line.words for line in acts_of(held, reader=anna)] == [
        "Gesendet",
        "Bereich geöffnet",
        "Vertretung angenommen",
        "Code gemacht",
    ]
    assert latest_acts([held])[held.pk].receipt_number == sent.receipt_number
    assert Event.objects.get(verb="application.submitted").actor == ben.pk


def test_who_sent_it_stays_known_when_the_helper_leaves(anna, ben, complete, client_of):
    acting_for(anna, ben)
    sent = complete.submit(by=ben)
    ben.user.delete()
    page = client_of(anna).get(reverse("submissions:receipt", args=[sent.receipt_number])).content.decode()
    assert "Gesendet von Ben Probe für Sie" in page
    assert Representation.objects.get().state == "ended"


def test_everything_somebody_sent_is_looked_up_once(anna, ben, complete, client_of, django_assert_num_queries):
    acting_for(anna, ben)
    first = complete.submit(by=ben)
    client = client_of(anna)
    path = reverse("cases:case", args=[first.case_id])
    client.get(path)
    with CaptureQueriesContext(connection) as one:
        page = client.get(path).content.decode()
    assert page.count("Gesendet von Ben Probe für Sie") == 2  # in the course of things, and where it is listed
    supplement = Draft.supplement(first.case)
    supplement.answers = {**supplement.answers, "household_size": "3"}
    supplement.save()
    supplement.submit(by=ben)
    with django_assert_num_queries(len(one)):
        page = client.get(path).content.decode()
    assert page.count("Gesendet von Ben Probe für Sie") == 4


def test_what_anna_sends_herself_says_nothing_of_others(anna, ben, complete, client_of):
    acting_for(anna, ben)
    sent = complete.submit(by=anna)
    assert "Gesendet von" not in client_of(anna).get(reverse("cases:case", args=[sent.case_id])).content.decode()


@pytest.mark.parametrize("scope", [[Scope.DOCUMENTS], [Scope.CASES]])
def test_sending_needs_the_scope(anna, ben, complete, scope):
    acting_for(anna, ben, scope=scope)
    with pytest.raises(NotAuthorised):
        complete.submit(by=ben)
    assert not Submission.objects.exists()


def test_nobody_else_sends(ben, complete):
    with pytest.raises(NotAuthorised):
        complete.submit(by=ben)


def test_who_may_only_apply_sees_receipts_of_their_own_sending_alone(anna, ben, complete, world, client_of):
    held = acting_for(anna, ben, scope=[Scope.APPLY])
    client = client_of(ben)
    client.post(reverse("people:act", args=[held.pk]))
    mine, hers = complete.submit(by=ben), world.submission
    assert client.get(reverse("submissions:receipt", args=[mine.receipt_number])).status_code == 200
    for name in ("receipt", "receipt_pdf", "application_pdf"):
        assert client.get(reverse(f"submissions:{name}", args=[hers.receipt_number])).status_code == 404


@pytest.mark.parametrize("scope", [[Scope.APPLY], [Scope.DOCUMENTS], [Scope.APPLY, Scope.DOCUMENTS]])
def test_who_may_not_look_is_told_nothing_of_what_was_sent_and_led_nowhere(anna, ben, people, client_of, scope):
    del people.answers["steady"]
    people.save()
    sent = people.submit(by=anna)
    client = client_of(ben)
    client.post(reverse("people:act", args=[acting_for(anna, ben, scope=scope).pk]))
    documents = client.post(reverse("submissions:supplement", args=[sent.case_id])).url
    draft = Draft.objects.get(case=sent.case)
    assert reverse("submissions:draft", args=[draft.pk]) not in client.get(reverse("cases:home")).content.decode()
    assert client.get(documents).status_code == 200
    add_payslip(draft)
    check = client.get(reverse("submissions:check", args=[draft.pk])).content.decode()
    assert "Lohn insgesamt" not in check
    assert f"/antrag/{draft.pk}/nachweise/" not in check
    receipt = client.post(reverse("submissions:send", args=[draft.pk]), follow=True).content.decode()
    assert "Lohn insgesamt" not in receipt
    assert Submission.objects.count() == 2


@pytest.mark.parametrize("scope", [[Scope.APPLY], [Scope.DOCUMENTS], [Scope.APPLY, Scope.DOCUMENTS]])
def test_who_may_not_edit_a_supplement_does_not_give_it_up(anna, ben, people, client_of, scope):
    """Anna has corrected something that Ben may not see; he adds papers to it, and that is all."""
    supplement = Draft.supplement(people.submit(by=anna).case)
    supplement.answers = {**supplement.answers, "wage__bbbbbb": "600.00"}
    supplement.save()
    client = client_of(ben)
    client.post(reverse("people:act", args=[acting_for(anna, ben, scope=scope).pk]))
    discard = reverse("submissions:discard", args=[supplement.pk])
    assert discard not in client.get(reverse("submissions:documents", args=[supplement.pk])).content.decode()
    for answer in (client.get(discard), client.post(discard)):
        assert answer.status_code == (404 if Scope.APPLY in scope else 403)
    assert Draft.objects.get(pk=supplement.pk).answers == supplement.answers
    sent = supplement.submit(by=anna)
    assert sent.receipt_number not in client.get(discard).get("Location", "")


def test_who_may_edit_gives_up_what_they_may_edit(anna, ben, draft, people, client_of):
    supplement = Draft.supplement(people.submit(by=anna).case)
    client = client_of(ben)
    client.post(reverse("people:act", args=[acting_for(anna, ben, scope=[Scope.APPLY, Scope.CASES]).pk]))
    for one in (draft, supplement):
        discard = reverse("submissions:discard", args=[one.pk])
        assert discard in client.get(reverse("cases:home")).content.decode()
        client.post(discard)
    assert not Draft.objects.filter(pk__in=[draft.pk, supplement.pk]).exists()


@pytest.mark.parametrize("scope", [[Scope.APPLY], None])
def test_a_draft_is_given_up_by_its_person_and_who_may_apply_for_them(anna, ben, draft, client_of, scope):
    client = client_of(ben if scope else anna)
    if scope:
        client.post(reverse("people:act", args=[acting_for(anna, ben, scope=scope).pk]))
    page = client.get(reverse("submissions:check", args=[draft.pk])).content.decode()
    assert reverse("submissions:discard", args=[draft.pk]) in page
    client.post(reverse("submissions:discard", args=[draft.pk]))
    assert not Draft.objects.exists()


def test_a_page_from_before_changing_over_sends_nothing(anna, ben, draft):
    """Ben has a form of his own open, then begins to act for Anna in another tab."""
    held = acting_for(anna, ben)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ben.user)
    session = browser.session
    session["second_factor"] = True
    session.save()
    browser.get(reverse("submissions:new", args=["weiterbewilligung"]))
    old = browser.cookies["csrftoken"].value
    token = {"csrfmiddlewaretoken": old}
    assert browser.post(reverse("people:act", args=[held.pk]), token).status_code == 302
    begun = browser.post(reverse("submissions:new", args=["weiterbewilligung"]), {**token, "provider_number": "31704"})
    assert begun.status_code == 403
    assert list(anna.drafts.all()) == [draft]


def test_signing_in_again_begins_with_oneself(anna, ben, client_of):
    held = acting_for(anna, ben)
    client = client_of(ben)
    client.post(reverse("people:act", args=[held.pk]))
    assert SESSION_KEY in client.session
    client.force_login(ben.user)
    assert SESSION_KEY not in client.session


def test_a_script_is_told_without_a_page(anna, ben, client_of, draft):
    held = acting_for(anna, ben)
    client = client_of(ben)
    client.post(reverse("people:act", args=[held.pk]))
    held.end(by=anna)
    page = draft.form.visible_pages(draft.answers)[0]
    interim = reverse("submissions:interim", args=[draft.pk, page.id])
    assert client.post(interim, headers={"Sec-Fetch-Mode": "cors"}).status_code == 410
    assert client.get("/mein-bereich/").status_code == 302


def test_typing_is_noted_once_in_a_while(anna, ben, client_of, draft):
    held = acting_for(anna, ben)
    client = client_of(ben)
    client.post(reverse("people:act", args=[held.pk]))
    page = draft.form.visible_pages(draft.answers)[0]
    for _ in range(3):
        assert client.post(reverse("submissions:interim", args=[draft.pk, page.id])).status_code == 200
    assert Event.objects.filter(verb="acting.wrote", subject=held.pk, actor=ben.pk).count() == 1


def test_ending_waits_for_what_is_being_sent_or_comes_first(transactional_db, anna, ben, complete):
    """Whoever is first wins, and nothing is sent after the end."""
    held = acting_for(anna, ben)
    locked, ended = threading.Event(), threading.Event()

    def end():
        locked.wait(5)
        held.end(by=anna)
        ended.set()
        connection.close()

    other = threading.Thread(target=end)
    other.start()
    with transaction.atomic():
        Representation.objects.authorising(Scope.APPLY, representative=ben, represented=anna)
        locked.set()
        assert not ended.wait(0.3)  # it waits for us
        sent = complete.submit(by=ben)
    other.join(5)
    assert ended.is_set()
    held.refresh_from_db()
    assert held.ended_at >= sent.submitted_at
    with pytest.raises(NotAuthorised), transaction.atomic():
        Representation.objects.authorising(Scope.APPLY, representative=ben, represented=anna)


def test_the_proof_goes_along_once_to_each_jobcenter(ben, connected, renewal, sendable, monkeypatch):
    sealed = []
    seal = Parcel.seal
    monkeypatch.setattr(Parcel, "seal", lambda **facts: sealed.append(facts) or seal(**facts))
    held = guardian(ben)
    for _ in range(2):
        sendable(held.represented).submit(by=ben)
    first, second = ([file.name for file in facts["files"]] for facts in sealed)
    assert "vertretung_nachweis-der-vertretung.pdf" in first
    assert not [name for name in second if name.startswith("vertretung_")]
    assert sealed[0]["metadata"]["represented_by"] == {
        "name": "Ben Probe",
        "role": "guardian",
        "given_in_app": False,
        "proof": True,
        "until": held.ends.isoformat(),
    }
    held.refresh_from_db()
    assert held.proof_sent_to == ["31704"]
