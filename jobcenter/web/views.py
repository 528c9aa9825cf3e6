"""The start page, the pages about the app, and the pages for when something went wrong."""

import sys
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.generic import TemplateView

from jobcenter.web.problems import CSRF, PROBLEMS, Problem


@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    """Where everybody begins: find the Jobcenter, or go to one's own area."""
    return render(request, "web/start.html")


class About(TemplateView):
    """A page about the app that is the same for everybody: `about("web/privacy.html")`."""


def about(template: str) -> Callable[..., HttpResponseBase]:
    """A public view that shows `template`."""
    view: Callable[..., HttpResponseBase] = login_not_required(About.as_view(template_name=template))
    return view


@login_not_required
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may find the public pages only."""
    closed = (
        "/konto/",
        "/mein-bereich/",
        "/antrag/",
        "/unterlagen/",
        "/eingang/",
        "/betrieb/",
        "/redaktion/",
        "/nachreichen/",
    )
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@login_not_required
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116); 404 until the operator has named an address."""
    if not settings.OPERATOR.email:
        return not_found(request)
    expires = timezone.now().replace(microsecond=0) + timedelta(days=180)
    lines = [
        f"Contact: mailto:{settings.OPERATOR.email}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: de, en",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def problem(request: HttpRequest, status: int, what: Problem | None = None) -> HttpResponse:
    """The error page for `status`, in the app's design."""
    return render(request, "web/error.html", {"problem": what or PROBLEMS[status]}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(request, 413 if isinstance(exception, RequestDataTooBig | TooManyFilesSent) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Instead of Django's technical page: nothing was taken over, and how to go on."""
    return problem(request, 403, CSRF)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(request, 404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Too many attempts; django-allauth calls this as `handler429`."""
    return problem(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault. Needs no database, session or context processor, because one of them may be the reason."""
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status = 503 if away else 500
    response = HttpResponse(render_to_string("web/broken.html", {"problem": PROBLEMS[status]}), status=status)
    if away:
        response["Retry-After"] = "60"
    return response
