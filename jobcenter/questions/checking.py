"""What the schema alone cannot see: ids that meet twice, conditions that look ahead or at nothing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jobcenter.questions import prefilling
from jobcenter.questions.conditions import Condition
from jobcenter.questions.evidence import PROMISES
from jobcenter.questions.kinds.base import Question
from jobcenter.questions.kinds.choices import Confirm, OneOf, Option, SeveralOf, YesNo
from jobcenter.questions.kinds.document import Document
from jobcenter.questions.kinds.figures import Figure, Number
from jobcenter.questions.kinds.groups import Person
from jobcenter.questions.kinds.people import People
from jobcenter.questions.kinds.things import Things
from jobcenter.questions.reading import Location, Source
from jobcenter.questions.repeated import Repeated
from jobcenter.questions.repeating import OWN_RELATION, speaks_of_somebody
from jobcenter.questions.showing import SHOWN

if TYPE_CHECKING:
    from jobcenter.questions.additions import Addition
    from jobcenter.questions.form import Form
    from jobcenter.questions.pages import Page

# Names that the engine and the pages around it use themselves.
RESERVED = {*PROMISES, "action", "csrfmiddlewaretoken", "revision", "next"}
RESERVED_PAGES = {"pruefen", "absendung", "unterlagen", "jobcenter", "loeschung", "nachreichung"}


def check(form: "Form", source: Source, addition: "Addition | None" = None) -> None:
    """Raises CatalogueError at the first thing wrong, with its place in `source`."""
    for at, message in _complaints(form):
        raise source.error(at if addition is None else place_in_addition(at, form, addition), message)


def _complaints(form: "Form") -> Iterator[tuple[Location, str]]:
    earlier: dict[str, Question] = {}
    each: dict[str, str] = {}  # of questions on repeated pages: the list of people
    pages: set[str] = set()
    for number, page in enumerate(form.pages):
        at: Location = ("pages", number)
        if page.id in pages or page.id in RESERVED_PAGES:
            yield (*at, "id"), f'the id "{page.id}" is taken'
        pages.add(page.id)
        if (page.kind == "evidence") == bool(page.questions):
            yield (*at, "questions"), "a page has questions, a page of evidence has none"
        if page.shows and page.shows not in SHOWN:
            yield (*at, "shows"), f"unknown (known: {', '.join(sorted(SHOWN))})"
        if page.kind == "evidence" and (page.points or page.shows):
            yield at, "a page of evidence has no points and shows nothing"
        if page.recalls and (page.each or page.kind == "evidence"):
            yield (*at, "recalls"), "a page that is repeated, or asks for evidence, recalls nothing"
        if len(set(page.recalls)) < len(page.recalls):
            yield (*at, "recalls"), "a question is there twice"
        yield from _repeated(page, at, earlier)
        yield from _spoken(page, at)
        seen = {name: one for name, one in earlier.items() if not page.each or each.get(name, page.each) == page.each}
        yield from _condition(page.show_if, (*at, "show_if"), seen)
        here: dict[str, Question] = {}
        for index, question in enumerate(page.questions):
            inside: Location = (*at, "questions", index)
            yield from _question(question, inside, seen, {**earlier, **here})
            if page.each and (question.prefill or question.remember or isinstance(question, Document | People)):
                yield inside, "a page that is repeated has no prefill, no documents and no list of people"
            here[question.id] = question
        earlier |= here
        each |= dict.fromkeys(here, page.each) if page.each else {}
    if sum(page.kind == "evidence" for page in form.pages) > 1:
        yield ("pages",), "there is more than one page of evidence"
    yield from _evidence(form, earlier, each)
    yield from _around(form, earlier, each)


def _repeated(one: Repeated, at: Location, earlier: dict[str, Question]) -> Iterator[tuple[Location, str]]:
    """What is asked once per person needs a list of people, and facts that its entries have."""
    people = earlier.get(one.each)
    if not one.each and (one.self_ or one.who):
        yield (*at, "each"), "self and who need each"
    elif one.each and not isinstance(people, People):
        yield (*at, "each"), f'no earlier page has a list of people "{one.each}"'
    if one.self_ and not isinstance(earlier.get(one.self_), Person):
        yield (*at, "self"), f'no earlier page asks for a person "{one.self_}"'
    if isinstance(people, People):
        relation = next(part for part in people.parts if part.id == "relation")
        with_self = relation.model_copy(update={"options": [*people.relations, Option(id=OWN_RELATION, label="-")]})
        age = Number(id="age", kind="number", label="-")
        facts: dict[str, Question] = {**{part.id: part for part in people.questions}, "relation": with_self, "age": age}
        yield from _condition(one.who, (*at, "who"), facts)


def _spoken(page: "Page", at: Location) -> Iterator[tuple[Location, str]]:
    """A name can only be put where there is a person."""
    if page.each and page.self_ and not page.own_title:
        yield (*at, "own_title"), "a page that also asks oneself needs own_title"
    if not page.each and speaks_of_somebody(str(page.model_dump(exclude={"questions"}))):
        yield at, "{name} is only known on a page that is repeated"
    for index, question in enumerate(page.questions):
        if not page.each and speaks_of_somebody(str(question.model_dump())):
            yield (*at, "questions", index), "{name} is only known on a page that is repeated"


def _around(form: "Form", earlier: dict[str, Question], each: dict[str, str]) -> Iterator[tuple[Location, str]]:
    """The headline, the ways in and the ways out."""
    plain = {name: one for name, one in earlier.items() if name not in each}
    if form.headline and not isinstance(plain.get(form.headline), OneOf):
        yield ("headline",), f'no page asks "{form.headline}" with options to choose from'
    for number, entry in enumerate(form.entries):
        for name, value in entry.answers.items():
            if name not in plain or not plain[name].valid(value):
                yield ("entries", number, "answers", name), "no question takes this answer"
    if len({entry.id for entry in form.entries}) < len(form.entries):
        yield ("entries",), "the ids of entries must differ"
    for number, way in enumerate(form.ways):
        yield from _condition(way.show_if, ("ways", number, "show_if"), earlier)


def _evidence(form: "Form", earlier: dict[str, Question], each: dict[str, str]) -> Iterator[tuple[Location, str]]:
    place = next((number for number, page in enumerate(form.pages) if page.kind == "evidence"), len(form.pages))
    before: dict[str, Question] = {question.id: question for page in form.pages[:place] for question in page.questions}
    slots = {one.id for one in earlier.values() if isinstance(one, Document)}
    if (form.evidence or slots) and place == len(form.pages):
        yield ("evidence",), "there is evidence, but no page of kind evidence"
    for index, rule in enumerate(form.evidence):
        at: Location = ("evidence", index)
        if rule.slot in slots or "__" in rule.slot:
            yield (*at, "slot"), f'the slot "{rule.slot}" is there twice, or contains "__"'
        slots.add(rule.slot)
        yield from _repeated(rule, at, before)
        seen = {name: one for name, one in before.items() if not rule.each or each.get(name, rule.each) == rule.each}
        yield from _condition(rule.show_if, (*at, "show_if"), seen)


def _question(
    question: Question, at: Location, earlier: dict[str, Question], taken: dict[str, Question]
) -> Iterator[tuple[Location, str]]:
    if question.id in taken or question.id in RESERVED:
        yield (*at, "id"), f'the id "{question.id}" is taken'
    if "__" in question.id:
        yield (*at, "id"), 'an id has no "__"'
    if not question.label:
        yield (*at, "label"), "a question needs a label"
    for key in ("prefill", "remember"):
        if (known := getattr(question, key)) and known not in prefilling.KNOWN:
            yield (*at, key), f"unknown (known: {', '.join(sorted(prefilling.KNOWN))})"
    yield from _condition(question.show_if, (*at, "show_if"), earlier)
    if isinstance(question, Things):
        ids = [part.id for part in question.parts] + (["key", "age"] if isinstance(question, People) else [])
        for index, part in enumerate(question.questions):
            inside: Location = (*at, "questions", index)
            if ids.count(part.id) > 1:
                yield (*inside, "id"), f'the id "{part.id}" is taken'
            if not part.label:
                yield (*inside, "label"), "a question needs a label"
            if part.show_if or part.prefill or part.remember:
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
        case "has" if isinstance(asked, People):
            known = [option.id for option in asked.relations]
            return "" if leaf.has in known else f"has no relation {leaf.has}"
        case "greater" | "less" if isinstance(asked, Figure | Things | SeveralOf | Person):
            return ""
        case "answered" if not isinstance(asked, Document):
            return ""
    return f"cannot be tested with {leaf.test}"


def place_in_addition(at: Location, form: "Form", addition: "Addition") -> Location:
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
