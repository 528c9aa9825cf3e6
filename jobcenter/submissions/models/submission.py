"""A submission: what was sent, frozen, with its receipt (Eingangsbestätigung). Nothing in it changes any more."""

import hmac
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID, uuid4

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from jobcenter.cases.models import Case
from jobcenter.people.models import Person
from jobcenter.questions.models import UnknownForm, Way
from jobcenter.submissions import numbering
from jobcenter.submissions.formless import FORM_ID
from jobcenter.submissions.models.paperwork import Paperwork
from jobcenter.submissions.models.recalling import MOST_READ, Recalled, recalled
from jobcenter.submissions.paper import Line, ReceiptPaper
from jobcenter.vault import files
from jobcenter.vault.fields import EncryptedJSONField, EncryptedTextField

# Where in the file store the people's own copies are.
FOLDER = "submissions"
# How long afterwards an application names the formless one before it: longer than any Jobcenter lets it rest.
_SECURED_FOR = timedelta(days=183)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def of(self, person: Person) -> Self:
        """What one person sent: everybody else finds nothing."""
        return self.filter(case__person=person)

    def in_case(self, case: Case) -> Self:
        """Everything that was sent in one case, in order."""
        return self.filter(case=case).order_by("number")

    def by_case(self, cases: Iterable[UUID]) -> "dict[UUID, list[Submission]]":
        """Everything that was sent in several cases, in order; one query, and none for no cases."""
        keys, found = list(cases), dict[UUID, list[Submission]]()
        for one in self.filter(case__in=keys).order_by("number") if keys else ():
            found.setdefault(one.case_id, []).append(one)
        return found

    def recalled(self, wanted: Collection[str]) -> list[Recalled]:
        """What was answered last to questions of these ids; one query, and none where nothing is asked."""
        if not wanted:
            return []
        read = ("form_id", "form_version", "provider_number", "title", "answers", "submitted_at")
        return recalled(list(self.order_by("-submitted_at").only(*read)[:MOST_READ]), wanted)

    def formless_since(self, at: datetime) -> Self:
        """The formless applications of the half year before, the first one first."""
        return self.filter(form_id=FORM_ID, submitted_at__range=(at - _SECURED_FOR, at)).order_by("submitted_at")

    def verified(self, number: str, code: str) -> "Submission | None":
        """The submission that this number and code belong to. Unknown number and wrong code look the same."""
        found = self.filter(receipt_number=numbering.tidy_receipt_number(number) or "").first()
        expected = found.check_code if found else numbering.new_check_code()
        fits = hmac.compare_digest(expected.encode(), numbering.tidy_check_code(code).encode())
        return found if fits else None


class Submission(Paperwork):
    """One per draft; the receipt number is unique across the installation."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    # The draft goes after its period; that the same draft is sent only once stays true.
    draft = models.OneToOneField("submissions.Draft", on_delete=models.SET_NULL, null=True, related_name="submission")
    # The first one opened the case; later ones complete or correct it.
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField(default=0)
    # Who pressed the button: the person, or somebody who acts for them.
    sent_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    title = EncryptedTextField()
    receipt_number = models.CharField(max_length=20, unique=True)
    check_code = EncryptedTextField()
    answers = EncryptedJSONField()
    files = EncryptedJSONField()  # [{"name", "title", "sha256", "size", "slot"}]
    following = EncryptedJSONField(default=list)  # titles of the evidence that will follow
    missing = EncryptedJSONField(default=list)  # what was left open, in the words of the form
    application = models.CharField(max_length=120)  # name of the person's own copy in the file store
    submitted_at = models.DateTimeField()

    sent_by_words: str  # who sent it, as the reader of a page is told

    objects = SubmissionQuerySet.as_manager()

    @classmethod
    def at_a_glance(cls) -> "models.Prefetch[Any, Any, Any]":
        """To go along with cases: what was sent in each, as `sent`, in order, with title and what is missing."""
        glance = cls.objects.order_by("number").only("case_id", "title", "missing", "following")
        return models.Prefetch("submissions", queryset=glance, to_attr="sent")

    @property
    def lacks_something(self) -> bool:
        """Whether it was sent with gaps, or papers are to follow."""
        return bool(self.missing or self.following)

    @property
    def headline(self) -> str:
        """That it is sent, in the words of its kind. The form may be gone, what was sent is not."""
        if self.title.startswith("Nachtrag"):
            return "Ihr Nachtrag ist gesendet"
        try:
            return self.form.words_of(self.answers).sent
        except UnknownForm:
            return "Gesendet"

    @property
    def way(self) -> Way:
        """The way it was sent on. The form may be gone, what was sent is not."""
        try:
            return self.form.way(self.answers)
        except UnknownForm:
            return Way()

    def application_pdf(self) -> bytes:
        """The application exactly as it was sent. Raises FileNotFoundError once it was deleted."""
        return files.fetch(self.application)

    def receipt_pdf(self, verify_address: str, notes: Sequence[str] = ()) -> bytes:
        """The receipt to keep; the same bytes every time. `verify_address` is the public page that checks it.

        `notes` are further paragraphs: what to know of this kind of application.
        """
        return ReceiptPaper(
            receipt_number=self.receipt_number,
            check_code=self.check_code,
            submitted_at=self.submitted_at,
            jobcenter=self.jobcenter_name,
            title=self.title,
            files=[Line(**entry) for entry in self.files],
            following=self.following,
            missing=self.missing,
            verify_address=verify_address,
            notes=list(notes),
        ).pdf()


@receiver(post_delete, sender=Submission)
def _drop_application(instance: Submission, **_: Any) -> None:
    transaction.on_commit(lambda: files.drop(instance.application))


def submission_of(draft_id: UUID) -> Submission | None:
    """What became of a draft, if it was sent."""
    return Submission.objects.filter(draft=draft_id).first()
