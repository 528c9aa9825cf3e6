"""The public machine API: which rooms take part, and how it says what went wrong."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import ValidationError

from jobcenter.web.api_problems import ApiProblem

api = NinjaAPI(
    title="Jobcenter-App",
    version="1.0.0",
    description="Alle Jobcenter in Deutschland: zuständig für eine Postleitzahl, oder mit ihrer Nummer.",
    docs_url=None,
    urls_namespace="api",
)
api.add_router("/jobcenters", "jobcenter.directory.api.router")
api.add_router("/jobcenters", "jobcenter.local.api.router")


@api.exception_handler(ApiProblem)
def _problem(request: HttpRequest, problem: ApiProblem) -> HttpResponse:
    return problem.response(request)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    names = ", ".join(sorted({str(part["loc"][-1]) for part in error.errors}))
    detail = f"Diese Angaben fehlen oder passen nicht: {names}."
    return ApiProblem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", "Ungültige Anfrage", detail).response(request)


def _public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open to everybody, and a wrong method is a problem like any other."""

    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        problem = ApiProblem(
            HTTPStatus.METHOD_NOT_ALLOWED, "method", "Methode nicht erlaubt", f"Erlaubt: {response['Allow']}."
        ).response(request)
        problem.headers["Allow"] = response["Allow"]
        return problem

    return answer


@login_not_required
def _nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    detail = "Unter dieser Adresse gibt es nichts. Die Beschreibung steht in /api/v1/openapi.json."
    return ApiProblem(HTTPStatus.NOT_FOUND, "address", "Nicht gefunden", detail).response(request)


def _patterns() -> list[URLPattern]:
    """Ninja's addresses, open to everybody, and a problem for every other one below them."""
    patterns = [
        path(str(pattern.pattern), _public(pattern.callback), name=pattern.name)
        for pattern in api.urls[0]
        if isinstance(pattern, URLPattern) and pattern.name != "api-root"
    ]
    return [*patterns, path("", _nothing_here, name="api-root"), path("<path:rest>", _nothing_here)]


urls = (_patterns(), *api.urls[1:])
