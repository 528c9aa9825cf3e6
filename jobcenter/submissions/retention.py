"""Drafts wait sixty days for their person; what was sent goes with its case."""

from jobcenter.retention.models import Rule
from jobcenter.submissions.models.draft import KEPT_FOR

RULES = [
    Rule(
        model="submissions.Draft",
        why="Wer 60 Tage nicht weitergemacht hat, fängt neu an; auf jeder Seite steht, bis wann der Entwurf bleibt.",
        after=KEPT_FOR,
        of="updated_at",
    ),
    Rule(model="submissions.Submission", why="Geht mit seinem Vorgang."),
]
