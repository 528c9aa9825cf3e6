"""A draft (Entwurf): what a person has said so far. It belongs to the person, not to a session or a device."""

import uuid
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from jobcenter.cases.models import Case
from jobcenter.delivery.models import Connection
from jobcenter.documents.models import Collection, Document
from jobcenter.people.models import Person
from jobcenter.questions.models import PROMISES, BoundPage, Entry, Form, Page, UnknownForm, Way, Words
from jobcenter.submissions.models.answering import Answering
from jobcenter.submissions.models.evidence import Proving
from jobcenter.submissions.models.finding import Finding
from jobcenter.submissions.models.submission import Submission
from jobcenter.submissions.models.submitting import submit
from jobcenter.vault.fields import EncryptedJSONField

KEPT_FOR = timedelta(days=60)
# Open, or begun today: more than anybody needs, and nobody floods a Jobcenter or the database.
MOST_DRAFTS = 50


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, person: Person) -> Self:
        """The drafts of one person: everybody else finds nothing."""
        return self.filter(person=person)

    def open(self) -> Self:
        """Not sent yet, the one last worked on first."""
        return self.filter(submitted_at=None).order_by("-updated_at")

    def with_papers(self, person: Person) -> "list[Draft]":
        """The open drafts of one person with their documents, and what supplements add to: four queries at most."""
        drafts = list(self.of(person).open())
        documents = Document.objects.by_collection([one.pk for one in drafts], owner=person) if drafts else {}
        sent = Submission.objects.by_case(one.case_id for one in drafts if one.case_id)
        for one in drafts:
            one.person, one.documents = person, documents.get(one.pk, [])
            one.sent_before = sent[one.case_id] if one.case_id else []
        return drafts

    def too_many(self) -> bool:
        """Whether one more would be too many for their person; sent ones count for a day."""
        today = models.Q(created_at__gt=timezone.now() - timedelta(days=1))
        return self.filter(models.Q(submitted_at=None) | today).count() >= MOST_DRAFTS

    def with_reach(self) -> Self:
        """Each with `reached`: whether its Jobcenter takes applications from here."""
        return self.annotate(reached=Exists(Connection.objects.filter(pk=OuterRef("provider_number"))))


class Draft(Proving, Answering, Finding):
    """Answers page by page, with what was typed but does not hold yet, and a revision that only ever grows.

    With a case it is a supplement (Nachtrag): it begins with what was sent there and sends what is new.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="drafts")
    # The letter that it answers, by the link in it and without an account.
    asked_by = models.ForeignKey(
        "submissions.EvidenceRequest", on_delete=models.SET_NULL, null=True, related_name="drafts"
    )
    answers = EncryptedJSONField(default=dict)
    typed = EncryptedJSONField(default=dict)  # page id → {field: [what was typed]}
    done = EncryptedJSONField(default=list)  # page ids the person has been through
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)

    reached: bool  # only from `with_reach()`
    renewed = False  # whether its form was replaced just now: nobody has seen it so

    objects = DraftQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["person", "-updated_at"], name="draft_of_person"),)

    @classmethod
    def start(cls, *, person: Person, form: Form, provider_number: str, entry: Entry | None = None) -> "Draft":
        """A new draft with what is known, and what the way in says: its pages need not be shown first.

        The caller's transaction holds it together.
        """
        given = entry.answers if entry else {}
        answers = {**form.prefilled(person.profile), **given}
        draft = cls.objects.create(
            person=person,
            provider_number=provider_number,
            form_id=form.id,
            form_version=str(form.version),
            answers=answers,
            done=form.settled(answers, given),
        )
        Collection.objects.create(id=draft.id, owner=person)
        return draft

    @classmethod
    def supplement(cls, case: Case) -> "Draft":
        """The open supplement of a case; there is one at most, made when there is none. Raises UnknownForm."""
        with transaction.atomic():
            Case.objects.select_for_update().get(pk=case.pk)  # two taps at once find the same one
            if found := cls.objects.filter(case=case, submitted_at=None).first():
                return found
            draft = cls.supplementing(case, list(Submission.objects.in_case(case)))
            draft.save(force_insert=True)
            Collection.objects.create(id=draft.id, owner=case.person)
            return draft

    @classmethod
    def supplementing(cls, case: Case, sent: list[Submission]) -> "Draft":
        """A supplement as it begins after what was `sent` in the case, oldest first; not saved. Raises UnknownForm."""
        last = sent[-1]
        draft = cls(
            person_id=case.person_id,
            case=case,
            provider_number=last.provider_number,
            form_id=last.form_id,
            form_version=last.form_version,
            answers={**last.answers},
        )
        draft.done = [page.id for page in draft.form.visible_pages(last.answers)]
        draft.sent_before = sent
        return draft

    @cached_property
    def sent_before(self) -> list[Submission]:
        """What a supplement adds to, oldest first."""
        return list(Submission.objects.in_case(self.case)) if self.case else []

    @cached_property
    def sent_slots(self) -> set[str]:
        """The evidence that went along already."""
        return {entry["slot"] for sent in self.sent_before for entry in sent.files if entry.get("slot")}

    @property
    def title(self) -> str:
        """What it is called."""
        if not self.has_form:
            return f"Dieses Formular gibt es {'bei diesem Jobcenter nicht' if self.elsewhere else 'nicht mehr'}"
        title = self.form.headlined(self.answers)
        return f"Nachtrag: {title}" if self.case_id else title

    def carry_over(self) -> bool:
        """Go on with the form there is now if the version it was begun with is gone; says whether it had to.

        What was said stays where the new version asks the same; every page is shown once more. Raises UnknownForm
        when there is no such form any more, or nothing but older versions; Overtaken.
        """
        if self.form.version == self.form_version:
            return False
        if self.form.older_than(self.form_version):
            raise UnknownForm(f"{self.form_id} {self.form_version}")

        def change(draft: "Draft") -> None:
            draft.form_version, draft.done = draft.form.version, []

        self._change(change)
        self.renewed = True
        return True

    @property
    def deleted_after(self) -> datetime:
        """When the draft goes away unless somebody works on it."""
        return self.updated_at + KEPT_FOR

    @property
    def way(self) -> Way:
        """How it leaves: sent from here, or printed and signed."""
        return self.form.way(self.answers)

    @property
    def words(self) -> Words:
        """What it is called when it leaves on this way."""
        return self.form.words_of(self.answers)

    def progress(self) -> tuple[int, int]:
        """How many of the visible pages are done, and how many there are; none when the form is gone."""
        pages = self.form.visible_pages(self.answers) if self.has_form else []
        return sum(page.id in self.done for page in pages), len(pages)

    def next_page(self) -> Page | None:
        """The first page still to do; None when everything is there to be checked."""
        return self.form.first_open(self.answers, self.done)

    def next_gap(self, page: Page) -> Page | None:
        """The next page behind this one where an answer is open; None when there is none."""
        lacking = {gap.page.id for gap in self.form.gaps(self.answers)}
        pages = self.form.visible_pages(self.answers)
        ids = [one.id for one in pages]
        behind = pages[ids.index(page.id) + 1 :] if page.id in ids else []
        return next((one for one in behind if one.id in lacking), None)

    def bind(self, page: Page) -> BoundPage:
        """The page as the person left it: what was typed last, otherwise what was answered."""
        return page.bind(self.answers, typed=self.typed.get(page.id))

    def unfinished(self) -> list[Page]:
        """Pages where something was typed but never confirmed: it is not part of the answers yet."""
        return [
            page
            for page in self.form.visible_pages(self.answers)
            if page.id in self.typed and self.bind(page).typed != page.bind(self.answers).typed
        ]

    def is_ready(self, documents: list[Document]) -> bool:
        """Whether it can be sent, with these documents. A form that may have gaps needs only what is essential; what
        answers a letter, any document at all. Papers alone can be added whatever a newer version of the form asks."""
        present = {document.slot for document in documents} | self.sent_slots
        papers_only = self.brings_documents_only()
        gaps = [] if papers_only else [gap for gap in self.form.gaps(self.answers) if gap.essential]
        pending = [] if self.form.incomplete else self.form.evidence_missing(self.answers, present)
        if self.asked_by_id and not documents:
            return False
        return not gaps and not pending and not self.unfinished() and (not self.case_id or self._is_news(documents))

    def _is_news(self, documents: list[Document]) -> bool:
        """To say that a paper follows, or is there already, is news of a supplement as well."""
        return bool(documents or self._changed())

    def changed_answers(self) -> set[str]:
        """The questions that a supplement answers anew or otherwise than what was sent before."""
        return self._changed() - {*PROMISES}

    def _changed(self) -> set[str]:
        # Both as they count today: that a child has come of age, or a new version asks less, is nothing anybody said.
        before = self.form.reachable(self.sent_before[-1].answers) if self.sent_before else {}
        now = self.form.reachable(self.answers)
        return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}

    def brings_documents_only(self) -> bool:
        """Whether it adds papers to what was sent and says nothing anew: whoever may hand in papers may send it."""
        return self.case_id is not None and not self.changed_answers()

    def submit(self, *, by: Person, proven: str = "") -> Submission:
        """Send it and return the submission; sent already, from anywhere, the same one comes back.

        `by` is who does it: the draft's person, or somebody who acts for them. `proven`: what their sign-in proved
        of who they are (a level of eIDAS, "" for nothing).

        Raises NotReady; NotAuthorised when `by` may not (any more); OSError or DatabaseError when it could not be
        kept: then nothing was sent and the draft is as it was.
        """
        return submit(self, by, proven)

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


@receiver(post_save, sender=Collection)
def _worked_on(instance: Collection, created: bool, **kwargs: Any) -> None:
    """Adding or removing documents is work on the draft. After the commit, so that no two locks are ever held."""
    if not created and instance.closed_at is None:
        open_drafts = Draft.objects.filter(pk=instance.pk, submitted_at=None)
        transaction.on_commit(lambda: open_drafts.update(updated_at=timezone.now()), robust=True)
