"""Several people press in the same moment, against the real database."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Does all of them at the same time, each with a connection of its own.

    Returns, in the order of the acts, what each returned or the exception it raised. The test must not run inside a
    transaction.
    """
    start = Barrier(len(acts))
    outcomes: list[Any] = [None] * len(acts)

    def do(nth: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            outcomes[nth] = act()
        except Exception as error:
            outcomes[nth] = error
        finally:
            connection.close()

    threads = [Thread(target=do, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    return outcomes
