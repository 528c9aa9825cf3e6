"""What the schema alone cannot see: ids that meet twice, conditions that look ahead or at nothing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jobcenter.questions import prefilling
from jobcenter.questions.conditions import Condition
from jobcenter.questions.evidence import LATER
from jobcenter.questions.kinds.base import Question
from jobcenter.questions.kinds.choices import Confirm, OneOf, SeveralOf, YesNo
from jobcenter.questions.kinds.document import Document
from jobcenter.questions.kinds.figures import Figure
from jobcenter.questions.kinds.things import Things
from jobcenter.questions.reading import Location, Source

if TYPE_CHECKING:
    from jobcenter.questions.additions import Addition
    from jobcenter.questions.form import Form

# Names that the engine and the pages around it use themselves.
RESERVED = {LATER, "action", "csrfmiddlewaretoken", "revision", "next"}
RESERVED_PAGES = {"pruefen", "absendung"}


def check(form: "Form", source: Source, addition: "Addition | None" = None) -> None:
    """Raises CatalogueError at the first thing wrong, with its place in `source`."""
    for at, message in _complaints(form):
        raise source.error(at if addition is None else _place_in_addition(at, form, addition), message)


def _complaints(form: "Form") -> Iterator[tuple[Location, str]]:
    earlier: dict[str, Question] = {}
    pages: set[str] = set()
    for number, page in enumerate(form.pages):
        at: Location = ("pages", number)
        if page.id in pages or page.id in RESERVED_PAGES:
            yield (*at, "id"), f'the id "{page.id}" is taken'
        pages.add(page.id)
        if (page.kind == "evidence") == bool(page.questions):
            yield (*at, "questions"), "a page has questions, a page of evidence has none"
        yield from _condition(page.show_if, (*at, "show_if"), earlier)
        here: dict[str, Question] = {}
        for index, question in enumerate(page.questions):
            yield from _question(question, (*at, "questions", index), earlier, here)
            here[question.id] = question
        earlier |= here
    if sum(page.kind == "evidence" for page in form.pages) > 1:
        yield ("pages",), "there is more than one page of evidence"
    yield from _evidence(form, earlier)


def _evidence(form: "Form", earlier: dict[str, Question]) -> Iterator[tuple[Location, str]]:
    place = next((number for number, page in enumerate(form.pages) if page.kind == "evidence"), len(form.pages))
    before: dict[str, Question] = {question.id: question for page in form.pages[:place] for question in page.questions}
    slots = {one.id for one in earlier.values() if isinstance(one, Document)}
    if (form.evidence or slots) and place == len(form.pages):
        yield ("evidence",), "there is evidence, but no page of kind evidence"
    for index, rule in enumerate(form.evidence):
        if rule.slot in slots:
            yield ("evidence", index, "slot"), f'the slot "{rule.slot}" is there twice'
        slots.add(rule.slot)
        yield from _condition(rule.show_if, ("evidence", index, "show_if"), before)


def _question(
    question: Question, at: Location, earlier: dict[str, Question], here: dict[str, Question]
) -> Iterator[tuple[Location, str]]:
    if question.id in earlier or question.id in here or question.id in RESERVED:
        yield (*at, "id"), f'the id "{question.id}" is taken'
    if not question.label:
        yield (*at, "label"), "a question needs a label"
    if question.prefill and question.prefill not in prefilling.KNOWN:
        yield (*at, "prefill"), f"unknown (known: {', '.join(sorted(prefilling.KNOWN))})"
    yield from _condition(question.show_if, (*at, "show_if"), earlier)
    if isinstance(question, Things):
        ids = [part.id for part in question.parts]
        for index, part in enumerate(question.parts):
            inside: Location = (*at, "questions", index)
            if part.id in ids[:index]:
                yield (*inside, "id"), f'the id "{part.id}" is taken'
            if not part.label:
                yield (*inside, "label"), "a question needs a label"
            if part.show_if or part.prefill:
                yield inside, "show_if and prefill do not work inside a list of things"


def _condition(
    condition: Condition | None, at: Location, earlier: dict[str, Question]
) -> Iterator[tuple[Location, str]]:
    for leaf in condition.leaves() if condition else ():
        asked = earlier.get(leaf.question)
        if asked is None:
            yield at, f'no earlier page asks "{leaf.question}"'
        elif message := _misfit(leaf, asked):
            yield at, f'"{leaf.question}" ({asked.kind}): {message}'


def _misfit(leaf: Condition, asked: Question) -> str:
    """Why this test cannot be made of an answer of that kind, or ""."""
    options = [option.id for option in asked.options] if isinstance(asked, OneOf) else []
    match leaf.test:
        case "is" if isinstance(asked, YesNo | Confirm):
            return "" if isinstance(leaf.is_, bool) else "is true or false"
        case "is" | "in" if isinstance(asked, OneOf) and not isinstance(asked, SeveralOf):
            unknown: list[Any] = [one for one in ([leaf.is_] if leaf.test == "is" else leaf.in_) if one not in options]
            return f"has no option {', '.join(map(str, unknown))}" if unknown else ""
        case "has" if isinstance(asked, SeveralOf):
            return "" if leaf.has in options else f"has no option {leaf.has}"
        case "greater" | "less" if isinstance(asked, Figure | Things | SeveralOf):
            return ""
        case "answered" if not isinstance(asked, Document):
            return ""
    return f"cannot be tested with {leaf.test}"


def _place_in_addition(at: Location, form: "Form", addition: "Addition") -> Location:
    """Where in the file of additions a complaint about the extended form comes from."""
    match at:
        case ("pages", int(number), *rest):
            page = form.pages[number]
            for index, more in enumerate(addition.pages):
                for inner, one in enumerate(more.pages):
                    if one.id == page.id:
                        return ("pages", index, "pages", inner, *rest)
            for index, on in enumerate(addition.questions):
                if on.page == page.id:
                    return ("questions", index)
        case ("evidence", int(number), *rest) if number < len(addition.evidence):
            return ("evidence", number, *rest)
    return ()
