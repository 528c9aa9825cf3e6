"""What goes into a parcel: the form as PDF for people and as JSON for machines, each document, and who it is about."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from jobcenter.delivery.models import ParcelFile
from jobcenter.documents.models import Document
from jobcenter.local.models import address_of
from jobcenter.people.models import Representation
from jobcenter.questions.models import LATER, UNTIL, Section
from jobcenter.submissions.models.profile import learnt
from jobcenter.submissions.models.submission import Submission
from jobcenter.submissions.paper import ApplicationPaper, Line
from jobcenter.submissions.paper.wording import exact_time

if TYPE_CHECKING:
    from jobcenter.submissions.models.draft import Draft


_IDENTITY = {
    "": "Identität nicht geprüft",
    "substantial": "Identität geprüft (Vertrauensniveau substanziell)",
    "high": "Identität geprüft (Vertrauensniveau hoch)",
}


_BY_LINK = "Ohne Anmeldung, mit dem Link aus einem Schreiben des Jobcenters"


@dataclass(frozen=True)
class Contents:
    """The contents of one sending of a draft."""

    draft: "Draft"
    documents: list[Document]
    receipt_number: str
    at: datetime
    proven: str  # what the sign-in proved of who sends it
    held: Representation | None = None  # on what ground somebody else sends it

    def files(self) -> list[tuple[ParcelFile, str]]:
        """Each file, with the slot of the evidence it is ("" for the form itself)."""
        draft = self.draft
        names = {item.slot: item.name for item in draft.evidence()}
        evidence = [
            (
                ParcelFile(
                    document.filename,
                    "application/pdf",
                    document.merged(),
                    names.get(document.slot, document.title),
                    "evidence",
                ),
                document.slot,
            )
            for document in self.documents
        ]
        evidence += [(file, "") for file in self._proof()]
        export = json.dumps(self._export(), ensure_ascii=False, indent=1).encode()
        return [
            (ParcelFile("antrag.pdf", "application/pdf", self._paper(evidence).pdf(), draft.title, "form"), ""),
            (ParcelFile("antrag.json", "application/json", export, f"{draft.title} (Daten)", "data"), ""),
            *evidence,
        ]

    def metadata(self) -> dict[str, Any]:
        """What a Jobcenter needs to file it; goes inside the seal."""
        draft, known = self.draft, _known_of(self.draft)
        return {
            "receipt_number": self.receipt_number,
            "supplements": self._first(),
            "secured_by": [sent.receipt_number for sent in self._secured],
            "submitted_at": self.at.isoformat(),
            "form_id": draft.form_id,
            "form_version": draft.form.version,
            "form_title": draft.title,
            "bg_number": known.get("bg_number", ""),
            "person": {key: known.get(key, "") for key in ("given_name", "family_name", "birth_date")},
            "identity": self.proven or "unverified",
            **(draft.asked_by.facts() if draft.asked_by else {}),
            **({"represented_by": self.held.facts()} if self.held else {}),
        }

    def _proof(self) -> list[ParcelFile]:
        """The helper's authority on paper, with the first thing this Jobcenter gets from them."""
        proofs = self.held.proof_for(self.draft.provider_number) if self.held else []
        return [
            # No piece of evidence is called so: their names have no underscore.
            ParcelFile(f"vertretung_{proof.filename}", "application/pdf", proof.merged(), proof.title, "evidence")
            for proof in proofs
        ]

    @cached_property
    def following(self) -> list[str]:
        """The evidence that the person hands in later, with the day if one was named."""
        answers = self.draft.answers
        until = answers.get(UNTIL) or {}
        return [
            f"{item.name} (bis {_day(until[item.slot])})" if item.slot in until else item.name
            for item in self.draft.evidence()
            if item.may_follow and item.slot in (answers.get(LATER) or ())
        ]

    @cached_property
    def missing(self) -> list[str]:
        """What was left open, in the words of the form."""
        gaps, proofs = self.draft.missing()
        return [_open(gap.page.heading, gap.label) for gap in gaps] + [proof.evidence.name for proof in proofs]

    @cached_property
    def _secured(self) -> list[Submission]:
        """The formless applications that keep the date for this one (§ 37 SGB II)."""
        if self.draft.case_id or self.draft.form.group != "benefit" or not self.draft.form.listed:
            return []
        return list(Submission.objects.of(self.draft.person).formless_since(self.at))

    def _export(self) -> dict[str, Any]:
        return {
            "receipt_number": self.receipt_number,
            "supplements": self._first(),
            "submitted_at": self.at.isoformat(),
            **self.draft.form.export(self.draft.answers),
        }

    def _first(self) -> str:
        """The receipt number of what this supplements, "" when it stands for itself."""
        return self.draft.sent_before[0].receipt_number if self.draft.sent_before else ""

    def _paper(self, evidence: list[tuple[ParcelFile, str]]) -> ApplicationPaper:
        draft = self.draft
        return ApplicationPaper(
            title=draft.title,
            legal_basis=draft.form.legal_basis,
            sections=list(self._sections()),
            receipt_number=self.receipt_number,
            supplements=self._first(),
            submitted_at=self.at,
            jobcenter=draft.jobcenter_name,
            person=_BY_LINK if draft.asked_by_id else _name(_known_of(draft)),
            secured_by=[f"{sent.receipt_number}, {exact_time(sent.submitted_at)}" for sent in self._secured],
            identity=_IDENTITY[self.proven],
            represented_by=self.held.on_paper() if self.held else "",
            attachments=[Line.of(file.name, file.title, file.data, slot) for file, slot in evidence],
            following=self.following,
            missing=self.missing,
        )

    def _sections(self) -> Iterator[Section]:
        """Every answer; of a supplement what is new."""
        changed = self.draft.changed_answers() if self.draft.case_id else None
        for section in self.draft.form.told(self.draft.answers):
            rows = [row for row in section.rows if changed is None or row.question_id in changed]
            if rows:
                yield Section(section.page, rows)


def _known_of(draft: "Draft") -> dict[str, Any]:
    """What is known of its person, with what it says itself."""
    return {**draft.person.profile, **learnt(draft.form, draft.answers)}


def _name(known: dict[str, Any]) -> str:
    """Who applies, with the date of birth; the account's own name if the form did not ask."""
    name = f"{known.get('given_name', '')} {known.get('family_name', '')}".strip()
    born = str(known.get("birth_date", ""))
    return f"{name}, geboren am {_day(born)}" if name and born else name or "Keine Angabe"


def _open(heading: str, label: str) -> str:
    """Where an answer is missing, without saying the same twice."""
    return heading if heading.startswith(label) else f"{heading}: {label}"


def _day(iso: str) -> str:
    return ".".join(reversed(iso.split("-")))


def signed_paper(draft: "Draft") -> ApplicationPaper:
    """The form with a line to sign, for the way by letter or by hand. Nothing is sent."""
    return ApplicationPaper(
        title=draft.title,
        legal_basis=draft.form.legal_basis,
        sections=draft.form.told(draft.answers),
        submitted_at=timezone.now().replace(microsecond=0),
        jobcenter=draft.jobcenter_name,
        address=address_of(draft.provider_number),
        person=_name(_known_of(draft)),
    )
