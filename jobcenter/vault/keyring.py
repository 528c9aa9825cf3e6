"""AES-256-GCM with a rotating key: the newest key seals, every known key opens.

A sealed blob is: version (1 byte) · key id (4 bytes) · nonce (12 bytes) · ciphertext with tag.
"""

import base64
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_VERSION = b"\x01"
_HEADER = 1 + 4 + 12
OVERHEAD = _HEADER + 16  # what a blob is longer than what was sealed


class Unreadable(Exception):
    """The blob was changed, belongs to another place, or its key is not known here."""


@cache
def _keys(configured: tuple[str, ...]) -> dict[bytes, AESGCM]:
    pairs = (entry.strip().split(":", 1) for entry in configured)
    return {bytes.fromhex(kid): AESGCM(base64.urlsafe_b64decode(key)) for kid, key in pairs}


def seal(data: bytes, *, place: str) -> bytes:
    """Encrypt `data`; only `open_sealed` with the same `place` (a field's or a file's name) reads it back."""
    return b"".join(seal_in_two(data, place=place))


def seal_in_two(data: bytes, *, place: str) -> tuple[bytes, bytes]:
    """What `seal` gives, as head and body: whoever writes a lot of data needs no copy that joins them."""
    kid, key = next(iter(_keys(tuple(settings.AT_REST_KEYS)).items()))
    nonce = os.urandom(12)
    return _VERSION + kid + nonce, key.encrypt(nonce, data, place.encode())


def open_sealed(blob: bytes, *, place: str) -> bytes:
    """The bytes that `seal` was given. Raises Unreadable."""
    kid, nonce = blob[1:5], blob[5:_HEADER]
    try:
        if blob[:1] != _VERSION:
            raise ValueError("unknown version")
        return _keys(tuple(settings.AT_REST_KEYS))[kid].decrypt(nonce, blob[_HEADER:], place.encode())
    except (KeyError, InvalidTag, ValueError) as error:
        raise Unreadable(place) from error


def sealed_by_newest(blob: bytes) -> bool:
    """Whether the blob needs no sealing anew after a key rotation."""
    return blob[1:5] == next(iter(_keys(tuple(settings.AT_REST_KEYS))))
