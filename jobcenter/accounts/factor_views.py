"""allauth's pages of the second factor, made stricter or plainer where ours differ."""

import json
from typing import Any

from allauth.mfa.adapter import get_adapter as second_factors
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy

from jobcenter.accounts import second_factor
from jobcenter.accounts.models import SignedInRequest


class SecondStep(AuthenticateView):
    """After the password: a code, or a passkey if the account has one."""

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        for message in form.errors.get("credential", []):
            messages.error(self.request, str(message))
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        has_passkey = context["js_data"]["request_options"]["publicKey"].get("allowCredentials")
        return {**context, "passkey_options": json.dumps(context["js_data"]) if has_passkey else ""}


class AddPasskey(AddWebAuthnView):
    """A new passkey: always one that signs in alone, always opened by fingerprint, face or PIN."""

    request: SignedInRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = {"creation_options": webauthn.begin_registration(self.request.user, passwordless=True)}
        return {**context, "passkey_options": json.dumps(options)}


class ConfirmWithPasskey(ReauthenticateWebAuthnView):
    """Shows again who is there, before something important changes."""

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        for message in form.errors.get("credential", []):
            messages.error(self.request, str(message))
        return redirect(self.request.get_full_path())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "passkey_options": json.dumps(context["js_data"])}


class RemovePasskey(RemoveWebAuthnView):
    """Takes a passkey away, but never the last second factor."""

    success_url = reverse_lazy("account")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        passkey = self.get_queryset().filter(pk=kwargs["pk"]).first()  # type: ignore[no-untyped-call]
        if passkey and not second_factors().can_delete_authenticator(passkey):
            messages.error(request, second_factors().error_messages["cannot_delete_authenticator"])
            return redirect("account")
        return super().dispatch(request, *args, **kwargs)


class RecoveryCodes(ViewRecoveryCodesView):
    """The codes to print; right after set-up the way goes on to where the person was heading."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "is_set_up": second_factor.CONTINUE_TO in self.request.session}
