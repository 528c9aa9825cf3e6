"""What each Jobcenter has published, in the memory of this process: loaded when first asked for, and again when the
database says that it has changed."""

import itertools
import threading
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import structlog
from django.db import DatabaseError
from django.utils import timezone

from jobcenter.delivery.models import Connection
from jobcenter.directory.models import JobcenterInfo, jobcenter_named
from jobcenter.local.board import Board
from jobcenter.local.models import Revision
from jobcenter.web.memory import Memory
from jobcenter.web.shelf import Shelf

log = structlog.get_logger()
_serials = itertools.count(1)


@dataclass
class Boards:
    """The boards as of these revisions and this day, and the pages made from them."""

    day: date
    revisions: dict[str, datetime]
    connected: frozenset[str]  # Jobcenters that take applications from here
    shelf: Shelf = field(default_factory=Shelf)
    _boards: dict[str, Board] = field(default_factory=dict)
    _loading: threading.Lock = field(default_factory=threading.Lock)

    def of(self, jobcenter: JobcenterInfo) -> Board:
        """The board of that Jobcenter. A handful of queries the first time, none afterwards."""
        if board := self._at_hand(jobcenter):
            return board
        number = jobcenter.provider_number
        bare = Board(jobcenter, self.day, self.revisions.get(number), connected=number in self.connected)
        try:
            with self._loading:
                if board := self._at_hand(jobcenter):  # somebody else has just loaded it
                    return board
                board = self._boards[number] = replace(bare.loaded(), serial=next(_serials))
                return board
        except DatabaseError:
            # Better a page without content than none; its pages have addresses of their own (serial 0).
            log.warning("board.not_loaded")
            return bare

    def _at_hand(self, jobcenter: JobcenterInfo) -> Board | None:
        board = self._boards.get(jobcenter.provider_number)
        return board if board is not None and board.jobcenter is jobcenter else None

    def carried_over(self, revisions: dict[str, datetime], connected: frozenset[str]) -> "Boards":
        """The same boards without those that have changed. Pages of changed boards have other addresses."""
        same = {
            number: board
            for number, board in self._boards.items()
            if board.revision == revisions.get(number) and board.connected == (number in connected)
        }
        return Boards(self.day, revisions, connected, self.shelf, same)


def _refreshed(known: Boards | None) -> Boards:
    day = timezone.localdate()
    try:
        revisions, connected = Revision.all(), frozenset(Connection.numbers())
    except DatabaseError:
        # What was read once stays readable while the database is away.
        log.warning("boards.not_checked")
        return known or Boards(day, {}, frozenset())
    if known is None or known.day != day:
        return Boards(day, revisions, connected)
    if (known.revisions, known.connected) == (revisions, connected):
        return known
    return known.carried_over(revisions, connected)


memory = Memory(_refreshed)


def board_of(provider_number: str) -> Board | None:
    """The board of the Jobcenter with that number, its successor's if it is closed; None when there is none."""
    jobcenter = jobcenter_named(provider_number)
    return memory.get().of(jobcenter) if jobcenter else None
