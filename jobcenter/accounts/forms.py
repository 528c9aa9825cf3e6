"""allauth's forms with our labels, hints and classes."""

from typing import Any, ClassVar

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, SetPasswordForm, SignupForm
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorAgainForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn.forms import (
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
    SignupWebAuthnForm,
)
from django import forms
from django.conf import settings
from django.core.cache import cache

from jobcenter.accounts.models import User
from jobcenter.web.forms import Plain

_GOOD_PASSWORD = "Mindestens 10 Zeichen. Gut sind drei oder vier Wörter hintereinander, die nicht zusammengehören."  # noqa: S105


class SignIn(Plain, LoginForm):
    words: ClassVar = {"login": ("Benutzername", ""), "password": ("Passwort", "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")

    def clean_login(self) -> str:
        return User.normalize_username(self.cleaned_data["login"])


class SignUp(Plain, SignupForm):  # type: ignore[misc]
    words: ClassVar = {
        "username": (
            "Benutzername",
            "Denken Sie sich einen Namen aus, zum Beispiel „sonnenblume27“. Mindestens 3 Zeichen, ohne Leerzeichen. "
            "Bitte nicht Ihren echten Namen.",
        ),
        "password1": ("Passwort", _GOOD_PASSWORD),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        username = self.fields["username"]
        username.error_messages["min_length"] = "Der Benutzername braucht mindestens 3 Zeichen."
        username.widget.attrs.update(autocapitalize="none", spellcheck="false")


class PasswordAgain(Plain, ReauthenticateForm):
    words: ClassVar = {"password": ("Passwort", "")}


class NewPassword(Plain, ChangePasswordForm):
    words: ClassVar = {
        "oldpassword": ("Jetziges Passwort", ""),
        "password1": ("Neues Passwort", _GOOD_PASSWORD),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]

    def clean(self) -> dict[str, Any]:
        return forms.Form.clean(self) or {}


class FirstPassword(Plain, SetPasswordForm):
    words: ClassVar = {"password1": ("Passwort", _GOOD_PASSWORD), "password2": ("Passwort wiederholen", "")}


class _OneTimeCode(Plain):
    """A code from the app opens once: allauth forgets it after 30 seconds, we as late as it is accepted."""

    words: ClassVar = {"code": ("Code", "6 Ziffern aus Ihrer Code-App oder ein Notfallcode mit 8 Ziffern.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self)

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        lifetime = settings.MFA_TOTP_PERIOD * (2 * settings.MFA_TOTP_TOLERANCE + 1)
        used = f"accounts.code:{self.user.pk}:{normalize_user_code(code)}"  # type: ignore[attr-defined]
        if not cache.add(used, "", lifetime):
            raise get_adapter().validation_error("incorrect_code")
        return code


class Code(_OneTimeCode, AuthenticateForm):
    pass


class CodeAgain(_OneTimeCode, SecondFactorAgainForm):
    pass


class _KnownPasskey(forms.Form):
    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc,no-any-return]
        except forms.ValidationError as error:
            raise forms.ValidationError(
                "Dieser Passkey passt zu keinem Konto. Vielleicht haben Sie ihn hier schon entfernt?", code="passkey"
            ) from error


class Passkey(_KnownPasskey, AuthenticateWebAuthnForm):
    pass


class PasskeyAgain(_KnownPasskey, ReauthenticateWebAuthnForm):
    pass


class PasskeyAlone(_KnownPasskey, LoginWebAuthnForm):
    pass


class FirstCode(Plain, ActivateTOTPForm):
    words: ClassVar = {"code": ("Code aus der App", "6 Ziffern. Alle 30 Sekunden kommt ein neuer Code.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        shown_before = context.request.session.get(SECRET_SESSION_KEY)
        super().__init__(*args, **kwargs)
        if shown_before and not self.is_bound:
            # The key stays the same when the page is opened again: somebody may just have typed it into the app.
            self.secret = context.request.session[SECRET_SESSION_KEY] = shown_before
        _as_code(self)

    @property
    def secret_in_groups(self) -> list[str]:
        """The key in groups of four, to read and type."""
        return [self.secret[start : start + 4] for start in range(0, len(self.secret), 4)]


class NewPasskey(Plain, SignupWebAuthnForm):
    """Always a passkey that can sign in alone: kept by the device, opened by fingerprint, face or PIN."""

    words: ClassVar = {"name": ("Name für diesen Passkey", "Damit Sie ihn in der Liste erkennen.")}


class PasskeyName(Plain, EditWebAuthnForm):
    words: ClassVar = {"name": ("Name", "Zum Beispiel „Mein Handy“.")}


def _as_code(form: forms.Form) -> None:
    """Digits on the phone's keyboard; letters stay possible for those who paste."""
    form.fields["code"].widget.attrs.update(inputmode="numeric", autocomplete="one-time-code", spellcheck="false")
