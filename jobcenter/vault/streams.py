"""Files that are sealed while they arrive and opened while they are read, never whole in memory.

A stream is: version (1 byte), then segments, then an empty segment that says that this is all. Each segment is the
length of what follows (4 bytes) and a blob of the keyring, sealed for its number in just this stream: segments cannot
be changed, swapped, left out or carried over to another stream, and a stream that breaks off cannot be read.
"""

import io
import struct
import uuid
from collections.abc import Callable, Iterable, Iterator

from django.core.files.base import File
from django.core.files.storage import default_storage

from jobcenter.vault.keyring import OVERHEAD, Unreadable, open_sealed, seal_in_two, sealed_by_newest

SEGMENT = 256 * 1024  # of plain text; larger ones do not stay in the processor's cache and cost more
_VERSION = b"\x02"  # a blob of the keyring begins with another one
_LENGTH = struct.Struct(">I")


def pour(data: Iterable[bytes], *, folder: str) -> tuple[str, int]:
    """Store what comes out of `data`, in pieces of at most SEGMENT; returns its name and how many bytes it was.

    Whatever `data` raises comes through, and then nothing is kept. Raises OSError when the disk is full.
    """
    name = f"{folder}/{uuid.uuid4().hex}"
    poured = _Poured(data, name)
    stored = default_storage.save(name, poured)
    if stored != name:
        raise OSError(f"storage renamed {folder} file")
    return name, poured.taken


def draw(name: str) -> Iterator[bytes]:
    """What was poured, piece by piece. Raises FileNotFoundError, and Unreadable as soon as something is wrong."""
    with default_storage.open(name) as file:
        yield from _opened(file.read, name)


def is_stream(stored: bytes) -> bool:
    """Whether these stored bytes are a stream."""
    return stored[:1] == _VERSION


def is_by_newest(stored: bytes) -> bool:
    """Whether the stream needs no sealing anew after a key rotation."""
    return sealed_by_newest(stored[len(_VERSION) + _LENGTH.size :])


def sealed_anew(stored: bytes, *, name: str) -> bytes:
    """The stored stream, sealed by the newest key. Raises Unreadable."""
    return b"".join(_sealed(_opened(io.BytesIO(stored).read, name), name))


class _Poured(File):  # type: ignore[type-arg]
    """What Django's storages take. Its chunks are made while they are asked for; `taken` counts what went in."""

    def __init__(self, data: Iterable[bytes], name: str) -> None:
        super().__init__(None, name)
        self.taken = 0
        self._chunks = _sealed(self._counted(data), name)
        self._rest = b""

    def _counted(self, data: Iterable[bytes]) -> Iterator[bytes]:
        for piece in data:
            self.taken += len(piece)
            yield piece

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        return self._chunks

    def read(self, size: int = -1) -> bytes:
        """For storages that read instead."""
        parts, have = [self._rest], len(self._rest)
        while (size < 0 or have < size) and (part := next(self._chunks, None)) is not None:
            parts.append(part)
            have += len(part)
        joined = b"".join(parts)
        cut = have if size < 0 else size
        self._rest = joined[cut:]
        return joined[:cut]

    def seek(self, position: int, whence: int = 0) -> int:
        """Only to the beginning, before anything was read: storages like to make sure."""
        if position or whence or self.taken:
            raise OSError("a stream flows one way")
        return 0


def _sealed(data: Iterable[bytes], name: str) -> Iterator[bytes]:
    """The stored bytes, in parts."""
    yield _VERSION
    number = -1
    for number, piece in enumerate(filter(None, data)):
        yield from _segment(piece, name, number)
    yield from _segment(b"", name, number + 1)


def _segment(piece: bytes, name: str, number: int) -> Iterator[bytes]:
    head, body = seal_in_two(piece, place=f"{name} {number}")
    yield _LENGTH.pack(len(head) + len(body)) + head
    yield body


def _opened(read: Callable[[int], bytes], name: str) -> Iterator[bytes]:
    """The pieces that were sealed. Raises Unreadable when anything is changed, missing or too much."""
    if read(len(_VERSION)) != _VERSION:
        raise Unreadable(name)
    number = 0
    while True:
        frame = read(_LENGTH.size)
        length = _LENGTH.unpack(frame)[0] if len(frame) == _LENGTH.size else 0
        if not 0 < length <= SEGMENT + OVERHEAD:
            raise Unreadable(name)
        piece = open_sealed(read(length), place=f"{name} {number}")
        if not piece:
            break
        yield piece
        number += 1
    if read(1):
        raise Unreadable(name)
