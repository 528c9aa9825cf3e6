"""A submission: what was sent, frozen, with its receipt (Eingangsbestätigung). Nothing in it changes any more."""

import hmac
from typing import Any, Self
from uuid import UUID, uuid4

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from jobcenter.cases.models import Case
from jobcenter.people.models import Person
from jobcenter.submissions import numbering
from jobcenter.submissions.models.paperwork import Paperwork
from jobcenter.submissions.paper import Line, ReceiptPaper
from jobcenter.vault import files
from jobcenter.vault.fields import EncryptedJSONField, EncryptedTextField

# Where in the file store the people's own copies are.
FOLDER = "submissions"


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def of(self, person: Person) -> Self:
        """What one person sent: everybody else finds nothing."""
        return self.filter(case__person=person)

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
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="submission")
    receipt_number = models.CharField(max_length=20, unique=True)
    check_code = EncryptedTextField()
    answers = EncryptedJSONField()
    files = EncryptedJSONField()  # [{"name", "title", "sha256", "size"}]
    following = EncryptedJSONField(default=list)  # titles of the evidence that will follow
    application = models.CharField(max_length=120)  # name of the person's own copy in the file store
    submitted_at = models.DateTimeField()

    objects = SubmissionQuerySet.as_manager()

    def application_pdf(self) -> bytes:
        """The application exactly as it was sent. Raises FileNotFoundError once it was deleted."""
        return files.fetch(self.application)

    def receipt_pdf(self, verify_address: str) -> bytes:
        """The receipt to keep; the same bytes every time. `verify_address` is the public page that checks it."""
        return ReceiptPaper(
            receipt_number=self.receipt_number,
            check_code=self.check_code,
            submitted_at=self.submitted_at,
            jobcenter=self.jobcenter_name,
            title=self.form.title,
            files=[Line(**entry) for entry in self.files],
            following=self.following,
            verify_address=verify_address,
        ).pdf()


@receiver(post_delete, sender=Submission)
def _drop_application(instance: Submission, **_: Any) -> None:
    transaction.on_commit(lambda: files.drop(instance.application))


def submission_of(draft_id: UUID) -> Submission | None:
    """What became of a draft, if it was sent."""
    return Submission.objects.filter(draft=draft_id).first()
