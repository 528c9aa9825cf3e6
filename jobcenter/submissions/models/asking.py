"""Tells the room of documents which papers a draft asks for, so that it can say where a page may rather belong."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from jobcenter.documents.models import papers_asked_for
from jobcenter.questions.models import UnknownForm
from jobcenter.submissions.models.draft import Draft
from jobcenter.submissions.models.evidence import Proof


def asked_in(proofs: list[Proof]) -> list[tuple[str, str]]:
    """Slot and title of what is not there yet."""
    return [(one.evidence.slot, one.evidence.name) for one in proofs if one.document is None and not one.sent]


@receiver(papers_asked_for)
def _of_draft(collection: UUID, **_: Any) -> list[tuple[str, str]]:
    draft = Draft.objects.filter(pk=collection, submitted_at=None).select_related("person", "case").first()
    try:
        return asked_in(draft.proofs()) if draft else []
    except UnknownForm:
        return []
