"""Something from the database that this process keeps in memory and compares with the database now and then."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

CHECK_EVERY = 60.0  # seconds

Kept = TypeVar("Kept")


class Memory(Generic[Kept]):
    """`refresh` gets what is at hand (None at first) and returns what is true now, often the same object.

    It is asked at most once a minute; in between nobody waits and nothing is queried.
    """

    def __init__(self, refresh: Callable[[Kept | None], Kept]) -> None:
        self._refresh = refresh
        self._kept: Kept | None = None
        self._check_at = 0.0
        self._refreshing = threading.Lock()

    def get(self) -> Kept:
        """What is kept, at most a minute behind the database."""
        kept = self._kept
        if kept is not None and time.monotonic() < self._check_at:
            return kept
        # While one thread looks for something newer, the others keep working with what is at hand.
        if not self._refreshing.acquire(blocking=kept is None):
            assert kept is not None
            return kept
        try:
            self._kept = kept = self._refresh(self._kept)
            self._check_at = time.monotonic() + CHECK_EVERY
            return kept
        finally:
            self._refreshing.release()

    def look(self) -> None:
        """Compare with the database at the next question."""
        self._check_at = 0.0

    def forget(self) -> None:
        """Begin anew at the next question."""
        self._kept, self._check_at = None, 0.0
