"""Signing in, and changing how one signs in, in the audit trail: that it happened and with what, never the secret."""

from typing import Any

from allauth.account.signals import password_changed, user_logged_in, user_signed_up
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import Signal

from jobcenter.accounts.models import User
from jobcenter.audit.models import Event

VERBS: dict[str, Signal] = {
    "account.opened": user_signed_up,
    "account.signed_in": user_logged_in,
    "account.password_changed": password_changed,
    "account.factor_added": authenticator_added,
    "account.factor_removed": authenticator_removed,
    "account.factor_failed": authentication_failed,
    "account.codes_renewed": authenticator_reset,
}


def watch() -> None:
    for verb, signal in VERBS.items():
        signal.connect(_recorder(verb), weak=False, dispatch_uid=f"accounts.trail.{verb}")


def _recorder(verb: str) -> Any:
    def record(sender: Any, user: User, authenticator: Any = None, **kwargs: Any) -> None:
        facts = {"factor": authenticator.type} if authenticator else {}
        Event.record(verb, actor=user.person, subject=user.person.id, **facts)

    return record
