"""The door of this room: drafts, what became of them, and their receipts."""

from jobcenter.submissions.models.draft import Draft, Overtaken
from jobcenter.submissions.models.submission import FOLDER, Submission
from jobcenter.submissions.models.submitting import NotReady

__all__ = ["FOLDER", "Draft", "NotReady", "Overtaken", "Submission"]
