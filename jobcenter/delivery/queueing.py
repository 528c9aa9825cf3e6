"""The queue, always on Django's own connection: a job exists exactly when its transaction is committed."""

from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job
from procrastinate.manager import JobManager


def queue_hand_over(parcel: UUID, *, at: datetime | None = None) -> None:
    """Have a worker hand the parcel over, at once or not before `at`."""
    # The app's own connector would do in a web process; inside a worker it has connections of its own,
    # outside of this transaction.
    JobManager(DjangoConnector()).defer_job(
        Job(
            queue="delivery",
            task_name="delivery.hand_over",
            task_kwargs={"parcel": str(parcel)},
            lock=None,
            queueing_lock=None,
            scheduled_at=at,
        )
    )
