"""Something that takes place: an information afternoon, a job fair, a course – or a summons."""

from datetime import date, datetime, time, timedelta
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from jobcenter.local.dates import day_in_words, times_in_words
from jobcenter.local.languages import spoken
from jobcenter.local.models.published import Published, PublishedQuerySet
from jobcenter.local.models.texts import TextsField
from jobcenter.local.models.validators import spoken_language, web_address

_FIRST_YEAR, _LAST_YEAR = 2000, 2100


class EventQuerySet(PublishedQuerySet):
    def shown(self, day: date) -> Self:
        """Without what ended before that day."""
        begin = timezone.make_aware(datetime.combine(day, time.min))
        return super().shown(day).filter(ends__gt=begin)


class Event(Published):
    """One occurrence of an event, in a place or online."""

    class Obligation(models.TextChoices):
        VOLUNTARY = "voluntary", "Freiwillig"
        # With an invitation that names consequences (§§ 32, 59 SGB II); the app says which is which.
        SUMMONS = "summons", "Mit Einladung: Teilnahme ist Pflicht"

    found_as = "local/parts/event.html"  # how it looks in the results of a search

    title = TextsField("Titel")
    text = TextsField("Beschreibung", blank=True)
    starts = models.DateTimeField("Beginn", db_index=True)
    ends = models.DateTimeField("Ende")
    all_day = models.BooleanField("Ganztägig", default=False)
    place = models.CharField("Ort", max_length=300, blank=True)
    online = models.URLField("Online-Adresse", max_length=500, blank=True, validators=[web_address])
    registration = TextsField("Anmeldung", blank=True, help_text="Leer: ohne Anmeldung")
    registration_url = models.URLField("Adresse zum Anmelden", max_length=500, blank=True, validators=[web_address])
    obligation = models.CharField("Teilnahme", max_length=10, choices=Obligation.choices, default=Obligation.VOLUNTARY)
    languages = ArrayField(
        models.CharField(max_length=6, validators=[spoken_language]), default=list, blank=True, verbose_name="Sprachen"
    )
    cancelled = models.BooleanField("Abgesagt", default=False)

    objects = EventQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Published.Meta):
        verbose_name, verbose_name_plural = "Veranstaltung", "Veranstaltungen"
        ordering: ClassVar = ["starts", "id"]

    def clean(self) -> None:
        """Raises ValidationError when it ends before it begins."""
        super().clean()
        for name in ("starts", "ends"):
            moment = getattr(self, name)
            if moment and not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
                raise ValidationError({name: f"Das Jahr muss zwischen {_FIRST_YEAR} und {_LAST_YEAR} liegen."})
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": "Das Ende liegt vor dem Beginn."})

    def over(self, now: datetime) -> bool:
        return self.ends <= now

    @property
    def day(self) -> date:
        """The local day on which it begins."""
        return timezone.localdate(self.starts)

    @property
    def last_moment(self) -> datetime:
        """The local time it ends, on the last day it touches: an all-day event ends at midnight after that day."""
        ends = timezone.localtime(self.ends)
        midnight = ends.hour == ends.minute == 0
        return ends - timedelta(minutes=1) if midnight and self.ends > self.starts else ends

    @property
    def times(self) -> str:
        """ "14:00 bis 16:00 Uhr"."""
        ends = self.last_moment if self.all_day else timezone.localtime(self.ends)
        return times_in_words(timezone.localtime(self.starts), ends, all_day=self.all_day)

    @property
    def day_in_words(self) -> str:
        """ "Donnerstag, 3. Dezember"."""
        return day_in_words(self.day, timezone.localdate())

    @property
    def is_summons(self) -> bool:
        return self.obligation == self.Obligation.SUMMONS

    @property
    def spoken(self) -> list[str]:
        return spoken(self.languages)
