"""Sending a draft: once, in one transaction that needs nothing but the database and the file store."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from jobcenter.accounts.models import suffices
from jobcenter.audit.models import Event
from jobcenter.cases.models import Case
from jobcenter.delivery.models import Parcel
from jobcenter.documents.models import Document
from jobcenter.people.models import Person, Representation, Scope, note_sent
from jobcenter.submissions import numbering
from jobcenter.submissions.models.contents import Contents
from jobcenter.submissions.models.profile import learnt
from jobcenter.submissions.models.submission import FOLDER, Submission, submission_of
from jobcenter.submissions.paper import Line
from jobcenter.vault import files

if TYPE_CHECKING:
    from jobcenter.submissions.models.draft import Draft


class NotReady(Exception):
    """Something required is missing: the check page says what."""


def submit(draft: "Draft", by: Person, proven: str) -> Submission:
    """See `Draft.submit`."""
    with transaction.atomic():
        kept: list[str] = []
        try:
            # With the person: what another draft of theirs is telling just now comes first, or waits.
            rows = type(draft).objects.of(draft.person).select_related("person")
            locked = rows.select_for_update(of=("self", "person"), no_key=True).get(pk=draft.pk)
            return _submit_locked(locked, by, proven, kept)
        except BaseException:
            # Not around the commit: when that fails nobody knows whether it counts, and a spare file harms nobody.
            for name in kept:
                files.drop(name)
            raise


def _submit_locked(draft: "Draft", by: Person, proven: str, kept: list[str]) -> Submission:
    """The transaction: whoever comes second waits for the lock and finds what the first one sent."""
    if draft.submitted_at and (sent := submission_of(draft.pk)):
        return sent
    held = _authority(draft, by)
    documents = Document.objects.freeze(draft.pk, draft.person)
    # Asked of the locked draft: another tab may have chosen another way meanwhile.
    if draft.way.how != "online" or not suffices(proven, draft.way.level) or not draft.is_ready(documents):
        raise NotReady
    draft.keep_promises({document.slot for document in documents} | draft.sent_slots)
    at = timezone.now().replace(microsecond=0)
    contents = Contents(draft, documents, numbering.new_receipt_number(), at, proven, held)
    packed = contents.files()
    kept.append(files.keep(packed[0][0].data, folder=FOLDER))
    case = _case(draft, contents)
    submission = Submission.objects.create(
        draft=draft,
        case=case,
        number=len(draft.sent_before),
        sent_by=by,
        title=draft.title,
        provider_number=draft.provider_number,
        form_id=draft.form_id,
        form_version=draft.form.version,
        receipt_number=contents.receipt_number,
        check_code=numbering.new_check_code(),
        answers=draft.form.reachable(draft.answers),
        files=[Line.of(file.name, file.title, file.data, slot).as_dict() for file, slot in packed],
        following=contents.following,
        missing=contents.missing,
        application=kept[0],
        submitted_at=contents.at,
    )
    Parcel.seal(
        idempotency_key=f"application:{draft.pk}",
        provider_number=draft.provider_number,
        subject=case.pk,
        kind="supplement" if draft.case_id else draft.words.parcel,
        title=draft.title,
        metadata=contents.metadata(),
        files=[file for file, _ in packed],
    )
    Event.record("application.submitted", actor=by, subject=case.pk, receipt_number=contents.receipt_number)
    if held:
        note_sent(held, contents.receipt_number)
    _remember(draft)
    # What was sent is kept once, in the submission; the draft remains as the mark that it was sent.
    type(draft).objects.filter(pk=draft.pk).update(
        answers={}, typed={}, done=[], submitted_at=contents.at, revision=draft.revision + 1
    )
    return submission


def _authority(draft: "Draft", by: Person) -> Representation | None:
    """On what ground somebody else sends it: held until this is over. None for oneself. Raises NotAuthorised."""
    if by.pk == draft.person.pk:
        return None
    scopes = {Scope.APPLY, Scope.DOCUMENTS} if draft.brings_documents_only() else {Scope.APPLY}
    return Representation.objects.authorising(*scopes, representative=by, represented=draft.person)


def _case(draft: "Draft", contents: Contents) -> Case:
    """A supplement belongs to the case it was begun for; anything else opens its own."""
    if draft.case is None:
        return Case.open(
            person=draft.person, provider_number=draft.provider_number, title=draft.form.title_of(draft.answers)
        )
    draft.case.sent_again(contents.at)
    return draft.case


def _remember(draft: "Draft") -> None:
    """The next form begins with what this one said.

    Of a supplement only what it says anew: the rest may be older than what is known since.
    """
    told, person, provider_number = learnt(draft.form, draft.answers), draft.person, draft.provider_number
    if draft.case_id:
        before = learnt(draft.form, draft.sent_before[-1].answers)
        told = {key: value for key, value in told.items() if before.get(key) != value}
        provider_number = person.provider_number
    known = {**person.profile, **told}
    if (known, provider_number) != (person.profile, person.provider_number):
        person.profile, person.provider_number = known, provider_number
        person.save(update_fields=["profile", "provider_number"])
