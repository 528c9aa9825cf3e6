"""Adding, arranging and looking at documents; everything is the owner's alone and 404 for anybody else.

Every change is a form of its own. Without JavaScript a success leads back to `next`, at the card's place on that page.
When files were refused, the answer is a page with just this card and the messages at its field, so nothing has to
survive a redirect. A request with `X-Requested-With: fetch` gets the changing part of the card as a fragment.
"""

from collections.abc import Callable, Sequence
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jobcenter.documents.models import Closed, Collection, Document, DocumentPage, Refusal
from jobcenter.people.models import Person

_CLOSED = "Diese Unterlagen sind schon gesendet. Sie können sie nicht mehr ändern."
_NOTHING_CHOSEN = "Bitte wählen Sie zuerst eine Datei aus oder machen Sie ein Foto."


@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, collection: UUID, slot: str) -> HttpResponse:
    """GET: the card on a page of its own. POST `files`: take the good ones, say what is wrong with the others."""
    held = _owned(Collection, request, id=collection)
    if request.method == "GET":
        return _show(request, collection, slot)
    uploads = request.FILES.getlist("files")
    if not uploads:
        return _show(request, collection, slot, errors=[Refusal("", _NOTHING_CHOSEN)])
    try:
        outcome = held.take_in(uploads, slot=slot, title=_title(request))
    except Collection.DoesNotExist as gone:  # the draft was deleted in another tab
        raise Http404 from gone
    except Closed:
        return _show(request, collection, slot, errors=[Refusal("", _CLOSED)])
    return _done(request, collection, slot, errors=outcome.refusals, news=outcome.told)


@never_cache
@require_POST
def move(request: HttpRequest, collection: UUID, slot: str, page: UUID) -> HttpResponse:
    """Swap a page with its neighbour: `direction` is up or down."""
    direction: Literal["up", "down"] = "up" if request.POST.get("direction") == "up" else "down"
    return _change(request, collection, slot, lambda document: document.move(page, direction), "Seite verschoben.")


@never_cache
@require_POST
def remove(request: HttpRequest, collection: UUID, slot: str, page: UUID) -> HttpResponse:
    """Delete a page with its files."""
    return _change(request, collection, slot, lambda document: document.remove(page), "Seite entfernt.")


@require_GET
def preview(request: HttpRequest, page: UUID) -> HttpResponse:
    """The small picture of a page."""
    return _bytes(_owned(DocumentPage, request, "document__", id=page).picture(), "image/jpeg", "vorschau.jpg")


@require_GET
def content(request: HttpRequest, page: UUID) -> HttpResponse:
    """The page as it will be merged. A PDF is offered as a download: a sandboxed one cannot be shown."""
    found = _owned(DocumentPage, request, "document__", id=page)
    if found.format == "pdf":
        return _bytes(found.content(), "application/pdf", "seiten.pdf", attached=True)
    return _bytes(found.content(), "image/jpeg", "seite.jpg")


@require_GET
def pdf(request: HttpRequest, document: UUID) -> HttpResponse:
    """The document as one PDF/A: a preview of it while it can change, the very bytes that were sent afterwards."""
    found = _owned(Document, request, id=document)
    return _bytes(found.merged(), "application/pdf", found.filename, attached=True)


def _person(request: HttpRequest) -> Person:
    return request.user.person  # type: ignore[union-attr]  # every user who gets here has one


def _owned(model: Any, request: HttpRequest, path: str = "", **lookup: Any) -> Any:
    return get_object_or_404(model, **lookup, **{f"{path}owner": _person(request)})


def _change(
    request: HttpRequest, collection: UUID, slot: str, change: Callable[[Document], None], news: str
) -> HttpResponse:
    _owned(Collection, request, id=collection)
    document = Document.objects.filter(collection=collection, owner=_person(request), slot=slot).first()
    try:
        if document is not None:  # else another tab removed its last page: nothing left to do
            change(document)
    except Collection.DoesNotExist as gone:
        raise Http404 from gone
    except Closed:
        return _show(request, collection, slot, errors=[Refusal("", _CLOSED)])
    return _done(request, collection, slot, errors=[], news=news)


def _done(request: HttpRequest, collection: UUID, slot: str, *, errors: list[Refusal], news: str) -> HttpResponse:
    """Back to where the person came from, unless there is something to tell or the script wants the pages."""
    if errors or _by_script(request):
        return _show(request, collection, slot, errors=errors, news=news)
    back = _back(request) or reverse("documents:add", args=[collection, slot])
    return HttpResponseRedirect(f"{back}#unterlage-{slot}")


def _show(
    request: HttpRequest, collection: UUID, slot: str, *, errors: Sequence[Refusal] = (), news: str = ""
) -> HttpResponse:
    document = Document.objects.in_collection(collection, owner=_person(request)).filter(slot=slot).first()
    context = {
        "collection": collection,
        "slot": slot,
        "document": document,
        "title": document.title if document else _title(request),
        "next": _back(request),
        "errors": errors,
        "news": news,
        "summary": [(f"dateien-{slot}", error.told) for error in errors],
    }
    template = "documents/pages.html" if _by_script(request) else "documents/card_page.html"
    return render(request, template, context, status=422 if errors else 200)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _back(request: HttpRequest) -> str:
    """The page with the card, from the form; empty when it is none of ours."""
    back = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if ours else ""


def _title(request: HttpRequest) -> str:
    """As the page with the card called the document."""
    title = "".join(sign for sign in request.POST.get("title", "") if sign.isprintable())
    return title.strip()[:200] or "Unterlage"


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
