"""Evidence (Nachweise): which documents an answer calls for, and "I will hand it in later"."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from pydantic import Field

from jobcenter.questions.conditions import Condition
from jobcenter.questions.kinds.base import NAME, Question, Reading, Typed
from jobcenter.questions.kinds.document import Document
from jobcenter.questions.repeated import Repeated
from jobcenter.questions.repeating import Person

# Names of answers: slots that follow, until when (slot → day), and slots that the Jobcenter has already.
LATER, UNTIL, THERE = "evidence_later", "evidence_until", "evidence_there"
PROMISES = (LATER, UNTIL, THERE)


class EvidenceRule(Repeated):
    """A document as the catalogue asks for it."""

    slot: str = Field(pattern=NAME)
    title: str
    why: str
    required: bool = True
    may_follow: bool = True
    may_be_there: bool = True
    page_hint: str = ""
    period: str = ""

    def evidence(self, person: Person | None = None) -> "Evidence":
        """What it asks for, of that person where it is asked for once per person."""
        slot, whom = (f"{self.slot}__{person.key}", person.name) if person else (self.slot, "")
        return Evidence(
            slot=slot,
            title=self.title,
            why=self.why,
            required=self.required,
            may_follow=self.may_follow,
            page_hint=self.page_hint,
            may_be_there=self.may_be_there,
            period=self.period,
            whom=whom,
        )


def rule_of(page: Repeated, question: Document) -> EvidenceRule:
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
    """A document that these answers call for: which pages, for which period, and whose ("" where it is for all)."""

    slot: str
    title: str
    why: str
    required: bool
    may_follow: bool
    page_hint: str = ""
    may_be_there: bool = False
    period: str = ""
    whom: str = ""

    @property
    def name(self) -> str:
        """The title, with whose it is."""
        return f"{self.title}: {self.whom}" if self.whom else self.title


class Promised(Question):
    """Slots that the person hands in later, or that the Jobcenter has already. Each is a checkbox of its own."""

    template: ClassVar[str] = "questions/kinds/later.html"
    kind: str = "promised"
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


class Until(Question):
    """The days until which the person wants to hand things in: slot → day. It is set where the promise is made."""

    kind: str = "until"
    required: bool = False
    slots: list[str]

    def on_page(self) -> list[tuple[Question, str]]:
        return []

    def read(self, typed: Typed, name: str) -> Reading:
        return Reading()

    def counted(self, value: Any) -> Any:
        return {slot: day for slot, day in value.items() if slot in self.slots} or None

    def valid(self, value: Any) -> bool:
        return value is None or self.fits(value)

    def fits(self, value: Any) -> bool:
        return isinstance(value, dict) and all(_is_day(day) for day in value.values())


def _is_day(text: Any) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except (TypeError, ValueError):
        return False
