"""Finished pages and API answers as bytes: made once an edition, then only handed out."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

# At most this many bodies a process; strange searches push each other out, never eat the memory.
ROOM = 4096


@dataclass(frozen=True, slots=True)
class Copy:
    """A body with its entity tag."""

    body: bytes
    etag: str


class Shelf:
    """The bodies by address."""

    def __init__(self) -> None:
        self._copies: dict[str, Copy] = {}

    def take(self, address: str, make: Callable[[], bytes]) -> Copy:
        """The copy for that address; `make` is asked the first time only."""
        copy = self._copies.get(address)
        if copy is None:
            body = make()
            copy = Copy(body, f'"{hashlib.sha256(body).hexdigest()[:20]}"')
            if len(self._copies) >= ROOM:
                self._copies.pop(next(iter(self._copies), ""), None)
            self._copies[address] = copy
        return copy


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
