"""One piece of evidence: its pages while it is being put together, one PDF/A once it is submitted."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain, count
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast
from uuid import UUID

import structlog
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.text import slugify

from jobcenter.documents.intake.merging import merge
from jobcenter.documents.intake.refused import Refused
from jobcenter.documents.intake.sheets import Format
from jobcenter.documents.limits import MAX_DOCUMENTS
from jobcenter.documents.models.collection import Collection
from jobcenter.documents.models.keeping import FOLDER
from jobcenter.people.models import Person
from jobcenter.vault import files
from jobcenter.vault.fields import EncryptedTextField
from jobcenter.vault.keyring import Unreadable

if TYPE_CHECKING:
    from jobcenter.documents.models.hints import Hint

log = structlog.get_logger(__name__)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_TAKEN = {"antrag.pdf"}  # the application itself, beside which the documents travel


class DocumentQuerySet(models.QuerySet["Document"]):
    def in_collection(self, collection: UUID, *, owner: Person | UUID) -> "DocumentQuerySet":
        """The owner's documents of a collection in the order of their making, with their pages: two queries."""
        return self.filter(collection_id=collection, owner=owner).order_by("made_at", "id").prefetch_related("pages")

    def by_collection(self, collections: Iterable[UUID], *, owner: Person | UUID) -> "dict[UUID, list[Document]]":
        """The owner's documents of several collections with their pages, those with none left out: two queries."""
        found: dict[UUID, list[Document]] = {}
        rows = self.filter(collection__in=collections, owner=owner).order_by("made_at", "id")
        for one in rows.prefetch_related("pages"):
            if one.page_count:
                found.setdefault(one.collection_id, []).append(one)
        return found

    def freeze(self, collection: UUID, owner: Person) -> "list[Document]":
        """Close the collection: merge each document, keep the PDF/A, let go of the pages.

        Called inside the transaction that submits. A second call returns the same documents unchanged.
        Raises Collection.DoesNotExist, OSError when the disk is full (then nothing has changed), and
        TransactionManagementError outside a transaction.
        """
        held = Collection.locked(collection, owner)
        documents = [one for one in self.in_collection(collection, owner=owner) if one.page_count]
        if held.closed_at is None:
            self._finish(documents)
            held.close(timezone.now(), sum(document.size for document in documents))
        return documents

    def _finish(self, documents: "list[Document]") -> None:
        written: list[str] = []
        try:
            for document in documents:
                document.finish()
                written.append(document.file)
        except BaseException:
            for name in written:
                files.drop(name)
            raise
        self.bulk_update(documents, ["file", "sha256", "size", "sheets"])
        pages = DocumentPage.objects.filter(document__in=documents)
        pages._raw_delete(pages.db)  # we know the rows; their files go as if each had been deleted
        for document in documents:
            for page in document.pages.all():
                _drop_files(page)


class Document(models.Model):
    """What the person shows for one item of the evidence checklist (`slot`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="documents")
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="documents")
    slot = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    filename = models.CharField(max_length=80)  # unique in its collection, plain ASCII, ends in .pdf
    made_at = models.DateTimeField(default=timezone.now)
    # Once submitted: the PDF/A in the vault. Empty before.
    file = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    sheets = models.PositiveSmallIntegerField(default=0)

    hints: "Sequence[Hint]" = ()  # what the page that shows it says beside it (hints.py)
    _final_bytes: bytes | None = None  # spares the submission reading back what it has just written

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["collection", "slot"], name="one_document_per_slot")]

    @classmethod
    def start(cls, collection: Collection, *, slot: str, title: str, beside: "Sequence[Document]") -> "Document":
        """A new document `beside` the others; called under the lock. Raises Refused: too_many_documents."""
        names = {other.filename for other in beside}
        if len(names) >= MAX_DOCUMENTS:
            raise Refused("too_many_documents")
        stem = slugify(title.lower().translate(_UMLAUTS))[:60] or slot[:60]
        numbers = chain([""], (f"-{number}" for number in count(2)))
        free = (name for number in numbers if (name := f"{stem}{number}.pdf") not in names | _TAKEN)
        return cls.objects.create(
            collection=collection, owner_id=collection.owner_id, slot=slot, title=title, filename=next(free)
        )

    @property
    def final(self) -> bool:
        return bool(self.file)

    @property
    def page_count(self) -> int:
        """How many sheets the PDF has or will have."""
        return self.sheets or sum(page.sheets for page in self.pages.all())

    def merged(self) -> bytes:
        """One PDF/A of all pages in order. The same pages always give the same bytes; kept once submitted.

        Raises FileNotFoundError and vault's Unreadable when the store lost or changed something.
        """
        if self._final_bytes is not None:
            return self._final_bytes
        if self.file:
            return files.fetch(self.file)
        return merge([page.part() for page in self.pages.all()], title=self.title)

    def finish(self) -> None:
        """Fill in the fields of a submitted document and keep the PDF/A. The caller saves."""
        self.sheets = self.page_count
        data = self._final_bytes = self.merged()
        self.sha256, self.size = hashlib.sha256(data).hexdigest(), len(data)
        self.file = files.keep(data, folder=FOLDER)

    def move(self, page: UUID, direction: Literal["up", "down"]) -> None:
        """Swap the page with its neighbour. A page that is gone or at the end stays as it is. Raises Closed."""
        with self._changing():
            pages = list(DocumentPage.objects.filter(document=self))
            here = next((number for number, one in enumerate(pages) if one.pk == page), None)
            there = -1 if here is None else here + (1 if direction == "down" else -1)
            if here is not None and 0 <= there < len(pages):
                one, other = pages[here], pages[there]
                one.position, other.position = other.position, one.position
                DocumentPage.objects.bulk_update([one, other], ["position"])

    def remove(self, page: UUID) -> None:
        """Delete the page and its files. A page that is gone already is fine. Raises Closed."""
        with self._changing() as held:
            if gone := DocumentPage.objects.filter(document=self, pk=page).first():
                gone.delete()
                held.size -= gone.size
            if not DocumentPage.objects.filter(document=self).exists():
                self.delete()

    @contextmanager
    def _changing(self) -> Iterator[Collection]:
        with transaction.atomic():
            held = Collection.objects.select_for_update().get(pk=self.collection_id)
            with held.changing():
                yield held


class DocumentPage(models.Model):
    """One photo, or one PDF with all its sheets, in its place in the document; the bytes are in the vault."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="pages")
    position = models.PositiveIntegerField()
    format = models.CharField(max_length=4, choices=[("jpeg", "Foto"), ("pdf", "PDF")])
    sheets = models.PositiveSmallIntegerField(default=1)
    size = models.PositiveIntegerField(default=0)  # bytes kept, with the preview
    digest = models.CharField(max_length=64)  # SHA-256 of the file as it was handed in, to know it again
    file = models.CharField(max_length=120)
    preview = models.CharField(max_length=120)
    # What was read on a photo, if it was (reading/): an invisible sheet in the vault, and which kind it is like.
    text_layer = models.CharField(max_length=120, blank=True)
    kind = EncryptedTextField(null=True)
    stays = models.BooleanField(default=False)  # the person said that it belongs where it is

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "position"], name="one_page_per_position", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def picture(self) -> bytes:
        """The small JPEG for the list of pages."""
        return files.fetch(self.preview)

    def content(self) -> bytes:
        """The page as it will be merged: JPEG or PDF."""
        return files.fetch(self.file)

    def part(self) -> tuple[Format, bytes, bytes]:
        """What it is merged from: its format, its bytes, and the sheet with its words ("" where none was read)."""
        return cast("Format", self.format), self.content(), self._words()

    def _words(self) -> bytes:
        """What was read goes along if it can; that it was lost holds up nobody who wants to send."""
        try:
            return files.fetch(self.text_layer) if self.text_layer else b""
        except (FileNotFoundError, Unreadable) as error:
            log.error("words_lost", page=str(self.pk), error=type(error).__name__)
            return b""


@receiver(post_delete, sender=Document)
@receiver(post_delete, sender=DocumentPage)
def _drop_files(instance: Document | DocumentPage, **kwargs: Any) -> None:
    """Rows take their files with them, once the deletion is certain; whatever deletes them (also a cascade)."""
    for name in (instance.file, getattr(instance, "preview", ""), getattr(instance, "text_layer", "")):
        if name:
            transaction.on_commit(partial(files.drop, name), robust=True)
