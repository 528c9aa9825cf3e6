"""A case (Vorgang): a matter of a person with a Jobcenter, as the person sees it.

Its state is never stored: it follows from what was sent and from the Signs that came back.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from jobcenter.cases.wording import SENT, SENT_AGAIN, Words, words_for
from jobcenter.delivery.models import Sign
from jobcenter.directory.models import jobcenter_named
from jobcenter.people.models import Person


@dataclass(frozen=True)
class Step:
    """One point on the timeline."""

    at: datetime
    title: str
    text: str


class CaseQuerySet(models.QuerySet["Case"]):
    def of(self, person: Person) -> Self:
        """The cases of one person, newest first: everybody else finds nothing."""
        return self.filter(person=person).order_by("-opened_at")

    def with_state(self) -> Self:
        """Each case with the newest sign and its time, in the same query."""
        newest = Sign.objects.filter(subject=OuterRef("pk")).order_by("-at", "-pk")
        return self.annotate(
            newest_sign=Coalesce(Subquery(newest.values("kind")[:1]), models.Value("")),
            newest_sign_at=Subquery(newest.values("at")[:1]),
        )


class Case(models.Model):
    """Opened with what the person sends; encrypted content is in the submission, not here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="cases")
    provider_number = models.CharField(max_length=5)
    title = models.CharField(max_length=200)
    opened_at = models.DateTimeField(default=timezone.now)
    # When the person added something last; None: never.
    sent_again_at = models.DateTimeField(null=True)

    sent: list[Any]  # only where what was sent is fetched along with the cases
    lacking = False  # whether what was sent has gaps, or papers that are to follow: whoever knows says so

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["person", "-opened_at"], name="case_of_person"),)

    @classmethod
    def open(cls, *, person: Person, provider_number: str, title: str) -> "Case":
        """A new case of this person with that Jobcenter."""
        return cls.objects.create(person=person, provider_number=provider_number, title=title)

    @property
    def state(self) -> str:
        """sent, received, in_progress, documents_missing, decided or failed; ask with `with_state()` for many."""
        if not hasattr(self, "newest_sign"):
            newest = Sign.objects.for_subjects([self.pk]).last()
            self.newest_sign = newest.kind if newest else ""
            self.newest_sign_at = newest.at if newest else None
        return self.words.state

    def sent_again(self, at: datetime) -> None:
        """The person sent something more in this matter."""
        self.sent_again_at = at
        self.save(update_fields=["sent_again_at"])

    @property
    def words(self) -> Words:
        """The state in words, and who acts next. What the person sent since is not asked for once more."""
        sign, at = str(getattr(self, "newest_sign", "")), getattr(self, "newest_sign_at", None)
        if sign == "documents_missing" and at and self.sent_again_at and self.sent_again_at > at:
            return SENT_AGAIN
        return words_for(sign)

    @property
    def next_step(self) -> str:
        """What happens next, in words."""
        return self.words.next_step(lacking=self.lacking)

    @property
    def jobcenter_name(self) -> str:
        jobcenter = jobcenter_named(self.provider_number)
        return jobcenter.official_name if jobcenter else self.provider_number

    def timeline(self, sent: Iterable[Step] = ()) -> list[Step]:
        """What happened so far, oldest first: sending, what was `sent` later, and every sign."""
        steps = [Step(self.opened_at, SENT.title, SENT.text), *sent]
        newest = ""
        for sign in Sign.objects.for_subjects([self.pk]):
            if sign.kind == newest:
                continue  # "taken" and "imported" are the same news to a person
            newest = sign.kind
            words = words_for(sign.kind)
            steps.append(Step(sign.at, words.title, words.text))
            self.newest_sign = sign.kind
        return sorted(steps, key=lambda step: step.at)
