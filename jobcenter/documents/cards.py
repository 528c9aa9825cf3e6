"""What the card of one piece of evidence shows after something was done with it."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from jobcenter.documents.models import Document, Outcome, Refusal
from jobcenter.people.models import Person


@dataclass
class Card:
    """The part of a card that changes: pages, messages, and the forms to change them."""

    collection: UUID
    slot: str
    title: str
    next: str
    document: Document | None
    errors: list[Refusal] = field(default_factory=list)
    news: str = ""

    @classmethod
    def of(cls, owner: Person, collection: UUID, slot: str, *, title: str, next: str) -> "Card":  # noqa: A002
        """The card as the database has it now."""
        document = Document.objects.in_collection(collection, owner=owner).filter(slot=slot).first()
        return cls(collection, slot, document.title if document else title, next, document)

    @property
    def context(self) -> dict[str, Any]:
        """For `documents/pages.html`."""
        return dict(vars(self))


def news_of(outcome: Outcome) -> str:
    """What a person hears after an upload: how many files were added, which were there already."""
    told = []
    if outcome.added:
        told.append("1 Datei hinzugefügt." if outcome.added == 1 else f"{outcome.added} Dateien hinzugefügt.")
    told += [f"„{name}“ ist schon da und wurde nicht noch einmal hinzugefügt." for name in outcome.known]
    if refused := len(outcome.refusals):
        told.append("1 Datei nicht angenommen." if refused == 1 else f"{refused} Dateien nicht angenommen.")
    return " ".join(told)
