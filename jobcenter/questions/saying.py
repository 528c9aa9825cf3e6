"""Conditions in German, for paper and for whoever prepares a form: "wenn Sie bei „Umzug?“ „Ja“ angekreuzt haben"."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from jobcenter.questions.conditions import Condition
from jobcenter.questions.kinds.base import Question
from jobcenter.questions.kinds.choices import Chosen, Confirm, OneOf, Option, SeveralOf, YesNo
from jobcenter.questions.kinds.figures import Figure, Money
from jobcenter.questions.kinds.groups import Person
from jobcenter.questions.kinds.people import People
from jobcenter.questions.repeating import OWN_RELATION

# More options than this are told by what is not among them, where that is shorter.
_MOST_OPTIONS = 3
_ONESELF = Option(id=OWN_RELATION, label="ich selbst")


@dataclass(frozen=True, slots=True)
class Clause:
    """What somebody did, in parts that can be joined: "bei 3 „Ja“", "angekreuzt"."""

    what: str
    done: str


@dataclass(frozen=True, slots=True)
class Named:
    """A question, what to call it ("Frage 4.1 „Umzug?“"), and for whom it was answered ("", "für diese Person ")."""

    question: Question
    name: str
    whom: str = ""


def when(condition: Condition, known: Mapping[str, Named]) -> str:
    """The condition as the end of a sentence: "wenn Sie …". `known`: every question it looks at."""
    return f"wenn {_told(_normal(condition), known)}"


def who(condition: Condition, people: People) -> str:
    """A condition on an entry of a list of people, to follow "jede Person": "die jünger als 25 Jahre ist"."""
    return _about(_normal(condition), people)


def quoted(text: str) -> str:
    """In German quotation marks, with single ones inside."""
    return f"„{text.replace('„', '‚').replace('“', '‘')}“"


# -- joining ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Node:
    """A test of an answer, perhaps denied, or several of them; "nicht" stands at tests alone."""

    test: Condition | None = None
    denied: bool = False
    every: bool = True
    nodes: tuple["_Node", ...] = ()


def _normal(condition: Condition, denied: bool = False) -> _Node:
    """Without "not" around others, and without an "all" directly inside an "all"."""
    if condition.question:
        return _Node(condition, denied)
    if condition.not_:
        return _normal(condition.not_, not denied)
    every = bool(condition.all_) != denied
    nodes: list[_Node] = []
    for inner in condition.all_ or condition.any_:
        node = _normal(inner, denied)
        nodes += node.nodes if node.test is None and node.every == every else [node]
    return nodes[0] if len(nodes) == 1 else _Node(every=every, nodes=tuple(nodes))


def _told(node: _Node, known: Mapping[str, Named]) -> str:
    if node.test:
        return _sentence([_clause(node.test, node.denied, known[node.test.question])], " und ")
    word = "und" if node.every else "oder"
    plain, nested = _merged(node, known), [inner for inner in node.nodes if inner.test is None]
    parts = [_sentence(plain, f" {word} ")] if plain else []
    if not nested:
        return parts[0]
    inside = [inner.nodes and any(one.test is None for one in inner.nodes) for inner in nested]
    parts += [f"({_told(one, known)})" if deep else _told(one, known) for one, deep in zip(nested, inside, strict=True)]
    return f", {word} wenn ".join(parts)


def _merged(node: _Node, known: Mapping[str, Named]) -> list[Clause]:
    """The tests directly inside; several options of one question become one clause."""
    tests = [inner for inner in node.nodes if inner.test]
    clauses = []
    for (name, test, denied), group in groupby(tests, key=lambda one: (_name(one), _test(one), one.denied)):
        alike = list(group)
        # "Has a or has b" is one list of options; "not a and not b" as well.
        if test in {"has", "is"} and denied == node.every and len(alike) > 1:
            options = [str(one.test.has or one.test.is_) for one in alike if one.test]
            clauses.append(_chosen(known[name], options, denied))
        else:
            clauses += [_clause(one.test, one.denied, known[name]) for one in alike if one.test]
    return clauses


def _name(node: _Node) -> str:
    assert node.test
    return node.test.question


def _test(node: _Node) -> str:
    assert node.test
    return "" if isinstance(node.test.is_, bool) else node.test.test


def _sentence(clauses: list[Clause], word: str) -> str:
    """ "Sie bei 1 „Ja“ und bei 2 „B“ angekreuzt haben": what neighbours share stands once."""
    parts = [
        f"{word.join(one.what for one in same)} {done}" for done, same in groupby(clauses, key=lambda one: one.done)
    ]
    return f"Sie {word.join(parts)} haben"


# -- tests of answers ------------------------------------------------------------------------------------------------


def _clause(test: Condition, denied: bool, named: Named) -> Clause:
    """One test of one answer."""
    question, at = named.question, f"{named.whom}bei {named.name} "
    no = "nicht " if denied else ""
    match test.test:
        case "answered":
            some = bool(test.answered) != denied
            done = "angekreuzt" if isinstance(question, Chosen) else "eingetragen"
            return Clause(at + ("etwas" if some else "nichts"), done)
        case "is" if isinstance(question, Confirm):
            return Clause(f"{at}{no}das Kästchen", "angekreuzt")
        case "is" if isinstance(question, YesNo):
            return Clause(f"{at}{no}{quoted(question.text(test.is_))}", "angekreuzt")
        case "is" | "in" | "has":
            return _chosen(named, test.in_ or [str(test.has or test.is_)], denied)
    more, limit = test.greater is not None, test.greater if test.greater is not None else (test.less or 0)
    if isinstance(question, Figure):
        unit = "Euro" if isinstance(question, Money) else getattr(question, "unit", "")
        return Clause(f"{at}{no}{'mehr' if more else 'weniger'} als {limit} {unit}".rstrip(), "eingetragen")
    return _counted(named, limit + 1 if more else limit, at_least=more != denied)


def _chosen(named: Named, options: list[str], denied: bool) -> Clause:
    """That one of some options was chosen, or none of them."""
    question, at = named.question, f"{named.whom}bei {named.name} "
    offered = question.relations if isinstance(question, People) else getattr(question, "options", [])
    labels = {option.id: option.label for option in offered}
    chosen = [labels[option] for option in options]
    if isinstance(question, People):
        one = "niemanden" if denied else "jemanden"
        return Clause(f"{at}{one} als {listed(chosen, 'oder')}", "eingetragen")
    nothing = [question.none] if isinstance(question, SeveralOf) and question.none else []
    others = [label for option, label in labels.items() if option not in options] + nothing
    if denied:
        return Clause(at + ("nicht " if len(chosen) == 1 else "weder ") + listed(chosen, "noch"), "angekreuzt")
    if len(chosen) > _MOST_OPTIONS >= len(others) > 0:
        return Clause(f"{at}etwas anderes als {listed(others, 'oder')}", "angekreuzt")
    return Clause(at + listed(chosen, "oder"), "angekreuzt")


def _counted(named: Named, number: int, *, at_least: bool) -> Clause:
    """At least, or less than, so many entries, options or years."""
    question, at = named.question, f"{named.whom}bei {named.name} "
    if isinstance(question, Person):
        return Clause(f"{at}eine Person {'ab' if at_least else 'unter'} {number} Jahren", "eingetragen")
    done = "angekreuzt" if isinstance(question, SeveralOf) else "eingetragen"
    nothing = quoted(question.none) if isinstance(question, SeveralOf) and question.none else ""
    some, pieces = {People: ("jemanden", "Personen"), SeveralOf: ("etwas", "Antworten")}.get(
        type(question), ("etwas", "Einträge")
    )
    if number <= 1:
        if at_least:
            return Clause(at + (f"etwas anderes als {nothing}" if nothing else some), done)
        return Clause(at + (nothing or {"jemanden": "niemanden"}.get(some, "nichts")), done)
    return Clause(f"{at}{'mindestens' if at_least else 'weniger als'} {number} {pieces}", done)


def listed(labels: list[str], word: str) -> str:
    """„A“, „B“ oder „C“; with "noch" it stands between all of them."""
    texts = [quoted(label) for label in labels]
    if word == "noch":
        return " noch ".join(texts)
    return f" {word} ".join(filter(None, [", ".join(texts[:-1]), texts[-1]]))


# -- people ----------------------------------------------------------------------------------------------------------


def _about(node: _Node, people: People) -> str:
    if node.test:
        return _relative(node.test, node.denied, people)
    word = " und " if node.every else " oder "
    return word.join(
        f"({_about(inner, people)})" if inner.test is None else _about(inner, people) for inner in node.nodes
    )


def _relative(test: Condition, denied: bool, people: People) -> str:
    """One test as a relative clause about "Person"."""
    if test.question == "age":
        at_least = (test.greater is not None) != denied
        years = test.greater + 1 if test.greater is not None else test.less
        return f"die {years} Jahre oder älter ist" if at_least else f"die jünger als {years} Jahre ist"
    relation = OneOf(id="relation", kind="one_of", label=people.related, options=[*people.relations, _ONESELF])
    part = next((one for one in people.questions if one.id == test.question), relation)
    named = Named(part, quoted(part.label))
    if part is relation and test.test == "in":
        # Oneself is on no list.
        others = [option for option in test.in_ if option != OWN_RELATION]
        clause = _chosen(named, others or test.in_, denied)
    else:
        clause = _clause(test, denied, named)
    return f"für die {clause.what} {clause.done} ist"
