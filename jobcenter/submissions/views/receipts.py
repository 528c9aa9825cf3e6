"""The receipt and its papers: for the person who sent it, and nobody else."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jobcenter.people.models import Scope, actor_of, for_others, may, person_of, sent_by_words
from jobcenter.submissions.models import Submission
from jobcenter.submissions.numbering import tidy_receipt_number

# Who may send something, but not look, still gets the receipts of what they sent themselves.
_theirs = for_others(Scope.CASES, Scope.APPLY, Scope.DOCUMENTS)


@_theirs
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """That it is sent, when, and what happens next."""
    submission = _own(request, number)
    context = {
        "submission": submission,
        "way": submission.way,
        "sent_by": sent_by_words(request, submission.sent_by_id, number),
        "may_look": may(request, Scope.CASES),
    }
    return render(request, "submissions/receipt.html", context)


@_theirs
def receipt_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt to keep."""
    submission = _own(request, number)
    address = settings.BASE_URL.rstrip("/") + reverse("submissions:verify")
    return pdf_response(submission.receipt_pdf(address), f"Eingangsbestaetigung-{number}.pdf")


@_theirs
def application_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The application as it was sent."""
    try:
        return pdf_response(_own(request, number).application_pdf(), f"Gesendet-{number}.pdf")
    except FileNotFoundError as gone:
        raise Http404 from gone


def _own(request: HttpRequest, number: str) -> Submission:
    if tidy_receipt_number(number) != number:  # what is no number never reaches the database
        raise Http404
    theirs = Submission.objects.of(person_of(request))
    if not may(request, Scope.CASES):
        theirs = theirs.filter(sent_by=actor_of(request))
    found = theirs.filter(receipt_number=number).first()
    if found is None:
        raise Http404
    return found


def pdf_response(data: bytes, name: str) -> HttpResponse:
    """A paper of somebody's, to be saved and kept nowhere else."""
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )
