"""YAML with a memory: what is wrong is reported with file, line and key.

Stricter than YAML: a key once only, no anchors, no tags, only `true` and `false` are truth values, dates stay text.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

Location = tuple[str | int, ...]
# Not a term: pages that are repeated for each person put the name there.
NAME = "name"


class CatalogueError(Exception):
    """Something in the catalogue is wrong: where, and what."""

    def __init__(self, file: Path, line: int, key: str, message: str) -> None:
        super().__init__(f"{file}:{line}: {key + ': ' if key else ''}{message}")
        self.file, self.line, self.key, self.message = file, line, key, message


class _Loader(yaml.CSafeLoader):
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (PyYAML's own attribute)


# What a single value may be, and how it is read. YAML's own constructors raise whatever comes up in them.
_VALUES: dict[str, Callable[[str], Any]] = {
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:bool": {"true": True, "false": False}.__getitem__,
    "tag:yaml.org,2002:int": int,
}
# More than any form needs, and less than Python can follow.
_DEEPEST = 50

_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^-?(0|[1-9][0-9]*)$"), list("-0123456789"))


class Source:
    """One YAML file as plain data, and the line of everything in it. Raises CatalogueError."""

    def __init__(self, file: Path, terms: Mapping[str, str] | None = None) -> None:
        self.file = file
        self.terms = terms or {}
        self._lines: dict[Location, int] = {(): 1}
        # Places whose content comes from elsewhere: an item of a list moved, or spliced in from another file.
        self._origin: dict[Location, tuple[Source, Location]] = {}
        try:
            node = _Loader(file.read_text(encoding="utf-8")).get_single_node()
        except yaml.MarkedYAMLError as broken:
            mark = broken.problem_mark
            raise CatalogueError(file, mark.line + 1 if mark else 1, "", str(broken.problem)) from None
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as broken:
            raise CatalogueError(file, 1, "", f"cannot be read ({broken})") from None
        self._seen: set[int] = set()
        self.data = self._plain(node, ()) if node else None

    def _plain(self, node: yaml.Node, at: Location) -> Any:
        self._lines.setdefault(at, node.start_mark.line + 1)
        if id(node) in self._seen:
            raise self.error(at, "anchors and aliases are not used here")
        if len(at) > _DEEPEST:
            raise self.error(at[:3], "is nested too deeply")
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(inner, (*at, index)) for index, inner in enumerate(node.value)]
        try:
            value = _VALUES[node.tag](node.value)
        except (KeyError, ValueError):
            raise self.error(at, "is no text, number, true or false (a text that begins with ! needs quotes)") from None
        return self._filled(value, at) if isinstance(value, str) else value

    def _mapping(self, node: yaml.MappingNode, at: Location) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            self._lines[(*at, key)] = key_node.start_mark.line + 1
            if key in plain:
                raise self.error((*at, key), "is there twice")
            plain[key] = self._plain(value_node, (*at, key))
        return plain

    def _filled(self, text: str, at: Location) -> str:
        """With the terms of today in place of {benefit} and the like."""

        def term(found: re.Match[str]) -> str:
            if found[1] == NAME:
                return found[0]
            if found[1] not in self.terms:
                raise self.error(at, f"there is no term {{{found[1]}}} (known: {', '.join(sorted(self.terms))})")
            return self.terms[found[1]]

        return re.sub(r"\{(\w+)\}", term, text).strip() if self.terms else text

    def splice(self, key: str, items: "list[tuple[Source, Location, Any]]") -> None:
        """Put items at `key` of the data, each with the file and the place in it where it was written."""
        assert isinstance(self.data, dict)
        self.data[key] = [item for _, _, item in items]
        self._origin |= {(key, number): (source, at) for number, (source, at, _) in enumerate(items)}

    def line(self, at: Location) -> int:
        """The line of a location, or of the nearest thing around it."""
        while at not in self._lines:
            at = at[:-1]
        return self._lines[at]

    def _knows(self, at: Location) -> bool:
        source, inside = self._origin.get(at[:2], (self, at[:2]))
        return (*inside, *at[2:]) in source._lines

    def error(self, at: Location, message: str) -> CatalogueError:
        """The complaint about a place, with file, line and key of where it was written."""
        if at[:2] in self._origin:
            source, inside = self._origin[at[:2]]
            return source._written((*inside, *at[2:]), message)
        return self._written(at, message)

    def _written(self, at: Location, message: str) -> CatalogueError:
        key = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in at).lstrip(".")
        return CatalogueError(self.file, self.line(at), key, message)

    def as_(self, model: type[BaseModel]) -> Any:
        """The data as that model; the first thing wrong is raised with its line."""
        try:
            return model.model_validate(self.data)
        except ValidationError as wrong:
            first = wrong.errors()[0]
            # Pydantic adds the names of union members; only steps that exist in the file are kept.
            at: Location = ()
            for step in first["loc"]:
                if self._knows((*at, step)) or step == first["loc"][-1]:
                    at = (*at, step)
            raise self.error(at, first["msg"]) from None
