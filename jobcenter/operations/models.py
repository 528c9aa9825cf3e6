"""Alarms: what needs a human."""

from collections.abc import Iterable

import structlog
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from jobcenter.operations.machinery import queue_state, versions

__all__ = ["Alarm", "queue_state", "versions"]

log = structlog.get_logger(__name__)


class AlarmQuerySet(models.QuerySet["Alarm"]):
    def unresolved(self) -> "AlarmQuerySet":
        return self.filter(resolved_at=None).order_by("-last_seen")


class Alarm(models.Model):
    """Something that needs a human, from its first to its last sighting. One open row for each kind and subject."""

    kind = models.CharField(max_length=60)
    # Names a thing without naming a person: a parcel's id, a provider number.
    subject = models.CharField(max_length=100)
    text = models.CharField(max_length=500)
    first_seen = models.DateTimeField(default=timezone.now)
    last_seen = models.DateTimeField(default=timezone.now)
    times = models.PositiveIntegerField(default=1)
    resolved_at = models.DateTimeField(null=True)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "subject"], condition=Q(resolved_at=None), name="one_open_alarm"),
        )

    @classmethod
    def ring(cls, kind: str, subject: object, text: str) -> None:
        """Raise the alarm, or say that it is still there."""
        log.error("alarm", kind=kind, subject=str(subject), text=text)
        known = cls.objects.filter(kind=kind, subject=str(subject), resolved_at=None)
        if not known.update(last_seen=timezone.now(), text=text[:500], times=F("times") + 1):
            # Two may ring at once; one row is enough.
            Alarm.objects.bulk_create([Alarm(kind=kind, subject=str(subject), text=text[:500])], ignore_conflicts=True)

    @classmethod
    def settle(cls, kinds: Iterable[str], subjects: Iterable[object]) -> None:
        """The causes have gone away."""
        gone = cls.objects.filter(kind__in=list(kinds), subject__in=[str(s) for s in subjects], resolved_at=None)
        if settled := gone.update(resolved_at=timezone.now()):
            log.info("alarms_settled", alarms=settled)
