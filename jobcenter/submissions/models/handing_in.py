"""Handing in what a request asks for: each browser on its own, as a person who has nothing but this."""

from collections.abc import Collection as Keys
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from jobcenter.audit.models import Event
from jobcenter.documents.models import Collection, Document
from jobcenter.people.models import Person
from jobcenter.questions.models import catalogue
from jobcenter.submissions.models.draft import Draft
from jobcenter.submissions.models.request import EvidenceRequest
from jobcenter.submissions.models.submission import Submission, submission_of
from jobcenter.submissions.requested import FORM_ID

# What was begun and not sent is worth nothing to anybody after that; nobody could see it again either.
UNSENT_FOR = timedelta(days=2)
# Browsers that have begun at the same time and not sent: a person, a helper, a few tries; not a full disk.
MOST_BEGUN = 20


class NotOpen(Exception):
    """The request takes nothing any more: withdrawn, over, or sent to often enough."""


class TooMany(Exception):
    """Others have begun with the same link, more than can be."""


def begin(asked: EvidenceRequest) -> Draft:
    """A draft with its own person, for one browser. Raises NotOpen, TooMany."""
    with transaction.atomic():
        held = EvidenceRequest.objects.select_for_update().get(pk=asked.pk)
        if held.state != "open":
            raise NotOpen
        if Draft.objects.filter(asked_by=held, submitted_at=None).count() >= MOST_BEGUN:
            raise TooMany
        form, number = catalogue().latest(FORM_ID), held.provider_number
        person = Person.objects.create(provider_number=number)
        draft = Draft.objects.create(
            person=person,
            asked_by=held,
            provider_number=number,
            form_id=form.id,
            form_version=form.version,
            answers={"asked": "\n".join(map(str, held.asked))},
        )
        Collection.objects.create(id=draft.pk, owner=person, letter=held.pk)
        Event.record("evidence_request.begun", actor=person, subject=held.pk)
        return draft


def begun(asked: EvidenceRequest, people: Keys[UUID]) -> Draft | None:
    """What one of these people began last with this request, sent or not; no query where there is nobody."""
    if not people:
        return None
    return Draft.objects.filter(asked_by=asked, person__in=people).order_by("-created_at").first()


def send_in(draft: Draft) -> Submission:
    """Send what was put together; a second time gives the same submission, whoever asks.

    The papers themselves go: they are in the parcel, and nobody could look at them here again.
    Raises NotOpen; NotReady without any paper; OSError or DatabaseError when it could not be kept: nothing was sent.
    """
    with transaction.atomic():
        held = EvidenceRequest.objects.select_for_update().get(drafts=draft.pk)
        if sent := submission_of(draft.pk):
            return sent
        if not held.takes(draft):
            raise NotOpen
        submission = draft.submit(by=draft.person)
        held.handed_in += 1
        held.save(update_fields=["handed_in"])
        Document.objects.filter(collection=draft.pk).delete()
        return submission
