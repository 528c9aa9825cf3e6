"""What was read on a page is kept with it, and goes with it. Nothing and nobody waits for it."""

from uuid import UUID

import structlog
from django.db import transaction

from jobcenter.documents.models.collection import Collection
from jobcenter.documents.models.document import DocumentPage
from jobcenter.documents.models.keeping import FOLDER
from jobcenter.documents.reading.kinds import kind_of_text
from jobcenter.documents.reading.program import program
from jobcenter.documents.reading.recognising import NotRead, recognise
from jobcenter.documents.waiting import let_go_of_database
from jobcenter.vault import files
from jobcenter.vault.keyring import Unreadable

log = structlog.get_logger(__name__)


def read_page(page: UUID) -> bool:
    """Read a photo and keep what is written there; says whether anything was kept.

    A page that is gone, was read before or cannot be read stays as it is.
    """
    found = DocumentPage.objects.filter(pk=page, format="jpeg", text_layer="").select_related("document").first()
    with_what = program()
    if found is None or not with_what:
        return False
    let_go_of_database()
    try:
        recognised = recognise(found.content(), program=with_what)
    except (NotRead, FileNotFoundError, Unreadable) as error:
        log.warning("page_not_read", reason=error.reason if isinstance(error, NotRead) else type(error).__name__)
        return False
    return bool(recognised.layer) and _keep(found, recognised.layer, kind_of_text(recognised.text))


def _keep(page: DocumentPage, layer: bytes, kind: str) -> bool:
    """Under the lock of the collection: what is submitted does not change any more, also not by a word."""
    name = files.keep(layer, folder=FOLDER)
    try:
        with transaction.atomic():
            held = Collection.objects.select_for_update().filter(pk=page.document.collection_id, closed_at=None).first()
            # Not `changing()`: that a page was read is no work of the person on their draft.
            rows = DocumentPage.objects.filter(pk=page.pk, document__collection=held, text_layer="")
            kept = held is not None and rows.update(text_layer=name, kind=kind or None)
    except BaseException:
        files.drop(name)
        raise
    if not kept:
        files.drop(name)
    return bool(kept)
