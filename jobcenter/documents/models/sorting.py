"""Putting a page where it belongs: into another document of the same collection, or for good where it is."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max, Sum

from jobcenter.documents.intake.refused import Refused
from jobcenter.documents.limits import MAX_SHEETS
from jobcenter.documents.models.collection import Collection
from jobcenter.documents.models.document import Document, DocumentPage


def keep_here(document: Document, page: UUID) -> None:
    """The person said that the page belongs where it is: nobody asks again."""
    DocumentPage.objects.filter(document=document, pk=page).update(stays=True)


def put_elsewhere(document: Document, page: UUID, *, slot: str, title: str) -> bool:
    """Move the page to the end of the document in `slot`, which is made when there is none; says whether it moved.

    A page that is gone stays gone. Raises Closed, Collection.DoesNotExist, and Refused when there is no room for it.
    """
    with transaction.atomic():
        held = Collection.objects.select_for_update().get(pk=document.collection_id)
        with held.changing():
            moving = DocumentPage.objects.filter(document=document, pk=page).first()
            if moving is None or slot == document.slot:
                return False
            documents = list(Document.objects.filter(collection=held))
            target = next((one for one in documents if one.slot == slot), None)
            target = target or Document.start(held, slot=slot, title=title, beside=documents)
            _append(moving, target)
            if not DocumentPage.objects.filter(document=document).exists():
                document.delete()
    return True


def _append(moving: DocumentPage, target: Document) -> None:
    there = DocumentPage.objects.filter(document=target).aggregate(last=Max("position"), sheets=Sum("sheets"))
    if (there["sheets"] or 0) + moving.sheets > MAX_SHEETS:
        raise Refused("too_many_sheets")
    moving.document, moving.position = target, 0 if there["last"] is None else there["last"] + 1
    moving.save(update_fields=["document", "position"])
