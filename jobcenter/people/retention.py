"""Who somebody is goes with their account, the last one who could act for them, or the last thing of theirs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from jobcenter.people.models import Consent, Person, Representation
from jobcenter.retention.models import Rule

# After its end somebody may still prolong a representation.
_PROLONGING = timedelta(days=90)
_UNFINISHED = timedelta(days=30)
_DISPUTED = timedelta(days=4 * 365)


@dataclass(frozen=True)
class Orphans(Rule):
    """People without an account whom nothing refers to any more: no case, no draft, nobody who acts for them."""

    def shred(self, now: datetime) -> int:
        nothing = {f"{related.name}__isnull": True for related in Person._meta.related_objects}
        return Person.objects.filter(user=None, **nothing).delete()[0]


@dataclass(frozen=True)
class OutOfReach(Rule):
    """Somebody without an account whom nobody can act for any more: nobody could see their data again."""

    def due(self, now: datetime) -> "QuerySet[Model]":
        alive = Representation.objects.exclude(representative=None).filter(
            Q(accepted_at=None, made_at__gte=now - _UNFINISHED)
            | Q(ends__gte=timezone.localdate(now - _PROLONGING), ended_at=None, accepted_at__isnull=False)
            | Q(ended_at__gte=now - _PROLONGING)
        )
        theirs = Exists(alive.filter(represented=OuterRef("pk")))
        return Person.objects.filter(~theirs, user=None, helpers__isnull=False).distinct()


@dataclass(frozen=True)
class Superseded(Rule):
    """What somebody said once, and has said anew since."""

    def due(self, now: datetime) -> "QuerySet[Model]":
        later = Consent.objects.filter(
            person=OuterRef("person"), kind=OuterRef("kind"), at__gt=OuterRef("at"), at__lt=now - _DISPUTED
        )
        return Consent.objects.filter(Exists(later))


RULES = [
    Rule(model="people.Person", why="Geht mit dem Konto."),
    Orphans(model="people.Person", why="Ohne Konto: geht, sobald nichts mehr da ist, was zu der Person gehört."),
    OutOfReach(
        model="people.Person",
        why="Ohne Konto, und seit 90 Tagen kann niemand mehr für die Person handeln: niemand käme noch an die Daten.",
        after=_PROLONGING,
    ),
    Rule(
        model="people.Representation",
        why="Nie angenommen: nicht erforderlich (Art. 5 Abs. 1 Buchst. c DSGVO).",
        after=_UNFINISHED,
        of="made_at",
        only=Q(accepted_at=None),
    ),
    Rule(
        model="people.Representation",
        why="Beendet: wer wann für wen gehandelt hat, bis Ansprüche daraus verjährt sind (§§ 195, 199 BGB).",
        after=_DISPUTED,
        of="ended_at",
    ),
    Rule(
        model="people.Representation",
        why="Abgelaufen: wer wann für wen gehandelt hat, bis Ansprüche daraus verjährt sind (§§ 195, 199 BGB).",
        after=_DISPUTED,
        of="ends",
    ),
    Superseded(
        model="people.Consent",
        why="Durch ein neues Ja oder Nein überholt: als Nachweis, bis Ansprüche verjährt sind (Art. 7 Abs. 1 DSGVO, "
        "§§ 195, 199 BGB). Das letzte Wort geht mit dem Konto.",
        after=_DISPUTED,
    ),
]
