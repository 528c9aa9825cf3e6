"""A draft (Entwurf): what a person has said so far. It belongs to the person, not to a session or a device."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from jobcenter.delivery.models import Connection
from jobcenter.documents.models import Collection, Document
from jobcenter.people.models import Person
from jobcenter.questions.models import LATER, BoundPage, Form, Gap, Page
from jobcenter.submissions.models.evidence import Proof
from jobcenter.submissions.models.paperwork import Paperwork
from jobcenter.submissions.models.submission import Submission
from jobcenter.submissions.models.submitting import submit
from jobcenter.vault.fields import EncryptedJSONField

KEPT_FOR = timedelta(days=60)
_TRIES = 12
# Open, or begun today: more than anybody needs, and nobody floods a Jobcenter or the database.
MOST_DRAFTS = 50


class Overtaken(Exception):
    """The draft was sent or deleted meanwhile, or others kept changing it: nothing was saved."""


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, person: Person) -> Self:
        """The drafts of one person: everybody else finds nothing."""
        return self.filter(person=person)

    def open(self) -> Self:
        """Not sent yet, the one last worked on first."""
        return self.filter(submitted_at=None).order_by("-updated_at")

    def too_many(self) -> bool:
        """Whether one more would be too many for their person; sent ones count for a day."""
        today = models.Q(created_at__gt=timezone.now() - timedelta(days=1))
        return self.filter(models.Q(submitted_at=None) | today).count() >= MOST_DRAFTS

    def with_reach(self) -> Self:
        """Each with `reached`: whether its Jobcenter takes applications from here."""
        return self.annotate(reached=Exists(Connection.objects.filter(pk=OuterRef("provider_number"))))


class Draft(Paperwork):
    """Answers page by page, with what was typed but does not hold yet, and a revision that only ever grows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    answers = EncryptedJSONField(default=dict)
    typed = EncryptedJSONField(default=dict)  # page id → {field: [what was typed]}
    done = EncryptedJSONField(default=list)  # page ids the person has been through
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)

    reached: bool  # only from `with_reach()`

    objects = DraftQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["person", "-updated_at"], name="draft_of_person"),)

    @classmethod
    def start(cls, *, person: Person, form: Form, provider_number: str) -> "Draft":
        """A new draft with what is known already filled in. The caller's transaction holds it together."""
        draft = cls.objects.create(
            person=person,
            provider_number=provider_number,
            form_id=form.id,
            form_version=str(form.version),
            answers=form.prefilled(person.profile),
        )
        Collection.objects.create(id=draft.id, owner=person)
        return draft

    @property
    def deleted_after(self) -> datetime:
        """When the draft goes away unless somebody works on it."""
        return self.updated_at + KEPT_FOR

    def progress(self) -> tuple[int, int]:
        """How many of the visible pages are done, and how many there are."""
        pages = self.form.visible_pages(self.answers)
        return sum(page.id in self.done for page in pages), len(pages)

    def next_page(self) -> Page | None:
        """The first page still to do; None when everything is there to be checked."""
        return self.form.first_open(self.answers, self.done)

    def bind(self, page: Page) -> BoundPage:
        """The page as the person left it: what was typed last, otherwise what was answered."""
        return page.bind(self.answers, typed=self.typed.get(page.id))

    @cached_property
    def documents(self) -> list[Document]:
        """The documents that have at least one page: one query, two with the pages."""
        return [found for found in Document.objects.in_collection(self.pk, owner=self.person) if found.page_count]

    def proofs(self) -> list[Proof]:
        """The checklist of evidence in the order of the form, with what the person did about each item.

        At the end what was added for answers that have changed since: it is sent as well, so it can be taken out.
        """
        by_slot = {document.slot: document for document in self.documents}
        asked = self.form.evidence_for(self.answers)
        slots = {item.slot for item in asked}
        return [
            *(Proof(item, by_slot.get(item.slot), item.may_follow and item.slot in self.following) for item in asked),
            *(Proof.left_over(document) for document in self.documents if document.slot not in slots),
        ]

    @property
    def following(self) -> list[str]:
        """The slots of evidence that the person hands in later."""
        return list(self.answers.get(LATER) or [])

    def unfinished(self) -> list[Page]:
        """Pages where something was typed but never confirmed: it is not part of the answers yet."""
        return [
            page
            for page in self.form.visible_pages(self.answers)
            if page.id in self.typed and self.bind(page).typed != page.bind(self.answers).typed
        ]

    def missing(self) -> tuple[list[Gap], list[Proof]]:
        """Required answers and required evidence that are not there: with any of them nothing can be sent."""
        return self.form.gaps(self.answers), self.open_proofs()

    def open_proofs(self) -> list[Proof]:
        """Required evidence that is neither there nor announced; asks for the documents only if any can be."""
        if not self.form.evidence_missing(self.answers, ()):
            return []
        return [proof for proof in self.proofs() if proof.is_open]

    def is_ready(self, documents: list[Document]) -> bool:
        """Whether nothing required is missing, with these documents."""
        present = {document.slot for document in documents}
        gaps, pending = self.form.gaps(self.answers), self.form.evidence_missing(self.answers, present)
        return not gaps and not pending and not self.unfinished()

    def submit(self, *, by: Person) -> Submission:
        """Send it and return the submission; sent already, from anywhere, the same one comes back.

        Raises NotReady; OSError or DatabaseError when it could not be kept: then nothing was sent and the
        draft is as it was.
        """
        return submit(self, by)

    def answer(self, page: Page, values: dict[str, Any]) -> None:
        """Save a page that holds. Other pages stay as they are, also if they changed elsewhere. Raises Overtaken."""

        def change(draft: Draft) -> None:
            draft.answers = {**draft.answers, **values}
            draft.typed = {key: value for key, value in draft.typed.items() if key != page.id}
            draft.done = [*(done for done in draft.done if done != page.id), page.id]

        self._change(change)

    def note(self, page: Page, typed: dict[str, list[str]]) -> None:
        """Keep what was typed on a page, whether it holds or not. Raises Overtaken."""
        self._change(lambda draft: draft.typed.__setitem__(page.id, typed))

    def finish(self, page: Page) -> None:
        """Mark a page that asks nothing itself as done. Raises Overtaken."""
        self.answer(page, {})

    def follow_later(self, slot: str, *, later: bool) -> None:
        """Say, or take back, that the evidence for `slot` will follow. Raises Overtaken."""

        def change(draft: Draft) -> None:
            others = [known for known in draft.following if known != slot]
            draft.answers[LATER] = [*others, slot] if later else others

        self._change(change)

    def move_to(self, provider_number: str) -> None:
        """Send it to another Jobcenter. Raises Overtaken."""
        self._change(lambda draft: setattr(draft, "provider_number", provider_number))

    def discard(self) -> None:
        """Delete the draft with its documents; a sent one stays."""
        with transaction.atomic():
            if Draft.objects.filter(pk=self.pk, submitted_at=None).delete()[0]:
                Collection.discard(self.pk, self.person)

    def shred(self) -> None:
        """The draft's time is over. What was sent stays with its case, only the mark of the draft goes."""
        if self.submitted_at:
            self.delete()
        else:
            self.discard()

    def _change(self, change: Callable[["Draft"], None]) -> None:
        """Apply `change` to the newest state: if somebody else was faster, read theirs and apply it to that."""
        for _ in range(_TRIES):
            change(self)
            now = timezone.now()
            saved = Draft.objects.filter(pk=self.pk, revision=self.revision, submitted_at=None).update(
                answers=self.answers,
                typed=self.typed,
                done=self.done,
                provider_number=self.provider_number,
                revision=self.revision + 1,
                updated_at=now,
            )
            if saved:
                self.revision, self.updated_at = self.revision + 1, now
                return
            try:
                self.refresh_from_db()
            except Draft.DoesNotExist as gone:
                raise Overtaken from gone
            if self.submitted_at:
                raise Overtaken
        raise Overtaken


@receiver(post_save, sender=Collection)
def _worked_on(instance: Collection, created: bool, **kwargs: Any) -> None:
    """Adding or removing documents is work on the draft. After the commit, so that no two locks are ever held."""
    if not created and instance.closed_at is None:
        open_drafts = Draft.objects.filter(pk=instance.pk, submitted_at=None)
        transaction.on_commit(lambda: open_drafts.update(updated_at=timezone.now()), robust=True)
