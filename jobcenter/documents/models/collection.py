"""Everything a person hands in for one matter, open until it is submitted."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone

from jobcenter.documents.intake.refused import Refused
from jobcenter.documents.limits import (
    MAX_COLLECTION,
    MAX_FILES,
    MAX_GUEST,
    MAX_LETTER,
    MAX_PERSON,
    MAX_SHEETS,
)
from jobcenter.documents.models.keeping import Kept, dropped_on_error, keep
from jobcenter.documents.models.outcome import Outcome
from jobcenter.documents.reading.queueing import have_read
from jobcenter.documents.waiting import let_go_of_database, one_of_a_few
from jobcenter.people.models import Person


class Closed(Exception):
    """The collection has been submitted; nothing in it changes any more."""


class Collection(models.Model):
    """The documents of one draft. All changes happen under a lock on this row, so two tabs cannot disagree."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="collections")
    touched_at = models.DateTimeField(default=timezone.now, db_index=True)
    closed_at = models.DateTimeField(null=True, blank=True, db_index=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes kept for it, previews included
    # What guests began it with, if guests did: all that was begun with the same link shares one space.
    letter = models.UUIDField(null=True, editable=False, db_index=True)

    @classmethod
    def open(cls, id: UUID, owner: Person) -> Self:  # noqa: A002 (the id of the draft)
        """The open collection with this id, made when it is new.

        Raises PermissionError when it is somebody else's, Closed when it was submitted.
        """
        collection, _ = cls.objects.get_or_create(id=id, defaults={"owner": owner})
        if collection.owner_id != owner.pk:
            raise PermissionError("another person's collection")
        if collection.closed_at:
            raise Closed
        return collection

    @classmethod
    def locked(cls, id: UUID, owner: Person) -> Self:  # noqa: A002
        """The owner's collection, locked until the transaction ends. Raises Collection.DoesNotExist."""
        return cls.objects.select_for_update().get(id=id, owner=owner)

    @classmethod
    def discard(cls, id: UUID, owner: Person) -> None:  # noqa: A002
        """Delete the collection with all rows and files; one that is gone already is fine."""
        cls.objects.filter(id=id, owner=owner).delete()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """To be held under the lock around any change; saves the collection's own fields. Raises Closed."""
        if self.closed_at:
            raise Closed
        yield
        self.touched_at = timezone.now()
        self.save(update_fields=["touched_at", "size"])

    def close(self, at: datetime, size: int) -> None:
        self.closed_at, self.touched_at, self.size = at, at, size
        self.save(update_fields=["touched_at", "closed_at", "size"])

    @property
    def sharing(self) -> dict[str, UUID]:
        """What all collections that fill the same space have in common, as a filter."""
        return {"letter": self.letter} if self.letter else {"owner": self.owner_id}

    @property
    def no_room(self) -> str:
        """Why nothing more is taken when that space is full: guests have nothing else that they could delete."""
        return "letter_full" if self.letter else "person_full"

    def room(self) -> int:
        """How many bytes may still be added, here or wherever the same space is shared; one query."""
        kept = type(self).objects.filter(**self.sharing).aggregate(bytes=models.Sum("size"))["bytes"]
        return (MAX_LETTER if self.letter else MAX_PERSON) - (kept or 0)

    def take_in(self, uploads: Iterable["UploadedFile[Any]"], *, slot: str, title: str) -> Outcome:
        """Check, convert and add files to the document in `slot`; each file stands or falls for itself.

        A file that the document has already is not added again, so sending a form twice does no harm.
        Converting happens before the lock, adding under it. Raises Closed, or Collection.DoesNotExist
        when it was deleted meanwhile; then nothing is kept.
        """
        if self.closed_at:
            raise Closed
        room = self.room()
        let_go_of_database()
        outcome = Outcome()
        kept = self._convert(uploads, outcome, room)
        if kept:
            leftover: list[Kept] = []
            # Not around the commit: when that fails nobody knows whether it counts, and a spare file harms nobody.
            with transaction.atomic(), dropped_on_error(kept):
                leftover += self._add(kept, outcome, slot=slot, title=title)
            for one in leftover:
                one.drop()
        return outcome

    def _convert(self, uploads: Iterable["UploadedFile[Any]"], outcome: Outcome, room: int) -> list[Kept]:
        kept: list[Kept] = []
        with dropped_on_error(kept):
            for number, upload in enumerate(uploads):
                name, key = upload.name or "Datei", getattr(upload, "upload", None)
                try:
                    if number >= MAX_FILES:
                        raise Refused("too_many_files")
                    with one_of_a_few(self.owner_id):
                        one = keep(upload, name, room, key, no_room=self.no_room)
                    kept.append(one)
                    room -= one.size
                except Refused as refused:
                    outcome.refuse(name, refused, key)
        return kept

    def _add(self, kept: list[Kept], outcome: Outcome, *, slot: str, title: str) -> Iterator[Kept]:
        """Make rows of what was kept, under the lock. What is not needed after all comes back."""
        from jobcenter.documents.models.upload import Upload

        held = self._held()
        arrived = [one.upload for one in kept if one.upload]
        waiting = set(Upload.objects.unsettled().filter(pk__in=arrived).values_list("pk", flat=True)) if arrived else ()
        with held.changing():
            # Two requests may bring the same upload: the second one finds it settled, and has converted in vain.
            yield from (one for one in kept if one.upload and one.upload not in waiting)
            kept = [one for one in kept if not one.upload or one.upload in waiting]
            yield from held._fill(kept, outcome, slot=slot, title=title)
            Upload.objects.settle(outcome.uploads)

    def _held(self) -> Self:
        """This row, locked; with a letter all rows that share its space, which is filled by one after the other."""
        together = models.Q(letter=self.letter) if self.letter else models.Q(pk=self.pk)
        rows = {one.pk: one for one in type(self).objects.select_for_update().filter(together).order_by("pk")}
        if self.pk not in rows:
            raise type(self).DoesNotExist
        return rows[self.pk]

    def _fill(self, kept: list[Kept], outcome: Outcome, *, slot: str, title: str) -> Iterator[Kept]:
        from jobcenter.documents.models.document import Document, DocumentPage

        documents = list(Document.objects.filter(collection=self))
        document = next((one for one in documents if one.slot == slot), None)
        pages = list(document.pages.all()) if document else []
        digests, sheets = {page.digest for page in pages}, sum(page.sheets for page in pages)
        position = max((page.position for page in pages), default=-1) + 1
        rows: list[DocumentPage] = []
        room = self.room() if self.letter else None  # others have had it meanwhile
        for one in kept:
            try:
                if one.digest in digests:
                    outcome.known.append(one.name)
                    outcome.note(one.upload, "known")
                    yield one
                    continue
                if sheets + one.sheets > MAX_SHEETS:
                    raise Refused("too_many_sheets")
                if self.size + one.size > (MAX_GUEST if self.letter else MAX_COLLECTION):
                    raise Refused("collection_full")
                if room is not None and one.size > room:
                    raise Refused(self.no_room)
                document = document or Document.start(self, slot=slot, title=title, beside=documents)
            except Refused as refused:
                outcome.refuse(one.name, refused, one.upload)
                yield one
                continue
            for row in one.rows:
                rows.append(DocumentPage(document=document, position=position, digest=one.digest, **row))
                position += 1
            digests.add(one.digest)
            sheets += one.sheets
            self.size += one.size
            room = None if room is None else room - one.size
            outcome.added += 1
            outcome.note(one.upload, "added")
        DocumentPage.objects.bulk_create(rows)
        have_read(row.pk for row in rows if row.format == "jpeg")
