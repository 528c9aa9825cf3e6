"""What a document looks like, said quietly beside it, and where else a page may belong. Nothing moves by itself.

Which papers a draft asks for, this room does not know: whoever does answers `papers_asked_for`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.dispatch import Signal

from jobcenter.documents.models.document import Document, DocumentPage
from jobcenter.documents.reading.kinds import kind_named

# Sent with `collection`, the id of a collection. A receiver returns (slot, title) of each paper that is asked for and
# not there yet.
papers_asked_for = Signal()


@dataclass(frozen=True)
class Hint:
    """Pages that look like one kind of paper; `slot` and `title` are where the only one of them may rather belong."""

    looks_like: str
    page: DocumentPage
    number: int
    slot: str = ""
    title: str = ""


def hints_for(document: Document | None, asked: Iterable[tuple[str, str]] | None = None) -> list[Hint]:
    """What to say about the pages of a document: each kind that fits once, and each page that may belong elsewhere.

    `asked`: the papers that are asked for and not there yet, if the caller knows them.
    """
    if document is None or document.final:
        return []
    hints: dict[str, Hint] = {}
    for number, page in enumerate(document.pages.all(), 1):
        kind = kind_named(page.kind) if page.kind and not page.stays else None
        if kind is None:
            continue
        better = None
        if not kind.is_asked_for(document.title):
            asked = list(papers_asked(document.collection_id) if asked is None else asked)
            better = next((one for one in asked if one[0] != document.slot and kind.is_asked_for(one[1])), None)
        key = str(page.pk) if better else kind.id
        hints.setdefault(key, Hint(kind.looks_like, page, number, *(better or ())))
    return list(hints.values())


def papers_asked(collection: UUID) -> Iterator[tuple[str, str]]:
    """Slot and title of what is asked for and not there yet."""
    for _, papers in papers_asked_for.send(sender=Document, collection=collection):
        yield from cast("list[tuple[str, str]]", papers or [])
