"""A brake on guessing that keeps no address: counts live in this process, under a key that dies with it."""

import hashlib
import secrets
import time
from collections import OrderedDict

from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest

_KEY = secrets.token_bytes(32)
_REMEMBERED = 10_000


class Throttle:
    """At most `limit` counted attempts from one network address within `seconds`."""

    def __init__(self, *, limit: int, seconds: float) -> None:
        self.limit, self.seconds = limit, seconds
        self._counted: OrderedDict[bytes, tuple[float, int]] = OrderedDict()

    def count(self, request: HttpRequest) -> None:
        """One more attempt."""
        who = self._who(request)
        since, number = self._recent(who)
        self._counted[who] = (since, number + 1)
        self._counted.move_to_end(who)
        while len(self._counted) > _REMEMBERED:
            self._counted.popitem(last=False)

    def exceeded(self, request: HttpRequest) -> bool:
        """Whether it is enough for now."""
        return self._recent(self._who(request))[1] >= self.limit

    def _recent(self, who: bytes) -> tuple[float, int]:
        since, number = self._counted.get(who, (time.monotonic(), 0))
        return (since, number) if time.monotonic() - since < self.seconds else (time.monotonic(), 0)

    @staticmethod
    def _who(request: HttpRequest) -> bytes:
        # Believes X-Forwarded-For as far as JOBCENTER_PROXIES says; of IPv6 a whole /64, which one customer gets.
        return hashlib.blake2b(get_ip(request).encode(), key=_KEY, digest_size=16).digest()
