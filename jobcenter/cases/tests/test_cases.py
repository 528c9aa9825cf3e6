"""Mein Bereich: the state follows from the signs, the words are always the same, and it costs few queries."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobcenter.cases.models import Case
from jobcenter.delivery.models import Parcel, Sign


@pytest.fixture
def case(complete, anna):
    return complete.submit(by=anna).case


def sign(case, kind, minutes=0):
    Sign.record(
        parcel=Parcel.objects.get(subject=case.pk),
        kind=kind,
        reference=f"{case.pk}-{kind}-{minutes}",
        at=timezone.now() + timedelta(minutes=minutes),
    )


def test_without_a_sign_it_is_sent_and_we_are_next(case):
    assert case.state == "sent"
    assert case.words.who == "us"
    assert [step.title for step in case.timeline()] == ["Gesendet"]


@pytest.mark.parametrize(
    ("kind", "state", "who"),
    [
        ("received", "received", "jobcenter"),
        ("in_progress", "in_progress", "jobcenter"),
        ("documents_missing", "documents_missing", "you"),
        ("decided", "decided", "you"),
        ("rejected", "failed", "us"),
        ("failed", "failed", "us"),
        ("something_new", "sent", "us"),
    ],
)
def test_the_newest_sign_is_the_state(case, anna, kind, state, who):
    sign(case, kind, minutes=1)
    listed = Case.objects.of(anna).with_state().get()
    assert (listed.state, listed.words.who) == (state, who)
    assert Case.objects.get().state == state


def test_a_sign_after_a_disturbance_puts_things_right(case, anna):
    sign(case, "failed", minutes=1)
    sign(case, "received", minutes=2)
    assert Case.objects.of(anna).with_state().get().state == "received"
    assert [step.title for step in case.timeline()] == ["Gesendet", "Übermittlung gestört", "Eingegangen"]


def test_home_is_kind_when_there_is_nothing(anna, client_of):
    response = client_of(anna).get(reverse("cases:home"))
    assert "Hier ist noch nichts" in response.content.decode()


def test_home_lists_drafts_and_cases_in_few_queries(
    case, draft, renewal, anna, client_of, django_assert_max_num_queries
):
    for _ in range(3):
        type(draft).start(person=anna, form=renewal, provider_number="31704")
    client = client_of(anna)
    with django_assert_max_num_queries(5):
        shown = client.get(reverse("cases:home")).content.decode()
    assert shown.count("Weitermachen") == 3
    assert "Gesendet" in shown
    assert "Jobcenter Arbeitplus Bielefeld" in shown or "Bielefeld" in shown


def test_a_case_shows_its_timeline_and_receipt_in_few_queries(case, anna, client_of, django_assert_max_num_queries):
    sign(case, "received", minutes=1)
    client = client_of(anna)
    with django_assert_max_num_queries(5):
        shown = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "Jetzt ist das Jobcenter dran" in shown
    assert case.submissions.get().receipt_number in shown
    shown = shown[shown.index("timeline") :]
    assert shown.index("Gesendet") < shown.index("Eingegangen")


def test_a_disturbed_hand_over_never_says_that_nothing_was_sent(case, anna, client_of):
    sign(case, "failed", minutes=1)
    shown = client_of(anna).get(reverse("cases:home")).content.decode()
    assert "Übermittlung gestört" in shown
    assert "Nicht gesendet" not in shown
