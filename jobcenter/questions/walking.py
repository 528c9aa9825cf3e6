"""The way that answers open through a form: page by page, and where pages are repeated, person by person."""

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from threading import local
from typing import Any

from jobcenter.questions.conditions import Several
from jobcenter.questions.evidence import LATER, THERE, UNTIL, Evidence, EvidenceRule, Promised, Until
from jobcenter.questions.kinds.base import Question
from jobcenter.questions.pages import Page
from jobcenter.questions.repeating import Person

Answers = Mapping[str, Any]
Run = tuple[str, list[Page]]


def runs(pages: Sequence[Page]) -> list[Run]:
    """Neighbouring pages that are repeated for the same list of people, together."""
    return [(each, list(some)) for each, some in groupby(pages, key=lambda page: page.each)]


@dataclass
class Walk:
    """Follows the pages in order. Only answers of questions that are asked count for what comes after.

    `asked`: page id → questions; `answers`: what counts, copies of questions under their own ids; `plain`: what
    was answered once for all; `facts`: that, and of repeated questions what anybody answered.
    """

    given: Answers
    rules: Sequence[EvidenceRule]
    asked: dict[str, list[Question]] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    plain: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    _told: dict[str, dict[str, Any]] = field(default_factory=dict)
    _people: dict[tuple[str, str], list[Person]] = field(default_factory=dict)
    _called_for: list[Evidence] | None = None

    def through(self, form_runs: Sequence[Run]) -> "Walk":
        """Itself, at the end of the way."""
        for each, pages in form_runs:
            if not each:
                for page in pages:
                    self._step(page)
                continue
            own = next((page.self_ for page in pages if page.self_), "")
            for person in self.people(each, own):
                for page in pages:
                    if page.is_for(person):
                        self._step_of(page, person)
        return self

    def people(self, each: str, own: str) -> list[Person]:
        """Oneself first, where pages ask for that, then everybody on the list."""
        if (each, own) not in self._people:
            oneself = [Person.oneself(self.answers[own])] if own in self.answers else []
            others = [Person.of(entry) for entry in self.answers.get(each) or ()]
            self._people[each, own] = [*oneself, *others]
        return self._people[each, own]

    def _step(self, page: Page) -> None:
        if page.show_if and not page.show_if.holds(self.facts):
            return
        if page.kind == "evidence":
            evidence = self.evidence()
            if not evidence:
                return
            asked: list[Question] = promises(evidence)
        else:
            asked = page.open_questions(self.facts)
            if not asked and page.questions:
                return
        for question, value in self._enter(page, asked):
            self.plain[question.id] = self.facts[question.id] = value

    def _step_of(self, page: Page, person: Person) -> None:
        told = self._told.setdefault(person.key, {})
        facts = ChainMap(told, self.plain)
        if page.show_if and not page.show_if.holds(facts):
            return
        asked = page.asked_of(person, facts)
        if not asked:
            return
        for question, value in self._enter(page.of(person, asked), asked):
            name = question.id.rpartition("__")[0]
            told[name] = value
            self.facts[name] = Several((*self.facts.get(name, ()), value))

    def _enter(self, page: Page, asked: list[Question]) -> Iterator[tuple[Question, Any]]:
        self._called_for = None
        self.pages.append(page)
        self.asked[page.id] = asked
        for one in asked:
            value = self.given.get(one.id)
            if value is not None and one.fits(value) and (counted := one.counted(value)) is not None:
                self.answers[one.id] = counted
                yield one, counted

    def evidence(self) -> list[Evidence]:
        """The documents that the answers so far call for."""
        if self._called_for is None:
            self._called_for = self._evidence()
        return self._called_for

    def _evidence(self) -> list[Evidence]:
        found: list[Evidence] = []
        for rule in self.rules:
            if not rule.each:
                if rule.show_if is None or rule.show_if.holds(self.facts):
                    found.append(rule.evidence())
                continue
            for person in self.people(rule.each, rule.self_):
                facts = ChainMap(self._told.get(person.key, {}), self.plain)
                if rule.is_for(person) and (rule.show_if is None or rule.show_if.holds(facts)):
                    found.append(rule.evidence(person))
        return found


def promises(evidence: Sequence[Evidence]) -> list[Question]:
    """What an evidence page asks besides the files: what will follow, until when, and what the Jobcenter has."""
    return list(
        _promises(
            tuple(one.slot for one in evidence if one.may_follow),
            tuple(one.slot for one in evidence if one.may_be_there),
        )
    )


@lru_cache(maxsize=64)
def _promises(later: tuple[str, ...], there: tuple[str, ...]) -> tuple[Question, ...]:
    asked: list[Question] = []
    if later:
        asked.append(Promised(id=LATER, slots=list(later), label="Ich reiche das nach"))
        asked.append(Until(id=UNTIL, slots=list(later), label="Bis wann?"))
    if there:
        asked.append(Promised(id=THERE, slots=list(there), label="Das liegt dem Jobcenter schon vor"))
    return tuple(asked)


class _Last(local):
    """The walk of this thread that was asked for last, and what it was asked for."""

    form: Any = None
    given: str = ""
    walk: Walk | None = None


_last = _Last()


def walked(form: Any, answers: Answers, rules: Sequence[EvidenceRule], form_runs: Sequence[Run]) -> Walk:
    """The walk of a form with these answers. One page asks for it a dozen times; it is made once."""
    given = repr(answers)  # answers are changed in place, so a reference would not tell
    if _last.walk is None or _last.form is not form or _last.given != given:
        _last.form, _last.given = form, given
        _last.walk = Walk(answers, rules).through(form_runs)
    return _last.walk


def forget(**_: Any) -> None:
    """Nothing of a person stays when their request is over."""
    _last.form, _last.given, _last.walk = None, "", None
