"""A file that arrives in pieces, over a connection that may break: received, complete, then taken in or refused.

Nothing is locked while bytes come in. Each request pours its bytes into a stream of its own in the vault and then moves
the offset, if the upload is still where that request began; whoever comes second has poured in vain. So the offset
never counts what is not on the disk, and a server that dies in between leaves the upload as it was.
"""

import tempfile
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from itertools import chain
from typing import Any, Self
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from jobcenter.documents.intake.refused import PASSING, Refused
from jobcenter.documents.limits import MAX_FILE, MAX_PIECES, MAX_UPLOADS, UPLOAD_HOURS
from jobcenter.documents.models.collection import Closed, Collection
from jobcenter.documents.waiting import let_go_of_database
from jobcenter.people.models import Person
from jobcenter.vault import files, streams
from jobcenter.vault.fields import EncryptedTextField
from jobcenter.vault.keyring import Unreadable

UPLOADS = "uploads"
ADDED, KNOWN = "added", "known"


class Moved(Exception):
    """The upload is not where the bytes would begin: others came first, or it is gone."""


def _later() -> datetime:
    return timezone.now() + timedelta(hours=UPLOAD_HOURS)


class UploadQuerySet(models.QuerySet["Upload"]):
    def unsettled(self) -> Self:
        """Those of which nobody has said yet what became of them."""
        return self.filter(outcome="")

    def alive(self) -> Self:
        return self.filter(expires_at__gt=timezone.now())

    def settle(self, results: Mapping[UUID, str]) -> None:
        """Write down what became of uploads (ADDED, KNOWN or why not) and let go of their bytes.

        What passes by itself settles nothing: those keep their bytes. What is settled already stays as it is.
        """
        lasting = {key: result for key, result in results.items() if result not in PASSING}
        if not lasting:
            return
        pieces = list(self.unsettled().filter(pk__in=lasting).values_list("pieces", flat=True))
        for result in sorted(set(lasting.values())):
            keys = [key for key in lasting if lasting[key] == result]
            self.unsettled().filter(pk__in=keys).update(outcome=result, pieces=[], expires_at=_later())
        _drop(chain.from_iterable(pieces))


class Upload(models.Model):
    """One file on its way into a document. Once settled it has no bytes any more, but still knows what became of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="uploads")
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="uploads")
    slot = models.SlugField(max_length=80)
    filename = EncryptedTextField()
    metadata = EncryptedTextField()  # as the client gave it
    length = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    pieces = models.JSONField(default=list)  # names in the vault, in order
    outcome = models.CharField(max_length=20, blank=True)  # ADDED, KNOWN or a key of the refusals; empty until settled
    expires_at = models.DateTimeField(default=_later, db_index=True)

    objects = UploadQuerySet.as_manager()

    @classmethod
    def begin(cls, held: Collection, *, slot: str, filename: str, metadata: str, length: int) -> Self:
        """A new upload that will bring `length` bytes for the document in `slot`.

        Raises Closed, and Refused: too_large, too_many_uploads, and `held.no_room` (what is under way counts as if it
        had arrived). Somebody who begins several in the very same moment may get a few more. Raises
        Collection.DoesNotExist when it was deleted this moment.
        """
        if held.closed_at:
            raise Closed
        if length > MAX_FILE:
            raise Refused("too_large")
        sharing = {f"collection__{name}": key for name, key in held.sharing.items()}
        theirs = models.Count("pk", filter=models.Q(owner=held.owner_id))
        under_way = cls.objects.unsettled().alive().filter(**sharing)
        sums = under_way.aggregate(count=theirs, bytes=models.Sum("length"))
        if sums["count"] >= MAX_UPLOADS:
            raise Refused("too_many_uploads")
        if held.room() < (sums["bytes"] or 0) + length:
            raise Refused(held.no_room)
        facts = {"slot": slot, "filename": filename, "metadata": metadata, "length": length}
        try:
            return cls.objects.create(owner_id=held.owner_id, collection=held, **facts)
        except IntegrityError as gone:
            raise Collection.DoesNotExist from gone

    @property
    def expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def complete(self) -> bool:
        """All bytes are here; of a settled upload they were."""
        return self.offset == self.length

    def receive(self, data: Iterable[bytes], *, at: int) -> None:
        """Add what comes out of `data`, which begins at byte `at`. It is on the disk when this returns.

        Whatever `data` raises comes through, and then nothing of it is kept. Raises Moved, OSError when the disk is
        full, and Refused: too_many_pieces. Holds no connection to the database while it waits for `data`.
        """
        if at != self.offset:
            raise Moved
        let_go_of_database()
        pieces = iter(data)
        if (first := next(pieces, None)) is None:
            return
        if len(self.pieces) >= MAX_PIECES:
            raise Refused("too_many_pieces")
        name, size = streams.pour(chain([first], pieces), folder=UPLOADS)
        grown = {"offset": at + size, "pieces": [*self.pieces, name], "expires_at": _later()}
        if not Upload.objects.unsettled().filter(pk=self.pk, offset=at).update(**grown):
            files.drop(name)
            raise Moved
        for field, value in grown.items():
            setattr(self, field, value)

    @contextmanager
    def opened(self) -> "Iterator[UploadedFile[Any]]":
        """The whole file, as a form would have brought it.

        Raises Unreadable when the store lost or changed something. When the disk is full, the file says so itself.
        """
        with tempfile.TemporaryFile() as file:
            full = False
            try:
                for name in self.pieces:
                    file.writelines(streams.draw(name))
                file.seek(0)
            except FileNotFoundError as error:
                raise Unreadable(str(self.pk)) from error
            except OSError:
                full = True
            uploaded = UploadedFile(file, self.filename, size=self.length)
            uploaded.incomplete, uploaded.upload = full, self.pk  # type: ignore[attr-defined]  # for the collection
            yield uploaded


def _drop(names: Iterable[str]) -> None:
    """Bytes go once it is certain that nothing needs them."""
    for name in names:
        transaction.on_commit(partial(files.drop, name), robust=True)


@receiver(post_delete, sender=Upload)
def _drop_pieces(instance: Upload, **kwargs: Any) -> None:
    _drop(instance.pieces)
