"""A formless application as a letter to print and sign: where a Jobcenter takes nothing from here. Nothing is kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from jobcenter.questions.models import Form
from jobcenter.submissions.paper.press import print_pdf
from jobcenter.submissions.paper.wording import day_in_words


@dataclass(frozen=True)
class LetterPaper:
    """What was told in the formless form, worded as a letter of today. `recipient`: name and address, line by line."""

    form: Form
    answers: dict[str, Any]
    recipient: list[str]
    written_at: datetime

    def pdf(self) -> bytes:
        """The same bytes for the same content."""
        person, address = self.answers["applicant"], self.answers["address"]
        name = f"{person['given_name']} {person['family_name']}"
        data = {
            "betreff": self.form.title,
            "satz": self.form.pages[0].heading,
            "empfaenger": self.recipient,
            "absender": [
                name,
                f"{address['street']} {address['house_number']}",
                f"{address['postcode']} {address['place']}",
            ],
            "datum": day_in_words(timezone.localdate(self.written_at)),
            "angaben": [
                [row.label, row.text]
                for section in self.form.summary(self.answers)
                for row in section.rows
                if row.question_id in self.answers
            ],
        }
        return print_pdf("brief", data, at=self.written_at)
