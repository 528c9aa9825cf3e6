"""The account's own pages; the forms of sign-in and factors are allauth's (see urls.py)."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.views import LogoutView
from allauth.mfa.models import Authenticator
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from jobcenter.accounts import second_factor
from jobcenter.accounts.devices import device_words, sign_ins_of
from jobcenter.accounts.models import SignedInRequest, User
from jobcenter.audit.models import Event


def overview(request: SignedInRequest) -> HttpResponse:
    """Konto: what I sign in with, where I am signed in, what the app knows of me."""
    factors = Authenticator.objects.filter(user=request.user).order_by("created_at")
    by_type: dict[str, list[Authenticator]] = {kind: [] for kind in Authenticator.Type.values}
    for factor in factors:
        by_type[factor.type].append(factor)
    codes = by_type["recovery_codes"]
    return render(
        request,
        "accounts/overview.html",
        {
            "totp": by_type["totp"],
            "passkeys": by_type["webauthn"],
            "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else 0,
            "sessions": sign_ins_of(request.user).count(),
            "facts": request.user.person.facts(),
        },
    )


@second_factor.not_yet_needed
def choose_second_factor(request: SignedInRequest) -> HttpResponse:
    """After sign-up: passkey or code app. Nothing personal is shown before one of them is there."""
    if second_factor.shown(request):
        return redirect("account")
    return render(request, "accounts/second_factor.html")


def set_up_done(request: SignedInRequest) -> HttpResponse:
    """The recovery codes are kept: on to where the person was heading before the set-up."""
    return redirect(request.session.pop(second_factor.CONTINUE_TO, settings.LOGIN_REDIRECT_URL))


@login_not_required
def forgotten(request: HttpRequest) -> HttpResponse:
    """What helps when the password or the second factor is lost."""
    return render(request, "accounts/forgotten.html")


class SignOut(LogoutView):
    """Sign-out, after which the browser forgets the pages it kept."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'  # on a desk the middleware says more
        return response


def devices(request: SignedInRequest) -> HttpResponse:
    """Where this account is signed in."""
    rows = [
        {
            "id": session.pk,
            "device": device_words(session.user_agent),
            "since": session.created_at,
            "is_this": session.session_key == request.session.session_key,
        }
        for session in sign_ins_of(request.user)
    ]
    return render(request, "accounts/devices.html", {"rows": rows})


@require_POST
def sign_out_device(request: SignedInRequest, session: int) -> HttpResponse:
    """End one sign-in, at once; it may be this one."""
    end_sessions(request, [get_object_or_404(UserSession, pk=session, user=request.user)])
    if not request.user.is_authenticated:
        return redirect("account_login")
    messages.success(request, "Das Gerät ist abgemeldet.")
    return redirect("usersessions_list")


@require_POST
def sign_out_everywhere(request: SignedInRequest) -> HttpResponse:
    """End every sign-in of this account, this one included."""
    end_sessions(request, list(UserSession.objects.filter(user=request.user)))
    messages.success(request, "Sie sind auf allen Geräten abgemeldet.")
    return redirect("account_login")


@reauthentication_required
def delete_account(request: SignedInRequest) -> HttpResponse:
    """Remove the account and everything the app keeps for the person; what was handed over stays with the Jobcenter."""
    if request.method == "POST":
        user = User.objects.select_related("person").get(pk=request.user.pk)
        Event.record("account.deleted", actor=user.person, subject=user.person.id)
        logout(request)
        user.shred()
        messages.success(request, "Ihr Konto ist gelöscht.")
        return redirect("web:start")
    return render(request, "accounts/delete.html")
