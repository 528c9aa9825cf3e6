"""The papers of an application: itself, the receipt for it, a letter in its place, the form to fill in by hand,
and the sheet that goes with a letter of the Jobcenter.

PDF/A-2a with PDF/UA-1.
"""

from jobcenter.submissions.paper.application import ApplicationPaper
from jobcenter.submissions.paper.blank import BlankPaper
from jobcenter.submissions.paper.insert import InsertPaper
from jobcenter.submissions.paper.letter import LetterPaper
from jobcenter.submissions.paper.line import Line
from jobcenter.submissions.paper.receipt import ReceiptPaper

__all__ = ["ApplicationPaper", "BlankPaper", "InsertPaper", "LetterPaper", "Line", "ReceiptPaper"]
