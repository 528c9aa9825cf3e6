"""Mein Bereich: what is begun, what is sent, how far it is, and whose turn it is."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from jobcenter.cases.destinations import Destinations
from jobcenter.cases.models import Case, Step
from jobcenter.cases.wording import SENT_AGAIN
from jobcenter.people.models import OFFERED, Scope, for_others, may, person_of, sent_by_words
from jobcenter.submissions.models import Draft, Renewal, Submission


@for_others(*OFFERED)
def home(request: HttpRequest) -> HttpResponse:
    """What is to be done, drafts to go on with, and cases with their state; for another, as far as they allow it."""
    person = person_of(request)
    may_apply, may_look = may(request, Scope.APPLY), may(request, Scope.CASES)
    may_add = may(request, Scope.APPLY, Scope.DOCUMENTS)
    drafts = list(Draft.objects.of(person).open()) if may_add else []
    cases = list(Case.objects.of(person).with_state().prefetch_related(Submission.at_a_glance()))
    for one in cases:
        one.lacking = any(sent.lacks_something for sent in one.sent[-1:])
    context = {
        "renewal": Renewal.of(person) if may_apply else None,
        "renewal_draft": next((one for one in drafts if one.form_id == Renewal.FORM and not one.case_id), None),
        "drafts": drafts,
        "cases": cases if may_look or may_add else [],
        "may_apply": may_apply,
        "may_look": may_look,
        "may_add": may_add and bool(drafts or cases),
    }
    return render(request, "cases/home.html", context)


@for_others(Scope.APPLY, Scope.DOCUMENTS)
def papers(request: HttpRequest) -> HttpResponse:
    """ "Unterlagen senden": everything that a paper can be handed in for."""
    may_look = may(request, Scope.CASES)
    context = {
        "destinations": Destinations.of(person_of(request), may_look=may_look),
        "may_apply": may(request, Scope.APPLY),
        "may_look": may_look,
    }
    return render(request, "cases/papers.html", context)


@for_others(Scope.CASES)
def case(request: HttpRequest, case: UUID) -> HttpResponse:
    """One case with everything that happened."""
    person = person_of(request)
    found = get_object_or_404(Case.objects.of(person).with_state(), pk=case)
    submissions = list(Submission.objects.in_case(found))
    found.lacking = any(one.lacks_something for one in submissions[-1:])
    for one in submissions:
        one.sent_by_words = sent_by_words(request, one.sent_by_id, one.receipt_number)
    later = [Step(one.submitted_at, SENT_AGAIN.title, _said(one, SENT_AGAIN.text)) for one in submissions[1:]]
    timeline = found.timeline(later)
    if submissions:
        timeline[0] = replace(timeline[0], text=_said(submissions[0], timeline[0].text))
    context = {
        "case": found,
        "title": submissions[0].title if submissions else found.title,
        "timeline": timeline,
        "submissions": submissions,
        "latest": submissions[-1] if submissions else None,
        "may_add": may(request, Scope.APPLY, Scope.DOCUMENTS),
        "may_correct": may(request, Scope.APPLY),
    }
    return render(request, "cases/case.html", context)


def _said(submission: Submission, text: str) -> str:
    """The text of a step, with who sent it if it was somebody else than the reader."""
    return f"{submission.sent_by_words}. {text}" if submission.sent_by_words else text
