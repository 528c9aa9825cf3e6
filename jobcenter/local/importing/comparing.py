"""What a feed says now against what we have from it: the difference, for the database and in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, cast

from django.db.models import Field
from django.utils import timezone

from jobcenter.local.models import CONTENT, Event, Published, Texts

MOST_LINES = 200
_LONGEST_VALUE = 60
_LONGEST_LINE = 400

Identity = tuple[type[Published], str, str]


def identity(row: Published) -> Identity:
    """What stays the same of a thing from one import to the next."""
    return type(row), row.provider_number, row.key


def over(row: Published, now: datetime) -> bool:
    """Whether nobody needs it any more: the event has taken place, the announcement has run out."""
    if isinstance(row, Event) and row.over(now):
        return True
    return row.valid_until is not None and row.valid_until < timezone.localdate(now)


@dataclass(frozen=True, slots=True)
class Change:
    """A row as we have it and as it is found, and the names of the fields that differ."""

    old: Published
    new: Published
    fields: tuple[str, ...]


@dataclass
class Diff:
    """What an import adds, changes and removes. `expired` is removed too, but is no news: it was over."""

    added: list[Published] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    removed: list[Published] = field(default_factory=list)
    expired: list[Published] = field(default_factory=list)
    unchanged: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    @property
    def rows(self) -> list[Published]:
        """Everything that is another now."""
        return [*self.added, *(change.new for change in self.changed), *self.removed]

    @property
    def counts(self) -> dict[str, int]:
        return {"added": len(self.added), "changed": len(self.changed), "removed": len(self.removed)}

    def in_words(self, most: int = MOST_LINES) -> str:
        """One line for each thing, `most` of them."""
        if not self:
            return f"Nichts Neues: {self.unchanged} Einträge wie zuvor."
        total = sum(self.counts.values())
        lines = list(islice(self._lines(), most))
        return "\n".join([*lines, f"… und {total - most} weitere"] if total > most else lines)

    def _lines(self) -> Iterator[str]:
        yield from (f"+ {_named(row)}" for row in self.added)
        yield from (f"~ {_named(change.old)}: {_said(change)}"[:_LONGEST_LINE] for change in self.changed)
        yield from (f"- {_named(row)}" for row in self.removed)


def compare(known: Iterable[Published], found: Iterable[Published], now: datetime) -> Diff:
    """`known` comes from the database, `found` from the feed; each identity once."""
    left = {identity(row): row for row in known}
    diff = Diff()
    for row in found:
        old = left.pop(identity(row), None)
        if old is None:
            diff.added.append(row)
        elif fields := tuple(name for name in _fields(type(row)) if getattr(old, name) != getattr(row, name)):
            diff.changed.append(Change(old, row, fields))
        else:
            diff.unchanged += 1
    for row in left.values():
        (diff.expired if over(row, now) else diff.removed).append(row)
    return diff


_CONTENT_FIELDS = {model: model.content_fields() for model in CONTENT}


def _fields(model: type[Published]) -> list[str]:
    return _CONTENT_FIELDS[model]


def _named(row: Published) -> str:
    name = getattr(row, row.NAMED_BY)
    name = name.best("de")[1] if isinstance(name, Texts) else name
    return f"{row._meta.verbose_name} „{_short(name or str(row))}“ ({row.provider_number})"


def _said(change: Change) -> str:
    return "; ".join(part for name in change.fields for part in _parts(change, name))


def _parts(change: Change, name: str) -> Iterator[str]:
    column = cast("Field[Any, Any]", change.old._meta.get_field(name))
    old, new = getattr(change.old, name), getattr(change.new, name)
    if not isinstance(new, Texts):
        yield f"{column.verbose_name} „{_shown(column, old)}“ → „{_shown(column, new)}“"
        return
    for language in {**old, **new}:
        if old.get(language) != new.get(language):
            mark = "" if language == "de" else f" ({language})"
            yield f"{column.verbose_name}{mark} „{_short(old.get(language, ''))}“ → „{_short(new.get(language, ''))}“"


def _shown(column: "Field[Any, Any]", value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, list):
        return _short(", ".join(map(str, value)))
    return _short(str(dict(column.flatchoices).get(value, "" if value is None else value)))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"
