"""A page with what somebody typed: valid or not, with values to keep and messages to show."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Protocol

from jobcenter.questions.fields import BoundField
from jobcenter.questions.kinds.base import Problem, Question
from jobcenter.questions.kinds.things import Things
from jobcenter.questions.showing import Shown

LONGEST = 20_000


class Asked(Protocol):
    """What a page must offer to be bound."""

    id: str
    title: str


class BoundPage:
    """In: the page, the questions asked on it now, the answers so far, perhaps what was typed, and a notice to show.

    `data` is a sent page: its problems are shown. `typed` is what was typed earlier (autosave): shown again,
    without messages. A press on "add" or "remove" of a list is an `action`: `typed` already carries its effect,
    nothing is complained about and the page is not valid, so that it is shown once more.
    """

    def __init__(
        self,
        page: Asked,
        questions: list[Question],
        answers: Mapping[str, Any],
        data: Mapping[str, Any] | None = None,
        typed: Mapping[str, Any] | None = None,
        *,
        shown: Shown | None = None,
    ) -> None:
        self.page = page
        self.questions = [one for one in questions if one.on_page()]
        self.shown = shown
        self.bound = data is not None
        self._before = answers
        self.action = ""
        self.anchor = ""
        known = {question.id for question in questions}
        sent = plain(data if data is not None else (typed or {}))
        self.typed = {key: texts for key, texts in sent.items() if key.split("-", 1)[0] in known}
        if not self.bound:
            self._show_answers(answers)
        elif action := sent.get("action"):
            self._act(action[-1])

    def _show_answers(self, answers: Mapping[str, Any]) -> None:
        """Where nothing was typed yet, what was answered."""
        begun = {key.split("-", 1)[0] for key in self.typed}
        for question in self.questions:
            value = answers.get(question.id)
            if question.id not in begun and value is not None and question.fits(value):
                self.typed |= question.show(value, question.id)

    def _act(self, action: str) -> None:
        """„add:children“ and „remove:children:2“; anything else is no action."""
        found = re.fullmatch(r"(add|remove):([a-z0-9_]+)(?::([0-9]{1,3}))?", action)
        question = next((one for one in self.questions if found and one.id == found[2]), None)
        if not found or not isinstance(question, Things) or (found[1] == "remove") != bool(found[3]):
            return
        self.action = action
        if found[1] == "add":
            question.add(self.typed, question.id)
        else:
            question.remove(self.typed, question.id, int(found[3]))
        last = question.count(self.typed, question.id) - 1
        self.anchor = f"f-{question.id}-{last if found[1] == 'add' else min(int(found[3]), last)}"

    @cached_property
    def _readings(self) -> dict[str, Any]:
        return {question.id: question.read(self.typed, question.id) for question in self.questions}

    @cached_property
    def problems(self) -> list[Problem]:
        """What to tell the person now: nothing before the page is sent."""
        if not self.bound or self.action:
            return []
        return [problem for reading in self._readings.values() for problem in reading.problems]

    def is_valid(self) -> bool:
        """Whether the page may be left: sent, no action, nothing wrong."""
        return self.bound and not self.action and not self.problems

    def is_only_open(self) -> bool:
        """Whether nothing is wrong with the page but that questions were left blank which may be answered later."""
        return self.bound and all(
            not self._readings[one.id].problems or (one.blank(self.typed, one.id) and not one.essential)
            for one in self.questions
        )

    @property
    def has_lists(self) -> bool:
        """Whether there are buttons of its own on the page."""
        return any(isinstance(question, Things) for question in self.questions)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """For the summary above the page: the id of the input, and the message."""
        return [(f"f-{problem.target}", problem.in_summary) for problem in self.problems]

    @property
    def values(self) -> dict[str, Any]:
        """To merge into the answers: each question without problems; None takes an earlier answer back."""
        return {
            one.id: one.following(self._readings[one.id].value, self._before.get(one.id))
            for one in self.questions
            if not self._readings[one.id].problems
        }

    @cached_property
    def fields(self) -> list[BoundField]:
        """What the templates render."""
        problems: dict[str, Problem] = {}
        for problem in self.problems:
            problems.setdefault(problem.name, problem)
        return [
            BoundField(part, name, self.typed, problems)
            for question in self.questions
            for part, name in question.on_page()
        ]


def plain(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """A QueryDict, or anything shaped like one, as lists of texts; what is no text is left out."""
    if hasattr(data, "lists"):
        data = dict(data.lists())
    found: dict[str, list[str]] = {}
    for key, texts in data.items():
        several = texts if isinstance(texts, list) else [texts]
        found[str(key)] = [text[:LONGEST] for text in several if isinstance(text, str)][:100]
    return found
