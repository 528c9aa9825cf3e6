"""What a draft still needs as proof."""

from dataclasses import dataclass

from jobcenter.documents.models import Document
from jobcenter.questions.models import Evidence

_LEFT_OVER = "Nach Ihren geänderten Antworten brauchen wir das nicht. Es wird mitgesendet, wenn Sie es nicht entfernen."


@dataclass(frozen=True)
class Proof:
    """One item of the checklist of evidence with what the person has done about it."""

    evidence: Evidence
    document: Document | None
    follows: bool

    @property
    def is_open(self) -> bool:
        """Required, and neither there nor announced."""
        return self.evidence.required and self.document is None and not self.follows

    @classmethod
    def left_over(cls, document: Document) -> "Proof":
        """A document that the answers do not call for any more."""
        return cls(Evidence(document.slot, document.title, _LEFT_OVER, False, False, ""), document, False)
