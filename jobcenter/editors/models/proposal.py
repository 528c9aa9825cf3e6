"""What an editor would like to publish and somebody else has not released yet."""

from typing import ClassVar

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from jobcenter.accounts.models import User


class Proposal(models.Model):
    """A wish about one published row: who has it since when, and what a colleague answered.

    The proposed content itself is a row that is not released: the row itself when it is new, else a draft that
    `replaces` it. The proposal goes when it is released or withdrawn.
    """

    class Wish(models.TextChoices):
        NEW = "new", "Neuer Eintrag"
        CHANGE = "change", "Änderung"
        REMOVE = "remove", "Löschung"

    provider_number = models.CharField(max_length=5, db_index=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    row = GenericForeignKey()
    wish = models.CharField(max_length=6, choices=Wish.choices)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    # Sent back: by whom, when, and what is missing.
    returned_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["at"]
        constraints = (models.UniqueConstraint(fields=["content_type", "object_id"], name="one_proposal_for_each_row"),)

    def send_back(self, *, by: User, note: str) -> None:
        """It stays, with a note that says what is missing."""
        self.returned_by, self.returned_at, self.note = by, timezone.now(), note
        self.save()
