"""One file as it appears in a list of files: what it is and the SHA-256 that proves it."""

from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any


@dataclass(frozen=True)
class Line:
    """Name, title, SHA-256 (hexadecimal) and size in bytes of a file that was sent; `slot`: which evidence it is."""

    name: str
    title: str
    sha256: str
    size: int
    slot: str = ""

    @classmethod
    def of(cls, name: str, title: str, data: bytes, slot: str = "") -> "Line":
        """The line for these bytes."""
        return cls(name, title, sha256(data).hexdigest(), len(data), slot)

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data, to be kept."""
        return asdict(self)
