"""A list of things: children, jobs, savings. "Add another" and "remove" work by sending the page."""

import re
from dataclasses import replace
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from jobcenter.questions.kinds.base import Problem, Question, Reading, Typed
from jobcenter.questions.kinds.choices import OneOf, SeveralOf, YesNo
from jobcenter.questions.kinds.dates import Date, Month
from jobcenter.questions.kinds.figures import Money, Number
from jobcenter.questions.kinds.groups import Address, Person, PostcodePlace, fitting, object_schema, shown
from jobcenter.questions.kinds.iban import Iban
from jobcenter.questions.kinds.text import LongText, Text

Part = Annotated[
    Text
    | LongText
    | YesNo
    | OneOf
    | SeveralOf
    | Date
    | Month
    | Money
    | Number
    | Iban
    | PostcodePlace
    | Address
    | Person,
    Field(discriminator="kind"),
]


class Things(Question):
    """Entries with the same questions each, kept as a list of dicts."""

    template: ClassVar[str] = "questions/kinds/things.html"
    grouped: ClassVar[bool] = True
    kind: Literal["things"] = "things"
    entry: str
    another: str
    questions: list[Part] = Field(min_length=1, max_length=10)
    max_entries: int = Field(default=15, ge=1, le=30)

    @cached_property
    def parts(self) -> tuple[Question, ...]:
        return tuple(self.questions)

    def count(self, typed: Typed, name: str) -> int:
        """How many entries the page shows: as many as it said, at least one, never more than allowed."""
        said = (typed.get(f"{name}-rows") or [""])[-1]
        if re.fullmatch("[0-9]{1,4}", said):
            return max(1, min(int(said), self.max_entries))
        rows = (re.match(rf"{re.escape(name)}-([0-9]{{1,2}})-", key) for key in typed)
        return min(max((int(row[1]) + 1 for row in rows if row), default=1), self.max_entries)

    def read(self, typed: Typed, name: str) -> Reading:
        entries: list[dict[str, Any]] = []
        problems: list[Problem] = []
        needed = self.required and self.blank(typed, name)
        for number in range(self.count(typed, name)):
            row = f"{name}-{number}"
            # Entries left empty do not count, but a list that must not be empty asks for its first.
            if self._row_blank(typed, row) and not (needed and number == 0):
                continue
            readings = [(part.id, part.read(typed, f"{row}-{part.id}")) for part in self.parts]
            entry = f"{self.entry} {number + 1}"
            problems += [replace(problem, entry=entry) for _, reading in readings for problem in reading.problems]
            entries.append({key: reading.value for key, reading in readings if reading.value is not None})
        if needed and not problems:
            problems.append(self.lacking(name))
        return Reading(None if problems or not entries else entries, problems)

    def _row_blank(self, typed: Typed, row: str) -> bool:
        return all(part.blank(typed, f"{row}-{part.id}") for part in self.parts)

    def blank(self, typed: Typed, name: str) -> bool:
        return all(self._row_blank(typed, f"{name}-{number}") for number in range(self.count(typed, name)))

    def lacking_message(self) -> str:
        return f"Bitte tragen Sie mindestens einen Eintrag ein: „{self.label}“"

    def show(self, value: Any, name: str) -> dict[str, list[str]]:
        texts = {f"{name}-rows": [str(len(value))]}
        for number, entry in enumerate(value):
            texts |= shown(self.parts, entry, f"{name}-{number}")
        return texts

    def add(self, typed: dict[str, list[str]], name: str) -> None:
        """One more empty entry at the end."""
        typed[f"{name}-rows"] = [str(min(self.count(typed, name) + 1, self.max_entries))]

    def remove(self, typed: dict[str, list[str]], name: str, number: int) -> None:
        """Without the entry of that number; the later ones move up."""
        count = self.count(typed, name)
        if not 0 <= number < count:
            return
        moved: dict[str, list[str]] = {}
        for key in [key for key in typed if key.startswith(f"{name}-")]:
            texts = typed.pop(key)
            found = re.fullmatch(rf"{re.escape(name)}-([0-9]{{1,4}})-(.+)", key)
            if found and (row := int(found[1])) != number:
                moved[f"{name}-{row - (row > number)}-{found[2]}"] = texts
        typed |= moved
        typed[f"{name}-rows"] = [str(max(1, count - 1))]

    def text(self, value: Any) -> str:
        """Line by line; several entries each under their own heading line."""
        told = []
        for number, entry in enumerate(value, 1):
            told += [f"{self.entry} {number}"] if len(value) > 1 else []
            told += [_line(part, entry[part.id]) for part in self.parts if entry.get(part.id) is not None]
        return "\n".join(told)

    def fits(self, value: Any) -> bool:
        return isinstance(value, list) and bool(value) and all(fitting(self.parts, entry) for entry in value)

    def value_schema(self) -> dict[str, Any]:
        return {"type": "array", "minItems": 1, "maxItems": self.max_entries, "items": object_schema(self.parts)}

    def first_input(self, name: str) -> str:
        return self.parts[0].first_input(f"{name}-0-{self.parts[0].id}")


def _line(part: Question, value: Any) -> str:
    return f"{part.label}{'' if part.label.endswith('?') else ':'} {part.text(value)}"
