"""Finds answers that open a certain page, question or piece of evidence: the proof that a person can get there."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.utils import timezone

from jobcenter.questions.conditions import Condition
from jobcenter.questions.kinds.base import Question
from jobcenter.questions.kinds.choices import SeveralOf
from jobcenter.questions.kinds.groups import Person
from jobcenter.questions.kinds.people import People
from jobcenter.questions.models import Form, Page
from jobcenter.questions.tests.plain_answers import plain_answer

Wanted = dict[str, Any]
_TRIES = 4000


def answers_opening(form: Form, page: Page, question: Question | None = None) -> dict[str, Any] | None:
    """Answers with which the page is shown (and the question asked there); None if none were found."""
    conditions = [one for one in (page.show_if, question.show_if if question else None) if one]
    for answers in _candidates(form, page.each, page.self_, page.who, conditions):
        walk = form.walk(answers)
        shown = [one for one in walk.pages if one.id.partition("_")[0] == page.id]
        if any(question is None or question.id in _asked(walk, one) for one in shown):
            return answers
    return None


def answers_calling_for(form: Form, slot: str) -> dict[str, Any] | None:
    """Answers with which a piece of evidence is called for; None if none were found."""
    rule = next(rule for rule in form._rules if rule.slot == slot)
    for answers in _candidates(form, rule.each, rule.self_, rule.who, [rule.show_if] if rule.show_if else []):
        if any(one.slot.partition("__")[0] == slot for one in form.evidence_for(answers)):
            return answers
    return None


def _asked(walk: Any, page: Page) -> set[str]:
    return {one.id.partition("__")[0] for one in walk.asked[page.id]}


def _candidates(
    form: Form, each: str, own: str, who: Condition | None, conditions: list[Condition]
) -> Iterator[dict[str, Any]]:
    places = {one.id: (page, one) for page in form.pages for one in page.questions}
    # The list of people must be asked for itself.
    first: Wanted = {each: Anything()} if each else {}
    for wanted in islice(_closed(conditions, first, places, frozenset()), _TRIES):
        for someone in [None, *_people(places, each, who)] if each else [None]:
            if someone is None and each and not own:
                continue
            yield _worded(places, dict(wanted), each, someone)


def _people(places: Any, each: str, who: Condition | None) -> Iterator[Wanted]:
    """Facts of somebody whom the page is for."""
    relations = [option.id for option in places[each][1].relations]
    for wanted in islice(_ways(who, {}), 50) if who else [{}]:
        for relation in [wanted["relation"]] if "relation" in wanted else relations:
            for age in [wanted["age"]] if "age" in wanted else (40, 1, 10, 17, 22, 70):
                yield {**wanted, "relation": relation, "age": age}


def _worded(places: Any, wanted: Wanted, each: str, someone: Wanted | None) -> dict[str, Any]:
    """What is wanted as answers of the right shape; repeated questions for oneself and for the person on the list."""
    answers: dict[str, Any] = {}
    for name, value in wanted.items():
        page, question = places[name]
        if isinstance(question, People):
            answers[name] = _list_of(question, value, None)
        elif page.each:
            answers |= {f"{name}__ich": value, f"{name}__aaaaaa": value}
        else:
            answers[name] = value
    lists = {each} if each else set()
    lists |= {places[name][0].each for name in wanted if places[name][0].each}
    for name in lists:
        answers[name] = _list_of(places[name][1], answers.get(name), someone if name == each else None)
    for page in {id(page): page for page, _ in places.values()}.values():
        if page.self_:
            answers.setdefault(page.self_, plain_answer(places[page.self_][1]))
    return answers


def _list_of(question: People, value: Any, someone: Wanted | None) -> list[dict[str, Any]]:
    given = value if isinstance(value, list) else []
    relations = [one for one in given if isinstance(one, str)]
    if not relations and not someone:
        relations = [question.relations[0].id]
    facts = [{"relation": one, "age": 40} for one in relations]
    if someone:
        facts.insert(0, someone)
    return [_entry(question, number, one) for number, one in enumerate(facts)]


def _entry(question: People, number: int, facts: Wanted) -> dict[str, Any]:
    entry = {
        "key": "abcdefgh"[number] * 6,
        "person": _aged(int(facts.get("age", 40)), f"Person{number}"),
        "relation": facts["relation"],
    }
    for part in question.questions:
        if part.id in facts:
            entry[part.id] = facts[part.id]
        elif part.required:
            entry[part.id] = plain_answer(part)
    return entry


def _aged(years: int, name: str = "Anna") -> dict[str, str]:
    """Somebody of that age."""
    born = date(timezone.localdate().year - years - 1, 12, 31)
    return {"given_name": name, "family_name": "Test", "birth_date": born.isoformat()}


def _closed(conditions: list[Condition], wanted: Wanted, places: Any, done: frozenset[str]) -> Iterator[Wanted]:
    """Ways to make all conditions hold, with the questions they look at asked as well."""
    if conditions:
        first, *rest = conditions
        for more in _ways(first, wanted):
            yield from _closed(rest, more, places, done)
        return
    name = next((name for name in wanted if name not in done), None)
    if name is None:
        yield wanted
        return
    page, question = places[name]
    for value in _values(question, wanted[name]):
        needed = [one for one in (page.show_if, question.show_if) if one]
        yield from _closed(needed, {**wanted, name: value}, places, done | {name})


def _ways(condition: Condition, wanted: Wanted, *, holds: bool = True) -> Iterator[Wanted]:
    """Each way to let a condition hold (or not) that contradicts nothing wanted so far."""
    if condition.not_:
        yield from _ways(condition.not_, wanted, holds=not holds)
    elif condition.question:
        yield from _leaf(condition, wanted, holds=holds)
    elif bool(condition.all_) is holds:
        yield from _together(condition.all_ or condition.any_, wanted, holds)
    else:
        for inner in condition.all_ or condition.any_:
            yield from _ways(inner, wanted, holds=holds)


def _together(inner: list[Condition], wanted: Wanted, holds: bool) -> Iterator[Wanted]:
    if not inner:
        yield wanted
        return
    for more in _ways(inner[0], wanted, holds=holds):
        yield from _together(inner[1:], more, holds)


class Anything:
    """Some valid answer, whichever."""


class Not:
    """An answer other than these; no answer will do."""

    def __init__(self, *values: Any) -> None:
        self.values = values


def _leaf(leaf: Condition, wanted: Wanted, *, holds: bool) -> Iterator[Wanted]:
    name, known = leaf.question, wanted.get(leaf.question)
    for value in _tested(leaf, holds=holds):
        merged = value if known is None else _merged(known, value)
        if merged is not None:
            yield {**wanted, name: merged}
    unanswered = leaf.test == "answered" and bool(leaf.answered) is not holds
    without = leaf.test == "has" and not holds and isinstance(known, list) and leaf.has not in known
    if (not holds and isinstance(known, Anything)) or (known is None and (unanswered or not holds)) or without:
        yield wanted


def _tested(leaf: Condition, *, holds: bool) -> list[Any]:
    match leaf.test:
        case "is":
            if isinstance(leaf.is_, bool):
                return [leaf.is_ if holds else not leaf.is_]
            return [str(leaf.is_)] if holds else [Not(str(leaf.is_))]
        case "in":
            return list(leaf.in_) if holds else [Not(*leaf.in_)]
        case "has":
            return [[leaf.has]] if holds else []
        case "answered":
            return [Anything()] if bool(leaf.answered) is holds else []
        case "greater":
            return [int(leaf.greater or 0) + 1] if holds else [int(leaf.greater or 0)]
        case _:
            return [int(leaf.less or 0) - 1] if holds else [int(leaf.less or 0)]


def _merged(known: Any, value: Any) -> Any:
    """Both wishes in one; None when they contradict each other."""
    if isinstance(value, Anything):
        return known
    if isinstance(known, Anything):
        return value
    if isinstance(known, list) and isinstance(value, list):
        return [*known, *(one for one in value if one not in known)]
    if isinstance(known, list) and isinstance(value, int) and not isinstance(value, bool):
        return known if len(known) >= value else None
    if isinstance(value, list) and isinstance(known, int) and not isinstance(known, bool):
        return value if len(value) >= known else None
    if isinstance(known, Not) and isinstance(value, Not):
        return Not(*known.values, *value.values)
    if isinstance(known, Not) or isinstance(value, Not):
        refused, chosen = (known, value) if isinstance(known, Not) else (value, known)
        return None if chosen in refused.values else chosen
    return known if known == value else None


def _values(question: Question, wanted: Any) -> list[Any]:
    """Valid answers that are as wanted."""
    if isinstance(wanted, Not):
        return [option.id for option in question.options if option.id not in wanted.values]  # type: ignore[attr-defined]
    if isinstance(wanted, Anything):
        return [plain_answer(question)]
    if not isinstance(wanted, int) or isinstance(wanted, bool):
        return [wanted]
    if isinstance(question, People):
        return [[question.relations[0].id] * wanted]
    if isinstance(question, SeveralOf):
        return [[option.id for option in question.options[:wanted]]]
    if isinstance(question, Person):
        return [_aged(wanted)]
    if question.kind == "things":
        return [plain_answer(question) * wanted]
    return [f"{wanted}.00" if question.kind == "money" else str(wanted)]
