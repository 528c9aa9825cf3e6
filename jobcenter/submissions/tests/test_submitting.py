"""Sending once: whole or not at all, and the same receipt for everybody who tries again."""

import hashlib
import json
from datetime import date

import pytest
from django.db import DatabaseError

from jobcenter.audit.models import Event
from jobcenter.cases.models import Case
from jobcenter.delivery.models import Parcel
from jobcenter.questions.models import catalogue
from jobcenter.submissions.models import Draft, NotReady, Submission
from jobcenter.vault import files, storage
from tests.applications import BIELEFELD
from tests.at_once import at_once


def stored(settings):
    from pathlib import Path

    root = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    return [path for path in root.rglob("*") if path.is_file()]


def test_sending_freezes_answers_and_files_and_seals_a_parcel(complete, anna):
    submission = complete.submit(by=anna)
    parcel = Parcel.objects.get()
    content = parcel.opened()
    assert [(file.name, file.role) for file in content.files] == [("antrag.pdf", "form"), ("antrag.json", "data")]
    assert [file.sha256 for file in content.files] == [entry["sha256"] for entry in submission.files]
    assert submission.application_pdf() == content.files[0].read()
    assert content.metadata["receipt_number"] == submission.receipt_number
    assert content.metadata["bg_number"] == "31704BG0001234"
    assert content.metadata["person"]["given_name"] == "Anna"
    sent = json.loads(content.files[1].read())
    assert sent["receipt_number"] == submission.receipt_number
    assert parcel.subject == submission.case_id
    assert submission.answers["household_size"] == "2"
    assert submission.submitted_at.microsecond == 0
    assert Event.objects.get(verb="application.submitted").subject == submission.case_id


def test_only_answers_that_were_asked_are_sent(complete, anna):
    complete.answers["moved_on"] = "2026-10-01"
    complete.save()
    submission = complete.submit(by=anna)
    assert "moved_on" not in submission.answers
    assert b"2026-10-01" not in Parcel.objects.get().opened().files[1].read()


def test_a_second_time_gives_the_same_receipt(complete, anna):
    first = complete.submit(by=anna)
    again = Draft.objects.get(pk=complete.pk).submit(by=anna)
    assert again == first
    assert Parcel.objects.count() == Case.objects.count() == Submission.objects.count() == 1


def test_the_sent_draft_keeps_no_second_copy(complete, anna):
    complete.submit(by=anna)
    left = Draft.objects.get(pk=complete.pk)
    assert left.answers == left.typed == {}
    assert left.submitted_at


def test_what_was_said_prefills_the_next_form(complete, anna, renewal):
    complete.answers["address"] = {
        "street": "Neue Gasse",
        "house_number": "1",
        "postcode": "33602",
        "place": "Bielefeld",
    }
    complete.save()
    complete.submit(by=anna)
    anna.refresh_from_db()
    assert anna.profile["address"]["street"] == "Neue Gasse"
    assert anna.profile["iban"] == "DE02120300000000202051"
    following = Draft.start(person=anna, form=renewal, provider_number="31704")
    assert following.answers["address"]["street"] == "Neue Gasse"


def test_an_unfinished_draft_is_not_sent(draft, anna):
    with pytest.raises(NotReady):
        draft.submit(by=anna)
    assert not Submission.objects.exists()
    assert not Parcel.objects.exists()


def test_required_evidence_holds_it_back_until_it_is_there_or_announced(complete, anna):
    complete.answers |= {"assets_changed": True, "assets": [{"who": "Anna", "what": "cash", "value": "900.00"}]}
    complete.save()
    with pytest.raises(NotReady):
        complete.submit(by=anna)
    complete.promise("assets", date(2026, 12, 24))
    submission = complete.submit(by=anna)
    assert submission.following == ["Belege über das Vermögen (bis 24.12.2026)"]


@pytest.mark.django_db(transaction=True)
def test_sent_from_everywhere_at_once_it_is_sent_once(complete, anna):
    drafts = [Draft.objects.get(pk=complete.pk) for _ in range(5)]
    receipts = at_once(*[lambda own=own: own.submit(by=anna).receipt_number for own in drafts])
    assert len(receipts) == 5
    assert len(set(receipts)) == 1
    assert Parcel.objects.count() == Case.objects.count() == Submission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_drafts_sent_at_once_are_both_remembered(complete, anna):
    """On two devices: what one of them says of her address and the other of her phone is known afterwards."""
    moved = {"street": "Neue Gasse", "house_number": "1", "postcode": "33602", "place": "Bielefeld"}
    complete.answers["address"] = moved
    complete.save()
    request = Draft.start(person=anna, form=catalogue().latest("anliegen"), provider_number=BIELEFELD)
    request.answers |= {"request_text": "Rufen Sie mich bitte an.", "request_phone": "0521 123"}
    request.done = [page.id for page in request.form.visible_pages(request.answers)]
    request.save()
    drafts = list(Draft.objects.select_related("person"))  # both as they were before either was sent
    receipts = at_once(*[lambda own=own: own.submit(by=anna).receipt_number for own in drafts])
    assert sorted(receipts) == sorted(Submission.objects.values_list("receipt_number", flat=True))
    anna.refresh_from_db()
    assert (anna.profile["phone"], anna.profile["address"]) == ("0521 123", moved)


def test_the_receipt_lists_every_file_with_its_checksum(complete, anna):
    submission = complete.submit(by=anna)
    kept = submission.application_pdf()
    assert submission.files[0]["sha256"] == hashlib.sha256(kept).hexdigest()
    assert submission.files[0]["size"] == len(kept)
    assert submission.receipt_pdf("https://x.example/echtheit/") == submission.receipt_pdf(
        "https://x.example/echtheit/"
    )


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_full_disk_leaves_the_draft_as_it_was(complete, anna, monkeypatch, settings, nth):
    real, calls = storage.os.fsync, []

    def full(descriptor):
        calls.append(descriptor)
        if len(calls) >= 2 * nth - 1:  # each file: its bytes, then its folder
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(storage.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        complete.submit(by=anna)
    monkeypatch.undo()
    left = Draft.objects.get(pk=complete.pk)
    assert left.answers == complete.answers
    assert left.submitted_at is None
    assert not Submission.objects.exists()
    assert not Case.objects.exists()
    assert not stored(settings)
    assert left.submit(by=anna).receipt_number


def test_a_broken_database_leaves_no_file_behind(complete, anna, monkeypatch, settings):
    def broken(*args, **kwargs):
        raise DatabaseError("gone")

    monkeypatch.setattr(Event, "record", broken)
    with pytest.raises(DatabaseError):
        complete.submit(by=anna)
    assert not [path for path in stored(settings) if "submissions" in path.parts]
    assert Draft.objects.get(pk=complete.pk).submitted_at is None


@pytest.mark.django_db(transaction=True)
def test_deleting_a_submission_deletes_the_copy(complete, anna):
    submission = complete.submit(by=anna)
    name = submission.application
    submission.case.delete()
    with pytest.raises(FileNotFoundError):
        files.fetch(name)
