"""A form as a whole, without answers: its pages in order, numbered, each with its condition in German.

It is what a paper shows. Some answers may be given: then only what they leave open is there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jobcenter.questions import saying
from jobcenter.questions.conditions import Condition
from jobcenter.questions.kinds.base import Question
from jobcenter.questions.kinds.people import People
from jobcenter.questions.possible import Possibilities, without
from jobcenter.questions.repeated import Repeated
from jobcenter.questions.repeating import SPOKEN

if TYPE_CHECKING:
    from jobcenter.questions.evidence import EvidenceRule
    from jobcenter.questions.form import Form
    from jobcenter.questions.pages import Page

_LONGEST_NAME = 70
# What the dative follows: "von {name}" is "von dieser Person".
_DATIVE = re.compile(rf"(?i)\b(von|bei|mit|zu|aus|nach|seit|gegenüber|gehört|gehören|hilft|fehlt) {re.escape(SPOKEN)}")
_WORDED = ("title", "topic", "intro", "why", "label", "hint")


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its number, when it is asked ("": always), and what was given as its answer."""

    number: str
    question: Question
    when: str
    given: Any


@dataclass(frozen=True, slots=True)
class Part:
    """A page with its number, when it is filled in, and (where it is repeated) for whom."""

    number: str
    page: "Page"
    when: str
    whom: str
    items: list[Item]


@dataclass(frozen=True, slots=True)
class Paper:
    """A piece of evidence, when it is needed and of whom ("": always, of nobody special)."""

    rule: "EvidenceRule"
    when: str
    whom: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts in order, and the evidence."""

    parts: list[Part]
    evidence: list[Paper]


def outline(form: "Form", given: Mapping[str, Any] | None = None, settled: Mapping[str, Any] | None = None) -> Outline:
    """What of the form can be reached with the answers `given`, worded for anybody: "{name}" is "diese Person".

    `settled`: given as well, but a page that asks nothing else is left out.
    """
    return _Outlining(form, {**(settled or {}), **(given or {})}, set(settled or ())).outline()


def spoken_of_anybody(text: str) -> str:
    """A text with a place for the name, where no name is known yet."""
    text = _DATIVE.sub(r"\1 dieser Person", text)
    return text.replace(SPOKEN, "Diese Person", 1 if text.startswith(SPOKEN) else 0).replace(SPOKEN, "diese Person")


class _Outlining:
    def __init__(self, form: "Form", given: Mapping[str, Any], settled: set[str]) -> None:
        self._form = form
        self._given = given
        self._settled = settled
        self._possible = Possibilities(form, given)
        # Question id → its page, itself, and what it is called.
        self._asked: dict[str, tuple[Page, Question, str]] = {}

    def outline(self) -> Outline:
        parts: list[Part] = []
        for page, questions in self._possible.pages():
            if questions and {one.id for one in questions} <= self._settled:
                continue
            number = str(len(parts) + 1)
            items: list[Item] = []
            for place, question in enumerate(questions, 1):
                worded = _for_anybody(question)
                given = None if page.each else self._given.get(question.id)
                when = self._when(question.show_if, page.each, short=True)
                items.append(Item(f"{number}.{place}", worded, when, given))
                name = f"Frage {number}.{place} {saying.quoted(_short(worded.label))}"
                self._asked[question.id] = (page, question, name)
            when = self._when(page.show_if, page.each)
            parts.append(Part(number, _for_anybody(page), when, self._whom(page), items))
        rules = [rule for rule in self._form._rules if self._possible.can_open(rule)]
        papers = [Paper(rule, self._when(rule.show_if, rule.each, short=True), self._whom(rule)) for rule in rules]
        return Outline(parts, papers)

    def _when(self, condition: Condition | None, each: str, *, short: bool = False) -> str:
        rest = without(condition, self._possible.known)
        if isinstance(rest, bool):
            return ""
        known = {}
        for leaf in rest.leaves():
            page, question, name = self._asked[leaf.question]
            whom = "" if not page.each else "für diese Person " if page.each == each else "für jemanden "
            known[leaf.question] = saying.Named(question, name.partition(" „")[0] if short else name, whom)
        return saying.when(rest, known)

    def _whom(self, one: Repeated) -> str:
        """ "Sie selbst und jede Person aus Frage 2.1, die jünger als 25 Jahre ist"."""
        if not one.each:
            return ""
        oneself = ["Sie selbst"] if self._possible.can_be_self(one) else []
        if one.each not in self._asked or not self._possible.can_be_others(one):
            return "".join(oneself)
        _, people, name = self._asked[one.each]
        assert isinstance(people, People)
        which = f", {saying.who(one.who, people)}" if one.who else ""
        return " und ".join([*oneself, f"jede Person aus {name}{which}"])


def _for_anybody(one: Any) -> Any:
    texts = {field: getattr(one, field) for field in _WORDED if SPOKEN in getattr(one, field, "")}
    if not texts:
        return one
    return one.model_copy(update={field: spoken_of_anybody(text) for field, text in texts.items()})


def _short(label: str) -> str:
    if len(label) <= _LONGEST_NAME:
        return label
    return f"{label[:_LONGEST_NAME].rsplit(' ', 1)[0]} …"
