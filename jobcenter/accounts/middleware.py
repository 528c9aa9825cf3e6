"""Fail closed: every view asks for sign-in and a second factor unless it is marked with `login_not_required`."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user, logout
from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from jobcenter.accounts import second_factor
from jobcenter.people.models import guests_of, still_here
from jobcenter.web.surviving import typed_in


class UserMiddleware(AuthenticationMiddleware):
    """`request.user` from the session that was read anyway; Django's own way where that does not settle it."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _account_of(request))  # type: ignore[assignment]


def _account_of(request: Any) -> Any:
    if not hasattr(request, "_cached_user"):
        account = request.session.signed_in_account(settings.AUTHENTICATION_BACKENDS)
        request._cached_user = account or get_user(request)
    return request._cached_user


class SignedInMiddleware(LoginRequiredMiddleware):
    """Sign-in and a second factor for everything not marked as public; no browser stores what was personal."""

    def __call__(self, request: HttpRequest) -> Any:
        response: Any = super().__call__(request)
        for name, value in getattr(request, "answers_with", {}).items():
            response.setdefault(name, value)
        if getattr(request, "is_personal", False) and "Cache-Control" not in response:
            add_never_cache_headers(response)
        return response

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        request.is_personal = True  # type: ignore[attr-defined]
        request.answers_with = getattr(view_func, "answers_with", {})  # type: ignore[attr-defined]
        response = self._hold_back(request, view_func, view_args, view_kwargs)
        if response and getattr(view_func, "open_to_guests", False) and guests_of(request):
            request.as_guest = True  # type: ignore[attr-defined]
            still_here(request)
            return None
        if response and getattr(view_func, "speaks_http", False):
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        return response

    def _hold_back(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Where to go first; None when this session is signed in with a second factor."""
        if response := super().process_view(request, view_func, view_args, view_kwargs):
            if typed := typed_in(request, view_func):
                return render(request, "accounts/signed_out.html", {"typed": typed}, status=403)
            return response
        if second_factor.shown(request):
            return None
        if second_factor.has_one(request.user):  # type: ignore[arg-type]
            # Signed in before the factor was there: a password alone must not open, nor change, what it protects.
            logout(request)
            return redirect_to_login(request.get_full_path())
        if getattr(view_func, "second_factor_required", True):
            if request.method == "GET":
                request.session[second_factor.CONTINUE_TO] = request.get_full_path()
            return redirect("second_factor")
        return None
