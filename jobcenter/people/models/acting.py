"""Whose matters a request is about, and who sits at the device.

Somebody who may act for another chooses for whom; the session remembers it. `ActingMiddleware` looks at every personal
request: it asks the database whether the representation still holds, and lets through only views that say, with
`for_others`, what they need. Whatever says nothing is one's own and not to be reached for anybody else.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from jobcenter.people.models.acts import Act, note, sender_of
from jobcenter.people.models.person import Person
from jobcenter.people.models.representation import Representation
from jobcenter.people.roles import Scope

SESSION_KEY = "acting_for"
_View = TypeVar("_View", bound=Callable[..., Any])


def for_others(*scopes: Scope, act: Act | None = None) -> Callable[[_View], _View]:
    """Mark a view as open to somebody who acts for another and has one of these scopes.

    `act` is written down for the represented one whenever a POST to it went well.
    """

    def mark(view: _View) -> _View:
        view.acting_scopes, view.acting_act = scopes, act  # type: ignore[attr-defined]
        return view

    return mark


def also_while_acting(view: _View) -> _View:
    """Mark a view that shows nothing of the represented one and is needed while acting: signing out, changing back."""
    view.also_while_acting = True  # type: ignore[attr-defined]
    return view


def actor_of(request: HttpRequest) -> Person:
    """The person who is signed in and does it. Behind the sign-in only."""
    person: Person = request.user.person  # type: ignore[union-attr]
    return person


def acting(request: HttpRequest) -> Representation | None:
    """Under which representation this request acts, checked by the middleware; None: for oneself."""
    return getattr(request, "representation", None)


def person_of(request: HttpRequest) -> Person:
    """The person whose drafts, documents and cases this request may see and change. Behind the sign-in only.

    Raises PermissionDenied when the session acts for somebody and nobody has checked whether this view is covered.
    """
    representation = acting(request)
    if representation is None and SESSION_KEY not in request.session:
        return actor_of(request)
    if representation is None or not getattr(request, "acting_covered", False):
        raise PermissionDenied
    return representation.represented


def may(request: HttpRequest, *scopes: Scope) -> bool:
    """Whether the request may do any of these: always for oneself, for another as far as they allow it."""
    representation = acting(request)
    return representation is None or representation.covers(*scopes)


def begin_acting(request: HttpRequest, representation: Representation) -> None:
    """From the next request on. Pages that are still open from before lose their token, so nothing they send counts."""
    request.session[SESSION_KEY] = str(representation.pk)
    rotate_token(request)
    note(representation, Act.LOOKED)


def stop_acting(request: HttpRequest) -> None:
    """Back to oneself; pages that are open from before lose their token."""
    if request.session.pop(SESSION_KEY, None):
        rotate_token(request)


def sent_by_words(request: HttpRequest, sent_by: UUID | None, receipt_number: str) -> str:
    """Who sent it, for whoever reads: "Gesendet von Ben Probe für Sie". "" for what one sent for oneself."""
    person, actor, representation = person_of(request), actor_of(request), acting(request)
    if sent_by is None and (name := sender_of(receipt_number, person)):
        sender = name
    elif sent_by in (None, person.pk):
        return f"Gesendet von {representation.represented_name}" if representation else ""
    elif sent_by == actor.pk:
        sender = "Ihnen"
    else:
        sender = _name_of(request, person, sent_by)
    return f"Gesendet von {sender} für {representation.represented_name if representation else 'Sie'}"


def _name_of(request: HttpRequest, person: Person, helper: UUID) -> str:
    """As this helper calls themselves; asked once a request, however much they sent."""
    known: dict[UUID, str] = request.__dict__.setdefault("helpers_named", {})
    if helper not in known:
        held = Representation.objects.filter(represented=person, representative=helper).order_by("-made_at").first()
        known[helper] = held.name if held else "jemand anderem"
    return known[helper]
