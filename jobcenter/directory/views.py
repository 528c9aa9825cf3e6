"""Mein Jobcenter: public pages that know nothing about who is looking, handed out from memory."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from jobcenter.directory.entries import OFFICE_SEARCH, JobcenterInfo
from jobcenter.directory.finder import State
from jobcenter.directory.index import Directory, directory
from jobcenter.directory.models import Jobcenter
from jobcenter.directory.typed import read
from jobcenter.web.shelf import handed_out, rendered

_SEARCH = {"office_search": OFFICE_SEARCH}


@login_not_required
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The search, and what it found. Exactly one responsible Jobcenter: straight to its page."""
    known = directory()
    text = read(request.GET.get("q", "")).text
    if not text:
        return _search(request, known)
    answer = known.finder.find(text)
    if answer.state == State.FOUND:
        response = HttpResponseRedirect(reverse("local:jobcenter", args=[answer.options[0].jobcenter.provider_number]))
        response.headers["Cache-Control"] = "public, max-age=300"
        return response
    copy = known.shelf.take(
        f"q {text}", lambda: rendered(request, "directory/answer.html", {**_SEARCH, "answer": answer})
    )
    return handed_out(request, copy)


def _search(request: HttpRequest, known: Directory) -> HttpResponse:
    """The empty search, with the remembered Jobcenter first: the one page that looks at a cookie."""
    mine = Jobcenter.chosen_in(request.COOKIES)
    copy = known.shelf.take(
        f"search {mine.provider_number if mine else ''}",
        lambda: rendered(request, "directory/find.html", {"mine": mine}),
    )
    return handed_out(request, copy, keep="private, no-cache", vary="Accept-Encoding, Cookie")


@login_not_required
@require_safe
def other(request: HttpRequest, provider_number: str = "") -> HttpResponse:
    """ "Das ist nicht mein Jobcenter": how to find the right one."""
    known = directory()
    wrong = _named(known, provider_number) if provider_number else None
    neighbours = known.finder.neighbours(wrong) if wrong else ()
    copy = known.shelf.take(
        request.path,
        lambda: rendered(request, "directory/other.html", {**_SEARCH, "wrong": wrong, "neighbours": neighbours}),
    )
    return handed_out(request, copy)


@login_not_required
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Where the facts in the directory come from."""
    copy = directory().shelf.take(request.path, lambda: rendered(request, "directory/sources.html", {}))
    return handed_out(request, copy)


def _named(known: Directory, provider_number: str) -> JobcenterInfo:
    found = known.jobcenter(provider_number)
    if found is None:
        raise Http404
    return found
