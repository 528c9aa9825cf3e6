"""Looking at what was handed in."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jobcenter.documents.models import Document, DocumentPage
from jobcenter.documents.views.owned import owned, theirs


@theirs
@require_GET
def preview(request: HttpRequest, page: UUID) -> HttpResponse:
    """The small picture of a page."""
    return _bytes(owned(DocumentPage, request, "document__", id=page).picture(), "image/jpeg", "vorschau.jpg")


@theirs
@require_GET
def content(request: HttpRequest, page: UUID) -> HttpResponse:
    """The page as it will be merged. A PDF is offered as a download: a sandboxed one cannot be shown."""
    found = owned(DocumentPage, request, "document__", id=page)
    if found.format == "pdf":
        return _bytes(found.content(), "application/pdf", "seiten.pdf", attached=True)
    return _bytes(found.content(), "image/jpeg", "seite.jpg")


@theirs
@require_GET
def pdf(request: HttpRequest, document: UUID) -> HttpResponse:
    """The document as one PDF/A: a preview of it while it can change, the very bytes that were sent afterwards."""
    found = owned(Document, request, id=document)
    return _bytes(found.merged(), "application/pdf", found.filename, attached=True)


def _bytes(data: bytes, kind: str, name: str, *, attached: bool = False) -> HttpResponse:
    """A file of a person: shown or saved, but never run, never guessed at, never kept by a cache."""
    disposition = "attachment" if attached else "inline"
    return HttpResponse(
        data,
        content_type=kind,
        headers={
            "Content-Disposition": f'{disposition}; filename="{name}"',
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store, private",
        },
    )
