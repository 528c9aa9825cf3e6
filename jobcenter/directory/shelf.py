"""Finished pages and API answers as bytes: made once an edition, then only handed out."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

# Bytes of bodies a process: enough for every page and API answer there is (about 10 MB). Strange searches push
# each other out instead of eating the memory.
ROOM = 48 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Copy:
    """A body with its entity tag."""

    body: bytes
    etag: str


class Shelf:
    """The bodies by address."""

    def __init__(self, room: int = ROOM) -> None:
        self._copies: dict[str, Copy] = {}
        self._left = room
        self._putting = threading.Lock()

    def take(self, address: str, make: Callable[[], bytes]) -> Copy:
        """The copy for that address; `make` is asked the first time only."""
        copy = self._copies.get(address)
        if copy is None:
            body = make()
            copy = Copy(body, f'"{hashlib.sha256(body).hexdigest()[:20]}"')
            with self._putting:
                self._put(address, copy)
        return copy

    def _put(self, address: str, copy: Copy) -> None:
        if address in self._copies:
            return
        self._left -= len(copy.body)
        self._copies[address] = copy
        while self._left < 0:
            oldest = self._copies.pop(next(iter(self._copies)))
            self._left += len(oldest.body)


def handed_out(
    request: HttpRequest,
    copy: Copy,
    *,
    content_type: str = "text/html; charset=utf-8",
    keep: str = "public, max-age=300",
    status: int = 200,
) -> HttpResponse:
    """The response: the copy, or 304 for somebody who has it already. `keep` says who may keep it how long."""
    if copy.etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        response = HttpResponse(copy.body, content_type=content_type, status=status)
    response.headers["ETag"] = copy.etag
    response.headers["Cache-Control"] = keep
    return response
