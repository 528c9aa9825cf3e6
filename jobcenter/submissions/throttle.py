"""A brake on guessing that keeps no address: counts live in this process, under a key that dies with it."""

import hashlib
import secrets
import time
from collections import OrderedDict

from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest

_KEY = secrets.token_bytes(32)
REMEMBERED = 10_000


class Throttle:
    """At most `limit` counted attempts within `seconds`, from one network or (given as text) at one thing."""

    def __init__(self, *, limit: int, seconds: float) -> None:
        self.limit, self.seconds = limit, seconds
        self._counted: OrderedDict[bytes, tuple[float, int]] = OrderedDict()

    def count(self, whose: HttpRequest | str) -> None:
        """One more attempt."""
        who = _named(whose)
        since, number = self._recent(who)
        self._counted[who] = (since, number + 1)
        self._counted.move_to_end(who)
        while len(self._counted) > REMEMBERED:
            self._counted.popitem(last=False)

    def exceeded(self, whose: HttpRequest | str) -> bool:
        """Whether it is enough for now."""
        return self._recent(_named(whose))[1] >= self.limit

    def _recent(self, who: bytes) -> tuple[float, int]:
        since, number = self._counted.get(who, (time.monotonic(), 0))
        return (since, number) if time.monotonic() - since < self.seconds else (time.monotonic(), 0)


def network_of(request: HttpRequest) -> bytes:
    """Where a request comes from, as a name that nobody can read and that is another one tomorrow."""
    # Believes X-Forwarded-For as far as JOBCENTER_PROXIES says; of IPv6 a whole /64, which one customer gets.
    return _hashed(get_ip(request))


def _named(whose: HttpRequest | str) -> bytes:
    return _hashed(f"thing {whose}") if isinstance(whose, str) else network_of(whose)


def _hashed(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), key=_KEY, digest_size=16).digest()
