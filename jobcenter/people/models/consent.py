"""A consent (Einwilligung): given or withdrawn, when, and to which words. Rows are only ever added."""

from typing import Self

from django.db import models, transaction
from django.utils import timezone

from jobcenter.audit.models import Event
from jobcenter.people.models.person import Person
from jobcenter.people.wordings import Wording, current_version, digest, wording


class ConsentKind(models.TextChoices):
    """Three, each for itself: none is a condition of another, of a benefit, or of sending something."""

    ONLINE_HAND_IN = "online_hand_in", "Unterlagen über die App anfordern"
    MESSAGES = "messages", "Nachrichten in der App"
    E_NOTICES = "e_notices", "Bescheide in der App statt per Post"

    @property
    def wording(self) -> Wording:
        """What is asked today."""
        return wording(self.value, current_version())


class ConsentQuerySet(models.QuerySet["Consent"]):
    def of(self, person: Person) -> Self:
        """Everything a person ever said, the latest first."""
        return self.filter(person=person).order_by("-at", "-pk")


class Consent(models.Model):
    """One word of a person: yes, or no longer. The database refuses to change it (see the migration)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=16)
    given = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)
    # Which words, and their SHA-256 (Art. 7 Abs. 1 GDPR: it must be provable).
    version = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["person", "kind", "-at"], name="consent_of_person"),)

    @classmethod
    def say(cls, person: Person, kind: ConsentKind, *, given: bool) -> "Consent | None":
        """Add what the person says, to the words of today. None when they have said so already: nothing changes."""
        version = current_version()
        with transaction.atomic():
            Person.objects.select_for_update().get(pk=person.pk)  # two tabs agree on an order
            before = cls.objects.of(person).filter(kind=kind).first()
            if (before.given if before else False) == given and not (given and before and before.version != version):
                return None
            said = cls.objects.create(
                person=person, kind=kind, given=given, version=version, digest=digest(kind, version)
            )
            verb = "consent.given" if given else "consent.withdrawn"
            Event.record(verb, actor=person, subject=person.pk, kind=kind, version=version)
        return said

    @property
    def wording(self) -> Wording:
        """The words it was said to."""
        return wording(self.kind, self.version)
