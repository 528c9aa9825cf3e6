"""A list of people: the benefit unit and the household. Each entry keeps a key, so that pages can be about it."""

import re
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from django.utils.crypto import salted_hmac
from pydantic import Field, field_validator

from jobcenter.questions.kinds.base import Question, Reading, Typed
from jobcenter.questions.kinds.choices import OneOf, Option
from jobcenter.questions.kinds.groups import Person
from jobcenter.questions.kinds.things import Part, Things

KEY = re.compile("[a-z0-9]{6}")


class People(Things):
    """Entries with name, day of birth and relation, kept as a list of dicts."""

    template: ClassVar[str] = "questions/kinds/things.html"
    kind: Literal["people"] = "people"  # type: ignore[assignment]
    relations: Annotated[list[Option], Field(min_length=2, max_length=20)]
    related: str = "Diese Person ist"
    questions: list[Part] = Field(default=[], max_length=10)

    @field_validator("relations")
    @classmethod
    def _nobody_twice(cls, relations: list[Option]) -> list[Option]:
        return OneOf.each_once(relations)

    @cached_property
    def parts(self) -> tuple[Question, ...]:
        relation = OneOf(id="relation", kind="one_of", label=self.related, options=self.relations)
        return (Person(id="person", kind="person", label="Name und Geburtsdatum"), relation, *self.questions)

    def read(self, typed: Typed, name: str) -> Reading:
        reading = super().read(typed, name)
        if reading.value is None:
            return reading
        rows = [number for number in range(self.count(typed, name)) if not self._row_blank(typed, f"{name}-{number}")]
        used: set[str] = set()
        for number, entry in zip(rows, reading.value, strict=True):
            entry["key"] = self._key((typed.get(f"{name}-{number}-key") or [""])[-1], entry, used)
            used.add(entry["key"])
        return reading

    @staticmethod
    def _key(typed: str, entry: dict[str, Any], used: set[str]) -> str:
        """The key the page carried; otherwise one that follows from who it is, so that a page sent twice names
        the same person, and that nobody can trace back."""
        attempt = 0
        while not KEY.fullmatch(typed) or typed in used:
            told = "|".join(str(entry["person"].get(part)) for part in ("given_name", "family_name", "birth_date"))
            typed = salted_hmac("people", f"{told}|{attempt}").hexdigest()[:6]
            attempt += 1
        return typed

    def following(self, value: Any, before: Any) -> Any:
        """Whoever was typed over somebody else, also on a page from before, gets a key of their own, and so none of
        the other's answers."""
        if value is None or before is None or not self.fits(before):
            return value
        known = {entry["key"]: entry["person"] for entry in before}
        strangers = [{key for key in known if _is_somebody_else(entry["person"], known[key])} for entry in value]
        stay = [entry["key"] in known.keys() - others for entry, others in zip(value, strangers, strict=True)]
        used = {entry["key"] for entry, stays in zip(value, stay, strict=True) if stays}
        for entry, others, stays in zip(value, strangers, stay, strict=True):
            if not stays:
                entry["key"] = self._key("", entry, used | others)
                used.add(entry["key"])
        return value

    def show(self, value: Any, name: str) -> dict[str, list[str]]:
        keys = {f"{name}-{number}-key": [str(entry.get("key", ""))] for number, entry in enumerate(value)}
        return super().show([_without_key(entry) for entry in value], name) | keys

    def text(self, value: Any) -> str:
        return super().text([_without_key(entry) for entry in value])

    def fits(self, value: Any) -> bool:
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            return False
        keys = [str(entry.get("key", "")) for entry in value]
        return (
            all(KEY.fullmatch(key) for key in keys)
            and len(set(keys)) == len(keys)
            and super().fits([_without_key(entry) for entry in value])
        )

    def known(self, entry: Any) -> dict[str, Any] | None:
        """Somebody another form listed, as far as this one asks for it; None where that does not fit."""
        if not isinstance(entry, dict):
            return None
        parts = {part.id: part for part in self.parts}
        kept = {name: entry[name] for name, part in parts.items() if name in entry and part.valid(entry[name])}
        kept["key"] = entry.get("key")
        return kept if {"person", "relation"} <= set(kept) and self.fits([kept]) else None

    def value_schema(self) -> dict[str, Any]:
        schema = super().value_schema()
        schema["items"]["properties"]["key"] = {"type": "string", "pattern": f"^{KEY.pattern}$"}
        schema["items"]["required"].append("key")
        return schema


def _is_somebody_else(now: dict[str, Any], before: dict[str, Any]) -> bool:
    """A name or a day may be put right; nobody mistakes both at once."""
    return now.get("given_name") != before.get("given_name") and now.get("birth_date") != before.get("birth_date")


def _without_key(entry: dict[str, Any]) -> dict[str, Any]:
    return {part: value for part, value in entry.items() if part != "key"}
