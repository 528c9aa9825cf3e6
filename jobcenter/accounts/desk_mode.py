"""Desk mode (Beratungsplatz): on a device that belongs to nobody present, nothing of anybody stays.

A cookie of the browser session says so; it names nobody. Each sign-in under it ends after ten minutes without activity.
Signing out, in whatever way, empties the browser. While it is on, no service worker is installed (`web/offline.py`), no
answer is stored, forms are not filled in by the browser, and papers open instead of being saved.
"""

import re
import time
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers

from jobcenter.web.surviving import typed_in

SESSION_KEY = "desk_mode"  # when this sign-in was last active, in seconds
IDLE = 10 * 60
WARNING = 2 * 60
_NOTED_EVERY = 30  # seconds: not every request writes

# "cookies" would empty those of the whole domain, of other services of the same authority as well.
_EVERYTHING = '"cache", "storage"'
_STAYS = {settings.DESK_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME, "messages"}
_AUTOCOMPLETE = re.compile(rb'(<(?:input|select|textarea|form)\b[^>]*?) autocomplete="[^"]*"')
_FORM = re.compile(rb"<form\b(?![^>]* autocomplete=)")


def is_on(request: HttpRequest) -> bool:
    """Whether this browser is a desk."""
    return bool(request.COOKIES.get(settings.DESK_COOKIE_NAME))


def switch_on(request: HttpRequest, response: HttpResponse) -> None:
    """From now until the browser is closed; what it had kept before goes."""
    secure = settings.SESSION_COOKIE_SECURE
    # Scripts read it, too: pages that are the same for everybody cannot say it.
    response.set_cookie(settings.DESK_COOKIE_NAME, "1", secure=secure, samesite="Lax")
    response["Clear-Site-Data"] = _EVERYTHING


def switch_off(request: HttpRequest, response: HttpResponse) -> None:
    """A device of one's own, from now on."""
    _forget(response, settings.DESK_COOKIE_NAME)
    request.session.pop(SESSION_KEY, None)


def empty(request: HttpRequest, response: HttpResponseBase) -> None:
    """Let the browser forget everything of whoever was here; that it is a desk stays."""
    response["Clear-Site-Data"] = _EVERYTHING
    for name in set(request.COOKIES) - _STAYS:
        _forget(response, name)


class DeskModeMiddleware:
    """Behind sign-in: ends what nobody looks after, and keeps every answer of a desk out of the browser's memory."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_on(request):
            return self.get_response(request)
        request.META.pop("HTTP_ACCEPT_ENCODING", None)  # what comes packed could not be changed any more
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if was_signed_in and not request.user.is_authenticated:
            empty(request, response)
        _kept_nowhere(response)
        for cookie in response.cookies.values():
            cookie["path"] = "/"  # so that we hear of it, and can take it back
            if cookie["max-age"]:  # gone with the browser, whatever it is for
                cookie["max-age"] = cookie["expires"] = ""
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(request, "is_personal", False) or not request.user.is_authenticated:
            return None
        active = request.session.get(SESSION_KEY)
        if active is None and not is_on(request):
            return None
        now = int(time.time())
        if active is not None and now - active > IDLE:
            return _over(request, view)
        if active is None or now - active >= _NOTED_EVERY:
            request.session[SESSION_KEY] = now
        return None


def _over(request: HttpRequest, view: Callable[..., HttpResponseBase]) -> HttpResponse:
    typed = typed_in(request, view)
    get_adapter(request).logout(request)
    if typed:  # somebody is here, and slow: what stands on their screen comes back to them
        return render(request, "accounts/signed_out.html", {"typed": typed}, status=403)
    return redirect("desk_mode_free")


def _kept_nowhere(response: HttpResponseBase) -> None:
    patch_vary_headers(response, ["Cookie"])
    kind = response.get("Content-Type", "")
    if not isinstance(response, HttpResponse):
        return
    if kind.startswith("text/html"):
        response["Cache-Control"] = "no-store, private"
        page = _AUTOCOMPLETE.sub(rb'\1 autocomplete="off"', response.content)
        response.content = _FORM.sub(b'<form autocomplete="off"', page)
    elif response.get("Content-Disposition", "").startswith("attachment"):
        # Opened, not put into a folder where the next person finds it. A sandbox would not let a PDF be shown.
        response["Content-Disposition"] = response["Content-Disposition"].replace("attachment", "inline", 1)
        response["Cache-Control"] = "no-store, private"
        if "sandbox" in response.get("Content-Security-Policy", ""):
            response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"


def _forget(response: HttpResponseBase, name: str) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, max_age=0, expires="Thu, 01 Jan 1970 00:00:00 GMT", secure=secure, samesite="Lax")
