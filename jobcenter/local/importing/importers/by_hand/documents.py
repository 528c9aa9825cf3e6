"""YAML as plain texts, lists and mappings, with the line of everything. Stricter than YAML: a key once, no aliases.

Nothing is constructed: every value stays the text that somebody wrote, so "no" is a word and 01067 keeps its zero.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import yaml

from jobcenter.local.importing.importers.by_hand.entries import Entry, Raw, place, text_of
from jobcenter.local.importing.importers.by_hand.names import plain, unknown
from jobcenter.local.importing.port import BrokenFeed

MOST_BYTES = 2_000_000
_DEEPEST = 8
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = {"", "~", "null", "Null", "NULL"}
_HINTS = {
    "mapping values are not allowed": "Ein Doppelpunkt zu viel: Texte mit „: “ gehören in Anführungszeichen.",
    "cannot start any token": "So darf hier nichts beginnen. Statt Tabulatoren bitte Leerzeichen.",
    "expected <block end>": "Die Einrückung stimmt nicht.",
    "did not find expected": "Die Einrückung oder ein Anführungszeichen stimmt nicht.",
    "could not find expected ':'": "Hier fehlt ein Doppelpunkt.",
    "unexpected end of stream": "Am Ende fehlt etwas, vielleicht ein Anführungszeichen.",
}


class Document:
    """One YAML file: `texts` at the top, and `lists` of entries. Raises BrokenFeed with file and line."""

    def __init__(self, file: str, data: bytes, *, lists: Collection[str], texts: Collection[str]) -> None:
        self.file = file
        self.texts: dict[str, str] = {}
        self.lists: dict[str, list[Entry]] = {}
        if len(data) > MOST_BYTES:
            raise BrokenFeed(file, f"Das sind mehr als {MOST_BYTES // 10**6} MB. Für so viel eignet sich CSV.")
        top = self._composed(text_of(file, data))
        if top is None:
            return
        if not isinstance(top, yaml.MappingNode):
            raise self._broken(top, "Erwartet werden Listen wie „standorte:“ und „veranstaltungen:“.")
        for name, key, node in self._pairs(top):
            if name in lists:
                self.lists[name] = self._entries(name, node)
            elif name in texts:
                self.texts[name] = self._text(node)
            else:
                raise self._broken(key, unknown(name, [*texts, *lists]))

    def _composed(self, text: str) -> yaml.Node | None:
        try:
            for event, depth in _with_depth(yaml.parse(text, Loader=_Loader)):
                if depth > _DEEPEST:  # composing calls itself, and a stack is not endless
                    raise self._broken(event, "Das ist zu tief verschachtelt.")
                if isinstance(event, yaml.AliasEvent):
                    raise self._broken(event, "Verweise (& und *) sind hier nicht vorgesehen.")
            node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise BrokenFeed(place(self.file, line), _in_german(str(error.problem))) from None
        except yaml.YAMLError as error:
            raise BrokenFeed(self.file, f"Das ist kein YAML ({error.__class__.__name__}).") from None
        return node

    def _entries(self, name: str, node: yaml.Node) -> list[Entry]:
        if isinstance(node, yaml.SequenceNode):
            return [self._entry(one) for one in node.value]
        if isinstance(node, yaml.ScalarNode) and not self._text(node):
            return []
        raise self._broken(node, f"„{name}“ ist eine Liste: Jeder Eintrag beginnt mit einem Strich.")

    def _entry(self, node: yaml.Node) -> Entry:
        if not isinstance(node, yaml.MappingNode):
            raise self._broken(node, "Erwartet werden Angaben wie „name: …“ unter einem Strich.")
        entry = Entry(self.file, node.start_mark.line + 1, {})
        for name, key, value in self._pairs(node):
            entry.lines[name] = key.start_mark.line + 1
            if raw := self._raw(value):
                entry.values[name] = raw
        return entry

    def _raw(self, node: yaml.Node) -> Raw:
        if isinstance(node, yaml.SequenceNode):
            return [self._text(one) for one in node.value]
        if isinstance(node, yaml.MappingNode):
            return {name: text for name, _, one in self._pairs(node) if (text := self._text(one))}
        return self._text(node)

    def _text(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self._broken(node, "Hier wird ein Text erwartet.")
        return "" if not node.style and node.value in _NOTHING else str(node.value).strip()

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """Names with the nodes of key and value."""
        seen = set()
        for key, value in node.value:
            name = plain(self._text(key))
            if name in seen:
                raise self._broken(key, f"„{name[:60]}“ steht zweimal da.")
            seen.add(name)
            yield name, key, value

    def _broken(self, what: yaml.Node | yaml.Event, why: str) -> BrokenFeed:
        return BrokenFeed(place(self.file, what.start_mark.line + 1 if what.start_mark else 0), why)


def _with_depth(events: Iterable[yaml.Event]) -> Iterator[tuple[yaml.Event, int]]:
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        yield event, depth
        depth -= isinstance(event, yaml.CollectionEndEvent)


def _in_german(problem: str) -> str:
    for beginning, hint in _HINTS.items():
        if beginning in problem:
            return hint
    return f"Das ist kein YAML ({problem})."
