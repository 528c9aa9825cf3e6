"""Resumable upload: the protocol tus 1.0.0 over HTTP, for the script of the card and for nobody else.

When all bytes are here the file is not part of a document yet: for that, its key is posted to the card (`cards.add`).

There is no CSRF token, because a program that carries on after days has none that still counts. In its place stand two
things that no form of another site can do: every request that changes something must have the header `Tus-Resumable`,
for which a browser asks first (a CORS preflight, never granted here), and the browser must not name another origin.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt

from jobcenter.documents.intake.refused import WORDS, Refused
from jobcenter.documents.limits import MAX_FILE
from jobcenter.documents.models import Closed, Collection, Moved, Upload
from jobcenter.documents.outbox import mark_on_page
from jobcenter.documents.tus import headers
from jobcenter.documents.tus.body import body
from jobcenter.documents.tus.checksum import ALGORITHMS
from jobcenter.documents.tus.problem import Problem
from jobcenter.documents.tus.target import target_of
from jobcenter.documents.views.owned import owned, theirs
from jobcenter.vault.streams import SEGMENT
from jobcenter.web.origin import from_our_pages
from jobcenter.web.programs import answers_with, speaks_http

_OFFERS = {
    "Tus-Version": headers.VERSION,
    "Tus-Extension": "creation,creation-with-upload,checksum,expiration,termination",
    "Tus-Max-Size": str(MAX_FILE),
    "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
}
_STATUS = {
    "too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "person_full": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "letter_full": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "too_many_uploads": HTTPStatus.TOO_MANY_REQUESTS,
    "too_many_pieces": HTTPStatus.BAD_REQUEST,
}
_View = Callable[..., HttpResponse]


def _tus(view: _View) -> Any:
    """A view that speaks tus: what goes wrong is told by status and a line of plain text."""

    @theirs
    @speaks_http
    @answers_with({"Tus-Resumable": headers.VERSION, "Cache-Control": "no-store"})
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if not from_our_pages(request):
                raise Problem(HTTPStatus.FORBIDDEN, "Not from another site.")
            return view(request, *args, **kwargs)
        except Problem as problem:
            return _plain(problem.status, problem.words)
        except Refused as refused:
            return _plain(_STATUS[refused.reason], refused.words)
        except Closed:
            return _plain(HTTPStatus.GONE, "Diese Unterlagen sind schon gesendet.")
        except (Http404, Collection.DoesNotExist):
            return _plain(HTTPStatus.NOT_FOUND, "There is nothing.")

    return answer


@_tus
def uploads(request: HttpRequest) -> HttpResponse:
    """OPTIONS: what is offered here. POST: a new upload, its first bytes with it if the sender likes."""
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=_OFFERS)
    if request.method != "POST":
        return _not_allowed("OPTIONS, POST")
    headers.check_version(request.headers)
    length = headers.number(request.headers, "Upload-Length")
    target = target_of(request.headers.get("Upload-Metadata", ""))
    held = _held(request, target.collection)
    begun = Upload.begin(held, slot=target.slot, filename=target.filename, metadata=target.metadata, length=length)
    if headers.brings_bytes(request.headers):
        try:
            _receive(request, begun, at=0)
        except Problem:
            begun.delete()  # its sender will never learn its address
            raise
    return _answer(HTTPStatus.CREATED, begun, Location=reverse("documents:upload", args=[begun.pk]))


def _held(request: HttpRequest, collection: UUID) -> Collection:
    """Raises Http404; Problem (403) when a page of somebody who was signed in before asks, for whom it is not gone."""
    try:
        return cast("Collection", owned(Collection, request, id=collection))
    except Http404:
        mark = request.headers.get("Outbox-Owner")
        if mark and mark != mark_on_page(request, collection):
            raise Problem(HTTPStatus.FORBIDDEN, "The page is older than the session.") from None
        raise


@_tus
def upload(request: HttpRequest, upload: UUID) -> HttpResponse:
    """HEAD: how far it is. PATCH: more bytes. DELETE: never mind. OPTIONS: what is offered here."""
    found = owned(Upload, request, id=upload)
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=_OFFERS)
    method = headers.method_of(request.method, request.headers)
    if method not in _METHODS:
        return _not_allowed("DELETE, HEAD, OPTIONS, PATCH")
    headers.check_version(request.headers)
    if found.expired:
        raise Problem(HTTPStatus.GONE, WORDS["gone"])
    return _METHODS[method](request, found)


def _state(request: HttpRequest, found: Upload) -> HttpResponse:
    given = {"Upload-Metadata": found.metadata} if found.metadata else {}
    return _answer(HTTPStatus.OK, found, **{"Upload-Length": str(found.length)}, **given)


def _more(request: HttpRequest, found: Upload) -> HttpResponse:
    if not headers.brings_bytes(request.headers):
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Content-Type must be {headers.BYTES}.")
    _receive(request, found, at=headers.number(request.headers, "Upload-Offset"))
    return _answer(HTTPStatus.NO_CONTENT, found)


def _end(request: HttpRequest, found: Upload) -> HttpResponse:
    found.delete()
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


_METHODS = {"HEAD": _state, "PATCH": _more, "DELETE": _end}


def _receive(request: HttpRequest, found: Upload, *, at: int) -> None:
    try:
        if at != found.offset:
            raise Moved
        found.receive(body(request, most=found.length - at, at_once=SEGMENT), at=at)
    except Moved as moved:
        raise Problem(HTTPStatus.CONFLICT, "The upload is not at this offset.") from moved
    except OSError as full:
        raise Problem(HTTPStatus.INSUFFICIENT_STORAGE, WORDS["not_stored"]) from full


def _answer(status: int, about: Upload, **more: str) -> HttpResponse:
    """An answer that says how far the upload is and until when it can be carried on."""
    said = {"Upload-Offset": str(about.offset), "Upload-Expires": http_date(about.expires_at.timestamp())}
    return HttpResponse(status=status, headers={**said, **more})


def _not_allowed(methods: str) -> HttpResponse:
    return HttpResponse(status=HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": methods})


def _plain(status: int, words: str) -> HttpResponse:
    version = {"Tus-Version": headers.VERSION} if status == HTTPStatus.PRECONDITION_FAILED else {}
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8", headers=version)
