"""Help from others, and what the Jobcenter offers besides."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from jobcenter.local.languages import spoken
from jobcenter.local.models.hours import DeviationsField, WeeklyField
from jobcenter.local.models.published import Published
from jobcenter.local.models.texts import TextsField
from jobcenter.local.models.validators import (
    phone_number,
    spoken_language,
    web_address,
)


class Offer(Published):
    """A place that helps (Hilfsangebot), or a further service of the Jobcenter itself (Weitere Leistung)."""

    class Topic(models.TextChoices):
        DEBT = "debt", "Schulden"
        ADDICTION = "addiction", "Sucht"
        CHILDCARE = "childcare", "Kinderbetreuung"
        LANGUAGE = "language", "Deutsch lernen"
        HOUSING = "housing", "Wohnen"
        SHELTER = "shelter", "Schutz vor Gewalt"
        FAMILY = "family", "Familie und Erziehung"
        HEALTH = "health", "Gesundheit und Krise"
        FOOD = "food", "Essen und Kleidung"
        ADVICE = "advice", "Beratung zum Grundsicherungsgeld"
        MIGRATION = "migration", "Migration und Flucht"
        DISABILITY = "disability", "Leben mit Behinderung"
        WORK = "work", "Arbeit und Ausbildung"
        OTHER = "other", "Weitere Hilfe"
        SERVICE = "service", "Weitere Leistungen des Jobcenters"

    topic = models.CharField("Thema", max_length=12, choices=Topic.choices)
    found_as = "local/parts/offer_hit.html"  # how it looks in the results of a search

    title = TextsField("Titel")
    text = TextsField("Beschreibung", blank=True)
    area = models.CharField("Gebiet", max_length=160, blank=True, help_text="Leer: das ganze Gebiet des Jobcenters")
    languages = ArrayField(
        models.CharField(max_length=6, validators=[spoken_language]), default=list, blank=True, verbose_name="Sprachen"
    )
    cost = models.CharField("Kosten", max_length=160, blank=True, help_text="Zum Beispiel „kostenlos“; leer: unbekannt")
    address = models.CharField("Anschrift", max_length=300, blank=True)
    phone = models.CharField("Telefon", max_length=60, blank=True, validators=[phone_number])
    website = models.URLField("Internet", max_length=300, blank=True, validators=[web_address])
    opening = WeeklyField("Zeiten", blank=True)
    exceptions = DeviationsField("Ausnahmen", blank=True)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    class Meta(Published.Meta):
        verbose_name, verbose_name_plural = "Hilfe und Leistung", "Hilfen und Leistungen"
        ordering: ClassVar = ["position", "id"]

    @property
    def is_service(self) -> bool:
        return self.topic == self.Topic.SERVICE

    @property
    def spoken(self) -> list[str]:
        return spoken(self.languages)
