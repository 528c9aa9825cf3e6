"""People without an account whose documents a browser may put together, because it was given a link for just that.

The session names them, each with the moment until which it may. Only views that say so, with `open_to_guests`, let in
somebody who is not signed in; they ask `holders_of` whose documents the request may see and change.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.auth import SESSION_KEY as SIGNED_IN
from django.http import HttpRequest
from django.utils import timezone

from jobcenter.people.models.acting import person_of
from jobcenter.people.models.person import Person

SESSION_KEY = "guests"
IDLE_KEY = "guests_idle"
_MOST = 5  # letters that somebody has open in one browser
_View = TypeVar("_View", bound=Callable[..., Any])


def open_to_guests(view: _View) -> _View:
    """Mark a view that asks `holders_of`: whoever has a link to one collection may open it without an account."""
    view.open_to_guests = True  # type: ignore[attr-defined]
    return view


def let_in(request: HttpRequest, person: Person, until: datetime, *, idle: timedelta | None = None) -> None:
    """From now on this browser may put together the documents of `person`, who has no account. Raises ValueError.

    `idle`: on a device where somebody else comes next, until nobody has done anything for so long (see `still_here`).
    The session gets another key, so that whoever knew it before is not let in as well. Somebody who is signed in got
    theirs when they signed in, and the list of their devices goes by it.
    """
    if person.user_id is not None:
        raise ValueError("a person with an account has no guests")
    if str(person.pk) not in _noted(request) and SIGNED_IN not in request.session:
        request.session.cycle_key()
    others = {key: end for key, end in _noted(request).items() if key != str(person.pk)}
    kept = list(others.items())[-(_MOST - 1) :]
    request.session[SESSION_KEY] = dict([*kept, (str(person.pk), until.timestamp())])
    if idle:
        request.session[IDLE_KEY] = idle.total_seconds()


def let_out(request: HttpRequest, person: Person) -> None:
    """What was to be done is done, or must not be done any more."""
    request.session[SESSION_KEY] = {key: end for key, end in _noted(request).items() if key != str(person.pk)}


def still_here(request: HttpRequest) -> None:
    """Somebody adds documents: where it counts for how long nobody does, it counts from now. Noted once a minute."""
    idle, now = request.session.get(IDLE_KEY), timezone.now().timestamp()
    if not idle:
        return
    later = {key: now + idle for key, end in _noted(request).items() if now < end < now + idle - 60}
    if later:
        request.session[SESSION_KEY] = {**_noted(request), **later}


def guests_of(request: HttpRequest) -> list[UUID]:
    """The keys of the people whose documents this browser may put together just now."""
    now = timezone.now().timestamp()
    return [UUID(key) for key, end in _noted(request).items() if end > now]


def holders_of(request: HttpRequest) -> list[UUID]:
    """The keys of everybody whose documents this request may see and change.

    Raises PermissionDenied as `person_of` does.
    """
    if getattr(request, "as_guest", False):
        return guests_of(request)
    return [person_of(request).pk, *guests_of(request)]


def _noted(request: HttpRequest) -> dict[str, float]:
    noted = request.session.get(SESSION_KEY)
    return noted if isinstance(noted, dict) else {}
