"""From a request to a finished page: which board, in which language, with which filters, from the shelf."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from jobcenter.local import boards
from jobcenter.local.board import Board, Glance
from jobcenter.local.languages import WRITTEN
from jobcenter.web.shelf import handed_out, rendered

Context = dict[str, Any]


def board_or_404(provider_number: str) -> Board:
    board = boards.board_of(provider_number)
    if board is None:
        raise Http404
    return board


def page(
    request: HttpRequest,
    provider_number: str,
    template: str,
    context: Callable[[Glance], Context] = lambda glance: {},
    *,
    wanted: str = "",
) -> HttpResponse:
    """The page of a Jobcenter, made once and kept until something on it changes. A closed one leads to its successor.

    `wanted`: what was asked for beside the language, in one spelling, when the page depends on it.
    """
    board = board_or_404(provider_number)
    now, language = timezone.now(), _language(request)
    if board.jobcenter.provider_number != provider_number:
        return _successor(request, board.jobcenter.provider_number)

    def make() -> bytes:
        glance = board.at(now)
        return rendered(
            request,
            template,
            {
                "glance": glance,
                "jobcenter": board.jobcenter,
                "language": language,
                "languages": {code: WRITTEN[code] for code in WRITTEN if code in board.languages},
                **context(glance),
            },
        )

    address = f"{request.path} {language} {wanted} {board.serial}"
    return handed_out(request, boards.memory.get().shelf.take(address, make, lambda: board.at(now).true_until))


def _language(request: HttpRequest) -> str:
    wanted = request.GET.get("sprache", "")
    return wanted if wanted in WRITTEN else "de"


def _successor(request: HttpRequest, provider_number: str) -> HttpResponse:
    """The same page of the Jobcenter that took over, where it has one."""
    match = request.resolver_match
    assert match is not None
    kwargs = {**match.kwargs, "provider_number": provider_number}
    return HttpResponseRedirect(reverse(match.view_name, kwargs=kwargs))
