"""The port: what the app asks of a courier, and what a courier may rely on.

A courier carries parcels to one kind of system (a drop folder, a web service …). It imports this module and
nothing else of the app. Two promises make delivery happen exactly once: a parcel's `process_id` is the same at every
try, and `find` is asked before `hand_over`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

Reference = str  # what the other side calls the parcel; for most couriers the process id


class DeliveryError(Exception):
    """A hand-over did not happen. `reason` is for operators: plain German, never personal data."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Temporary(DeliveryError):
    """It may work later: the app tries again, with growing gaps."""


class Permanent(DeliveryError):
    """It will not work however often it is tried: the app stops and wakes an operator."""


class Consignment(Protocol):
    """What a courier sees of a parcel without opening it."""

    @property
    def process_id(self) -> UUID: ...
    @property
    def provider_number(self) -> str: ...
    @property
    def sealed_at(self) -> datetime: ...


@dataclass(frozen=True)
class ContentFile:
    """One file of an opened parcel; `read` opens it, checks its hash and returns its bytes. Raises DeliveryError."""

    name: str
    mime: str
    title: str
    role: str  # "form" (the application as PDF), "data" (as JSON) or "evidence"
    sha256: str
    size: int
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Content:
    """An opened parcel."""

    kind: str
    title: str
    metadata: dict[str, Any]
    files: Sequence[ContentFile]


def _nothing(*_: object) -> None:
    """For signs that leave nothing behind at the courier."""


@dataclass(frozen=True)
class SignReceived:
    """News from the other side, not yet recorded.

    `reference` is the same whenever the same news is read again. `settles` says that the Jobcenter has the content
    for good, so that we need not hold it any longer. The app calls `recorded` once the sign is safe in its database,
    or `refused` when it knows no such parcel.
    """

    reference: str
    parcel: Reference
    kind: str  # a value of models.Sign.Kind
    at: datetime
    detail: dict[str, Any] = field(default_factory=dict)
    settles: bool = False
    recorded: Callable[[], None] = _nothing
    refused: Callable[[str], None] = _nothing


@dataclass(frozen=True)
class Site:
    """Where a courier works: one Jobcenter's connection."""

    provider_number: str
    settings: dict[str, Any]


class Courier(Protocol):
    """One way to reach a Jobcenter's systems. Made anew for each use, with the Site it serves."""

    def set_up(self) -> None:
        """Called once, when a Jobcenter is connected."""

    def find(self, parcel: Consignment) -> Reference | None:
        """The reference of a parcel that the other side already has. Raises DeliveryError."""

    def hand_over(self, parcel: Consignment, content: Content) -> Reference:
        """Hand over what `find` did not find. Raises DeliveryError."""

    def signs(self) -> Iterable[SignReceived]:
        """Everything that has come back and was not yet recorded. Broken news never raises; it is reported
        through `jobcenter.delivery.alarms`. Raises DeliveryError when the other side cannot be asked."""
