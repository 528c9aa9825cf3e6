"""A draft keeps what people say, page by page, whoever else is typing at the same time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from jobcenter.submissions.models import Draft, Overtaken
from jobcenter.submissions.models.draft import MOST_DRAFTS
from tests.applications import BIELEFELD, UNCHANGED
from tests.at_once import at_once


def test_a_new_draft_is_prefilled_from_the_person(draft):
    assert draft.answers["applicant"]["given_name"] == "Anna"
    assert draft.next_page().id == "person"
    assert draft.progress()[0] == 0


def test_answers_and_typed_text_are_not_readable_in_the_database(draft):
    draft.note(draft.form.page("wohnen"), {"address-street": ["Geheimgasse"]})
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers::text || typed::text FROM submissions_draft")
        (stored,) = cursor.fetchone()
    assert b"Geheimgasse".hex() not in stored
    assert b"Musterweg".hex() not in stored


def test_two_tabs_on_two_pages_keep_each_others_answers(draft):
    one, other = Draft.objects.get(pk=draft.pk), Draft.objects.get(pk=draft.pk)
    one.answer(one.form.page("haushalt"), {"household_size": "3", "household_changed": False})
    other.answer(other.form.page("konto"), {"account_changed": False})
    merged = Draft.objects.get(pk=draft.pk)
    assert merged.answers["household_size"] == "3"
    assert merged.answers["account_changed"] is False
    assert merged.done == ["haushalt", "konto"]
    assert merged.revision == 2


def test_autosave_in_one_tab_and_answering_in_another_both_hold(draft):
    one, other = Draft.objects.get(pk=draft.pk), Draft.objects.get(pk=draft.pk)
    one.note(one.form.page("wohnen"), {"address-street": ["Neue Straße"]})
    other.answer(other.form.page("haushalt"), {"household_size": "3"})
    merged = Draft.objects.get(pk=draft.pk)
    assert merged.typed == {"wohnen": {"address-street": ["Neue Straße"]}}
    assert merged.answers["household_size"] == "3"


def test_answering_a_page_forgets_what_was_typed_there_before(draft):
    page = draft.form.page("haushalt")
    draft.note(page, {"household_size": ["viele"]})
    assert draft.bind(page).typed["household_size"] == ["viele"]
    draft.answer(page, {"household_size": "4", "household_changed": False})
    assert Draft.objects.get(pk=draft.pk).typed == {}


def test_typed_but_not_confirmed_text_keeps_a_draft_from_being_ready(complete):
    assert complete.is_ready([])
    complete.note(complete.form.page("haushalt"), {"household_size": ["5"]})
    assert [page.id for page in complete.unfinished()] == ["haushalt"]
    assert not complete.is_ready([])


def test_typing_the_same_again_changes_nothing(complete):
    page = complete.form.page("haushalt")
    complete.note(page, page.bind(complete.answers).typed)
    assert complete.is_ready([])


def test_a_deleted_draft_takes_nothing_any_more(draft):
    other = Draft.objects.get(pk=draft.pk)
    draft.discard()
    with pytest.raises(Overtaken):
        other.answer(other.form.page("haushalt"), {"household_size": "3"})
    assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_lose_nothing(draft):
    pages = list(UNCHANGED)

    def answer(question):
        own = Draft.objects.get(pk=draft.pk)
        own.answer(own.form.page("haushalt"), {question: UNCHANGED[question]})

    assert at_once(*[lambda question=question: answer(question) for question in pages[:8]]) == [None] * 8
    saved = Draft.objects.get(pk=draft.pk)
    assert {key: saved.answers[key] for key in pages[:8]} == {key: UNCHANGED[key] for key in pages[:8]}
    assert saved.revision == 8


def test_nobody_floods_a_jobcenter_with_applications(anna, ben, client_of, renewal, connected):
    drafts = [Draft.start(person=anna, form=renewal, provider_number=BIELEFELD) for _ in range(MOST_DRAFTS)]
    begin = reverse("submissions:new", args=[renewal.id])
    told = client_of(anna).post(begin, {"provider_number": BIELEFELD}, follow=True)
    assert "Sie haben schon sehr viele Anträge begonnen" in told.text
    assert Draft.objects.of(anna).count() == MOST_DRAFTS
    client_of(ben).post(begin, {"provider_number": BIELEFELD})
    assert Draft.objects.of(ben).count() == 1
    # Sending makes room tomorrow, discarding at once.
    sent = Draft.objects.filter(pk=drafts[0].pk)
    sent.update(submitted_at=timezone.now())
    assert Draft.objects.of(anna).too_many()
    sent.update(created_at=timezone.now() - timedelta(days=2))
    assert not Draft.objects.of(anna).too_many()
