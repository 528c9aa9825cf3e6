"""A question as it stands on a page: what was typed, its message, its ids. This is what templates see."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from jobcenter.questions.kinds.base import Problem, Question, Typed


class BoundField:
    """One question (or part of one) with its inputs' texts and its problem, if any."""

    def __init__(self, question: Question, name: str, typed: Typed, problems: Mapping[str, Problem]) -> None:
        self.question = question
        self.name = name
        self.typed = typed
        self.problems = problems
        self.slot = question.slot
        self.id = f"f-{name}-{self.slot}" if self.slot else f"f-{name}"
        self.template = question.drawn_with()

    @property
    def value(self) -> str:
        """The text of a single input."""
        texts = self.typed.get(self.name)
        return texts[-1] if texts else ""

    @property
    def error(self) -> str:
        problem = self.problems.get(self.name)
        return problem.message if problem else ""

    @property
    def error_target(self) -> str:
        """The id of the input the message is about, so that only that one is marked."""
        problem = self.problems.get(self.name)
        return f"f-{problem.target}" if problem else ""

    @property
    def describedby(self) -> str:
        """Ids of hint and message, for aria-describedby."""
        ids = [f"{self.id}-hint"] if self.question.hint else []
        return " ".join([*ids, f"{self.id}-error"] if self.error else ids)

    @property
    def ticked(self) -> bool:
        """Whether this field's slot is among what was ticked (evidence pages)."""
        return self.slot in self.typed.get(self.name, ())

    @property
    def may_add(self) -> bool:
        """Whether a list of things has room for another entry."""
        return len(self.rows) < self.question.max_entries  # type: ignore[attr-defined,no-any-return]

    @property
    def choices(self) -> Any:
        return self.question.choices(self.typed, self.name)  # type: ignore[attr-defined]

    @property
    def inputs(self) -> Any:
        return self.question.inputs(self.typed, self.name)  # type: ignore[attr-defined]

    @cached_property
    def parts(self) -> list["BoundField"]:
        """The fields of a group."""
        return self._parts_under(self.name)

    @cached_property
    def rows(self) -> list["BoundRow"]:
        """The entries of a list of things."""
        count = self.question.count(self.typed, self.name)  # type: ignore[attr-defined]
        return [BoundRow(self, number, self._parts_under(f"{self.name}-{number}")) for number in range(count)]

    def _parts_under(self, name: str) -> list["BoundField"]:
        parts: tuple[Question, ...] = self.question.parts  # type: ignore[attr-defined]
        return [BoundField(part, f"{name}-{part.id}", self.typed, self.problems) for part in parts]


class BoundRow:
    """One entry of a list of things."""

    def __init__(self, field: BoundField, index: int, parts: list[BoundField]) -> None:
        self.index = index
        self.number = index + 1
        self.id = f"{field.id}-{index}"
        self.parts = parts
        self.remove = f"remove:{field.name}:{index}"
        # Of a list of people: what ties pages about a person to this entry.
        self.key_name = f"{field.name}-{index}-key"
        self.key = (field.typed.get(self.key_name) or [""])[-1]
