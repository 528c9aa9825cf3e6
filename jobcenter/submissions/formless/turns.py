"""When it is whose turn. Nobody is refused: who comes in a crowd gets a later turn, and that is kept to.

Two things decide: how many came from the same network just now, and how many were sent altogether in the last hour.
Who brings no proof of work (no JavaScript) waits sooner. Counts live in this process and keep no address.
"""

import time
from collections import OrderedDict, deque
from threading import Lock

from django.db import transaction
from django.http import HttpRequest

from jobcenter.delivery.alarms import alarm
from jobcenter.submissions.formless.ticket import TYPING, Ticket
from jobcenter.submissions.throttle import REMEMBERED, network_of

# More than all who have reason to, and less than what drowns the Jobcenters.
AN_HOUR = 600
_LONGEST = 600
_FLOOD = (
    "Antrag sichern: ungewöhnlich viele formlose Anträge in einer Stunde. Wer jetzt sendet, wartet etwas. "
    "Bitte prüfen, ob es Menschen sind (docs/threat-model.md)."
)


class Queue:
    """Of each network `at_once` go straight through, after that one every `seconds`, in the order of their coming."""

    def __init__(self, *, at_once: int, seconds: float) -> None:
        self.at_once, self.seconds = at_once, seconds
        self._free_at: OrderedDict[bytes, float] = OrderedDict()
        self._lock = Lock()

    def turn(self, network: bytes, now: float) -> float:
        """The moment from which this one may pass. Each asking takes a place of its own."""
        with self._lock:
            free_at = max(self._free_at.pop(network, now), now)
            self._free_at[network] = free_at + self.seconds
            if len(self._free_at) > REMEMBERED:
                self._free_at.popitem(last=False)
        return max(now, free_at - (self.at_once - 1) * self.seconds)


class LastHour:
    """How much was sent, and how long that makes everybody wait."""

    def __init__(self, most: int = AN_HOUR) -> None:
        self.most = most
        self._sent: deque[float] = deque(maxlen=3 * most)
        self._lock = Lock()

    def note(self, now: float) -> None:
        """One more was sent; an operator hears of it when it is too much."""
        with self._lock:
            self._sent.append(now)
        if self.delay(now):
            # Whatever becomes of the alarm: what was sent is sent.
            transaction.on_commit(lambda: alarm("formless.flood", "formless", _FLOOD), robust=True)

    def delay(self, now: float) -> float:
        """Nothing as long as it is an ordinary hour; then from a few seconds up to ten minutes at twice as much."""
        with self._lock:
            while self._sent and self._sent[0] <= now - 3600:
                self._sent.popleft()
            over = len(self._sent) - self.most
        return min(_LONGEST, 10 + _LONGEST * over / self.most) if over >= 0 else 0


class Turns:
    """Everything together."""

    def __init__(self) -> None:
        self.with_proof = Queue(at_once=20, seconds=30)
        self.without = Queue(at_once=4, seconds=60)
        self.last_hour = LastHour()

    def of(self, request: HttpRequest, ticket: Ticket, *, proved: bool) -> float:
        """From when on this ticket goes through: a moment that may be past, or that the person is told."""
        if ticket.turn_at:
            return ticket.turn_at
        now = time.time()
        queue = self.with_proof if proved else self.without
        turn = max(queue.turn(network_of(request), now), now + self.last_hour.delay(now))
        return turn if proved else max(turn, ticket.issued_at + TYPING)


turns = Turns()
