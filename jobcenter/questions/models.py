"""The door of the form engine. It has no tables: forms are files, answers belong to drafts."""

from jobcenter.questions.binding import BoundPage
from jobcenter.questions.catalogue import Catalogue, UnknownForm, catalogue
from jobcenter.questions.evidence import LATER, Evidence
from jobcenter.questions.fields import BoundField
from jobcenter.questions.form import Form, Gap, Row, Section, UnknownPage
from jobcenter.questions.pages import Page
from jobcenter.questions.reading import CatalogueError

__all__ = [
    "LATER",
    "BoundField",
    "BoundPage",
    "Catalogue",
    "CatalogueError",
    "Evidence",
    "Form",
    "Gap",
    "Page",
    "Row",
    "Section",
    "UnknownForm",
    "UnknownPage",
    "catalogue",
]
