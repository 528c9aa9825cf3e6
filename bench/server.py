"""A running app for the benchmarks: its own data folder, database, granian and, if wanted, the worker.

with running_app(port=8110, demo=True) as app:
    app.url, app.pids, app.cpu_seconds("web"), app.cpu_seconds("database")
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config.up import preparation

ROOT = Path(__file__).resolve().parent.parent
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class App:
    """Where it runs and what it costs. `pids` names the processes: web, database and, if started, worker."""

    url: str
    data: Path
    pids: dict[str, int]

    def cpu_seconds(self, name: str = "web") -> float:
        """CPU time of that process and everything it started, user and system, since its start."""
        return sum(_own_cpu_seconds(pid) for pid in _family(self.pids[name]))


@contextlib.contextmanager
def running_app(
    *,
    port: int,
    demo: bool = True,
    worker: bool = False,
    settings: str = "config.settings",
    data: Path | None = None,
    environment: dict[str, str] | None = None,
) -> Iterator[App]:
    """A migrated, loaded, answering app; everything stops at the end. `data` stays for the next time (var/bench).

    Raises RuntimeError when it does not come up within 30 seconds.
    """
    data = (data or ROOT / "var" / "bench").resolve()
    os.environ.update(
        JOBCENTER_MODE="demo" if demo else "production",
        JOBCENTER_DATA=str(data),
        JOBCENTER_URL=f"http://localhost:{port}",
        DJANGO_SETTINGS_MODULE=settings,
        **(environment or {}),
    )
    with contextlib.ExitStack() as stack:
        # Standard output belongs to the figures.
        with contextlib.redirect_stdout(sys.stderr):
            stack.enter_context(preparation.data_folder(data))
            stack.enter_context(preparation.database(data))
        _run("-m", "config.up.install")
        pids = {"web": stack.enter_context(_process(_granian(port), data / "web.log"))}
        if worker:
            pids["worker"] = stack.enter_context(_process(["manage.py", "worker"], data / "worker.log"))
        postmaster = data / "postgres" / "postmaster.pid"
        if postmaster.exists():
            pids["database"] = int(postmaster.read_text().split()[0])
        app = App(f"http://127.0.0.1:{port}", data, pids)
        _wait_for(f"{app.url}/mein-jobcenter/", data / "web.log")
        yield app


def _granian(port: int) -> list[str]:
    """The server as `bin/up` starts it."""
    return [
        *("-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "8", "--no-ws", "config.wsgi:application"),
    ]


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=sys.stderr)


@contextlib.contextmanager
def _process(arguments: list[str], log: Path) -> Iterator[int]:
    with log.open("w") as output:
        process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, stdout=output, stderr=output)
    try:
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(url: str, log: Path) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5):  # noqa: S310 (our own address)
            return
        time.sleep(0.1)
    raise RuntimeError(f"{url} does not answer; see {log}")


def _family(pid: int) -> set[int]:
    """The process and all its living descendants."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                children.setdefault(int(_stat(int(entry.name))[1]), []).append(int(entry.name))
    found, open_ends = set(), [pid]
    while open_ends:
        one = open_ends.pop()
        found.add(one)
        open_ends += children.get(one, [])
    return found


def _stat(pid: int) -> list[str]:
    """/proc/<pid>/stat behind the name: state, parent, …"""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _own_cpu_seconds(pid: int) -> float:
    """User and system time, with that of children that have ended."""
    try:
        return sum(int(ticks) for ticks in _stat(pid)[11:15]) / _TICKS
    except OSError:
        return 0.0
