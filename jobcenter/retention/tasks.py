"""Once a night."""

from django.utils import timezone
from procrastinate.contrib.django import app

from jobcenter.retention import models


@app.periodic(cron="17 3 * * *")
@app.task(name="retention.shred", queueing_lock="retention.shred")
def shred(timestamp: int) -> None:
    """Delete what is kept no longer."""
    models.shred(timezone.now())
