"""Every quarter of an hour."""

from django.utils import timezone
from procrastinate.contrib.django import app

from jobcenter.local.importing import running


@app.periodic(cron="*/15 * * * *")
@app.task(name="local.read_feeds", queueing_lock="local.read_feeds")
def read_feeds(timestamp: int) -> None:
    """Read the feeds whose time has come."""
    running.run_due(timezone.now())
