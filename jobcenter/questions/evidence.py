"""Evidence (Nachweise): which documents an answer calls for, and "I will hand it in later"."""

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from pydantic import BaseModel, ConfigDict, Field

from jobcenter.questions.conditions import Condition
from jobcenter.questions.kinds.base import NAME, Question, Typed
from jobcenter.questions.kinds.document import Document

LATER = "evidence_later"


class HasCondition(Protocol):
    """What is only there under a condition."""

    show_if: Condition | None


class EvidenceRule(BaseModel):
    """A document as the catalogue asks for it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    slot: str = Field(pattern=NAME)
    title: str
    why: str
    required: bool = True
    may_follow: bool = True
    page_hint: str = ""
    show_if: Condition | None = None


def rule_of(page: "HasCondition", question: Document) -> EvidenceRule:
    """A document asked for by a question: needed when its page and the question are asked."""
    conditions = [one for one in (page.show_if, question.show_if) if one]
    show_if = Condition.model_validate({"all": conditions}) if conditions else None
    return EvidenceRule(
        slot=question.id,
        title=question.label,
        why=question.why or question.hint,
        required=question.required,
        may_follow=question.may_follow,
        show_if=show_if,
    )


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document that these answers call for. `page_hint` says which pages of it are needed."""

    slot: str
    title: str
    why: str
    required: bool
    may_follow: bool
    page_hint: str


class Later(Question):
    """The answer of an evidence page: the slots that the person hands in later. Each slot is a checkbox of its own."""

    template: ClassVar[str] = "questions/kinds/later.html"
    kind: str = "later"
    required: bool = False
    slots: list[str]

    @property
    def slot(self) -> str:
        return self.slots[0] if len(self.slots) == 1 else ""

    def on_page(self) -> list[tuple[Question, str]]:
        return [(self.model_copy(update={"slots": [slot]}), self.id) for slot in self.slots]

    def blank(self, typed: Typed, name: str) -> bool:
        return not any(text in self.slots for text in typed.get(name, ()))

    def parse(self, typed: Typed, name: str) -> list[str]:
        return [slot for slot in self.slots if slot in typed[name]]

    def counted(self, value: Any) -> Any:
        """Promises for documents that are no longer called for do not count."""
        return [slot for slot in self.slots if slot in value] or None

    def valid(self, value: Any) -> bool:
        return value is None or self.fits(value)

    def show(self, value: Any, name: str) -> dict[str, list[str]]:
        return {name: list(value)}

    def fits(self, value: Any) -> bool:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
