"""The answer to "Gehört das zu …?": the page goes there, or stays and nobody asks again."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jobcenter.documents.intake.refused import Refused
from jobcenter.documents.models import Closed, Collection, Refusal, keep_here, papers_asked, put_elsewhere
from jobcenter.documents.views.cards import CLOSED, back_of, show
from jobcenter.documents.views.owned import owned, theirs


@theirs
@never_cache
@require_POST
def sort(request: HttpRequest, collection: UUID, slot: str, page: UUID) -> HttpResponse:
    """POST `to`: the slot to which the page goes, one of those that are asked for; without it the page stays."""
    held = owned(Collection, request, id=collection)
    documents = {document.slot: document for document in held.documents.all()}
    titles = {other: document.title for other, document in documents.items()} | dict(papers_asked(held.pk))
    document, to = documents.get(slot), request.POST.get("to", "")
    if to and to not in titles:
        raise Http404
    try:
        if document and to and put_elsewhere(document, page, slot=to, title=titles[to]):
            messages.success(request, f"Die Seite ist jetzt bei „{titles[to]}“.")
        elif document and not to:
            keep_here(document, page)
    except Collection.DoesNotExist as gone:
        raise Http404 from gone
    except Closed:
        return show(request, held, slot, errors=[Refusal("", CLOSED)])
    except Refused as refused:
        return show(request, held, slot, errors=[Refusal("", refused.words)])
    back, here = back_of(request), to or slot
    if back and "card" not in request.POST:
        return redirect(f"{back}#unterlage-{here}")
    return redirect(reverse("documents:add", args=[held.pk, here], query={"title": titles.get(here, ""), "next": back}))
