"""What a helper did, for the person they did it for to read: written in the audit trail, under the representation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import models
from django.utils import timezone

from jobcenter.audit.models import Event
from jobcenter.people.models.person import Person
from jobcenter.people.models.representation import Representation

_ONCE_IN = timedelta(minutes=10)
_SHOWN = 200


class Act(models.TextChoices):
    """What can be done for somebody."""

    LOOKED = "acting.looked", "Bereich geöffnet"
    BEGAN = "acting.began", "Ein Formular begonnen"
    WROTE = "acting.wrote", "An einem Entwurf geschrieben"
    DISCARDED = "acting.discarded", "Einen Entwurf gelöscht"
    DOCUMENTS = "acting.documents", "Unterlagen hinzugefügt, geordnet oder entfernt"
    SENT = "acting.sent", "Gesendet"


_GOES_ON = {Act.LOOKED, Act.WROTE, Act.DOCUMENTS}
# What happens to the representation itself.
_OF_ITSELF = {
    "representation.offered": "Code gemacht",
    "representation.set_up": "Vertretung angelegt",
    "representation.accepted": "Vertretung angenommen",
    "representation.proved": "Nachweis hinzugefügt",
    "representation.ended": "Vertretung beendet",
}


@dataclass(frozen=True)
class Line:
    """One thing that happened: when, what, and who did it ("Sie", for what the reader did)."""

    at: datetime
    words: str
    who: str
    receipt_number: str = ""


def note(representation: Representation, act: Act) -> None:
    """Write the act down. What goes on and on (typing saves every second) is one act for ten minutes."""
    trail = Event.objects.filter(subject=representation.pk, verb=act, at__gt=timezone.now() - _ONCE_IN)
    if act not in _GOES_ON or not trail.exists():
        Event.record(act, actor=representation.representative, subject=representation.pk)


def note_sent(representation: Representation, receipt_number: str) -> None:
    """In the transaction that sends."""
    Event.record(
        Act.SENT, actor=representation.representative, subject=representation.pk, receipt_number=receipt_number
    )


def acts_of(representation: Representation, *, reader: Person) -> list[Line]:
    """Everything that happened under it, the latest first, as `reader` reads it."""
    events = Event.objects.filter(subject=representation.pk).order_by("-at", "-pk")[:_SHOWN]
    return [_line(event, representation, reader.pk) for event in events]


def latest_acts(representations: Iterable[Representation]) -> dict[UUID, Line]:
    """The last act under each that has any, in one query."""
    by_id = {one.pk: one for one in representations}
    events = Event.objects.filter(subject__in=by_id, verb__in=Act.values).order_by("subject", "-at", "-pk")
    latest = events.distinct("subject")
    return {
        one.subject: _line(one, by_id[one.subject], by_id[one.subject].represented_id) for one in latest if one.subject
    }


def sender_of(receipt_number: str, person: Person) -> str:
    """Who sent this for the person, when the account that did is gone: the name from the trail; "" if nobody did."""
    trail = Event.objects.filter(verb=Act.SENT, subject__in=person.helpers.values("pk"))
    found = trail.filter(facts__receipt_number=receipt_number).first()
    return person.helpers.get(pk=found.subject).name if found and found.subject else ""


def _line(event: Event, representation: Representation, reader: UUID) -> Line:
    words = _OF_ITSELF.get(event.verb) or Act(event.verb).label
    if event.actor == reader:
        who = "Sie"
    elif event.actor == representation.represented_id:
        who = representation.represented_name
    else:
        who = representation.name
    return Line(event.at, str(words), who, str(event.facts.get("receipt_number", "")))
