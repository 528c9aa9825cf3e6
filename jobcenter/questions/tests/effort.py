"""How long a form takes: the words somebody reads and the inputs they fill in, page by page.

150 words a minute is slow reading, as of people who read German with effort. An input takes as long as it takes to
find the figure or the name and type it on a phone; a choice is a tap. The explanations behind „Warum fragen wir das?“
are closed, so they are not counted; nor is taking pictures of papers, which can follow later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jobcenter.questions.kinds.base import Question
from jobcenter.questions.kinds.choices import Chosen, SeveralOf
from jobcenter.questions.kinds.groups import Group
from jobcenter.questions.kinds.iban import Iban
from jobcenter.questions.kinds.text import LongText
from jobcenter.questions.kinds.things import Things
from jobcenter.questions.models import Form

WORDS_A_MINUTE = 150
SECONDS_A_PAGE = 3
SECONDS_A_TAP = 2
SECONDS_AN_INPUT = 8
SECONDS_A_TEXT = 30
SECONDS_AN_IBAN = 30


@dataclass(frozen=True)
class Effort:
    """What one way through a form costs."""

    pages: int
    words: int
    seconds: int

    @property
    def minutes(self) -> float:
        return round(self.words / WORDS_A_MINUTE + self.seconds / 60, 1)


def effort(form: Form, answers: Mapping[str, Any]) -> Effort:
    """Of filling in the form with these answers, without files."""
    walk = form.walk(answers)
    words = seconds = 0
    for page in walk.pages:
        seconds += SECONDS_A_PAGE
        words += _count(page.title, page.intro)
        for question in walk.asked[page.id]:
            if page.kind == "evidence":
                continue
            words += _words(question)
            seconds += _seconds(question, walk.answers.get(question.id))
        if page.kind == "evidence":
            evidence = walk.evidence()
            words += sum(_count(one.name, one.why, one.page_hint, one.period) for one in evidence)
            seconds += SECONDS_A_TAP * len(evidence)
    return Effort(len(walk.pages), words, seconds)


def _count(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)


def _words(question: Question) -> int:
    read = _count(question.label, question.hint)
    if isinstance(question, Chosen):
        read += sum(_count(label, hint) for _, label, hint in question.offered())
    if isinstance(question, Group | Things):
        read += sum(_words(part) for part in question.parts)
    return read


def _seconds(question: Question, value: Any) -> int:
    if isinstance(question, Things):
        return sum(_seconds(part, entry.get(part.id)) for entry in value or [] for part in question.parts)
    if value is None:
        return 0
    if isinstance(question, Group):
        return sum(_seconds(part, value.get(part.id)) for part in question.parts)
    if isinstance(question, SeveralOf):
        return SECONDS_A_TAP * max(1, len(value))
    if isinstance(question, Chosen):
        return SECONDS_A_TAP
    if isinstance(question, Iban):
        return SECONDS_AN_IBAN
    return SECONDS_A_TEXT if isinstance(question, LongText) else SECONDS_AN_INPUT
