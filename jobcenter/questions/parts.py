"""Parts: pages and evidence in a file of their own, which several forms include.

pages:
  - include: konto/2026.1
    show_if: {question: changes, has: account}
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jobcenter.questions.files import PARTS, files
from jobcenter.questions.reading import Location, Source

_KEYS = {"pages", "evidence"}
Item = tuple[Source, Location, Any]


class Parts:
    """The parts of some folders, the first folder's before the others'."""

    def __init__(self, folders: list[Path], terms: Mapping[str, str]) -> None:
        """Raises CatalogueError where a folder is missing."""
        found = [
            (file, f"{file.parent.name}/{file.stem}") for folder in reversed(folders) for file in files(folder, PARTS)
        ]
        self._named = {name: file for file, name in found}
        self._terms = terms
        self._read: dict[str, Source] = {}

    @property
    def files(self) -> list[Path]:
        """Every part that was included somewhere."""
        return [source.file for source in self._read.values()]

    def put_into(self, source: Source) -> None:
        """Replace what a form includes by the pages and the evidence of the parts. Raises CatalogueError."""
        if not isinstance(source.data, dict) or not isinstance(source.data.get("pages"), list):
            return
        pages: list[Item] = []
        evidence: list[Item] = []
        for number, page in enumerate(source.data["pages"]):
            at: Location = ("pages", number)
            if not (isinstance(page, dict) and "include" in page):
                pages.append((source, at, page))
                continue
            if unknown := set(page) - {"include", "show_if"}:
                raise source.error((*at, min(unknown)), "an include has nothing but a show_if")
            part = self._part(source, (*at, "include"), str(page["include"]))
            pages += _items(part, "pages", page.get("show_if"))
            evidence += _items(part, "evidence", page.get("show_if"))
        if all(origin is source for origin, _, _ in pages):
            return
        evidence += _items(source, "evidence", None)
        source.splice("pages", pages)
        source.splice("evidence", evidence)

    def _part(self, source: Source, at: Location, name: str) -> Source:
        if name not in self._read:
            file = self._named.get(name)
            if file is None:
                raise source.error(at, f'there is no part "{name}"')
            part = Source(file, self._terms)
            if (
                not isinstance(part.data, dict)
                or set(part.data) - _KEYS
                or not isinstance(part.data.get("pages"), list)
            ):
                raise part.error((), "a part has pages, and perhaps evidence")
            self._read[name] = part
        return self._read[name]


def _items(part: Source, key: str, condition: Any) -> list[Item]:
    items = (part.data or {}).get(key) or []
    if not isinstance(items, list):
        raise part.error((key,), "must be a list")
    return [(part, (key, number), _under(item, condition)) for number, item in enumerate(items)]


def _under(item: Any, condition: Any) -> Any:
    """The item, where it is also asked under the condition of the include."""
    if condition is None or not isinstance(item, dict):
        return item
    own = item.get("show_if")
    return {**item, "show_if": {"all": [condition, own]} if own is not None else condition}
