"""The link in a letter: the id of a request (122 random bits), followed by a signature that only we can make.

The signature is looked at before any query: guessing reaches no database, and learns nothing from how long an answer
takes. It is also why the id alone is worth nothing: whoever reads the table, the audit trail or an address of the desk
cannot make the link from it, so no further secret need be stored. Codes are written in Crockford's alphabet (see
`jobcenter.web.spoken`), so that somebody without a camera can type them, and a QR code holds them in its compact mode.
"""

import hmac
from hashlib import sha256
from itertools import chain
from uuid import UUID

from django.conf import settings
from django.utils.encoding import force_bytes

from jobcenter.web.spoken import ALPHABET, plain

_SALT = b"submissions.requested.link"
_ID, _SIGNATURE = 16, 10  # bytes: of the id, and of its HMAC
_LENGTH = 42  # characters of five bits each, for 208 bits
_VALUE = {character: value for value, character in enumerate(ALPHABET)}


def code_of(request: UUID) -> str:
    """The code of a request: what stands in the address, in capitals."""
    return _written(request.bytes + _signature(request, settings.SECRET_KEY))


def request_named(code: str) -> UUID | None:
    """The id of the request that a code is for; None for anything we have not signed. No query, never raises."""
    known = _read(code)
    if known is None:
        return None
    request, given = UUID(bytes=known[:_ID]), known[_ID:]
    keys = chain([settings.SECRET_KEY], settings.SECRET_KEY_FALLBACKS)
    return request if any(hmac.compare_digest(given, _signature(request, key)) for key in keys) else None


def _signature(request: UUID, key: str | bytes) -> bytes:
    own = hmac.digest(force_bytes(key), _SALT, sha256)
    return hmac.digest(own, request.bytes, sha256)[:_SIGNATURE]


def _written(data: bytes) -> str:
    number = int.from_bytes(data) << (5 * _LENGTH - 8 * len(data))
    return "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))


def _read(code: str) -> bytes | None:
    # A code is a few characters longer than what `plain` keeps, so both halves are tidied.
    tidy = plain(code[:30]) + plain(code[30:60]) if len(code) <= 60 else ""
    if len(tidy) != _LENGTH or not set(tidy) <= set(ALPHABET):
        return None
    number = 0
    for character in tidy:
        number = number << 5 | _VALUE[character]
    spare = 5 * _LENGTH - 8 * (_ID + _SIGNATURE)
    return (number >> spare).to_bytes(_ID + _SIGNATURE) if number % (1 << spare) == 0 else None
