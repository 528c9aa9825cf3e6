"""What an operator sees: health, waiting parcels, alarms."""

from typing import Any

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "jobcenter.operations"
    label = "operations"

    def ready(self) -> None:
        """Turn the port's alarms into rows that an operator sees."""
        from jobcenter.delivery import alarms

        alarms.raised.connect(_ring, dispatch_uid="operations")
        alarms.settled.connect(_settle, dispatch_uid="operations")


def _ring(kind: str, subject: str, text: str, **_: Any) -> None:
    from jobcenter.operations.models import Alarm

    Alarm.ring(kind, subject, text)


def _settle(kinds: list[str], subjects: list[str], **_: Any) -> None:
    from jobcenter.operations.models import Alarm

    Alarm.settle(kinds, subjects)
