"""The door of this room: drafts, what became of them, their receipts, and forms on paper."""

from jobcenter.submissions.models.answering import Overtaken
from jobcenter.submissions.models.asking import asked_in
from jobcenter.submissions.models.contents import signed_paper
from jobcenter.submissions.models.draft import Draft
from jobcenter.submissions.models.evidence import MORE, Proof
from jobcenter.submissions.models.recalling import Recalled
from jobcenter.submissions.models.renewing import Renewal
from jobcenter.submissions.models.request import Asked, EvidenceRequest, NotPossible
from jobcenter.submissions.models.submission import FOLDER, Submission
from jobcenter.submissions.models.submitting import NotReady
from jobcenter.submissions.paper import BlankPaper

__all__ = [
    "FOLDER",
    "MORE",
    "Asked",
    "BlankPaper",
    "Draft",
    "EvidenceRequest",
    "NotPossible",
    "NotReady",
    "Overtaken",
    "Proof",
    "Recalled",
    "Renewal",
    "Submission",
    "asked_in",
    "signed_paper",
]
