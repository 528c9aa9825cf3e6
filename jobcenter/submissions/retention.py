"""Drafts wait sixty days for their person; what was sent goes with its case."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from jobcenter.retention.models import Rule
from jobcenter.submissions.formless import FORM_ID
from jobcenter.submissions.models import FOLDER, Submission
from jobcenter.submissions.models.draft import KEPT_FOR
from jobcenter.submissions.models.formless import UNCLAIMED_FOR
from jobcenter.submissions.models.handing_in import UNSENT_FOR
from jobcenter.submissions.requested import FORM_ID as REQUESTED
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
    Rule(
        model="submissions.Draft",
        why="Mit dem Link aus einem Brief begonnen und nicht gesendet: Niemand käme noch daran. Die Seite sagt es.",
        after=UNSENT_FOR,
        of="updated_at",
        only=Q(asked_by__isnull=False, submitted_at=None),
    ),
    Rule(
        model="documents.Collection",
        why="Ohne Konto gesendet: Die Unterlagen sind im Paket und hier schon gelöscht, die leere Hülle geht nach.",
        after=UNSENT_FOR,
        of="closed_at",
        only=Q(owner__user=None, documents__isnull=True),
        by="delete",
    ),
    Rule(
        model="submissions.EvidenceRequest",
        why="So lange sieht das Jobcenter noch, was aus seiner Anforderung wurde. Danach steht es in der Akte, und der "
        "Link nimmt seit drei Monaten nichts mehr an.",
        after=timedelta(days=92),
        of="expires_at",
    ),
    Rule(
        model="cases.Case",
        why="Ohne Konto nachgereicht: Das Jobcenter hat die Unterlagen. Ein Jahr, weil die Person so lange vielleicht "
        "zeigen muss, wann sie was gesendet hat (§ 67 SGB I, § 66 Absatz 2 SGG).",
        after=timedelta(days=365),
        of="opened_at",
        only=Q(person__user=None, submissions__form_id=REQUESTED),
    ),
    Rule(
        model="cases.Case",
        why="Ohne Konto gestellt und nicht übernommen: Das Jobcenter hat den Antrag längst. Ein Jahr, weil so lange in "
        "der Regel bewilligt wird (§ 41 Absatz 3 SGB II) und die Person bis dahin vielleicht zeigen muss, wann sie den "
        "Antrag gestellt hat. Danach genügt ihre Eingangsbestätigung (Art. 5 Abs. 1 Buchst. e DSGVO).",
        after=UNCLAIMED_FOR,
        of="opened_at",
        # Not yet somebody's with an account, and sent by themselves, not by somebody who represents them.
        only=Q(person__user=None, submissions__form_id=FORM_ID, submissions__sent_by=F("person")),
    ),
    StrayCopies(model="submissions.Submission", why="Geht mit seinem Vorgang; Kopien ohne Zeile nach einem Tag."),
]
