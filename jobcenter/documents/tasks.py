"""What the worker does with documents when there is time."""

from uuid import UUID

from procrastinate.contrib.django import app

from jobcenter.documents.models import read_page
from jobcenter.documents.reading.queueing import TASK


@app.task(name=TASK, queue="documents")
def read(page: str) -> None:
    """Read what is written on one photo."""
    read_page(UUID(page))
