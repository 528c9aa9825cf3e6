"""Drafts wait sixty days for their person; what was sent goes with its case."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from jobcenter.retention.models import Rule
from jobcenter.submissions.models import FOLDER, Submission
from jobcenter.submissions.models.draft import KEPT_FOR
from jobcenter.vault import files


@dataclass(frozen=True)
class StrayCopies(Rule):
    """Copies in the store that belong to no submission: left behind when sending was interrupted.

    A day of grace, because a copy is in the store a moment before its row is in the database.
    """

    def shred(self, now: datetime) -> int:
        written = set(files.names(FOLDER, before=now - timedelta(days=1)))
        strays = written - set(Submission.objects.values_list("application", flat=True))
        for name in strays:
            files.drop(name)
        return len(strays)


RULES = [
    Rule(
        model="submissions.Draft",
        why="Wer 60 Tage nicht weitergemacht hat, fängt neu an; auf jeder Seite steht, bis wann der Entwurf bleibt.",
        after=KEPT_FOR,
        of="updated_at",
    ),
    StrayCopies(model="submissions.Submission", why="Geht mit seinem Vorgang; Kopien ohne Zeile nach einem Tag."),
]
