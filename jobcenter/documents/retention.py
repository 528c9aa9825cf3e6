"""How long documents stay, and a broom for files that no row names."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from jobcenter.documents.models import FOLDER, UPLOADS, Document, DocumentPage, Upload
from jobcenter.retention.models import Rule
from jobcenter.vault import files


def _named() -> Iterator[str]:
    for page in DocumentPage.objects.values_list("file", "preview", "text_layer").iterator():
        yield from filter(None, page)
    yield from Document.objects.exclude(file="").values_list("file", flat=True).iterator()


def _pieces() -> Iterator[str]:
    for pieces in Upload.objects.values_list("pieces", flat=True).iterator():
        yield from pieces


@dataclass(frozen=True)
class StrayFiles(Rule):
    """Files in the store that belong to no row: left behind by a crash or a rolled back submission.

    A day of grace, because a file is in the store a moment before its row is in the database.
    """

    folder: str = FOLDER
    named: Callable[[], Iterator[str]] = _named

    def shred(self, now: datetime) -> int:
        strays = set(files.names(self.folder, before=now - timedelta(days=1))) - set(self.named())
        for name in strays:
            files.drop(name)
        return len(strays)


RULES = [
    Rule(
        model="documents.Collection",
        why="Ein Entwurf nimmt seine Unterlagen nach 60 Tagen mit; das hier fängt auf, was keinen Entwurf mehr hat.",
        after=timedelta(days=180),
        of="touched_at",
        only=Q(closed_at=None),
        by="delete",
    ),
    Rule(
        model="documents.Collection",
        why="Gesendet: so lange wie der Vorgang, zu dem die Unterlagen gehören (§ 44 SGB X, § 40 Absatz 1 SGB II).",
        after=timedelta(days=2 * 365),
        of="closed_at",
        by="delete",
    ),
    Rule(model="documents.Document", why="Geht mit seiner Sammlung."),
    StrayFiles(model="documents.DocumentPage", why="Geht mit seiner Unterlage; Dateien ohne Zeile nach einem Tag."),
    Rule(
        model="documents.Upload",
        why="Ein Tag ohne weitere Bytes, oder ein Tag, um noch einmal zu sagen, was daraus wurde.",
        after=timedelta(0),
        of="expires_at",
        by="delete",
    ),
    StrayFiles(
        model="documents.Upload",
        why="Bytes, die zu keinem Hochladen gehören, nach einem Tag.",
        folder=UPLOADS,
        named=_pieces,
    ),
]
