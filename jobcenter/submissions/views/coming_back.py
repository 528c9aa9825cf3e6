"""A helper was signed out while typing for somebody, signed in again and is now themselves: the typing is not lost."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from jobcenter.people.models import Representation, Scope, actor_of
from jobcenter.submissions.models import Draft
from jobcenter.web.surviving import typed_in


def handed_back(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What was just typed in a draft that is not reached now, for whoever may edit it as soon as they act for its
    person again: to be sent once more from the page. Raises Http404 for everybody else."""
    assert request.resolver_match is not None
    typed = typed_in(request, request.resolver_match.func)
    draft = Draft.objects.filter(pk=draft_id).first() if typed else None
    if draft is None:
        raise Http404
    needed = [Scope.APPLY, Scope.CASES] if draft.case_id else [Scope.APPLY]
    held = Representation.objects.held_by(actor_of(request)).active()
    found = held.filter(represented=draft.person_id, scope__contains=needed).first()
    if found is None:
        raise Http404
    return render(request, "submissions/handed_back.html", {"held": found, "typed": typed}, status=403)
