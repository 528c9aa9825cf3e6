"""Files that passed the checks, in the vault and not yet rows: they become part of a document, or go again."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from jobcenter.documents.intake.receive import receive
from jobcenter.documents.intake.refused import Refused
from jobcenter.documents.intake.sheets import Part
from jobcenter.documents.scanner import scan
from jobcenter.vault import files

FOLDER = "documents"


@dataclass(frozen=True)
class Kept:
    """A file that passed, already in the vault, not yet a row."""

    name: str
    digest: str
    rows: list[dict[str, Any]]
    upload: UUID | None = None  # it arrived in pieces, under this key

    @property
    def sheets(self) -> int:
        return sum(row["sheets"] for row in self.rows)

    @property
    def size(self) -> int:
        return sum(row["size"] for row in self.rows)

    def drop(self) -> None:
        for row in self.rows:
            files.drop(row["file"])
            files.drop(row["preview"])


@contextmanager
def dropped_on_error(kept: list[Kept]) -> Iterator[None]:
    """When the block fails, the vault keeps none of them."""
    try:
        yield
    except BaseException:
        for one in kept:
            one.drop()
        raise


def keep(upload: "UploadedFile[Any]", name: str, room: int, key: UUID | None, *, no_room: str) -> Kept:
    """Check the file and put it into the vault. Raises Refused, `no_room` when it needs more than `room` bytes."""
    if getattr(upload, "incomplete", False):  # the disk was full while it arrived
        raise Refused("not_stored")
    file: Any = upload.file
    if room <= 0:
        raise Refused(no_room)
    parts = receive(file, upload.size or 0, scan=scan)
    if sum(part.size for part in parts) > room:
        raise Refused(no_room)
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Kept(name, digest, [_stored(part) for part in parts], key)


def _stored(part: Part) -> dict[str, Any]:
    try:
        return {
            "format": part.format,
            "sheets": part.sheets,
            "size": part.size,
            "file": files.keep(part.data, folder=FOLDER),
            "preview": files.keep(part.preview, folder=FOLDER),
        }
    except OSError as error:
        raise Refused("not_stored") from error
