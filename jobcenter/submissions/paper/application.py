"""The application as a PDF: what the Jobcenter's staff read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jobcenter.questions.models import Form
from jobcenter.submissions.paper.line import Line
from jobcenter.submissions.paper.press import print_pdf
from jobcenter.submissions.paper.wording import exact_time, listed


@dataclass(frozen=True)
class ApplicationPaper:
    """All answers in the order of the form, what is attached with its SHA-256, what will follow."""

    form: Form
    answers: dict[str, Any]
    receipt_number: str
    submitted_at: datetime
    jobcenter: str
    person: str
    attachments: list[Line]
    following: list[str]

    def pdf(self) -> bytes:
        """The same bytes for the same content."""
        data = {
            "titel": self.form.title,
            "rechtsgrundlage": self.form.legal_basis,
            "nummer": self.receipt_number,
            "zeit": exact_time(self.submitted_at),
            "jobcenter": self.jobcenter,
            "person": self.person,
            "teile": [
                {"titel": section.page.heading, "zeilen": [[row.label, row.text] for row in section.rows]}
                for section in self.form.summary(self.answers)
                if section.rows and section.page.kind != "evidence"
            ],
            "dateien": listed(self.attachments),
            "folgen": self.following,
        }
        return print_pdf("antrag", data, at=self.submitted_at)
