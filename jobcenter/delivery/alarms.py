"""Alarms leave the port as Django signals: whoever runs the app decides who is woken (jobcenter.operations does).

`subject` names a thing without naming a person: a parcel's id, a provider number.
"""

from django.dispatch import Signal

raised = Signal()  # kind, subject, text
settled = Signal()  # kind, subject


def alarm(kind: str, subject: object, text: str) -> None:
    """Something needs a human. Repeating it is fine: there is one open alarm for each kind and subject."""
    raised.send(sender=None, kind=kind, subject=str(subject), text=text)


def all_clear(kind: str, subject: object) -> None:
    """The alarm of this kind about this subject, if there is one, has gone away."""
    settled.send(sender=None, kind=kind, subject=str(subject))
