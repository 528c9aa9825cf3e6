"""What a new upload is for, as its metadata say: `filename`, `collection`, `slot`; more is kept and not asked about."""

import re
from dataclasses import dataclass
from uuid import UUID

from jobcenter.documents.tus.headers import metadata
from jobcenter.documents.tus.problem import malformed

_LONGEST_NAME = 255


@dataclass(frozen=True)
class Target:
    collection: UUID
    slot: str
    filename: str
    metadata: str  # as given


def target_of(header: str) -> Target:
    """Raises Problem (400) when a part is missing or malformed."""
    pairs = metadata(header)
    slot = pairs.get("slot", "")
    name = "".join(sign for sign in pairs.get("filename", "") if sign.isprintable()).strip()
    try:
        collection = UUID(pairs.get("collection", ""))
    except ValueError as error:
        raise malformed("Upload-Metadata: collection") from error
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,80}", slot):
        raise malformed("Upload-Metadata: slot")
    return Target(collection, slot, name[-_LONGEST_NAME:] or "Datei", header)
