"""Mein Jobcenter: public pages that know nothing about who is looking, handed out from memory."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from jobcenter.directory.entries import OFFICE_SEARCH, JobcenterInfo
from jobcenter.directory.finder import State
from jobcenter.directory.index import Directory, directory
from jobcenter.directory.models import Jobcenter
from jobcenter.directory.shelf import handed_out
from jobcenter.directory.typed import read


def _rendered(request: HttpRequest, template: str, **context: Any) -> bytes:
    """The page as anybody sees it: for a bare request, so that nobody's cookies or messages get on the shelf."""
    bare = HttpRequest()
    bare.method, bare.path, bare.path_info = "GET", request.path, request.path_info
    bare.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    bare.resolver_match = request.resolver_match
    return render_to_string(template, {"office_search": OFFICE_SEARCH, **context}, bare).encode()


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
        response = HttpResponseRedirect(
            reverse("directory:jobcenter", args=[answer.options[0].jobcenter.provider_number])
        )
        response.headers["Cache-Control"] = "public, max-age=300"
        return response
    copy = known.shelf.take(f"q {text}", lambda: _rendered(request, "directory/answer.html", answer=answer))
    return handed_out(request, copy)


def _search(request: HttpRequest, known: Directory) -> HttpResponse:
    """The empty search, with the remembered Jobcenter first: the one page that looks at a cookie."""
    mine = Jobcenter.chosen_in(request.COOKIES)
    copy = known.shelf.take(
        f"search {mine.provider_number if mine else ''}",
        lambda: _rendered(request, "directory/find.html", mine=mine),
    )
    return handed_out(request, copy, keep="private, no-cache", vary="Accept-Encoding, Cookie")


@login_not_required
@require_safe
def jobcenter(request: HttpRequest, provider_number: str) -> HttpResponse:
    """Everything known about one Jobcenter. A closed one leads to its successor."""
    known = directory()
    found = _named(known, provider_number)
    if found.provider_number != provider_number:
        return redirect("directory:jobcenter", found.provider_number)
    copy = known.shelf.take(
        request.path, lambda: _rendered(request, "directory/jobcenter.html", jobcenter=found, other=_other(found))
    )
    return handed_out(request, copy)


@login_not_required
@require_safe
def other(request: HttpRequest, provider_number: str = "") -> HttpResponse:
    """ "Das ist nicht mein Jobcenter": how to find the right one."""
    known = directory()
    wrong = _named(known, provider_number) if provider_number else None
    neighbours = known.finder.neighbours(wrong) if wrong else ()
    copy = known.shelf.take(
        request.path, lambda: _rendered(request, "directory/other.html", wrong=wrong, neighbours=neighbours)
    )
    return handed_out(request, copy)


@login_not_required
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Where the facts in the directory come from."""
    copy = directory().shelf.take(request.path, lambda: _rendered(request, "directory/sources.html"))
    return handed_out(request, copy)


def _named(known: Directory, provider_number: str) -> JobcenterInfo:
    found = known.jobcenter(provider_number)
    if found is None:
        raise Http404
    return found


def _other(found: JobcenterInfo) -> str:
    return reverse("directory:other_than", args=[found.provider_number])
