"""A case (Vorgang): a matter of a person with a Jobcenter, as the person sees it.

Its state is never stored: it follows from what was sent and from the Signs that came back.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from jobcenter.cases.wording import SENT, Words, words_for
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
        return self.words.state

    @property
    def words(self) -> Words:
        """The state in words, and who acts next."""
        return words_for(str(getattr(self, "newest_sign", "")))

    @property
    def jobcenter_name(self) -> str:
        jobcenter = jobcenter_named(self.provider_number)
        return jobcenter.official_name if jobcenter else self.provider_number

    def timeline(self) -> list[Step]:
        """What happened so far, oldest first: sending, then every sign."""
        steps = [Step(self.opened_at, SENT.title, SENT.text)]
        newest = ""
        for sign in Sign.objects.for_subjects([self.pk]):
            if sign.kind == newest:
                continue  # "taken" and "imported" are the same news to a person
            newest = sign.kind
            words = words_for(sign.kind)
            steps.append(Step(sign.at, words.title, words.text))
            self.newest_sign = sign.kind
        return steps
