"""Where content is kept and fetched from, and how fetching went."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from jobcenter.delivery.alarms import all_clear
from jobcenter.local.models.revision import Revision


class FeedQuerySet(models.QuerySet["Feed"]):
    def due(self, now: datetime) -> list["Feed"]:
        """Those whose last try, if any, is as long ago as they ask for."""
        tried = dict(FeedRun.objects.values_list("feed").annotate(models.Max("started_at")))
        known = self.filter(enabled=True).exclude(address="")
        return [
            feed for feed in known if feed.pk not in tried or tried[feed.pk] + timedelta(hours=feed.every_hours) <= now
        ]


class Feed(models.Model):
    """A place outside where a Jobcenter keeps its content already: the app reads it there, again and again."""

    ALARMS = ("feed.refused", "feed.unreachable")

    class Kind(models.TextChoices):
        BY_HAND = "by_hand", "Tabelle von Hand (CSV oder YAML)"
        CALENDAR = "calendar", "Kalender (iCalendar)"
        XZUFI = "xzufi", "XZuFi 2.2"
        PVOG = "pvog", "PVOG-Suchdienst"
        SHIPPED = "shipped", "Mit der App geliefert"

    kind = models.CharField("Art", max_length=20, choices=Kind.choices)
    # Who publishes there, as people know it; shown beside what comes from it.
    name = models.CharField("Name der Quelle", max_length=200)
    # https address, or a file or folder that the worker can read.
    address = models.CharField("Adresse oder Datei", max_length=500, blank=True)
    provider_number = models.CharField("Jobcenter", max_length=5, blank=True)  # "": the content says for whom it is
    settings = models.JSONField("Einstellungen", default=dict, blank=True)
    every_hours = models.PositiveSmallIntegerField("Alle … Stunden", default=24)
    enabled = models.BooleanField("Eingeschaltet", default=True)
    since = models.DateTimeField(auto_now_add=True)
    # The last time that what is shown was found there.
    checked_at = models.DateTimeField(null=True, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "Quelle", "Quellen"
        constraints = (
            models.UniqueConstraint(fields=["kind", "address", "provider_number"], name="one_feed_for_each_place"),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        """Keep it; its name stands beside everything that comes from it."""
        super().save(*args, **options)
        if options.get("update_fields") is None:
            Revision.mark(self.speaks_for())

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Remove it with everything that came from it; nobody need look after it any more."""
        key, numbers = self.pk, self.speaks_for()
        gone = super().delete(*args, **options)
        all_clear(self.ALARMS, [key])
        Revision.mark(numbers)
        return gone

    def speaks_for(self) -> set[str]:
        """The Jobcenters that something comes from here for."""
        from jobcenter.local.models import CONTENT

        rows = (model.objects.filter(feed=self).values_list("provider_number", flat=True) for model in CONTENT)
        return {number for some in rows for number in some}

    def runs(self) -> "models.QuerySet[FeedRun]":
        """How fetching went, newest first."""
        return FeedRun.objects.filter(feed=self).order_by("-pk")

    def begin(self) -> "FeedRun":
        """A new try."""
        return FeedRun(feed=self, started_at=timezone.now())


class FeedRun(models.Model):
    """One try to read a feed: when, how it ended, what it changed."""

    class Outcome(models.TextChoices):
        UNCHANGED = "unchanged", "nichts Neues"
        CHANGED = "changed", "übernommen"
        REFUSED = "refused", "abgelehnt"  # broken, or suspiciously little: what was there stays
        UNREACHABLE = "unreachable", "nicht erreichbar"

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)  # why it was refused, or the diff in words

    class Meta:
        verbose_name, verbose_name_plural = "Abruf", "Abrufe"

    def end(self, outcome: str, text: str = "", **counts: Any) -> "FeedRun":
        """Write down how it ended."""
        self.outcome, self.text, self.ended_at = outcome, text, timezone.now()
        for name, count in counts.items():
            setattr(self, name, count)
        self.save()
        return self
