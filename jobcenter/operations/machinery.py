"""How the machinery behind the pages is doing."""

import platform
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from django.db.models import Count, Max, Q
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker


def queue_state() -> dict[str, int | datetime | None]:
    """What waits, what runs, what failed, and when a worker last gave a sign."""
    jobs = ProcrastinateJob.objects.aggregate(
        waiting=Count("pk", filter=Q(status="todo")),
        running=Count("pk", filter=Q(status="doing")),
        failed=Count("pk", filter=Q(status="failed")),
    )
    return {**jobs, **ProcrastinateWorker.objects.aggregate(worker_seen=Max("last_heartbeat"))}


def versions() -> list[tuple[str, str]]:
    """What runs here."""
    return [("Python", platform.python_version()), *((name, _version(name)) for name in _PACKAGES)]


_PACKAGES = ("jobcenter-app", "Django", "procrastinate", "psycopg", "granian")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "–"
