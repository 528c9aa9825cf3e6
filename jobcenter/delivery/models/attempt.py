"""One line in the logbook of a hand-over."""

from typing import Any

from django.db import models
from django.utils import timezone


class Attempt(models.Model):
    """Append-only: what was tried, and what came of it. A parcel's state is its last attempt."""

    class Outcome(models.TextChoices):
        STARTED = "started", "begonnen"  # committed before anything leaves the house
        HANDED_OVER = "handed_over", "übergeben"
        TEMPORARY = "temporary", "vorerst nicht möglich"
        CRASHED = "crashed", "Kurier abgestürzt"
        PERMANENT = "permanent", "endgültig gescheitert"
        REOPENED = "reopened", "erneut freigegeben"  # an operator wants another try, under a new process id

    parcel = models.ForeignKey("delivery.Parcel", on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=20, choices=Outcome)
    reference = models.CharField(max_length=200, blank=True)
    error = models.CharField(max_length=500, blank=True)
    # When to look again; none after the final outcomes.
    retry_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["reference"], name="attempt_reference"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("attempts are never changed")
        super().save(*args, **kwargs)
