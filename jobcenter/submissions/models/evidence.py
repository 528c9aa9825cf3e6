"""What a draft still needs as proof, and what the person did about it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models

from jobcenter.documents.models import Document
from jobcenter.people.models import Person
from jobcenter.questions.models import LATER, THERE, UNTIL, Evidence, Form, Gap

if TYPE_CHECKING:
    from jobcenter.submissions.models.request import EvidenceRequest

_LEFT_OVER = "Nach Ihren geänderten Antworten brauchen wir das nicht. Es wird mitgesendet, wenn Sie es nicht entfernen."
# Something more can always be added to what was sent, and to what somebody was asked for.
MORE = Evidence(
    slot="more",
    title="Weitere Unterlagen",
    why="Wenn Sie dem Jobcenter noch etwas zeigen möchten.",
    required=False,
    may_follow=False,
)


@dataclass(frozen=True)
class Proof:
    """One item of the checklist of evidence with what the person has done about it.

    `sent`: it went along with something sent earlier in this matter.
    """

    evidence: Evidence
    document: Document | None = None
    follows: bool = False
    until: date | None = None
    there: bool = False
    sent: bool = False

    @property
    def is_open(self) -> bool:
        """Required, and neither here, nor announced, nor with the Jobcenter."""
        said = self.document is not None or self.follows or self.there or self.sent
        return self.evidence.required and not said

    @classmethod
    def left_over(cls, document: Document) -> "Proof":
        """A document that the answers do not call for any more."""
        return cls(Evidence(document.slot, document.title, _LEFT_OVER, False, False), document)


class Proving(models.Model):
    """The evidence of a draft."""

    if TYPE_CHECKING:
        answers: dict[str, Any]
        person: Person
        case_id: Any
        asked_by: "EvidenceRequest | None"

        @property
        def form(self) -> Form: ...

        @property
        def sent_slots(self) -> set[str]: ...

    class Meta:
        abstract = True

    @cached_property
    def documents(self) -> list[Document]:
        """The documents that have at least one page: one query, two with the pages."""
        return [found for found in Document.objects.in_collection(self.pk, owner=self.person) if found.page_count]

    def evidence(self) -> list[Evidence]:
        """What the answers call for, or a letter; something more can always be added to what was sent already."""
        if self.asked_by:
            return self.asked_by.evidence()
        asked = self.form.evidence_for(self.answers)
        return asked if not self.case_id or any(item.slot == MORE.slot for item in asked) else [*asked, MORE]

    def proofs(self) -> list[Proof]:
        """The checklist of evidence in the order of the form, with what the person did about each item.

        At the end what was added for answers that have changed since: it is sent as well, so it can be taken out.
        """
        by_slot = {document.slot: document for document in self.documents}
        later, there = self.answers.get(LATER) or (), self.answers.get(THERE) or ()
        until, sent = self.answers.get(UNTIL) or {}, self.sent_slots
        asked = self.evidence()
        slots = {item.slot for item in asked}
        return [
            *(
                Proof(
                    item,
                    by_slot.get(item.slot),
                    follows=item.may_follow and item.slot in later,
                    until=date.fromisoformat(until[item.slot]) if item.slot in until else None,
                    there=item.may_be_there and item.slot in there,
                    sent=item.slot in sent,
                )
                for item in asked
            ),
            *(Proof.left_over(document) for document in self.documents if document.slot not in slots),
        ]

    def open_proofs(self) -> list[Proof]:
        """Required evidence that nothing was done about; asks for the documents only if any can be."""
        if not self.form.evidence_missing(self.answers, self.sent_slots):
            return []
        return [proof for proof in self.proofs() if proof.is_open]

    def missing(self) -> tuple[list[Gap], list[Proof]]:
        """Required answers and required evidence that are not there."""
        return self.form.gaps(self.answers), self.open_proofs()
