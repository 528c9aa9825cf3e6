"""The two papers of an application: the application itself, and the receipt for it. PDF/A-2a with PDF/UA-1."""

from jobcenter.submissions.paper.application import ApplicationPaper
from jobcenter.submissions.paper.line import Line
from jobcenter.submissions.paper.receipt import ReceiptPaper

__all__ = ["ApplicationPaper", "Line", "ReceiptPaper"]
