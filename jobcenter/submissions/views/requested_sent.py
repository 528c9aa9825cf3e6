"""The receipt of what was handed in by a link: for the browser that sent it, for an hour, and for nobody else."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jobcenter.submissions.models import Draft, EvidenceRequest, Submission
from jobcenter.submissions.models.submission import submission_of
from jobcenter.submissions.requested.guests import for_whoever_has_the_link, is_shown, theirs
from jobcenter.submissions.views.receipts import pdf_response
from jobcenter.submissions.views.requested import gone


@for_whoever_has_the_link
def sent(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Number, time and checksums."""
    kept = _kept(request, draft)
    if kept is None:
        return gone(request)
    found, asked, submission = kept
    if submission is None:
        return redirect("submissions:requested_papers", found.pk)
    context = {
        "draft": found,
        "submission": submission,
        "lacking": _lacking(asked, submission),
        "again": asked.path if asked.state == "open" else "",
    }
    return render(request, "submissions/requested/sent.html", context)


@for_whoever_has_the_link
def receipt_pdf(request: HttpRequest, draft: UUID) -> HttpResponse:
    """The receipt to keep."""
    kept = _kept(request, draft)
    asked, submission = kept[1:] if kept else (None, None)
    if asked is None or submission is None:
        return gone(request)
    verify = settings.BASE_URL.rstrip("/") + reverse("submissions:verify")
    pdf = submission.receipt_pdf(verify, _notes(asked, submission))
    return pdf_response(pdf, f"Eingangsbestaetigung-{submission.receipt_number}.pdf")


def _kept(request: HttpRequest, draft: UUID) -> tuple[Draft, EvidenceRequest, Submission | None] | None:
    """What this browser has begun, and what became of it; None when there is nothing, or its hour is over."""
    found = theirs(request, draft)
    if found is None or found.asked_by is None:
        return None
    submission = submission_of(found.pk)
    if submission and not is_shown(submission.submitted_at):
        return None
    return found, found.asked_by, submission


def _lacking(asked: EvidenceRequest, submission: Submission) -> list[str]:
    """What was asked for and is not in this sending."""
    brought = {entry["slot"] for entry in submission.files}
    return [str(paper) for paper, item in zip(asked.asked, asked.evidence(), strict=False) if item.slot not in brought]


def _notes(asked: EvidenceRequest, submission: Submission) -> list[str]:
    """What stands on the receipt besides."""
    notes = [
        "Gesendet mit dem Link aus einem Schreiben des Jobcenters, ohne Anmeldung. Das Jobcenter prüft die Unterlagen."
    ]
    if lacking := _lacking(asked, submission):
        notes.append(f"In dieser Sendung nicht dabei: {', '.join(lacking)}.")
    return notes
