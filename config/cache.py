"""The shared cache: Django's table, written with one statement instead of five. Rate limits are counted here.

Nothing is pushed out when the table grows: whoever fills it must not make the counters forget. What has expired goes
with `sweep`, which the worker runs every hour.
"""

import base64
import pickle
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

_WRITE = {
    "set": "ON CONFLICT (cache_key) DO UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires",
    "add": "ON CONFLICT (cache_key) DO UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires "
    "WHERE {table}.expires < now()",
}


class PostgresCache(DatabaseCache):
    """Django's database cache for PostgreSQL. A failed write raises, so that a limit is never skipped in silence."""

    _table: str

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        until = self.get_backend_timeout(timeout)
        expires = datetime.max.replace(tzinfo=UTC) if until is None else datetime.fromtimestamp(until, UTC)
        if mode == "touch":
            return self._write(
                "UPDATE {table} SET expires = %s WHERE cache_key = %s AND expires >= now()", expires, key
            )
        kept = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("latin1")
        insert = "INSERT INTO {table} (cache_key, value, expires) VALUES (%s, %s, %s) "
        return self._write(insert + _WRITE[mode], key, kept, expires)

    def sweep(self) -> bool:
        """Delete what has expired. Returns whether there was any."""
        return self._write("DELETE FROM {table} WHERE expires < now()")

    def _write(self, sql: str, *values: Any) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(sql.format(table=connection.ops.quote_name(self._table)), values)
            return bool(cursor.rowcount > 0)
