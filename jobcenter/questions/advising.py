"""What is no mistake but makes a form hard to fill in: long sentences, no help, ways that lead nowhere."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jobcenter.questions.possible import Possibilities
from jobcenter.questions.reading import Location

if TYPE_CHECKING:
    from jobcenter.questions.form import Form

MOST_WORDS = 20
# Evidence for whatever people would like to show besides.
MORE = "more"
_READ = ("title", "own_title", "description", "intro", "why", "label", "hint", "missing", "page_hint", "period")
_INSIDE = ("options", "relations", "questions", "entries", "pages", "evidence")

Advice = tuple[Location, str]


def advice(form: "Form") -> Iterator[Advice]:
    """In: a form without mistakes. Out: place and what could be better."""
    yield from _without_help(form)
    yield from _long_sentences(form, ())
    yield from _unreachable(form)
    if any(page.kind == "evidence" for page in form.pages) and all(rule.slot != MORE for rule in form.evidence):
        yield ("evidence",), f'nobody can add a paper of their own: there is no slot "{MORE}"'


def _without_help(form: "Form") -> Iterator[Advice]:
    for number, page in enumerate(form.pages):
        for index, question in enumerate(page.questions):
            if not (question.hint or question.why or page.why):
                yield ("pages", number, "questions", index), "no help: neither a hint nor a why, here or at the page"


def _long_sentences(one: Any, at: Location) -> Iterator[Advice]:
    texts = [((*at, field), getattr(one, field, "")) for field in _READ]
    texts += [((*at, "points", index), point) for index, point in enumerate(getattr(one, "points", ()))]
    for place, text in texts:
        longest = max((_words(sentence) for sentence in sentences(text)), default=0)
        if longest > MOST_WORDS:
            yield place, f"a sentence has {longest} words, more than {MOST_WORDS}"
    for field in _INSIDE:
        inner = getattr(one, field, ())
        for index, part in enumerate(inner if isinstance(inner, list) else ()):
            yield from _long_sentences(part, (*at, field, index))


def sentences(text: str) -> list[str]:
    """A text sentence by sentence."""
    return [part for part in re.split(r"(?<=[.!?:])\s+|\n", text) if part]


def _words(sentence: str) -> int:
    return len(re.findall(r"\w[\w'’/-]*", sentence))


def _unreachable(form: "Form") -> Iterator[Advice]:
    possible = Possibilities(form)
    reached = {page.id: {one.id for one in asked} for page, asked in possible.pages()}
    for number, page in enumerate(form.pages):
        if page.id not in reached:
            yield ("pages", number, "show_if"), "no answers lead to this page"
            continue
        for index, question in enumerate(page.questions):
            if question.id not in reached[page.id]:
                yield ("pages", number, "questions", index, "show_if"), "no answers lead to this question"
    for number, rule in enumerate(form.evidence):
        if not possible.can_open(rule):
            yield ("evidence", number, "show_if"), "no answers call for this evidence"
