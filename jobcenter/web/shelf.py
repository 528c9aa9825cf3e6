"""Finished pages and API answers as bytes: made once while nothing changes, then only handed out."""

import gzip
import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

# Bytes of bodies a process: enough for every page and API answer there is (about 10 MB). Strange searches push
# each other out instead of eating the memory.
ROOM = 48 * 1024 * 1024
PUBLIC = "public, max-age=300"


@dataclass(frozen=True, slots=True)
class Copy:
    """A body as it is and packed for the way (gzip), with its entity tag; true `until` then, or for good."""

    body: bytes
    packed: bytes
    etag: str
    until: datetime | None = None

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed)

    @classmethod
    def of(cls, body: bytes) -> "Copy":
        return cls(body, gzip.compress(body, mtime=0), hashlib.sha256(body).hexdigest()[:20])


class Shelf:
    """The bodies by address."""

    def __init__(self, room: int = ROOM) -> None:
        self._copies: dict[str, Copy] = {}
        self._left = room
        self._putting = threading.Lock()

    def take(
        self, address: str, make: Callable[[], bytes], until: Callable[[], datetime | None] = lambda: None
    ) -> Copy:
        """The copy for that address; `make` is asked the first time only, and again when it is true no longer.

        `until`, asked just as rarely, says how long that is (aware; None: as long as this shelf is used).
        """
        copy = self._copies.get(address)
        if copy is None or (copy.until is not None and copy.until <= timezone.now()):
            copy = replace(Copy.of(make()), until=until())
            with self._putting:
                self._put(address, copy)
        return copy

    def _put(self, address: str, copy: Copy) -> None:
        if (before := self._copies.pop(address, None)) is not None:
            self._left += before.size
        self._left -= copy.size
        self._copies[address] = copy
        while self._left < 0:
            oldest = self._copies.pop(next(iter(self._copies)))
            self._left += oldest.size


def handed_out(
    request: HttpRequest,
    copy: Copy,
    *,
    content_type: str = "text/html; charset=utf-8",
    keep: str = PUBLIC,
    vary: str = "Accept-Encoding",
) -> HttpResponse:
    """The response: the copy, or 304 for somebody who has it already. `keep` says who may keep it how long.

    `vary` names the request headers it depends on; packed only when the encoding is among them. A copy that is true
    for a shorter time is kept no longer by anybody.
    """
    if keep == PUBLIC and copy.until is not None:
        keep = f"public, max-age={max(0, min(300, int((copy.until - timezone.now()).total_seconds())))}"
    # These bodies hold nothing secret, so packing them gives nothing away.
    packed = "Accept-Encoding" in vary and "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    if copy.etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        response = HttpResponse(copy.packed if packed else copy.body, content_type=content_type)
        if packed:
            response.headers["Content-Encoding"] = "gzip"
    response.headers["ETag"] = f'"{copy.etag}{"-gzip" if packed else ""}"'
    response.headers["Cache-Control"] = keep
    if vary:
        response.headers["Vary"] = vary
    return response


def rendered(request: HttpRequest, template: str, context: dict[str, Any]) -> bytes:
    """The page as anybody sees it: for a bare request, so that nobody's cookies or messages get on the shelf."""
    bare = HttpRequest()
    bare.method, bare.path, bare.path_info = "GET", request.path, request.path_info
    bare.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    bare.resolver_match = request.resolver_match
    return render_to_string(template, context, bare).encode()
