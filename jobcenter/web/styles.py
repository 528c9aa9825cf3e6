"""The part of the KERN stylesheet that our pages use.

KERN UX ships 340 kB of CSS; a page of ours needs a tenth of it. `subset` keeps the rules whose classes
occur in our sources and the variables those rules (and our own stylesheets) reach.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_CLASS = re.compile(r"kern-[a-z0-9_-]+")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MARK = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[{};]", re.DOTALL)
_PARENTHESES = re.compile(r":[\w-]+\((?:[^()]|\([^()]*\))*\)")
_COMMA = re.compile(r",(?![^(]*\))")
_SEMICOLON = re.compile(r";(?=(?:[^\"']|\"[^\"]*\"|'[^']*')*$)")


@dataclass(frozen=True)
class Rule:
    """One rule: what it applies to, and its declarations or, for a group such as @media, its rules."""

    prelude: str
    declarations: tuple[str, ...] = ()
    rules: tuple["Rule", ...] = ()

    def __str__(self) -> str:
        return f"{self.prelude}{{{''.join(map(str, self.rules)) or ';'.join(self.declarations)}}}"


def classes_in(sources: Iterable[str]) -> set[str]:
    """Every KERN class named in `sources`; one that ends in "-" stands for all that begin so."""
    return {name for source in sources for name in _CLASS.findall(source)}


def subset(css: str, used: set[str], reached_from: str = "") -> str:
    """`css` without the rules for classes not in `used` and without the variables nobody reaches.

    `reached_from` is more CSS (our own), whose variables stay.
    """
    kept = _keep(parse(css), used)
    return "".join(map(str, _without_variables(kept, _reachable(kept, reached_from))))


def parse(css: str) -> tuple[Rule, ...]:
    """The rules of a stylesheet. Statements without a block (@charset, @import) are dropped."""
    rules, _ = _parse(_COMMENT.sub("", css), 0)
    return rules


def _parse(css: str, start: int) -> tuple[tuple[Rule, ...], int]:
    rules: list[Rule] = []
    while mark := _next_mark(css, start):
        sign, at = mark
        if sign == "}":
            return tuple(rules), at + 1
        prelude = css[start:at].strip()
        start = at + 1
        if sign == "{" and prelude.startswith(("@media", "@supports", "@keyframes", "@layer")):
            inner, start = _parse(css, start)
            rules.append(Rule(prelude, rules=inner))
        elif sign == "{":
            end = _end_of_block(css, start)
            rules.append(Rule(prelude, tuple(filter(None, map(str.strip, _SEMICOLON.split(css[start:end]))))))
            start = end + 1
    return tuple(rules), len(css)


def _next_mark(css: str, start: int) -> tuple[str, int] | None:
    for mark in _MARK.finditer(css, start):
        if mark.group() in "{};":
            return mark.group(), mark.start()
    return None


def _end_of_block(css: str, start: int) -> int:
    while mark := _next_mark(css, start):
        if mark[0] == "}":
            return mark[1]
        start = mark[1] + 1
    return len(css)


def _keep(rules: Iterable[Rule], used: set[str]) -> tuple[Rule, ...]:
    prefixes = tuple(name for name in used if name.endswith("-"))

    def wanted(selector: str) -> bool:
        outside = _PARENTHESES.sub("", selector)
        names = _CLASS.findall(outside)
        return "[data-kern-theme" not in outside and all(
            name in used or (prefixes and name.startswith(prefixes)) for name in names
        )

    kept = []
    for rule in rules:
        if rule.prelude.startswith("@keyframes"):
            kept.append(rule)
        elif rule.rules:
            if inner := _keep(rule.rules, used):
                kept.append(Rule(rule.prelude, rules=inner))
        elif selectors := [part for part in _COMMA.split(rule.prelude) if wanted(part)]:
            kept.append(Rule(",".join(selectors), rule.declarations))
    return tuple(kept)


def _declarations(rules: Iterable[Rule]) -> Iterable[str]:
    for rule in rules:
        yield from rule.declarations
        yield from _declarations(rule.rules)


def _reachable(rules: Iterable[Rule], reached_from: str) -> set[str]:
    definitions: dict[str, set[str]] = {}
    open_names = set(_VARIABLE.findall(reached_from))
    for declaration in _declarations(rules):
        names = set(_VARIABLE.findall(declaration))
        if declaration.startswith("--"):
            definitions.setdefault(declaration.split(":", 1)[0].strip(), set()).update(names)
        else:
            open_names |= names
    reached: set[str] = set()
    while open_names:
        name = open_names.pop()
        reached.add(name)
        open_names |= definitions.get(name, set()) - reached
    return reached


def _without_variables(rules: Iterable[Rule], reached: set[str]) -> Iterable[Rule]:
    for rule in rules:
        if rule.rules:
            yield Rule(rule.prelude, rules=tuple(_without_variables(rule.rules, reached)))
            continue
        declarations = tuple(
            one for one in rule.declarations if not one.startswith("--") or one.split(":", 1)[0].strip() in reached
        )
        if declarations:
            yield Rule(rule.prelude, declarations)
