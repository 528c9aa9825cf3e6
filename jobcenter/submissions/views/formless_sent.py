"""The receipt of a formless application: for the browser that sent it, for an hour, and for nobody else."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from jobcenter.submissions.formless import keeping
from jobcenter.submissions.models import Submission
from jobcenter.submissions.paper.wording import day_in_words
from jobcenter.submissions.views.receipts import pdf_response
from jobcenter.web.origin import from_our_pages


def notes_for(submission: Submission) -> list[str]:
    """What stands on the receipt besides: that it is a beginning, and how to go on."""
    since = day_in_words(timezone.localdate(submission.submitted_at).replace(day=1))
    claim = settings.BASE_URL.rstrip("/") + reverse("submissions:claim")
    return [
        f"Der Antrag gilt ab dem {since} (§ 37 Absatz 2 SGB II). Er ist noch nicht vollständig: Das Jobcenter schreibt "
        "Ihnen und fragt nach allem Weiteren, zum Beispiel nach Miete, Einkommen und Vermögen. Bitte antworten Sie bis "
        "zu dem Tag, der im Brief steht. Sonst kann das Jobcenter den Antrag ablehnen (§ 66 SGB I).",
        "Meist kommt der Brief in den nächsten zwei Wochen. Hören Sie länger nichts? Rufen Sie im Jobcenter an und "
        "nennen Sie Ihre Eingangsnummer.",
        "Sie können den Antrag ein Jahr lang in ein Konto übernehmen und dort weitermachen. Dafür brauchen Sie "
        f"Eingangsnummer, Prüfcode und Ihr Geburtsdatum: {claim}",
    ]


def sent_context(submission: Submission, ticket: str = "") -> dict[str, Any]:
    """`ticket`: what the papers are asked for with in a browser without cookies."""
    return {
        "submission": submission,
        "ticket": ticket,
        "since": timezone.localdate(submission.submitted_at).replace(day=1),
    }


@login_not_required
@csrf_exempt
@never_cache
def sent(request: HttpRequest) -> HttpResponse:
    """GET shows it. POST lets this browser forget it, for devices that others use as well."""
    if request.method == "POST" and from_our_pages(request):
        messages.success(request, "Auf diesem Gerät ist von Ihrem Antrag nichts mehr zu sehen.")
        response: HttpResponse = redirect("web:start")
        keeping.forget(response)
        response["Clear-Site-Data"] = '"cache"'
        return response
    kept = keeping.kept_in(request)
    if kept is None:
        return render(request, "submissions/formless/gone.html", status=404)
    return render(request, "submissions/formless/sent.html", sent_context(kept[0]))


@login_not_required
@csrf_exempt  # changes nothing; POST is for browsers without cookies, with the ticket in the body
@never_cache
def receipt_pdf(request: HttpRequest) -> HttpResponse:
    """The receipt to keep."""
    if (kept := keeping.kept_in(request)) is None:
        return render(request, "submissions/formless/gone.html", status=404)
    verify = settings.BASE_URL.rstrip("/") + reverse("submissions:verify")
    number = kept[0].receipt_number
    return pdf_response(kept[0].receipt_pdf(verify, notes_for(kept[0])), f"Eingangsbestaetigung-{number}.pdf")


@login_not_required
@csrf_exempt
@never_cache
def application_pdf(request: HttpRequest) -> HttpResponse:
    """The application as it was sent."""
    if (kept := keeping.kept_in(request)) is None:
        return render(request, "submissions/formless/gone.html", status=404)
    try:
        return pdf_response(kept[0].application_pdf(), f"Antrag-{kept[0].receipt_number}.pdf")
    except FileNotFoundError:
        return render(request, "submissions/formless/gone.html", status=404)
