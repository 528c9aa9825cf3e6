"""Conditions as data: when a page, a question or a piece of evidence is asked for.

    {question: moved, is: true}          {question: kind, in: [rent, own]}     {question: changes, has: moved}
    {question: phone, answered: true}    {question: rooms, greater: 2}         {question: children, less: 3}
    {all: [...]}   {any: [...]}   {not: {...}}

A condition only ever looks at answers; one about an unanswered question does not hold. `greater` and `less` count
the entries of a list of things, and look at the age of a person in full years. `has` asks a list of people for
somebody with that relation.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from jobcenter.questions.repeating import age

_LOGIC = ("all_", "any_", "not_")
_TESTS = ("is_", "in_", "has", "answered", "greater", "less")


class Several(tuple[Any, ...]):
    """What several people answered to the same question: a test holds if it holds for anybody."""

    __slots__ = ()


class Condition(BaseModel):
    """One test of one answer, or several joined by all, any, not."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    question: str = ""
    is_: bool | int | str | None = Field(default=None, alias="is")
    in_: list[str] = Field(default=[], alias="in")
    has: str = ""
    answered: bool | None = None
    greater: int | None = None
    less: int | None = None
    all_: list[Self] = Field(default=[], alias="all")
    any_: list[Self] = Field(default=[], alias="any")
    not_: Self | None = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        said = self.model_fields_set
        tests, logic = said.intersection(_TESTS), said.intersection(_LOGIC)
        if ("question" in said and len(tests) == 1 and not logic) or (said == logic and len(logic) == 1):
            return self
        message = "a condition is {question, and one of is/in/has/answered/greater/less}, or one of all/any/not"
        raise ValueError(message)

    @cached_property
    def test(self) -> str:
        """Which test of an answer this is ("is", "in", …), "" for all, any and not."""
        return next((test.rstrip("_") for test in _TESTS if test in self.model_fields_set), "")

    def leaves(self) -> Iterator["Condition"]:
        """The tests of single answers inside."""
        if self.question:
            yield self
        for inner in (*self.all_, *self.any_, *((self.not_,) if self.not_ else ())):
            yield from inner.leaves()

    def holds(self, answers: Mapping[str, Any]) -> bool:
        """In: the answers that count (of questions that are asked at all)."""
        if self.question:
            answer = answers.get(self.question)
            if self.test == "answered":
                return (answer is not None) is self.answered
            return answer is not None and self._passes(answer)
        if self.not_:
            return not self.not_.holds(answers)
        joined = all if self.all_ else any
        return joined(inner.holds(answers) for inner in self.all_ or self.any_)

    def _passes(self, answer: Any) -> bool:
        if isinstance(answer, Several):
            return any(self._passes(one) for one in answer)
        match self.test:
            case "is":
                if isinstance(self.is_, bool):
                    return answer is self.is_
                return str(answer) == str(self.is_)
            case "in":
                return answer in self.in_
            case "has":
                return isinstance(answer, list) and any(_relation(one) == self.has for one in answer)
        size = _size(answer)
        if size is None:
            return False
        return size > self.greater if self.greater is not None else size < (self.less or 0)


def _relation(entry: Any) -> Any:
    return entry.get("relation") if isinstance(entry, dict) else entry


def _size(answer: Any) -> Decimal | None:
    if isinstance(answer, list):
        return Decimal(len(answer))
    if isinstance(answer, dict):
        answer = age(answer)
    try:
        return Decimal(answer)
    except (InvalidOperation, TypeError, ValueError):
        return None
