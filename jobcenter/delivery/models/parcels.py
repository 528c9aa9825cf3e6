"""Query words for parcels: how each one is going follows from its attempts and signs, in one query."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from jobcenter.delivery.models.attempt import Attempt
from jobcenter.delivery.models.sign import Sign
from jobcenter.delivery.queueing import queue_hand_over

if TYPE_CHECKING:
    from jobcenter.delivery.models.parcel import Parcel  # noqa: F401 (named in annotations)

# A parcel that nobody has touched for so long may have lost its job in the queue; looking after it does no harm.
LOST_AFTER = timedelta(seconds=15)


class ParcelQuerySet(models.QuerySet["Parcel"]):
    def with_state(self) -> "ParcelQuerySet":
        """Each parcel with its `state`, in the same query."""
        last = Attempt.objects.filter(parcel=OuterRef("pk")).order_by("-pk")
        # What was said about an earlier delivery no longer counts once an operator has reopened the parcel.
        reopened_since = Attempt.objects.filter(
            parcel=OuterRef("parcel"), outcome=Attempt.Outcome.REOPENED, at__gt=OuterRef("recorded_at")
        )
        signs = Sign.objects.filter(~Exists(reopened_since), parcel=OuterRef("pk")).order_by("-pk")
        return self.annotate(
            last_outcome=Subquery(last.values("outcome")[:1]),
            last_error=Subquery(last.values("error")[:1]),
            last_at=Subquery(last.values("at")[:1]),
            retry_at=Subquery(last.values("retry_at")[:1]),
            last_sign=Subquery(signs.values("kind")[:1]),
        )

    def waiting(self) -> "ParcelQuerySet":
        """Not handed over yet, and not given up."""
        return (
            self.filter(emptied_at=None)
            .with_state()
            .filter(
                Q(last_outcome=None) | ~Q(last_outcome__in=[Attempt.Outcome.HANDED_OVER, Attempt.Outcome.PERMANENT])
            )
        )

    def try_now(self) -> int:
        """Have a worker try those that wait at once, because what stopped them is gone. Returns how many."""
        waiting = list(self.waiting().values_list("pk", flat=True))
        for parcel_id in waiting:
            queue_hand_over(parcel_id)
        return len(waiting)

    def failed(self) -> "ParcelQuerySet":
        """Given up, or handed over and refused by the Jobcenter: an operator must look."""
        refused = Q(last_outcome=Attempt.Outcome.HANDED_OVER, last_sign=Sign.Kind.FAILED)
        return self.filter(emptied_at=None).with_state().filter(Q(last_outcome=Attempt.Outcome.PERMANENT) | refused)

    def due(self, now: datetime) -> "ParcelQuerySet":
        """Waiting parcels whose next try is overdue: their job was lost, or their worker was killed."""
        lost = Q(last_outcome=None, sealed_at__lt=now - LOST_AFTER)
        return self.waiting().filter(lost | Q(retry_at__lt=now)).order_by("sealed_at")

    def waiting_longer_than(self, *, hours: float) -> "ParcelQuerySet":
        return self.waiting().filter(sealed_at__lt=timezone.now() - timedelta(hours=hours))

    def unanswered_for(self, *, hours: float) -> "ParcelQuerySet":
        """Handed over, and nothing has come back for so long."""
        before = timezone.now() - timedelta(hours=hours)
        silent = Q(last_outcome=Attempt.Outcome.HANDED_OVER, last_sign=None, last_at__lt=before)
        return self.filter(emptied_at=None).with_state().filter(silent)

    def settled(self) -> "ParcelQuerySet":
        """The Jobcenter has them for good, and we still hold the content."""
        return self.filter(emptied_at=None, signs__settles=True).distinct()
