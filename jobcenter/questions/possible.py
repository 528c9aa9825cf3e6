"""Which pages and questions can be reached at all: by trying out the answers that make a difference.

Of a condition that looks at some questions only a few answers of each matter: each option named, one that is not named,
the amounts around a limit. They are tried in the order of the form, only as the form lets them be given. It may find
possible what is not (where there is too much to try, or where several people answer the same), never the opposite.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from jobcenter.questions.conditions import Condition, Several
from jobcenter.questions.kinds.base import Question
from jobcenter.questions.kinds.choices import OneOf, Option, SeveralOf
from jobcenter.questions.kinds.figures import Figure, Money, Number
from jobcenter.questions.kinds.people import People
from jobcenter.questions.kinds.things import Things
from jobcenter.questions.repeated import Repeated
from jobcenter.questions.repeating import OWN_RELATION

if TYPE_CHECKING:
    from jobcenter.questions.form import Form
    from jobcenter.questions.pages import Page

# What may be answered to a question, and the conditions under which it is asked.
Choice = tuple[list[Any], list[Condition]]

_ANSWERED = "x"
_ANYTHING = object()  # more answers than anybody could try
_MOST_NAMED = 6
_MOST_TRIES = 20_000
_AGE = Number(id="age", kind="number", label="-", most=150)


def verdict(condition: Condition, known: Mapping[str, Any]) -> bool | None:
    """Whether it holds, None while that depends on more than is `known` (None there: not answered)."""
    if condition.question:
        return condition.holds(known) if condition.question in known else None
    if condition.not_:
        inner = verdict(condition.not_, known)
        return None if inner is None else not inner
    decisive = bool(condition.any_)
    found = [verdict(one, known) for one in condition.any_ or condition.all_]
    if decisive in found:
        return decisive
    return None if None in found else not decisive


def without(condition: Condition | None, known: Mapping[str, Any]) -> Condition | bool:
    """What is left to find out when so much is `known`: True or False where that is nothing."""
    if condition is None:
        return True
    if (decided := verdict(condition, known)) is not None:
        return decided
    if condition.question:
        return condition
    if condition.not_:
        return Condition.model_validate({"not": without(condition.not_, known)})
    key, inner = ("all", condition.all_) if condition.all_ else ("any", condition.any_)
    left = [rest for one in inner if not isinstance(rest := without(one, known), bool)]
    return left[0] if len(left) == 1 else Condition.model_validate({key: left})


class Possibilities:
    """Of a form, when some answers are `given`; to be gone through once, page by page."""

    def __init__(self, form: "Form", given: Mapping[str, Any] | None = None) -> None:
        self._form = form
        self._given = given or {}
        self._home = {one.id: (page, one) for page in form.pages for one in page.questions}
        self._places = {name: place for place, name in enumerate(self._home)}
        # What is certain: given answers of questions that are asked, None for what is never asked.
        self.known: dict[str, Any] = {}

    def pages(self) -> Iterator[tuple["Page", list[Question]]]:
        """Each page that can be reached, with the questions that can be asked there."""
        for page in self._form.pages:
            opens = self.can_open(page)
            asked: list[Question] = [one for one in page.questions if opens and self._can_ask(page, one)]
            for one in page.questions:
                if one not in asked:
                    self.known[one.id] = None
                elif one.id in self._given and not page.each:
                    self.known[one.id] = self._given[one.id]
            if asked or (opens and not page.questions):
                yield page, asked

    def can_open(self, page: Repeated) -> bool:
        """Whether some answers lead to a page, or call for a piece of evidence."""
        nobody = page.each and not page.self_ and page.each in self.known and not self.known[page.each]
        return not nobody and self._can_be(page) and self._can_hold(page.show_if, page.each)

    def can_be_self(self, page: Repeated) -> bool:
        """Whether a repeated page can be about whoever fills in the form."""
        if page.who is None or not page.self_:
            return bool(page.self_)
        return self._fits(page, page.who, [OWN_RELATION], {})

    def can_be_others(self, page: Repeated) -> bool:
        """Whether a repeated page can be about somebody on the list."""
        if page.who is None or not page.each:
            return bool(page.each)
        people = self._home[page.each][1]
        assert isinstance(people, People)
        return self._fits(
            page, page.who, [one.id for one in people.relations], {one.id: one for one in people.questions}
        )

    def _can_be(self, page: Repeated) -> bool:
        return page.who is None or self.can_be_self(page) or self.can_be_others(page)

    def _can_ask(self, page: "Page", question: Question) -> bool:
        both = [one for one in (page.show_if, question.show_if) if one]
        return self._can_hold(Condition.model_validate({"all": both}) if both else None, page.each)

    def _can_hold(self, condition: Condition | None, each: str) -> bool:
        """Whether some answers make it true, on a page that is repeated for that list of people ("": plain)."""
        rest = without(condition, self.known)
        return rest if isinstance(rest, bool) else _Search(rest, self._choices(rest, each), self.known).finds()

    @staticmethod
    def _fits(page: Repeated, who: Condition, relations: list[str], parts: Mapping[str, Question]) -> bool:
        choices: dict[str, Choice] = {"relation": (list(relations), [])}
        for leaf in who.leaves():
            name = leaf.question
            if name != "relation":
                asked = _AGE if name == "age" else parts.get(name)
                tests = [one for one in who.leaves() if one.question == name]
                choices[name] = ([*(_values(asked, tests) if asked else []), None], [])
        return _Search(who, choices, {}).finds()

    def _choices(self, condition: Condition, each: str) -> dict[str, Choice]:
        """The questions it depends on, in the order of the form."""
        needed: dict[str, list[Condition]] = {}
        unread = [condition]
        while unread:
            for leaf in unread.pop().leaves():
                name = leaf.question
                if name in self.known or name not in self._home:
                    continue
                if name not in needed:
                    needed[name] = []
                    unread += self._conditions(name, each)
                needed[name].append(leaf)
        return {
            name: (self._answers(name, needed[name], each), self._conditions(name, each))
            for name in sorted(needed, key=self._places.__getitem__)
        }

    def _conditions(self, name: str, each: str) -> list[Condition]:
        """When it is asked. What others are asked on their own pages is not followed further."""
        page, question = self._home[name]
        foreign = page.each and page.each != each
        return [] if foreign else [one for one in (page.show_if, question.show_if) if one]

    def _answers(self, name: str, tests: list[Condition], each: str) -> list[Any]:
        page, question = self._home[name]
        if name in self._given:
            return [self._given[name]]
        values = _values(question, tests)
        if page.each and page.each != each:  # what several people answered
            few = [value for value in values if value is not _ANYTHING][:_MOST_NAMED]
            groups = [Several(some) for size in range(1, len(few) + 1) for some in combinations(few, size)]
            return [*groups, None, *([_ANYTHING] if len(values) > len(few) else [])]
        needed = question.required and (question.essential or not self._form.incomplete)
        # On the page of a person there may also be nothing, where `who` does not fit.
        return values if needed and not page.each else [*values, None]


class _Search:
    """Goes through the answers in order until the condition holds."""

    def __init__(self, condition: Condition, choices: Mapping[str, Choice], known: Mapping[str, Any]) -> None:
        self._condition = condition
        self._choices = list(choices.items())
        self._answers = dict(known)
        self._tries = 0

    def finds(self, place: int = 0) -> bool:
        """Whether there are answers with which it holds; also where nobody could try them all."""
        self._tries += 1
        decided = verdict(self._condition, self._answers)
        if decided is not None or self._tries > _MOST_TRIES:
            return decided is not False
        if place == len(self._choices):
            return False
        name, (values, conditions) = self._choices[place]
        asked = all(condition.holds(self._answers) for condition in conditions)
        found = False
        for value in values if asked else [None]:
            self._answers[name] = value
            found = value is _ANYTHING or self.finds(place + 1)
            if found:
                break
        del self._answers[name]
        return found


def _values(question: Question, tests: list[Condition]) -> list[Any]:
    """The answers to a question that make a difference to these tests."""
    limits = sorted({one for test in tests for one in (test.greater, test.less) if one is not None})
    around = [number for limit in limits for number in (limit - 1, limit, limit + 1)]
    if question.kind == "yes_no":
        return [True, False]
    if question.kind == "confirm":
        return [True]
    if question.kind == "person":
        year = timezone.localdate().year
        return [{"birth_date": date(year - age, 1, 1).isoformat()} for age in around if age >= 0] or [_ANSWERED]
    if isinstance(question, Figure):
        between = [f"{limit}.50" for limit in limits] if isinstance(question, Money) else []
        whole = [one for one in around if question.least <= one <= question.most] or [question.least]
        return [*map(str, whole), *between]
    if isinstance(question, SeveralOf):
        return _mixtures(question.options, tests, around, empty=bool(question.none))
    if isinstance(question, OneOf):
        named = {one for test in tests for one in (test.in_ or [str(test.is_)])}
        others = [option.id for option in question.options if option.id not in named]
        return [option.id for option in question.options if option.id in named] + others[:1]
    if isinstance(question, People):
        mixtures = _mixtures(question.relations, tests, around, again=True)
        return [mixture if mixture is _ANYTHING else [{"relation": one} for one in mixture] for mixture in mixtures]
    if isinstance(question, Things):
        return [[{}] * count for count in around if count > 0] or [[{}]]
    return [_ANSWERED]


def _mixtures(
    options: list[Option], tests: list[Condition], around: list[int], *, empty: bool = False, again: bool = False
) -> list[Any]:
    """Every mixture of the options that are named, filled up to the counts that matter."""
    wanted = {test.has for test in tests}
    named = [option.id for option in options if option.id in wanted]
    others = [option.id for option in options if option.id not in wanted] or (named if again else [])
    found: list[Any] = []
    for size in range(min(len(named), _MOST_NAMED) + 1):
        for some in combinations(named[:_MOST_NAMED], size):
            for count in sorted({size, size + 1, *around}):
                more = (others * count if again else others)[: max(0, count - size)]
                mixture = [*some, *more]
                if mixture not in found and (mixture or empty):
                    found.append(mixture)
    return [*found, *([_ANYTHING] if len(named) > _MOST_NAMED else [])]
