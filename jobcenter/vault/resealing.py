"""After a new key was put in front: everything sealed with an older one is sealed anew, so that the old key can go.

It may run while people work, and again after a stop: a row or file that changes meanwhile is sealed by the newest
key anyway.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from jobcenter.vault import files, streams
from jobcenter.vault.fields import EncryptedField
from jobcenter.vault.keyring import Unreadable, open_sealed, seal, sealed_by_newest

_AT_ONCE = 500


@dataclass
class Resealed:
    """How many were sealed anew, and how many no key opens."""

    done: int = 0
    unreadable: int = 0

    def again(self, blob: bytes, *, place: str, write: Callable[[bytes], object]) -> None:
        """Seal the blob anew if it needs to be, and `write` it."""
        stream = streams.is_stream(blob)
        if streams.is_by_newest(blob) if stream else sealed_by_newest(blob):
            return
        try:
            fresh = (
                streams.sealed_anew(blob, name=place) if stream else seal(open_sealed(blob, place=place), place=place)
            )
        except Unreadable:
            self.unreadable += 1
            return
        write(fresh)
        self.done += 1


# What other rooms seal in places of their own.
_more: list[Callable[[Resealed], None]] = []


def also(work: Callable[[Resealed], None]) -> None:
    """Have `work` done as well; called in a room's `ready`."""
    _more.append(work)


def reseal() -> Resealed:
    """Go through all encrypted columns and all files."""
    resealed = Resealed()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedField):
                _column(resealed, model, field)
    for name in files.all_names():
        _file(resealed, name)
    for work in _more:
        work(resealed)
    return resealed


def _column(resealed: Resealed, model: type[Model], field: EncryptedField) -> None:
    quote = connection.ops.quote_name
    table, column, key = (quote(str(name)) for name in (model._meta.db_table, field.column, model._meta.pk.column))
    change = f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s"  # noqa: S608 (names of ours)
    for pk, blob in _rows(table, column, key):

        def write(fresh: bytes, pk: Any = pk, blob: bytes = blob) -> None:
            with connection.cursor() as cursor:
                cursor.execute(change, [fresh, pk, blob])

        resealed.again(blob, place=field.place, write=write)


def _rows(table: str, column: str, key: str) -> Iterator[tuple[Any, bytes]]:
    """Key and blob of every row, a few hundred at a time."""
    chosen = f"SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608 (names of ours)
    after = ""
    values: list[Any] = []
    while True:
        with connection.cursor() as cursor:
            cursor.execute(f"{chosen} {after} ORDER BY {key} LIMIT {_AT_ONCE}", values)
            found = cursor.fetchall()
        yield from ((pk, bytes(blob)) for pk, blob in found)
        if len(found) < _AT_ONCE:
            return
        after, values = f"AND {key} > %s", [found[-1][0]]


def _file(resealed: Resealed, name: str) -> None:
    try:
        blob = files.read(name)
    except FileNotFoundError:  # its owner was faster
        return
    resealed.again(blob, place=name, write=lambda fresh: files.replace(name, fresh))
