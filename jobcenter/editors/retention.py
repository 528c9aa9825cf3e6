"""Rights that have ended and the history of what editors wrote name employees; they go in time."""

from datetime import timedelta

from jobcenter.retention.models import Rule

RULES = [
    Rule(
        model="editors.Editor",
        why="Das Recht ist zu Ende; dass es bestand, steht im Protokoll.",
        after=timedelta(days=90),
        of="until",
    ),
    Rule(model="editors.Proposal", why="Geht mit der Freigabe, mit dem Verwerfen oder mit seinem Eintrag."),
    Rule(
        model="admin.LogEntry",
        why="Verlauf der Einträge für Rückfragen; danach ist unwichtig, wer was geschrieben hat.",
        after=timedelta(days=2 * 365),
        of="action_time",
    ),
]
