"""Whose draft this is: everybody but its owner gets a 404."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from jobcenter.people.models import Scope, may, person_of
from jobcenter.questions.models import UnknownForm
from jobcenter.submissions.models import Draft, Overtaken

_RENEWED = (
    "Dieses Formular wurde inzwischen erneuert. Ihre Angaben sind noch da, soweit das neue Formular danach fragt. "
    "Bitte gehen Sie die Seiten noch einmal durch."
)


def own_draft(request: HttpRequest, draft_id: UUID, *, papers_only: bool = False) -> Draft:
    """The draft, if it belongs to who asks; sent ones as well. Raises Http404.

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


def may_correct(request: HttpRequest) -> bool:
    """Whether who asks may say something anew about what was sent: that shows what was said."""
    return may(request, Scope.APPLY) and may(request, Scope.CASES)


def _carry_over(request: HttpRequest, draft: Draft) -> None:
    """The form may have been replaced since. A form that is gone altogether can only be given up (Http404)."""
    try:
        if draft.carry_over():
            messages.info(request, _RENEWED)
    except UnknownForm as gone:
        raise Http404 from gone
    except Overtaken:
        draft.refresh_from_db()


def to_receipt(draft: Draft) -> HttpResponse:
    """Where every address of a sent draft leads. Raises Http404 when it was deleted instead."""
    from jobcenter.submissions.models.submission import submission_of

    sent = submission_of(draft.pk)
    if sent is None:
        raise Http404
    return redirect("submissions:receipt", sent.receipt_number)
