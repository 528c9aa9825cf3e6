"""Check your answers, and send them once."""

from uuid import UUID

import structlog
from django.contrib import messages
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from jobcenter.accounts.models import suffices, trust_of
from jobcenter.people.models import NotAuthorised, Scope, actor_of, for_others, may
from jobcenter.submissions.models import Draft, NotReady
from jobcenter.submissions.views.own import form_may_be_gone, may_correct, may_edit, own_draft, to_receipt

log = structlog.get_logger()
_theirs = for_others(Scope.APPLY, Scope.DOCUMENTS)


@_theirs
@form_may_be_gone
def check(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Everything at a glance, with a way to change each page and a list of what is missing."""
    found = _sendable(request, draft)
    if found.submitted_at:
        return to_receipt(found)
    return render(request, "submissions/check.html", _context(request, found))


@_theirs
@form_may_be_gone
def send(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Send the draft; a second time leads to the same receipt. 503: it could not be kept, so it is not sent."""
    found = _sendable(request, draft)
    if request.method != "POST":
        return redirect("submissions:check", found.pk)
    if not (found.submitted_at or found.reached) or found.renewed:
        # What could only wait there is not called sent; the check page says how else. And nobody sends unseen words.
        return redirect("submissions:check", found.pk)
    try:
        submission = found.submit(by=actor_of(request), proven=trust_of(request))
    except NotReady:
        messages.warning(request, "Noch nicht gesendet: Es fehlt noch etwas.")
        return redirect("submissions:check", found.pk)
    except NotAuthorised:  # ended this moment: the next page says so
        return redirect("submissions:check", found.pk)
    except (OSError, DatabaseError) as error:
        log.error("submission_not_kept", error=type(error).__name__)
        return render(request, "submissions/not_sent.html", {"draft": found}, status=503)
    return redirect("submissions:receipt", submission.receipt_number)


def _sendable(request: HttpRequest, draft_id: UUID) -> Draft:
    """The draft; for somebody who may only hand in papers, one that brings nothing else. Raises Http404."""
    found = own_draft(request, draft_id, papers_only=True)
    if not may_edit(request, found) and not (found.submitted_at or found.brings_documents_only()):
        raise Http404
    return found


def _context(request: HttpRequest, draft: Draft) -> dict[str, object]:
    gaps, open_proofs = draft.missing()
    correcting = not draft.case_id or may_correct(request)
    if not correcting:  # what else is missing there is not theirs to see or to fill
        gaps = []
    proofs, way = draft.proofs(), draft.way
    changed = draft.changed_answers() if draft.case_id else set()
    lacking = {gap.page.id for gap in gaps}
    unfinished = draft.unfinished()
    pages = draft.form.visible_pages(draft.answers)
    sections = draft.form.told(draft.answers)
    return {
        "draft": draft,
        "sections": sections,
        "news": [part for part in sections if any(row.question_id in changed for row in part.rows)],
        "gaps": gaps,
        "open_proofs": open_proofs,
        "unfinished": [page for page in unfinished if page.id not in lacking],
        "way": way,
        "may_correct": may_correct(request),
        "may_discard": may_edit(request, draft),
        "may_look": may(request, Scope.CASES),
        "proven": suffices(trust_of(request), way.level),
        "proofs": proofs,
        "nothing_attached": not draft.documents and not any(proof.evidence.required for proof in proofs),
        "evidence_page": next((page for page in pages if correcting and page.kind == "evidence"), None),
        "ready": draft.is_ready(draft.documents),
        "out_of_reach": [] if draft.reached else [draft.jobcenter],
    }
