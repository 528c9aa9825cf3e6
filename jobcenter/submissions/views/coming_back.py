"""What was typed and cannot be saved is not lost: a helper acts for nobody now, or the draft was sent meanwhile."""

from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from jobcenter.people.models import Representation, Scope, actor_of, may
from jobcenter.submissions.models import Draft
from jobcenter.submissions.views.own import needed_to_edit, sent_from
from jobcenter.web.surviving import texts_in, typed_in


def handed_back(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What was just typed in a draft that is not reached now, for whoever may edit it as soon as they act for its
    person again: to be sent once more from the page, or to be copied where the draft was sent meanwhile. Raises Http404
    for everybody else."""
    assert request.resolver_match is not None
    typed = typed_in(request, request.resolver_match.func)
    draft = Draft.objects.filter(pk=draft_id).first() if typed else None
    if draft is None:
        raise Http404
    held = Representation.objects.held_by(actor_of(request)).active()
    found = held.filter(represented=draft.person_id, scope__contains=needed_to_edit(draft)).first()
    if found is None:
        raise Http404
    if draft.submitted_at:
        return sent_meanwhile(request, draft, held=found)
    return render(request, "submissions/handed_back.html", {"held": found, "typed": typed}, status=403)


def sent_meanwhile(request: HttpRequest, draft: Draft, held: Representation | None = None) -> HttpResponse:
    """409: what was just typed in a draft that was sent meanwhile is not saved, and how it can be sent all the same.

    `held`: what allows who asks to act for its person, if they do not just now. Raises Http404 when the draft was
    deleted instead.
    """
    assert request.resolver_match is not None
    context = {
        "sent": sent_from(draft),
        "held": held,
        "may_look": held.covers(Scope.CASES) if held else may(request, Scope.CASES),
        "typed": texts_in(request, request.resolver_match.func),
    }
    return render(request, "submissions/sent_meanwhile.html", context, status=HTTPStatus.CONFLICT)
