"""What stands in a row, in words: for the history, for comparing two versions, for reading."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from jobcenter.editors.rights import jobcenter_name
from jobcenter.local.models import WRITTEN, Published, spoken

EMPTY, NO = "leer", "nein"
_NOT_SAID = {"key"}


@dataclass(frozen=True)
class Change:
    """One thing that is different: what it is called, how it was and how it is."""

    label: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.label}: {_quoted(self.old)} → {_quoted(self.new)}"


def differences(model: type[Published], old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """What is different between two versions, given as values by field name; each language of a text by itself."""
    found: list[Change] = []
    for name in model.content_fields():
        if name in old and name in new and name not in _NOT_SAID:
            was, now = dict(_said(model, name, old[name])), dict(_said(model, name, new[name]))
            labels = [*was, *(label for label in now if label not in was)]
            found += [
                Change(label, was.get(label, EMPTY), now.get(label, EMPTY))
                for label in labels
                if was.get(label, EMPTY) != now.get(label, EMPTY)
            ]
    return found


def between(old: Published, new: Published) -> list[Change]:
    """What is different between two rows."""
    return differences(type(old), values(old), values(new))


def values(row: Published) -> dict[str, Any]:
    """What a row says, by field name."""
    return {name: getattr(row, name) for name in row.content_fields()}


def facts(row: Published) -> list[tuple[str, str]]:
    """Everything a row says, as label and text; without what it leaves open or denies."""
    said = (
        line for name, value in values(row).items() if name not in _NOT_SAID for line in _said(type(row), name, value)
    )
    return [(label, text) for label, text in said if text not in {EMPTY, NO}]


def _said(model: type[Published], name: str, value: Any) -> Iterable[tuple[str, str]]:
    field = model._meta.get_field(name)
    label = str(getattr(field, "verbose_name", name))
    if isinstance(value, Mapping):
        for language in WRITTEN:
            yield label if language == "de" else f"{label} ({WRITTEN[language]})", value.get(language) or EMPTY
    else:
        yield label, _in_words(field, value)


def _in_words(field: Any, value: Any) -> str:
    match value:
        case None | "" | []:
            return EMPTY
        case bool():
            return "ja" if value else NO
        case datetime():
            return timezone.localtime(value).strftime("%d.%m.%Y, %H:%M Uhr")
        case date():
            return value.strftime("%d.%m.%Y")
        case list() if isinstance(field, ArrayField):
            return ", ".join(spoken(value))
    if field.name == "provider_number":
        return jobcenter_name(value)
    return str(dict(field.flatchoices).get(value, value)) if isinstance(field, models.Field) else str(value)


def _quoted(text: str) -> str:
    return text if text == EMPTY else f"„{text}“"
