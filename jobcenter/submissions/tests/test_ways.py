"""How a form leaves: online, online with a proven identity, or on paper with a signature."""

import pytest
from django.urls import reverse

from jobcenter.accounts.models import TRUST_KEY
from jobcenter.delivery.models import Parcel
from jobcenter.submissions.models import Draft, NotReady, Submission
from jobcenter.submissions.tests.test_paper import text_of

pytestmark = pytest.mark.django_db


def shown(response):
    return response.content.decode()


def choose(draft, way):
    draft.answers["out"] = way
    draft.save()
    return [reverse(f"submissions:{name}", args=[draft.pk]) for name in ("check", "send", "to_sign")]


def test_on_paper_nothing_is_sent(people, phone, anna):
    check, send, to_sign = choose(people, "paper")
    page = shown(phone.get(check))
    assert "PDF zum Unterschreiben" in page
    assert "Jetzt senden" not in page
    phone.post(send)
    with pytest.raises(NotReady):
        people.submit(by=anna)
    assert not Submission.objects.exists()
    paper = phone.get(to_sign)
    assert paper["Content-Type"] == "application/pdf"
    assert "no-store" in paper["Cache-Control"]
    text = text_of(paper.content)
    assert "Unterschrift" in text
    assert "Eingangsnummer" not in text
    assert "450,00" in text


def test_there_is_nothing_to_sign_where_it_is_sent(people, phone):
    check, _, to_sign = choose(people, "online")
    assert phone.get(to_sign).url == check


@pytest.mark.parametrize(
    ("level", "goes"), [("", False), ("substantial", True), ("high", True), ("very high", False), (None, False)]
)
def test_a_proven_identity_is_needed_where_the_form_says_so(people, phone, level, goes):
    check, send, _ = choose(people, "proven")
    if level is not None:
        session = phone.session
        session[TRUST_KEY] = level
        session.save()
    assert ("Identität nachweisen" in shown(phone.get(check))) is not goes
    phone.post(send)
    assert Submission.objects.exists() is goes


def test_what_was_chosen_in_another_tab_meanwhile_counts(people, anna):
    """The way is asked of the locked draft, not of the one that was looked at."""
    choose(people, "online")
    other = type(people).objects.get(pk=people.pk)
    choose(other, "proven")
    with pytest.raises(NotReady):
        people.submit(by=anna)


@pytest.mark.parametrize(
    ("proven", "words"), [("", "nicht geprüft"), ("substantial", "substanziell"), ("high", "hoch")]
)
def test_the_jobcenter_learns_whether_the_identity_was_checked(people, anna, proven, words):
    choose(people, "online")
    people.submit(by=anna, proven=proven)
    content = Parcel.objects.get().opened()
    assert content.metadata["identity"] == (proven or "unverified")
    assert words in text_of(content.files[0].read())


def test_an_answer_that_another_tab_changes_meanwhile_needs_the_proof_as_well(people, phone, monkeypatch):
    submit = Draft.submit

    def late(draft, **facts):
        elsewhere = Draft.objects.get(pk=draft.pk)
        elsewhere.answer(elsewhere.form.page("weg"), {"out": "proven"})
        return submit(draft, **facts)

    monkeypatch.setattr(Draft, "submit", late)
    phone.post(reverse("submissions:send", args=[people.pk]))
    assert not Submission.objects.exists()
