"""Mein Bereich: what is begun, what is sent, how far it is, and whose turn it is."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from jobcenter.cases.models import Case
from jobcenter.submissions.models import Draft


def home(request: HttpRequest) -> HttpResponse:
    """Drafts to go on with, and cases with their state."""
    person = request.user.person  # type: ignore[union-attr]
    context = {
        "drafts": list(Draft.objects.of(person).open()),
        "cases": list(Case.objects.of(person).with_state()),
    }
    return render(request, "cases/home.html", context)


def case(request: HttpRequest, case: UUID) -> HttpResponse:
    """One case with everything that happened."""
    person = request.user.person  # type: ignore[union-attr]
    found = get_object_or_404(Case.objects.of(person).with_state().select_related("submission"), pk=case)
    return render(request, "cases/case.html", {"case": found, "timeline": found.timeline()})
