"""Finished pages and API answers as bytes: made once an edition, then only handed out."""

import gzip
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
    """A body as it is and packed for the way (gzip), with its entity tag."""

    body: bytes
    packed: bytes
    etag: str

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

    def take(self, address: str, make: Callable[[], bytes]) -> Copy:
        """The copy for that address; `make` is asked the first time only."""
        copy = self._copies.get(address)
        if copy is None:
            copy = Copy.of(make())
            with self._putting:
                self._put(address, copy)
        return copy

    def _put(self, address: str, copy: Copy) -> None:
        if address in self._copies:
            return
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
    keep: str = "public, max-age=300",
    vary: str = "Accept-Encoding",
) -> HttpResponse:
    """The response: the copy, or 304 for somebody who has it already. `keep` says who may keep it how long.

    `vary` names the request headers it depends on; packed only when the encoding is among them.
    """
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
