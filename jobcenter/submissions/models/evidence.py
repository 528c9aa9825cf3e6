"""What a draft still needs as proof."""

from dataclasses import dataclass

from jobcenter.documents.models import Document
from jobcenter.questions.models import Evidence


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
