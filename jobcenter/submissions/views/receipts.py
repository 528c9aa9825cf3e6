"""The receipt and its papers: for the person who sent it, and nobody else."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jobcenter.submissions.models import Submission
from jobcenter.submissions.numbering import tidy_receipt_number
from jobcenter.submissions.views.own import person_of


def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """That it is sent, when, and what happens next."""
    return render(request, "submissions/receipt.html", {"submission": _own(request, number)})


def receipt_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt to keep."""
    submission = _own(request, number)
    address = settings.BASE_URL.rstrip("/") + reverse("submissions:verify")
    return _pdf(submission.receipt_pdf(address), f"Eingangsbestaetigung-{number}.pdf")


def application_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The application as it was sent."""
    try:
        return _pdf(_own(request, number).application_pdf(), f"Antrag-{number}.pdf")
    except FileNotFoundError as gone:
        raise Http404 from gone


def _own(request: HttpRequest, number: str) -> Submission:
    if tidy_receipt_number(number) != number:  # what is no number never reaches the database
        raise Http404
    found = Submission.objects.of(person_of(request)).filter(receipt_number=number).first()
    if found is None:
        raise Http404
    return found


def _pdf(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )
