"""Adding and arranging the pages of a document.

Every change is a form of its own. Without JavaScript a success leads back to `next`, at the card's place on that page.
When files were refused, the answer is a page with just this card and the messages at its field, so nothing has to
survive a redirect. A request with `X-Requested-With: fetch` gets the changing part of the card as a fragment.
"""

from collections.abc import Callable, Sequence
from typing import Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jobcenter.documents.models import (
    Closed,
    Collection,
    Document,
    Outcome,
    Refusal,
    hints_for,
    take_uploads,
    told_to_programs,
)
from jobcenter.documents.views.owned import owned, theirs

CLOSED = "Diese Unterlagen sind schon gesendet. Sie können sie nicht mehr ändern."
_NOTHING_CHOSEN = "Bitte wählen Sie zuerst eine Datei aus oder machen Sie ein Foto."


@theirs
@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, collection: UUID, slot: str) -> HttpResponse:
    """GET: the card on a page of its own. POST: take the good files, say what is wrong with the others.

    The files come with the form (`files`) or were uploaded before (`upload`, their keys; see `views/uploads.py`). Of
    the latter the header `Upload-Outcome` tells a program what became of each.
    """
    held = owned(Collection, request, id=collection)
    if request.method == "GET":
        return show(request, held, slot)
    uploads = request.POST.getlist("upload")
    if not (uploads or request.FILES.getlist("files")):
        return show(request, held, slot, errors=[Refusal("", _NOTHING_CHOSEN)])
    try:
        outcome = _taken(request, held, slot, uploads)
    except Collection.DoesNotExist as gone:  # the draft was deleted in another tab
        raise Http404 from gone
    except Closed:
        return show(request, held, slot, errors=[Refusal("", CLOSED)])
    answer = _done(request, held, slot, errors=outcome.refusals, news=outcome.told)
    if uploads:
        answer["Upload-Outcome"] = told_to_programs(outcome)
    return answer


def _taken(request: HttpRequest, held: Collection, slot: str, uploads: Sequence[str]) -> Outcome:
    """Raises Closed, Collection.DoesNotExist, and Http404 for keys that are none."""
    if uploads:
        try:
            return take_uploads(held, [UUID(key) for key in uploads], slot=slot, title=_title(request))
        except ValueError as error:
            raise Http404 from error
    return held.take_in(request.FILES.getlist("files"), slot=slot, title=_title(request))


@theirs
@never_cache
@require_POST
def move(request: HttpRequest, collection: UUID, slot: str, page: UUID) -> HttpResponse:
    """Swap a page with its neighbour: `direction` is up or down."""
    direction: Literal["up", "down"] = "up" if request.POST.get("direction") == "up" else "down"
    return _change(
        request,
        owned(Collection, request, id=collection),
        slot,
        lambda document: document.move(page, direction),
        "Seite verschoben.",
    )


@theirs
@never_cache
@require_POST
def remove(request: HttpRequest, collection: UUID, slot: str, page: UUID) -> HttpResponse:
    """Delete a page with its files."""
    return _change(
        request,
        owned(Collection, request, id=collection),
        slot,
        lambda document: document.remove(page),
        "Seite entfernt.",
    )


def _change(
    request: HttpRequest, held: Collection, slot: str, change: Callable[[Document], None], news: str
) -> HttpResponse:
    document = held.documents.filter(slot=slot).first()
    try:
        if document is not None:  # else another tab removed its last page: nothing left to do
            change(document)
    except Collection.DoesNotExist as gone:
        raise Http404 from gone
    except Closed:
        return show(request, held, slot, errors=[Refusal("", CLOSED)])
    return _done(request, held, slot, errors=[], news=news)


def _done(request: HttpRequest, held: Collection, slot: str, *, errors: list[Refusal], news: str) -> HttpResponse:
    """Back to where the person came from, unless there is something to tell or the script wants the pages."""
    if errors or _by_script(request):
        return show(request, held, slot, errors=errors, news=news)
    back = back_of(request) or reverse("documents:add", args=[held.pk, slot])
    return HttpResponseRedirect(f"{back}#unterlage-{slot}")


def show(
    request: HttpRequest, held: Collection, slot: str, *, errors: Sequence[Refusal] = (), news: str = ""
) -> HttpResponse:
    document = Document.objects.in_collection(held.pk, owner=held.owner_id).filter(slot=slot).first()
    context = {
        "collection": held.pk,
        "slot": slot,
        "document": document,
        "title": document.title if document else _title(request),
        "next": back_of(request),
        "errors": errors,
        "news": news,
        # What was sent has no field any more to which a message could lead.
        "summary": [(f"dateien-{slot}", error.told) for error in errors if not (document and document.final)],
    }
    template = "documents/pages.html" if _by_script(request) else "documents/card_page.html"
    if document and not _by_script(request):
        document.hints = hints_for(document)
    return render(request, template, context, status=422 if errors else 200)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def back_of(request: HttpRequest) -> str:
    """The page with the card, from the form; empty when it is none of ours."""
    back = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if ours else ""


def _title(request: HttpRequest) -> str:
    """As the page with the card called the document."""
    given = request.POST.get("title") or request.GET.get("title", "")
    title = "".join(sign for sign in given if sign.isprintable())
    return title.strip()[:200] or "Unterlage"
