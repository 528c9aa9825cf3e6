"""An account nobody uses goes, and with it what is kept for the person."""

from datetime import timedelta

from django.db.models import Q

from jobcenter.retention.models import Rule

RULES = [
    Rule(
        model="accounts.User",
        why="Lange nicht benutzt: nicht mehr erforderlich (§ 67c SGB X, Art. 5 Abs. 1 Buchst. e DSGVO). "
        "So lange wie der letzte Vorgang darin bliebe.",
        after=timedelta(days=2 * 365),
        of="last_login",
        only=Q(is_staff=False),
    ),
    Rule(
        model="accounts.User",
        why="Eröffnet und nie benutzt: nicht erforderlich (Art. 5 Abs. 1 Buchst. c DSGVO).",
        after=timedelta(days=30),
        of="date_joined",
        only=Q(last_login=None, is_staff=False),
    ),
    Rule(model="accounts.Session", why="Abgelaufen.", after=timedelta(0), of="expire_date"),
    Rule(
        model="usersessions.UserSession",
        why="Die Anmeldung ist längst abgelaufen; die Liste der Geräte zeigt nur, was noch gilt.",
        after=timedelta(days=30),
        of="created_at",
    ),
]
