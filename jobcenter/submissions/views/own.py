"""Whose draft this is: everybody but its owner gets a 404."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from jobcenter.people.models import Scope, may, person_of
from jobcenter.questions.models import UnknownForm
from jobcenter.submissions.models import Draft, Overtaken, Submission
from jobcenter.submissions.models.submission import submission_of
from jobcenter.web.surviving import texts_in

_Named = ParamSpec("_Named")

_RENEWED = (
    "Dieses Formular wurde inzwischen erneuert. Ihre Angaben sind noch da, soweit das neue Formular danach fragt. "
    "Bitte gehen Sie die Seiten noch einmal durch."
)


def own_draft(request: HttpRequest, draft_id: UUID, *, papers_only: bool = False) -> Draft:
    """The draft, if it belongs to who asks; sent ones as well. Raises Http404, and UnknownForm where its form is gone.

    A supplement holds all that was sent: somebody who acts for another and may not see that gets it where there is
    nothing but papers to add (`papers_only`).
    """
    person = person_of(request)
    found = Draft.objects.of(person).with_reach().filter(pk=draft_id).first()
    if found is None or (found.case_id and not papers_only and not may(request, Scope.CASES)):
        raise Http404
    found.person = person
    if not found.submitted_at:
        _carry_over(request, found)
    return found


def form_may_be_gone(
    view: Callable[Concatenate[HttpRequest, _Named], HttpResponse],
) -> Callable[Concatenate[HttpRequest, _Named], HttpResponse]:
    """Around a view of a `draft`: where its form is gone, what can be done, with what was just typed."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: _Named.args, **kwargs: _Named.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except UnknownForm:
            found = Draft.objects.of(person_of(request)).get(pk=str(kwargs["draft"]))
            return form_is_gone(request, found.sent_before, draft=found, typed=texts_in(request, view))

    return answered


def form_is_gone(
    request: HttpRequest, sent: list[Submission], draft: Draft | None = None, typed: list[str] | None = None
) -> HttpResponse:
    """410: the form of a `draft`, or of what was `sent` in a case, is gone. What can be done, and what was `typed`."""
    last = draft or sent[-1]
    context = {
        "draft": draft,
        "elsewhere": draft.elsewhere if draft else [],
        "was_sent": bool(sent),
        "receipt_number": sent[0].receipt_number if sent and may(request, Scope.CASES) else "",
        "jobcenter_name": last.jobcenter_name,
        "provider_number": last.provider_number,
        "may_apply": may(request, Scope.APPLY),
        "typed": typed or [],
    }
    return render(request, "submissions/form_is_gone.html", context, status=HTTPStatus.GONE)


def may_correct(request: HttpRequest) -> bool:
    """Whether who asks may say something anew about what was sent: that shows what was said."""
    return may(request, Scope.APPLY) and may(request, Scope.CASES)


def needed_to_edit(draft: Draft) -> list[Scope]:
    """What must be allowed to change what the draft says: a supplement shows what was sent."""
    return [Scope.APPLY, Scope.CASES] if draft.case_id else [Scope.APPLY]


def may_edit(request: HttpRequest, draft: Draft) -> bool:
    """Whether who asks may change what the draft says; only who may can also give it up."""
    return all(may(request, scope) for scope in needed_to_edit(draft))


def _carry_over(request: HttpRequest, draft: Draft) -> None:
    """The form may have been replaced since. Raises UnknownForm when there is none any more."""
    try:
        if draft.carry_over():
            messages.info(request, _RENEWED)
    except Overtaken:
        draft.refresh_from_db()


def sent_from(draft: Draft) -> Submission:
    """What a sent draft became. Raises Http404 when it was deleted instead."""
    sent = submission_of(draft.pk)
    if sent is None:
        raise Http404
    return sent


def to_receipt(draft: Draft) -> HttpResponse:
    """Where every address of a sent draft leads. Raises Http404 when it was deleted instead."""
    return redirect("submissions:receipt", sent_from(draft).receipt_number)
