"""Alarms leave the port as Django signals: whoever runs the app decides who is woken (jobcenter.operations does).

`subject` names a thing without naming a person: a parcel's id, a provider number.
"""

from collections.abc import Iterable

from django.dispatch import Signal

raised = Signal()  # kind, subject, text
settled = Signal()  # kinds, subjects


def alarm(kind: str, subject: object, text: str) -> None:
    """Something needs a human. Repeating it is fine: there is one open alarm for each kind and subject."""
    raised.send(sender=None, kind=kind, subject=str(subject), text=text)


def all_clear(kinds: Iterable[str], subjects: Iterable[object]) -> None:
    """The alarms of these kinds about these subjects, as far as there are any, have gone away."""
    settled.send(sender=None, kinds=list(kinds), subjects=[str(subject) for subject in subjects])
