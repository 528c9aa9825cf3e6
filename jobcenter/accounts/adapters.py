"""How allauth behaves here: our words, our limits, our encryption."""

import base64
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from jobcenter.accounts import second_factor
from jobcenter.accounts.devices import device_words
from jobcenter.accounts.models import User
from jobcenter.accounts.resealing import PLACE
from jobcenter.vault.keyring import open_sealed, seal

_WAYS = {
    "reauthenticate": "Mit dem Passwort",
    "mfa_reauthenticate": "Mit einem Code",
    "mfa_reauthenticate:webauthn": "Mit einem Passkey",
}
_SET_UP_TIME = 30 * 60
_LIMITS = {"too_many_login_attempts", "rate_limited"}


class AccountAdapter(DefaultAccountAdapter):
    """Account with a user name; e-mail plays no part."""

    error_messages = {  # noqa: RUF012 (as allauth declares it)
        **DefaultAccountAdapter.error_messages,
        "enter_current_password": "Das ist nicht Ihr jetziges Passwort.",
        "incorrect_password": "Das Passwort stimmt nicht.",
        "username_password_mismatch": "Benutzername oder Passwort stimmt nicht.",
        "username_taken": "Diesen Benutzernamen gibt es schon. Bitte wählen Sie einen anderen.",
        "incorrect_code": "Der Code stimmt nicht.",
    }

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """The error to raise; when a limit is reached, raises the page that says how long to wait (429) instead."""
        if code in _LIMITS:
            raise ImmediateHttpResponse(respond_429(context.request))
        return super().validation_error(code, *args)

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Upper and lower case, and ways to type the same letter, make no difference."""
        return str(super().clean_username(User.normalize_username(username), shallow))

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """How somebody can show once more that it is them, in our words."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**method, "description": _WAYS.get(method["id"], method["description"])} for method in methods]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Before the first factor there is nothing to protect yet, and finding a code app takes its time."""
        request = context.request
        records = get_authentication_records(request, request.user)
        if not second_factor.shown(request) and any(time.time() - record["at"] < _SET_UP_TIME for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in, and note whether a second factor was shown on the way."""
        super().login(request, user)
        records = get_authentication_records(request, user)
        # Said anew at each sign-in: nothing from before, in this browser, may count for it.
        second_factor.forget(request)
        if any(record["method"] == "mfa" for record in records):
            second_factor.mark_shown(request)
        # Who has just come in has just proved who they are: no second question for the first minutes.
        method = records[-1]["method"] if records else "signup"
        record_authentication(request, user, method, reauthenticated=True)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Only what this app says itself: allauth's own notices are not in our words."""
        if kwargs.get("message"):
            super().add_message(request, level, *args, **kwargs)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """E-mail is never the channel."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Counts by account alone: with the host in the key, another port in the Host header were another counter."""
        return f"login:{User.normalize_username(credentials.get('username', ''))}"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: secrets sealed in the database, and one factor always stays."""

    error_messages = {  # noqa: RUF012 (as allauth declares it)
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Der Code stimmt nicht. Bitte versuchen Sie es noch einmal.",
        "cannot_delete_authenticator": "Das ist Ihr einziger zweiter Schritt. Richten Sie zuerst einen anderen ein.",
        "cannot_generate_recovery_codes": "Richten Sie zuerst eine Code-App oder einen Passkey ein.",
    }

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal(text.encode(), place=PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return open_sealed(base64.b64decode(encrypted_text), place=PLACE).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return any(other.pk != authenticator.pk for other in second_factor.factors_of(authenticator.user))

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:  # noqa: A002 (allauth's name)
        """A first name for a passkey: the device it is made on. The person can change it."""
        return device_words(context.request.META.get("HTTP_USER_AGENT", ""))

    def _get_site_name(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)
