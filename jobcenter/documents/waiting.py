"""Waiting for a slow phone, the scanner or a conversion must not keep what others need: connections and threads."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection

from jobcenter.documents.intake.refused import Refused
from jobcenter.documents.limits import MAX_AT_ONCE

_busy: Counter[UUID] = Counter()
_counting = threading.Lock()


def let_go_of_database() -> None:
    """Give the connection back to the pool; the next query takes one again. Inside a transaction nothing happens."""
    if not connection.in_atomic_block:
        connection.close()


@contextmanager
def one_of_a_few(person: UUID) -> Iterator[None]:
    """While this person's files are checked. Raises Refused (busy): nobody occupies all threads of a process."""
    with _counting:
        if _busy[person] >= MAX_AT_ONCE:
            raise Refused("busy")
        _busy[person] += 1
    try:
        yield
    finally:
        with _counting:
            _busy[person] -= 1
            if not _busy[person]:
                del _busy[person]
