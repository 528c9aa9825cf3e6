"""What every published thing has: whose it is, where it comes from, from when to when, and who wrote it."""

import hashlib
from datetime import date, datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone

from jobcenter.local.dates import in_words
from jobcenter.local.models.feed import Feed
from jobcenter.local.models.revision import Revision
from jobcenter.local.models.texts import Texts
from jobcenter.local.models.validators import as_of_date

_OWN_AFFAIRS = {"id", "feed", "hidden", "released", "replaces", "changed_at"}


class PublishedQuerySet(models.QuerySet[Any]):
    def shown(self, day: date) -> Self:
        """What people may see today or later: released, not hidden, not over."""
        return self.filter(released=True, hidden=False).filter(Q(valid_until=None) | Q(valid_until__gte=day))

    def by_hand(self) -> Self:
        """Written here, by editors."""
        return self.filter(feed=None)

    def of(self, provider_number: str) -> Self:
        return self.filter(provider_number=provider_number)


def _new_key() -> str:
    return uuid4().hex


class Published(models.Model):
    """Something a Jobcenter tells everybody. It comes from a feed, or an editor wrote it here (no feed)."""

    provider_number = models.CharField("Jobcenter", max_length=5, db_index=True)
    # What the feed calls it: the same thing keeps its key.
    key = models.CharField(max_length=255, default=_new_key, editable=False)
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, null=True, editable=False, related_name="+")
    source = models.CharField("Quelle", max_length=200, blank=True, help_text="Leer: das Jobcenter selbst")
    # "2025", "2025-12" or a full date; empty: the day the feed was last read, or the row last written.
    as_of = models.CharField("Stand", max_length=10, blank=True, validators=[as_of_date])
    valid_from = models.DateField("Gilt ab", null=True, blank=True)
    valid_until = models.DateField("Gilt bis", null=True, blank=True, help_text="Der letzte Tag")
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    # Editors hide what a feed should not have said; the next import leaves that alone.
    hidden = models.BooleanField("Ausgeblendet", default=False)
    # A draft, or a draft of a change to the row it replaces, waits for release.
    released = models.BooleanField("Freigegeben", default=True, editable=False)
    replaces = models.ForeignKey("self", on_delete=models.CASCADE, null=True, editable=False, related_name="+")

    objects = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(
                fields=["provider_number", "feed", "key"], condition=Q(replaces=None), name="%(class)s_once_a_feed"
            ),
        )

    #: The fields that people read first, for lists and diffs.
    NAMED_BY: ClassVar[str] = "title"

    def __str__(self) -> str:
        return str(getattr(self, self.NAMED_BY)) or "ohne Namen"

    def save(self, *args: Any, **options: Any) -> None:
        """Keep the row; everybody sees it within a minute."""
        super().save(*args, **options)
        Revision.mark([self.provider_number])

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Remove the row; nobody sees it any more within a minute."""
        gone = super().delete(*args, **options)
        Revision.mark([self.provider_number])
        return gone

    @classmethod
    def content_fields(cls) -> list[str]:
        """The names of the fields that say something: what an import compares and a release copies."""
        return [field.name for field in cls._meta.concrete_fields if field.name not in _OWN_AFFAIRS]

    @property
    def texts(self) -> list[Texts]:
        """Everything it says in several languages."""
        return [value for name in self.content_fields() if isinstance(value := getattr(self, name), Texts)]

    @property
    def slug(self) -> str:
        """Its name in addresses: stays the same as long as the source calls it the same."""
        return hashlib.sha256(f"{self.feed_id} {self.key}".encode()).hexdigest()[:12]

    def applies(self, day: date) -> bool:
        """Whether it holds on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    @property
    def publisher(self) -> str:
        """Who says so; "" for the Jobcenter itself, in this app."""
        return self.source or (self.feed.name if self.feed else "")

    @property
    def as_of_on(self) -> str:
        """ "2025-11", or the day on which it was last seen where it comes from."""
        seen: datetime = (self.feed.checked_at if self.feed else None) or self.changed_at
        return self.as_of or timezone.localdate(seen).isoformat()

    @property
    def as_of_in_words(self) -> str:
        """The same as "November 2025"."""
        return in_words(self.as_of_on)
