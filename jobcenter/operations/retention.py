"""Alarms name no person, and old ones help nobody."""

from datetime import timedelta

from jobcenter.retention.models import Rule

RULES = [Rule(model="operations.Alarm", why="Erledigt und ausgewertet.", after=timedelta(days=90), of="resolved_at")]
