"""Nachreichen: from the link in a letter to the papers, without an account and without a word about the person.

Looking changes nothing: whatever previews links (a messenger, a mail filter) makes no rows. Only the button begins, and
from then on the address is the draft's own, so that the link stands in no form and no log line more than it must. Pages
with forms keep "same-origin" as their referrer policy: with "no-referrer" browsers send forms with the origin "null",
which the check against forged forms refuses; to other sites neither says anything.
"""

from typing import Any
from uuid import UUID

import structlog
from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from jobcenter.delivery.models import Connection
from jobcenter.local.models import sites_of
from jobcenter.people.models import Person, guests_of, let_out
from jobcenter.submissions.models import Draft, EvidenceRequest, NotReady
from jobcenter.submissions.models.handing_in import NotOpen, TooMany, begin, begun, send_in
from jobcenter.submissions.models.submission import submission_of
from jobcenter.submissions.requested.guests import at_a_desk, for_whoever_has_the_link, is_shown, opened, theirs
from jobcenter.submissions.requested.link import request_named
from jobcenter.submissions.throttle import Throttle

log = structlog.get_logger()
# Codes that we never gave out, from one network. A genuine one always gets through.
guesses = Throttle(limit=30, seconds=600)
_TOO_MANY = (
    "Mit diesem Link haben schon viele angefangen und noch nicht gesendet. Bitte versuchen Sie es morgen noch einmal. "
    "Oder geben Sie Kopien im Jobcenter ab."
)
_NOTHING_YET = "Bitte fügen Sie zuerst mindestens eine Unterlage hinzu."


@for_whoever_has_the_link
def opening(request: HttpRequest, code: str) -> HttpResponse:
    """GET: who asks for what, until when. POST begins. 404 for what is no link of ours, 410 for one that is over."""
    known = request_named(code)
    asked = EvidenceRequest.objects.filter(pk=known).first() if known else None
    if asked is None:
        return _unknown(request)
    before = begun(asked, guests_of(request))
    if before and not before.submitted_at and asked.takes(before):
        return redirect("submissions:requested_papers", before.pk)
    if asked.state != "open" or not _reached(asked):
        return closed(request, asked)
    if request.method == "POST":
        try:
            draft = begin(asked)
        except NotOpen:  # this moment
            asked.refresh_from_db()
            return closed(request, asked)
        except TooMany:
            return _page(request, asked, None, errors=[("", _TOO_MANY)], status=429)
        opened(request, draft)
        return redirect("submissions:requested_papers", draft.pk)
    return _page(request, asked, before)


@for_whoever_has_the_link
def papers(request: HttpRequest, draft: UUID) -> HttpResponse:
    """GET: a card for each paper. POST sends what is there, once. 503: it could not be kept, so it is not sent."""
    found = theirs(request, draft)
    if found is None or found.asked_by is None:
        return gone(request)
    if submission_of(found.pk):
        return redirect("submissions:requested_sent", found.pk)
    if not found.asked_by.takes(found) or not _reached(found.asked_by):
        return closed(request, found.asked_by, draft=found)
    if at_a_desk(request):
        opened(request, found)
    if request.method != "POST":
        return _papers(request, found)
    try:
        send_in(found)
    except NotOpen:  # this moment
        found.asked_by.refresh_from_db()
        return closed(request, found.asked_by, draft=found)
    except NotReady:
        first = f"dateien-{found.evidence()[0].slot}"
        return _papers(request, found, errors=[(first, _NOTHING_YET)], status=422)
    except (OSError, DatabaseError) as error:
        log.error("handing_in_not_kept", error=type(error).__name__)
        return render(request, "submissions/requested/not_sent.html", {"draft": found}, status=503)
    return redirect("submissions:requested_sent", found.pk)


@for_whoever_has_the_link
@require_POST
def leave(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Delete what was not sent. Of what was sent with this link, let this browser forget everything."""
    found = theirs(request, draft)
    if found is None:
        return gone(request)
    if found.submitted_at is None:
        found.discard()
        if submission_of(found.pk):  # another window was faster
            return redirect("submissions:requested_sent", found.pk)
        let_out(request, found.person)
        messages.success(request, "Gelöscht. Es wurde nichts gesendet.")
    else:
        for person in Person.objects.filter(drafts__asked_by=found.asked_by, pk__in=guests_of(request)):
            let_out(request, person)
        messages.success(request, "Auf diesem Gerät ist davon nichts mehr zu sehen.")
    response = redirect("web:start")
    response["Clear-Site-Data"] = '"cache"'
    return response


def gone(request: HttpRequest) -> HttpResponse:
    """What this browser does not know, or not any more."""
    return _without_forms(render(request, "submissions/requested/gone.html", status=404))


def closed(request: HttpRequest, asked: EvidenceRequest, *, draft: Draft | None = None) -> HttpResponse:
    """A genuine link that takes nothing now: what to do instead, and what becomes of `draft`, which was not sent."""
    context = {
        "asked": asked,
        "state": asked.state,
        "draft": draft,
        "jobcenter": asked.jobcenter,
        "sites": sites_of(asked.provider_number)[:3],
    }
    return _without_forms(render(request, "submissions/requested/closed.html", context, status=410))


def _unknown(request: HttpRequest) -> HttpResponse:
    """Forged and forgotten look the same."""
    slow_down = guesses.exceeded(request)
    guesses.count(request)
    answer = render(request, "submissions/requested/unknown.html", status=429 if slow_down else 404)
    return _without_forms(answer)


def _page(
    request: HttpRequest,
    asked: EvidenceRequest,
    before: Draft | None,
    *,
    errors: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    sent = before is not None and before.submitted_at is not None and is_shown(before.submitted_at)
    context = {"asked": asked, "errors": errors or [], "sent": before if sent else None}
    return render(request, "submissions/requested/opening.html", context, status=status)


def _papers(
    request: HttpRequest, draft: Draft, *, errors: list[tuple[str, str]] | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "draft": draft,
        "asked": draft.asked_by,
        "proofs": draft.proofs(),
        "here": request.path,
        "errors": errors or [],
    }
    return render(request, "submissions/requested/papers.html", context, status=status)


def _reached(asked: EvidenceRequest) -> bool:
    """What could only wait there is not called sent."""
    return bool(Connection.reaching([asked.provider_number]))


def _without_forms(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    return response
