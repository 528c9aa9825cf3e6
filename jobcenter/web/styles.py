"""The part of the KERN stylesheet that our pages use.

KERN UX ships 340 kB of CSS; a page of ours needs a tenth of it. `subset` keeps the rules whose classes
occur in our sources and the variables those rules (and our own stylesheets) reach.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import tinycss2
from tinycss2.ast import Declaration, Node

_CLASS = re.compile(r"kern-[a-z0-9_-]+")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_GROUPS = {"media", "supports", "keyframes", "layer"}


@dataclass(frozen=True)
class Rule:
    """One rule: what it applies to, and its declarations or, for a group such as @media, its rules."""

    prelude: str
    declarations: tuple[Declaration, ...] = ()
    rules: tuple["Rule", ...] = ()

    def __str__(self) -> str:
        inner = [str(rule) for rule in self.rules] or [";".join(one.serialize().rstrip() for one in self.declarations)]
        return f"{self.prelude}{{{''.join(inner)}}}"

    def all_declarations(self) -> Iterator[Declaration]:
        yield from self.declarations
        for rule in self.rules:
            yield from rule.all_declarations()


def classes_in(sources: Iterable[str]) -> set[str]:
    """Every KERN class named in `sources`; one that ends in "-" stands for all that begin so."""
    return {name for source in sources for name in _CLASS.findall(source)}


def subset(css: str, used: set[str], reached_from: str = "") -> str:
    """`css` without the rules for classes not in `used` and without the variables nobody reaches.

    `reached_from` is more CSS (our own), whose variables stay. Statements without a block (@charset) go.
    """
    kept = tuple(_kept(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), used))
    return "".join(map(str, _without_variables(kept, _reachable(kept, reached_from))))


def _kept(nodes: Iterable[Node], used: set[str]) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = [tinycss2.serialize(one).strip() for one in _selectors(node.prelude) if _wanted(one, used)]
            if selectors:
                yield Rule(",".join(selectors), _declarations(node.content))
        elif node.type == "at-rule" and node.content is not None:
            prelude = f"@{node.at_keyword}{tinycss2.serialize(node.prelude).rstrip()}"
            if node.lower_at_keyword not in _GROUPS:
                yield Rule(prelude, _declarations(node.content))
            elif inner := tuple(_kept(tinycss2.parse_rule_list(node.content, skip_whitespace=True), used)):
                yield Rule(prelude, rules=inner)


def _selectors(prelude: Iterable[Node]) -> list[list[Node]]:
    """The selectors between the commas; a comma in parentheses is inside a node of its own."""
    selectors: list[list[Node]] = [[]]
    for node in prelude:
        if node == ",":
            selectors.append([])
        else:
            selectors[-1].append(node)
    return selectors


def _wanted(selector: Iterable[Node], used: set[str]) -> bool:
    """Whether our pages can match it: all its classes are used, and it asks for no theme (ours follows the system)."""
    beginnings = tuple(name for name in used if name.endswith("-"))
    for node in selector:
        if node.type == "[] block" and node.content[0].value == "data-kern-theme":
            return False
        is_class = node.type == "ident" and node.value.startswith("kern-")
        if is_class and node.value not in used and not node.value.startswith(beginnings):
            return False
    return True


def _declarations(content: Iterable[Node]) -> tuple[Declaration, ...]:
    parsed = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return tuple(node for node in parsed if node.type == "declaration")


def _reachable(rules: Iterable[Rule], reached_from: str) -> set[str]:
    definitions: dict[str, set[str]] = {}
    open_names = set(_VARIABLE.findall(reached_from))
    for declaration in (one for rule in rules for one in rule.all_declarations()):
        names = set(_VARIABLE.findall(declaration.serialize()))
        if declaration.name.startswith("--"):
            definitions.setdefault(declaration.name, set()).update(names)
        else:
            open_names |= names
    reached: set[str] = set()
    while open_names:
        name = open_names.pop()
        reached.add(name)
        open_names |= definitions.get(name, set()) - reached
    return reached


def _without_variables(rules: Iterable[Rule], reached: set[str]) -> Iterator[Rule]:
    for rule in rules:
        if rule.rules:
            yield replace(rule, rules=tuple(_without_variables(rule.rules, reached)))
        elif declarations := tuple(
            one for one in rule.declarations if not one.name.startswith("--") or one.name in reached
        ):
            yield replace(rule, declarations=declarations)
