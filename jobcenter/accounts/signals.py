"""What follows from a change of factors or password."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models.signals import pre_save
from django.http import HttpRequest

from jobcenter.accounts import second_factor
from jobcenter.accounts.models import User


def watch() -> None:
    password_changed.connect(new_password, dispatch_uid="accounts.new_password")
    pre_save.connect(keep_no_address, sender=UserSession, dispatch_uid="accounts.keep_no_address")
    authenticator_added.connect(factor_added, dispatch_uid="accounts.factor_added")


def factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """The first factor opens this session, and ends all others: they were opened with a password alone."""
    if authenticator.type not in second_factor.FACTORS or second_factor.shown(request):
        return
    second_factor.mark_shown(request)
    request.session.setdefault(second_factor.CONTINUE_TO, settings.LOGIN_REDIRECT_URL)
    record_authentication(request, user, "mfa", type=authenticator.type, reauthenticated=True)
    end_other_sessions(request, user)


def new_password(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Whoever knew the old password is out, on every device."""
    end_other_sessions(request, user)


def keep_no_address(instance: UserSession, **kwargs: Any) -> None:
    """The list of devices shows no place, so the address of the device is not kept (allauth requires a value)."""
    instance.ip = "0.0.0.0"  # noqa: S104 (says "none", listens nowhere)
