"""The ticket of a page: signed, good for an hour, and the name of what becomes of it.

Its id is the id of the draft, so whatever comes with the same ticket is the same application: a double tap, a reload,
two tabs, the way back. Whoever holds it is the browser that asked for the page; nothing is kept for it here.
"""

import time
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Self
from uuid import UUID, uuid4

from django.core.signing import BadSignature, Signer

GOOD_FOR = 60 * 60
# How old a page is at least when somebody has filled it in by hand.
TYPING = 5
_signer = Signer(salt="submissions.formless.ticket")


@dataclass(frozen=True)
class Ticket:
    """`turn_at` is a promise: from then on it goes through, whatever is going on. 0: nothing was promised."""

    id: UUID = field(default_factory=uuid4)
    issued_at: int = field(default_factory=lambda: int(time.time()))
    turn_at: int = 0

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The ticket that was handed back, also one whose hour is over; None for anything that is not ours."""
        try:
            named, issued_at, turn_at = _signer.unsign(text[:200]).split(".")
            return cls(UUID(named), int(issued_at), int(turn_at))
        except (BadSignature, ValueError):
            return None

    def __str__(self) -> str:
        return _signer.sign(f"{self.id.hex}.{self.issued_at}.{self.turn_at}")

    @property
    def good(self) -> bool:
        """Whether its time is not over."""
        return time.time() < max(self.issued_at, self.turn_at) + GOOD_FOR

    def renewed(self) -> Self:
        """The same once more. What was typed meanwhile need not be waited for again; a promise is not carried over."""
        return replace(self, issued_at=int(time.time()) - TYPING, turn_at=0)

    def promised(self, turn_at: float) -> Self:
        """The same with the promise that its turn comes then."""
        return replace(self, turn_at=ceil(turn_at))
