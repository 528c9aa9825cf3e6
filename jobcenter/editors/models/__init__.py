"""The door of this room: who may write for which Jobcenter, and what waits for a second person."""

from jobcenter.editors.models.editor import Editor
from jobcenter.editors.models.four_eyes import FourEyes
from jobcenter.editors.models.proposal import Proposal

__all__ = ["Editor", "FourEyes", "Proposal"]
