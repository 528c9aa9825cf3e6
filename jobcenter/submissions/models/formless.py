"""Sending without an account: a person who has nothing but this, and a draft that is sent as it comes into being."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q

from jobcenter.documents.models import Collection
from jobcenter.people.models import Person
from jobcenter.questions.models import Form
from jobcenter.submissions.formless import FORM_ID
from jobcenter.submissions.models.draft import Draft
from jobcenter.submissions.models.submission import Submission, submission_of

# How long an application without an account waits to be taken over.
UNCLAIMED_FOR = timedelta(days=365)

# It still belongs to who sent it, and they have no account. People who are represented by somebody have none either,
# but what they have was sent by whoever represents them.
_UNCLAIMED = Q(form_id=FORM_ID, case__person__user=None, sent_by=F("case__person"))


def unclaimed() -> models.QuerySet[Submission]:
    """Formless applications that nobody has taken over into an account."""
    return Submission.objects.filter(_UNCLAIMED).select_related("case")


def send_formless(draft_id: UUID, *, form: Form, answers: dict[str, Any], provider_number: str) -> Submission:
    """Send these answers, once: the same `draft_id` gives the same submission, whoever asks and however often.

    Raises NotReady; OSError or DatabaseError when it could not be kept: then nothing was sent and nobody was made.
    """
    try:
        with transaction.atomic():
            person = Person.objects.create(provider_number=provider_number)
            draft = Draft.objects.create(
                id=draft_id,
                person=person,
                form_id=form.id,
                form_version=form.version,
                provider_number=provider_number,
                answers=answers,
            )
            papers = Collection.objects.create(id=draft_id, owner=person)
            submission = draft.submit(by=person)
            papers.delete()  # nothing was ever in it
            return submission
    except IntegrityError:
        # Somebody with the same ticket was faster: their transaction was waited for, and it is sent.
        if sent := submission_of(draft_id):
            return sent
        raise
