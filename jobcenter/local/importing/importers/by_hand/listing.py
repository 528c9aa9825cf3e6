"""How the entry of a list becomes a row: columns, texts in several languages, days and times, and what it is called."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from jobcenter.local.importing.importers.by_hand import values as v
from jobcenter.local.importing.importers.by_hand.entries import Entry, Raw
from jobcenter.local.importing.importers.by_hand.names import unknown
from jobcenter.local.importing.port import BrokenFeed
from jobcenter.local.languages import WRITTEN
from jobcenter.local.models import Published, Texts

_LONGEST_KEY = 200


@dataclass(frozen=True)
class Column:
    """A column: the field it fills, and how what stands there is read."""

    field: str
    read: Callable[[Raw], Any] = v.text

    @property
    def translated(self) -> bool:
        return self.read is v.texts


#: What every list has.
FOR_ALL = {
    "jobcenter": Column("provider_number", v.five_digits),
    "kennung": Column("key"),
    "gilt_ab": Column("valid_from", v.day),
    "gilt_bis": Column("valid_until", v.day),
    "quelle": Column("source"),
    "stand": Column("as_of", v.as_of),
}


class Listing:
    """A list: what its entries become. `named_by` are the fields by which an entry without „kennung“ is recognised."""

    def __init__(
        self,
        model: type[Published],
        columns: dict[str, Column],
        *,
        named_by: tuple[str, ...] = ("title",),
        always: dict[str, Any] | None = None,
        finish: Callable[[dict[str, Any]], None] = lambda values: None,
    ) -> None:
        self.model, self.named_by, self.always, self.finish = model, named_by, always or {}, finish
        self.columns = columns | FOR_ALL

    def knows(self, name: str) -> bool:
        """Whether there is such a column, perhaps in a language."""
        return self._split(name)[0] in self.columns

    def row(self, entry: Entry, defaults: dict[str, str]) -> Published:
        """The entry as a row, not saved. Raises BrokenFeed for what makes no sense."""
        for name in entry.lines:
            if not self.knows(name):
                raise BrokenFeed(entry.place(name), unknown(name, self.columns))
        values = dict(self.always)
        for name, raw in {**defaults, **self._joined(entry)}.items():
            column = self.columns[name]
            if column.field in values:
                raise entry.broken(name, "Das ist unter einem anderen Namen schon angegeben.")
            try:
                values[column.field] = column.read(raw)
            except ValueError as error:
                raise entry.broken(name, str(error)) from None
        try:
            self.finish(values)
        except ValueError as error:
            raise entry.broken("", str(error)) from None
        values.setdefault("key", _key(values, self.named_by) or "ohne namen")
        return self.model(**values)

    def _joined(self, entry: Entry) -> dict[str, Raw]:
        """The values by the names of columns: `titel` and `titel_en` are one text in two languages."""
        joined: dict[str, Raw] = {}
        for name, raw in entry.values.items():
            base, language = self._split(name)
            if not self.columns[base].translated:
                joined[base] = raw
                continue
            so_far, more = joined.get(base, {}), raw if isinstance(raw, dict) else {language: v.text(raw)}
            assert isinstance(so_far, dict)
            if so_far.keys() & more.keys() or (isinstance(raw, dict) and name != base):
                raise entry.broken(name, "Dieser Text steht schon da.")
            joined[base] = {**so_far, **more}
        return joined

    def _split(self, name: str) -> tuple[str, str]:
        """ "titel_en" → "titel", "en"."""
        base, _, language = name.rpartition("_")
        if name not in self.columns and language in WRITTEN and base in self.columns and self.columns[base].translated:
            return base, language
        return name, "de"


def _key(values: dict[str, Any], named_by: Iterable[str]) -> str:
    """Stays the same as long as name and time do."""
    parts = []
    for name in named_by:
        value = values.get(name, "")
        if isinstance(value, Texts):
            value = value.best("de")[1]
        parts.append(value.isoformat() if isinstance(value, date) else value)
    key = " ".join(" ".join(filter(None, parts)).lower().split())
    return key if len(key) <= _LONGEST_KEY else hashlib.sha256(key.encode(errors="replace")).hexdigest()


def from_when_to_when(values: dict[str, Any]) -> None:
    """Beginning and end of an event: a day alone lasts all day, a time alone is on the day it begins.

    Raises ValueError when one of them has a time and the other one has not.
    """
    begin, end = values.get("starts"), values.pop("ends", None)
    if begin is None:
        return
    if isinstance(begin, datetime):
        if isinstance(end, timedelta):
            end = v.at(begin.date(), end)
        elif end is not None and not isinstance(end, datetime):
            raise ValueError("ende: Der Beginn hat eine Uhrzeit, also braucht auch das Ende eine.")
        values["ends"] = end or begin
        return
    if isinstance(end, datetime | timedelta):
        raise ValueError("ende: Der Beginn hat keine Uhrzeit, also darf auch das Ende keine haben.")
    values["all_day"] = True
    values["starts"], values["ends"] = v.at(begin), v.at(end or begin, timedelta(days=1))
