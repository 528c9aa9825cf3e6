"""The form as a PDF: what the Jobcenter's staff read, or what a person signs."""

from dataclasses import dataclass, field
from datetime import datetime

from jobcenter.questions.models import Section
from jobcenter.submissions.paper.line import Line
from jobcenter.submissions.paper.press import print_pdf
from jobcenter.submissions.paper.wording import exact_time, listed


@dataclass(frozen=True)
class ApplicationPaper:
    """All answers in the order of the form, what is attached with its SHA-256, what will follow, what is missing.

    Without a receipt number it was not sent from here: it has the lines to sign and the address to bring it to.
    """

    title: str
    legal_basis: str
    sections: list[Section]
    submitted_at: datetime
    jobcenter: str
    person: str
    receipt_number: str = ""
    supplements: str = ""
    identity: str = ""
    secured_by: list[str] = field(default_factory=list)
    address: list[str] = field(default_factory=list)
    attachments: list[Line] = field(default_factory=list)
    following: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    represented_by: str = ""  # who acted for the person, and on what ground

    def pdf(self) -> bytes:
        """The same bytes for the same content."""
        data = {
            "titel": self.title,
            "rechtsgrundlage": self.legal_basis,
            "nummer": self.receipt_number,
            "zu": self.supplements,
            "anmeldung": self.identity,
            "formlos": self.secured_by,
            "zeit": exact_time(self.submitted_at),
            "jobcenter": self.jobcenter,
            "anschrift": self.address,
            "person": self.person,
            "teile": [
                {"titel": section.page.heading, "zeilen": [[row.label, row.text] for row in section.rows]}
                for section in self.sections
            ],
            "dateien": listed(self.attachments),
            "folgen": self.following,
            "fehlt": self.missing,
            "vertretung": self.represented_by,
        }
        return print_pdf("antrag", data, at=self.submitted_at)
