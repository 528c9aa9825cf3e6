"""The door of the room: collections of documents that a person hands in.

A **Collection** is what belongs to one draft (same id); it holds one **Document** per slot of the evidence
checklist; a document is made of **DocumentPage** rows: one photo each, or one PDF with all its sheets. Submitting
freezes the collection: each document becomes one PDF/A and nothing can be changed any more. An **Upload** is a file
that is still arriving, in pieces.
"""

from jobcenter.documents.models.arriving import take_uploads, told_to_programs
from jobcenter.documents.models.collection import Closed, Collection
from jobcenter.documents.models.document import Document, DocumentPage
from jobcenter.documents.models.hints import Hint, hints_for, papers_asked, papers_asked_for
from jobcenter.documents.models.keeping import FOLDER
from jobcenter.documents.models.outcome import Outcome, Refusal
from jobcenter.documents.models.reading import read_page
from jobcenter.documents.models.sorting import keep_here, put_elsewhere
from jobcenter.documents.models.upload import UPLOADS, Moved, Upload
from jobcenter.documents.reading.program import ReaderState, reader_state
from jobcenter.documents.scanner import ScannerState, scanner_state

__all__ = [
    "FOLDER",
    "UPLOADS",
    "Closed",
    "Collection",
    "Document",
    "DocumentPage",
    "Hint",
    "Moved",
    "Outcome",
    "ReaderState",
    "Refusal",
    "ScannerState",
    "Upload",
    "hints_for",
    "keep_here",
    "papers_asked",
    "papers_asked_for",
    "put_elsewhere",
    "read_page",
    "reader_state",
    "scanner_state",
    "take_uploads",
    "told_to_programs",
]
