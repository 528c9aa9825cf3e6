"""Photos wait in the queue to be read: one at a time, after everything else that the worker has to do."""

from collections.abc import Iterable
from uuid import UUID

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

from jobcenter.documents.reading.program import switched_on

TASK = "documents.read"
_LAST = -50


def have_read(pages: Iterable[UUID]) -> None:
    """Have a worker read these photos, if the operator wants that; exactly when the transaction is committed."""
    if not switched_on():
        return
    queue = JobManager(DjangoConnector())
    for page in pages:
        queue.defer_job(
            Job(
                queue="documents",
                task_name=TASK,
                task_kwargs={"page": str(page)},
                lock=TASK,
                queueing_lock=None,
                priority=_LAST,
            )
        )
