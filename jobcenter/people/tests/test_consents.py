"""Three consents: each for itself, to known words, taken back as easily as given."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from jobcenter.audit.models import Event
from jobcenter.people.models import Consent, ConsentKind
from jobcenter.people.retention import RULES
from jobcenter.people.wordings import current_version, digest, versions, wording

# What people have agreed to. A digest in this list never changes: other words are another file.
AGREED = {
    ("2026-11-26", "online_hand_in"): "8259e1df28ee702961fa854f15f854f462907fce43b46439bbdda2ae03496f66",
    ("2026-11-26", "messages"): "dcfcaeb20846809a99585b77fd4af4fc5c75bb8355d7d6ab065e586f90f571b5",
    ("2026-11-26", "e_notices"): "e9a5a4d9e0b3dac49ba651071c49a08b08bd0a6036a1055d91a3fd7e28724be9",
}


def test_words_that_were_agreed_to_stay_as_they_were():
    assert {(version, kind): digest(kind, version) for version in versions() for kind in ConsentKind} == AGREED


def test_silence_is_no(anna):
    assert not [kind for kind in ConsentKind if anna.consents_to(kind)]


def test_each_for_itself(anna, client_of):
    for kind in ConsentKind:
        say(client_of(anna), kind)
        assert [other for other in ConsentKind if anna.consents_to(other)] == [kind]
        say(client_of(anna), kind, "no")
        assert not anna.consents_to(kind)


def say(client, kind, given="yes", version=None):
    facts = {"given": given, "version": version or current_version()}
    return client.post(reverse("people:consent", args=[kind]), facts)


def test_every_word_stays_with_its_time_and_its_wording(anna, client_of):
    client = client_of(anna)
    for given in ("yes", "no", "yes", "yes"):
        say(client, "messages", given)
    said = list(Consent.objects.of(anna))
    assert [one.given for one in said] == [True, False, True]
    assert {one.digest for one in said} == {digest("messages", current_version())}
    page = client.get(reverse("people:consents")).content.decode()
    assert page.count("Wortlaut vom") == 3
    assert [event.verb for event in Event.objects.filter(subject=anna.pk).order_by("pk")] == [
        "consent.given",
        "consent.withdrawn",
        "consent.given",
    ]


def test_nothing_said_can_be_changed(anna):
    Consent.say(anna, ConsentKind.MESSAGES, given=True)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Consent.objects.update(given=False)
    assert anna.consents_to("messages")
    anna.user.delete()
    assert not Consent.objects.exists()


def test_words_that_were_not_on_the_page_are_not_agreed_to(anna, client_of):
    answer = say(client_of(anna), "e_notices", version="2020-01-01")
    assert answer["Location"] == "/konto/einwilligungen/#e_notices"
    assert not anna.consents_to("e_notices")
    # Taking back needs no words.
    Consent.say(anna, ConsentKind.E_NOTICES, given=True)
    say(client_of(anna), "e_notices", "no", version="2020-01-01")
    assert not anna.consents_to("e_notices")


def test_nothing_is_chosen_beforehand_and_none_is_asked_for_elsewhere(anna, client_of, complete):
    page = client_of(anna).get(reverse("people:consents")).content.decode()
    assert "checked" not in page
    assert page.count("Nicht eingewilligt") == 3
    assert complete.submit(by=anna)


def test_unknown_kinds_and_words(anna, client_of):
    client = client_of(anna)
    assert say(client, "everything").status_code == 404
    assert client.get(reverse("people:wording", args=["messages", "2020-01-01"])).status_code == 404
    words = client.get(reverse("people:wording", args=["e_notices", current_version()])).content.decode()
    assert wording("e_notices", current_version()).asks in words
    assert "vierten Tag" in words


def test_new_words_ask_anew(anna, monkeypatch):
    Consent.say(anna, ConsentKind.MESSAGES, given=True)
    assert Consent.say(anna, ConsentKind.MESSAGES, given=True) is None
    monkeypatch.setattr("jobcenter.people.models.consent.current_version", lambda: "2027-01-01")
    monkeypatch.setattr("jobcenter.people.models.consent.digest", lambda kind, version: "x" * 64)
    said = Consent.say(anna, ConsentKind.MESSAGES, given=True)
    assert said.version == "2027-01-01"


def test_what_is_superseded_goes_and_the_last_word_stays(anna):
    then = timezone.now() - timezone.timedelta(days=5 * 365)
    for given, at in ((True, then), (False, then + timezone.timedelta(days=1)), (True, timezone.now())):
        Consent.objects.create(person=anna, kind="messages", given=given, at=at, version="2026-11-26", digest="x")
    Consent.objects.create(person=anna, kind="e_notices", given=True, at=then, version="2026-11-26", digest="x")
    rule = next(rule for rule in RULES if rule.model == "people.Consent")
    assert rule.shred(timezone.now()) == 1
    assert [(one.kind, one.given) for one in Consent.objects.order_by("at", "pk")] == [
        ("e_notices", True),
        ("messages", False),
        ("messages", True),
    ]
