"""Check your answers, and send them once."""

from uuid import UUID

import structlog
from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from jobcenter.submissions.models import Draft, NotReady
from jobcenter.submissions.views.own import own_draft, person_of, to_receipt

log = structlog.get_logger()


def check(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Everything at a glance, with a way to change each page and a list of what is missing."""
    found = own_draft(request, draft)
    if found.submitted_at:
        return to_receipt(found)
    return render(request, "submissions/check.html", _context(found))


def send(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Send the draft; a second time leads to the same receipt. 503: it could not be kept, so it is not sent."""
    found = own_draft(request, draft)
    if request.method != "POST":
        return redirect("submissions:check", found.pk)
    if not (found.submitted_at or found.reached):
        # What could only wait there is not called sent; the check page says how else.
        return redirect("submissions:check", found.pk)
    try:
        submission = found.submit(by=person_of(request))
    except NotReady:
        messages.warning(request, "Noch nicht gesendet: Es fehlt noch etwas.")
        return redirect("submissions:check", found.pk)
    except (OSError, DatabaseError) as error:
        log.error("submission_not_kept", error=type(error).__name__)
        return render(request, "submissions/not_sent.html", {"draft": found}, status=503)
    return redirect("submissions:receipt", submission.receipt_number)


def _context(draft: Draft) -> dict[str, object]:
    gaps, open_proofs = draft.missing()
    proofs = draft.proofs()
    lacking = {gap.page.id for gap in gaps}
    unfinished = draft.unfinished()
    pages = draft.form.visible_pages(draft.answers)
    return {
        "draft": draft,
        "sections": [part for part in draft.form.summary(draft.answers) if part.rows and part.page.kind != "evidence"],
        "gaps": gaps,
        "open_proofs": open_proofs,
        "unfinished": [page for page in unfinished if page.id not in lacking],
        "proofs": proofs,
        "nothing_attached": not draft.documents and not any(proof.evidence.required for proof in proofs),
        "evidence_page": next((page for page in pages if page.kind == "evidence"), None),
        "ready": not (gaps or open_proofs or unfinished),
        "out_of_reach": [] if draft.reached else [draft.jobcenter],
    }
