"""Sending a draft: once, in one transaction that needs nothing but the database and the file store."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from jobcenter.audit.models import Event
from jobcenter.cases.models import Case
from jobcenter.delivery.models import Parcel, ParcelFile
from jobcenter.documents.models import Document
from jobcenter.people.models import Person
from jobcenter.submissions import numbering
from jobcenter.submissions.models.profile import learnt
from jobcenter.submissions.models.submission import FOLDER, Submission, submission_of
from jobcenter.submissions.paper import ApplicationPaper, Line
from jobcenter.vault import files

if TYPE_CHECKING:
    from jobcenter.submissions.models.draft import Draft


class NotReady(Exception):
    """Something required is missing: the check page says what."""


def submit(draft: "Draft", by: Person) -> Submission:
    """See `Draft.submit`."""
    with transaction.atomic():
        kept: list[str] = []
        try:
            return _submit_locked(type(draft).objects.of(by).select_for_update().get(pk=draft.pk), by, kept)
        except BaseException:
            # Not around the commit: when that fails nobody knows whether it counts, and a spare file harms nobody.
            for name in kept:
                files.drop(name)
            raise


def _submit_locked(draft: "Draft", by: Person, kept: list[str]) -> Submission:
    """The transaction: whoever comes second waits for the lock and finds what the first one sent."""
    if draft.submitted_at and (sent := submission_of(draft.pk)):
        return sent
    documents = Document.objects.freeze(draft.pk, by)
    if not draft.is_ready(documents):
        raise NotReady
    draft.person = by
    number, now = numbering.new_receipt_number(), timezone.now().replace(microsecond=0)
    contents = _contents(draft, by, documents, number, now)
    kept.append(files.keep(contents[0].data, folder=FOLDER))
    case = Case.open(person=by, provider_number=draft.provider_number, title=draft.form.title)
    submission = Submission.objects.create(
        draft=draft,
        case=case,
        provider_number=draft.provider_number,
        form_id=draft.form_id,
        form_version=draft.form_version,
        receipt_number=number,
        check_code=numbering.new_check_code(),
        answers=draft.form.reachable(draft.answers),
        files=[Line.of(file.name, file.title, file.data).as_dict() for file in contents],
        following=_following(draft),
        application=kept[0],
        submitted_at=now,
    )
    Parcel.seal(
        idempotency_key=f"application:{draft.pk}",
        provider_number=draft.provider_number,
        subject=case.pk,
        kind="application",
        title=draft.form.title,
        metadata=_metadata(draft, by, number, now),
        files=contents,
    )
    Event.record("application.submitted", actor=by, subject=case.pk, receipt_number=number)
    _remember(by, draft)
    # What was sent is kept once, in the submission; the draft remains as the mark that it was sent.
    type(draft).objects.filter(pk=draft.pk).update(
        answers={}, typed={}, done=[], submitted_at=now, revision=draft.revision + 1
    )
    return submission


def _remember(person: Person, draft: "Draft") -> None:
    """The next form begins with what this one said."""
    known = {**person.profile, **learnt(draft.form, draft.answers)}
    if (known, draft.provider_number) != (person.profile, person.provider_number):
        person.profile, person.provider_number = known, draft.provider_number
        person.save(update_fields=["profile", "provider_number"])


def _contents(draft: "Draft", by: Person, documents: list[Document], number: str, now: datetime) -> list[ParcelFile]:
    """The application as PDF for people and as JSON for machines, and each document."""
    form = draft.form
    export = {"receipt_number": number, "submitted_at": now.isoformat(), **form.export(draft.answers)}
    evidence = [
        ParcelFile(document.filename, "application/pdf", document.merged(), document.title, "evidence")
        for document in documents
    ]
    paper = ApplicationPaper(
        form=form,
        answers=draft.answers,
        receipt_number=number,
        submitted_at=now,
        jobcenter=draft.jobcenter_name,
        person=_name({**by.profile, **learnt(form, draft.answers)}),
        attachments=[Line.of(file.name, file.title, file.data) for file in evidence],
        following=_following(draft),
    )
    data = json.dumps(export, ensure_ascii=False, indent=1).encode()
    return [
        ParcelFile("antrag.pdf", "application/pdf", paper.pdf(), form.title, "form"),
        ParcelFile("antrag.json", "application/json", data, f"{form.title} (Daten)", "data"),
        *evidence,
    ]


def _metadata(draft: "Draft", by: Person, number: str, now: datetime) -> dict[str, Any]:
    """What a Jobcenter needs to file it; goes inside the seal."""
    known = {**by.profile, **learnt(draft.form, draft.answers)}
    return {
        "receipt_number": number,
        "submitted_at": now.isoformat(),
        "form_id": draft.form_id,
        "form_version": draft.form_version,
        "form_title": draft.form.title,
        "bg_number": known.get("bg_number", ""),
        "person": {key: known.get(key, "") for key in ("given_name", "family_name", "birth_date")},
    }


def _name(known: dict[str, Any]) -> str:
    """Who applies, with the date of birth; the account's own name if the form did not ask."""
    name = f"{known.get('given_name', '')} {known.get('family_name', '')}".strip()
    born = str(known.get("birth_date", ""))
    born = ".".join(reversed(born.split("-")))
    return f"{name}, geboren am {born}" if name and born else name or "Keine Angabe"


def _following(draft: "Draft") -> list[str]:
    return [item.title for item in draft.form.evidence_for(draft.answers) if item.slot in draft.following]
