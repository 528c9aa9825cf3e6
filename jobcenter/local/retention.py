"""How fetching went is of use for a while; what was published is public and goes with its feed or its editor."""

from datetime import timedelta

from jobcenter.retention.models import Rule

RULES = [
    Rule(
        model="local.FeedRun",
        why="Nach einem Jahr fragt niemand mehr, wann eine Quelle was geändert hat.",
        after=timedelta(days=365),
        of="ended_at",
    )
]
