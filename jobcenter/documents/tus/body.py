"""The bytes of a request, read as they arrive: never as a whole, never more than was announced."""

from collections.abc import Callable, Iterator
from http import HTTPStatus

from django.http import HttpRequest

from jobcenter.documents.tus.checksum import Checksum
from jobcenter.documents.tus.problem import Problem


def body(request: HttpRequest, *, most: int, at_once: int) -> Iterator[bytes]:
    """The body in pieces of `at_once` bytes.

    When the connection breaks off, what arrived until then is all there is: the sender carries on from there. With a
    checksum, which speaks of the whole body, that ends in a mismatch. Raises Problem: 400 (Upload-Checksum), 413 for
    more than `most` bytes, 460.
    """
    header = request.headers.get("Upload-Checksum")
    checksum = Checksum(header) if header is not None else None
    if int(request.META.get("CONTENT_LENGTH") or 0) > most:
        raise _too_much()
    return _pieces(_reading(request), most, at_once, checksum)


def _pieces(read: Callable[[int], bytes], most: int, at_once: int, checksum: Checksum | None) -> Iterator[bytes]:
    while piece := _arrived(read, at_once):
        most -= len(piece)
        if most < 0:
            raise _too_much()
        if checksum:
            checksum.update(piece)
        yield piece
    if checksum:
        checksum.verify()


def _reading(request: HttpRequest) -> Callable[[int], bytes]:
    """Django reads as far as Content-Length; a body without one ends where the server says so."""
    if "CONTENT_LENGTH" not in request.META and request.META.get("wsgi.input_terminated"):
        read: Callable[[int], bytes] = request.META["wsgi.input"].read
        return read
    return request.read


def _arrived(read: Callable[[int], bytes], size: int) -> bytes:
    try:
        return read(size)
    except OSError:  # broken off
        return b""


def _too_much() -> Problem:
    return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "More bytes than announced.")
