"""Whose draft this is: everybody but its owner gets a 404."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from jobcenter.people.models import Person
from jobcenter.submissions.models import Draft


def person_of(request: HttpRequest) -> Person:
    """The person who is signed in."""
    person: Person = request.user.person  # type: ignore[union-attr]
    return person


def own_draft(request: HttpRequest, draft_id: UUID) -> Draft:
    """The draft, if it belongs to who asks; sent ones as well. Raises Http404."""
    person = person_of(request)
    found = Draft.objects.of(person).with_reach().filter(pk=draft_id).first()
    if found is None:
        raise Http404
    found.person = person
    return found


def to_receipt(draft: Draft) -> HttpResponse:
    """Where every address of a sent draft leads. Raises Http404 when it was deleted instead."""
    from jobcenter.submissions.models.submission import submission_of

    sent = submission_of(draft.pk)
    if sent is None:
        raise Http404
    return redirect("submissions:receipt", sent.receipt_number)
