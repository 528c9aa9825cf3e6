"""The door of the form engine. It has no tables: forms are files, answers belong to drafts."""

from jobcenter.questions.binding import BoundPage
from jobcenter.questions.catalogue import Catalogue, UnknownForm, catalogue, folders_in_use
from jobcenter.questions.editions import Edition, editions
from jobcenter.questions.evidence import LATER, PROMISES, THERE, UNTIL, Evidence
from jobcenter.questions.fields import BoundField
from jobcenter.questions.form import Form, Gap, Row, Section, UnknownPage
from jobcenter.questions.inspecting import Inspection
from jobcenter.questions.kinds.base import Question, Refused
from jobcenter.questions.kinds.dates import Date
from jobcenter.questions.leading import Entry, Way, Words
from jobcenter.questions.outline import Item as OutlinedItem
from jobcenter.questions.outline import Part as OutlinedPart
from jobcenter.questions.outline import outline
from jobcenter.questions.pages import Page
from jobcenter.questions.prefilling import LONG_PAST
from jobcenter.questions.reading import CatalogueError

__all__ = [
    "LATER",
    "LONG_PAST",
    "PROMISES",
    "THERE",
    "UNTIL",
    "BoundField",
    "BoundPage",
    "Catalogue",
    "CatalogueError",
    "Date",
    "Edition",
    "Entry",
    "Evidence",
    "Form",
    "Gap",
    "Inspection",
    "OutlinedItem",
    "OutlinedPart",
    "Page",
    "Question",
    "Refused",
    "Row",
    "Section",
    "UnknownForm",
    "UnknownPage",
    "Way",
    "Words",
    "catalogue",
    "editions",
    "folders_in_use",
    "outline",
]
