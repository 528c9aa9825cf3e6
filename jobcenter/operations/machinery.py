"""How the machinery behind the pages is doing."""

import platform
import tomllib
from datetime import datetime
from importlib.metadata import version

from django.conf import settings
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
    """What runs here: the app, Python, and the packages that matter most when something is wrong."""
    with (settings.ROOT / "pyproject.toml").open("rb") as file:
        app = tomllib.load(file)["project"]["version"]
    return [
        ("Jobcenter-App", app),
        ("Python", platform.python_version()),
        *((name, version(name)) for name in ("Django", "procrastinate", "psycopg", "granian")),
    ]
