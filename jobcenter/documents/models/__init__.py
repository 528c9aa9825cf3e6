"""The door of the room: collections of documents that a person hands in.

A **Collection** is what belongs to one draft (same id); it holds one **Document** per slot of the evidence
checklist; a document is made of **DocumentPage** rows: one photo each, or one PDF with all its sheets. Submitting
freezes the collection: each document becomes one PDF/A and nothing can be changed any more.
"""

from jobcenter.documents.models.collection import FOLDER, Closed, Collection, Outcome, Refusal
from jobcenter.documents.models.document import Document, DocumentPage
from jobcenter.documents.scanner import ScannerState, scanner_state

__all__ = [
    "FOLDER",
    "Closed",
    "Collection",
    "Document",
    "DocumentPage",
    "Outcome",
    "Refusal",
    "ScannerState",
    "scanner_state",
]
