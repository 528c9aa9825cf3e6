"""THE PORT of the importers: what goes in and what comes out. An importer imports only this and the models."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from jobcenter.local.models import Feed, Published
from jobcenter.web.fetching import Absent, Unreachable

__all__ = ["Absent", "BrokenFeed", "Fetch", "Found", "Importer", "Material", "Unreachable"]


class BrokenFeed(Exception):
    """The feed makes no sense as a whole: nothing of it is taken over. Says where and why, in German."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place}: {why}" if place else why)


@dataclass(frozen=True)
class Material:
    """What was fetched: bytes by name (a file's, or an address's)."""

    files: dict[str, bytes]

    @property
    def digest(self) -> str:
        """SHA-256 over names and contents."""
        digest = hashlib.sha256()
        for name in sorted(self.files):
            digest.update(f"{name}\0{len(self.files[name])}\0".encode() + self.files[name])
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Found:
    """A thing found in the material, not saved; `place` says where, for complaints ("sites.csv, Zeile 3")."""

    row: Published
    place: str


class Fetch(Protocol):
    """Gets bytes from an https address or a file; from a folder the names in it, one a line. Raises Unreachable."""

    def __call__(self, address: str) -> bytes: ...


class Importer(Protocol):
    """Reads one kind of feed."""

    def fetch(self, feed: Feed, get: Fetch) -> Material:
        """Everything needed, through `get` alone. Raises Unreachable."""
        ...

    def read(self, material: Material, feed: Feed, now: datetime) -> Iterable[Found]:
        """Pure: what the material says, each row with provider_number and key, without feed and source.

        Raises BrokenFeed at the first thing that makes no sense.
        """
        ...
