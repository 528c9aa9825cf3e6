"""Whether this session has shown a second factor.

The answer is kept in the session, so that asking costs no query. It is set in three places only: at sign-in with a
factor, when the first factor has just been set up, and by the one-click sign-in of the demo.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from jobcenter.accounts.models import User

SESSION_KEY = "second_factor"
# Where the person was heading when the set-up came in between.
CONTINUE_TO = "continue_to"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

_View = TypeVar("_View", bound=Callable[..., Any])


def shown(request: HttpRequest) -> bool:
    """True once this session has shown a second factor."""
    return bool(request.session.get(SESSION_KEY))


def mark_shown(request: HttpRequest) -> None:
    """Open what is personal to this session."""
    request.session[SESSION_KEY] = True


def forget(request: HttpRequest) -> None:
    """Close what is personal to this session."""
    request.session.pop(SESSION_KEY, None)


def has_one(user: User) -> bool:
    """Whether the account has a second factor at all (one query)."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def factors_of(user: User) -> list[Authenticator]:
    """The account's authenticator app and passkeys, oldest first; recovery codes do not count."""
    return list(Authenticator.objects.filter(user=user, type__in=FACTORS).order_by("created_at"))


def not_yet_needed(view: _View) -> _View:
    """Mark a view as part of setting up: open to those who are signed in but have no second factor yet."""
    view.second_factor_required = False  # type: ignore[attr-defined]
    return view
