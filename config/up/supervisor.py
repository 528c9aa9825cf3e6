"""Keeps a handful of processes running: restarts what dies, stops everything in order."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, Self

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
_STOP_SECONDS = 10
_FALSE_START_SECONDS = 3


class KeptRunning(Protocol):
    """Something that can be asked to be running."""

    def keep_running(self) -> bool: ...


@dataclass
class Process:
    """One program with its log."""

    name: str
    command: list[str]
    popen: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    again_at: float = 0.0
    false_starts: int = 0
    log: IO[bytes] | None = field(default=None, repr=False)

    def start(self, logs: Path) -> None:
        self.log = self.log or (logs / f"{self.name}.log").open("ab")
        self.popen = subprocess.Popen(  # noqa: S603 (our own commands)
            self.command,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 (this process has no threads)
        )
        self.started = time.monotonic()
        self.again_at = 0.0

    def revive(self, logs: Path) -> None:
        """Start it if it is not running; one that cannot start is tried again, but not a hundred times a second."""
        now = time.monotonic()
        if self.popen is None:
            self.start(logs)
        elif self.popen.poll() is not None:
            if not self.again_at:
                self._end_family()
                self.false_starts = self.false_starts + 1 if now - self.started < _FALSE_START_SECONDS else 0
                self.again_at = now + min(10, 0.25 * 2**self.false_starts)
            if now >= self.again_at:
                self.start(logs)

    def stop(self) -> None:
        if self.popen is None:
            return
        if self.popen.poll() is None:
            self.popen.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.popen.wait(_STOP_SECONDS)
        self._end_family()
        self.popen.wait()

    def _end_family(self) -> None:
        """End whatever is left of the program: the children of a killed web server would keep its port and old code."""
        if self.popen:
            with suppress(ProcessLookupError):
                os.killpg(self.popen.pid, signal.SIGKILL)


class Supervisor:
    """Use as a context manager: leaving it stops every process, the first one first."""

    def __init__(self, processes: list[Process], *, database: KeptRunning, logs: Path) -> None:
        self.processes = processes
        self.database = database
        self.logs = logs

    def __enter__(self) -> Self:
        self.logs.mkdir(parents=True, exist_ok=True)
        self.revive()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # A second Ctrl-C must not leave half of it running.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for process in self.processes:
            process.stop()

    def revive(self) -> None:
        """Start again whatever is not running."""
        self._collect_orphans()
        self.database.keep_running()
        for process in self.processes:
            process.revive(self.logs)

    def _collect_orphans(self) -> None:
        """Let go of ended processes that came to us because their parent ended (see `adopt_orphans`)."""
        own = {process.popen.pid for process in self.processes if process.popen}
        try:
            while gone := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                if gone.si_pid in own:
                    return  # `revive` collects it, and the rest come next time
                os.waitpid(gone.si_pid, 0)
        except ChildProcessError:
            return

    def watch(self) -> None:
        """Look after the processes until KeyboardInterrupt."""
        while True:
            time.sleep(0.25)
            self.revive()


def adopt_orphans() -> None:
    """Make this process the parent of what its children leave behind.

    PostgreSQL puts itself in the background. Where process 1 collects nobody (some containers), a killed server would
    stay in the process table for ever, and its successor refuse to start.
    """
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1)


def _die_with_parent() -> None:
    """Linux tells the child when this process is killed; nothing is left behind."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
