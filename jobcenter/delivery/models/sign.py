"""What came back from the Jobcenter."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import timezone

from jobcenter.vault.fields import EncryptedJSONField


class SignQuerySet(models.QuerySet["Sign"]):
    def for_subjects(self, subjects: Iterable[uuid.UUID]) -> "SignQuerySet":
        """The signs of these cases, oldest first."""
        return self.filter(subject__in=list(subjects)).order_by("at", "pk")


class Sign(models.Model):
    """Append-only: one piece of news about a case, recorded once (its reference is unique)."""

    class Kind(models.TextChoices):
        RECEIVED = "received", "Eingegangen"
        IN_PROGRESS = "in_progress", "In Bearbeitung"
        DOCUMENTS_MISSING = "documents_missing", "Unterlagen fehlen"
        DECIDED = "decided", "Entschieden"
        REJECTED = "rejected", "Abgelehnt"
        FAILED = "failed", "Nicht angekommen"

    subject = models.UUIDField()
    parcel = models.ForeignKey("delivery.Parcel", null=True, on_delete=models.CASCADE, related_name="signs")
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField(default=timezone.now)
    recorded_at = models.DateTimeField(default=timezone.now)
    reference = models.CharField(max_length=200, unique=True)
    detail = EncryptedJSONField(default=dict)
    # The Jobcenter has the content for good: ours may go.
    settles = models.BooleanField(default=False)

    objects = SignQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["subject", "at"], name="sign_subject"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("signs are never changed")
        super().save(*args, **kwargs)

    @classmethod
    def record(
        cls,
        *,
        parcel: Any,
        kind: str,
        reference: str,
        at: Any = None,
        detail: dict[str, Any] | None = None,
        settles: bool = False,
    ) -> bool:
        """Write the news down; False when it was written down before."""
        # Two workers may read the same reply: the unique reference lets one of them win, without an error.
        news = {"kind": kind, "at": at or timezone.now(), "detail": detail or {}, "settles": settles}
        return cls.objects.get_or_create(
            reference=reference, defaults={"subject": parcel.subject, "parcel": parcel, **news}
        )[1]
