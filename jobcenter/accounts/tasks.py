"""Every hour."""

from typing import cast

from django.core.cache import caches
from procrastinate.contrib.django import app

from config.cache import PostgresCache


@app.periodic(cron="41 * * * *")
@app.task(name="accounts.sweep", queueing_lock="accounts.sweep")
def sweep(timestamp: int) -> None:
    """Forget counters, and the addresses in them, whose time is over."""
    cast("PostgresCache", caches["default"]).sweep()
