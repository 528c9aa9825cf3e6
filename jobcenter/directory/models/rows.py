"""The directory in the database: what `load_directory` writes and the index in memory reads."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models

if TYPE_CHECKING:
    from jobcenter.directory.entries import JobcenterInfo

# Where the choice is remembered: no account, no session, readable by the person.
COOKIE = "jobcenter"


class Dated(models.Model):
    """Something that exists for a while: both days included, empty means not known or still open."""

    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    successor = models.ForeignKey("self", on_delete=models.DO_NOTHING, null=True, related_name="+")

    class Meta:
        abstract = True

    def exists(self, day: date) -> bool:
        """Whether it is there on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


class Area(Dated):
    """A Kreis, a kreisfreie Stadt or a Berlin borough, by its official key (AGS)."""

    key = models.CharField(max_length=8, primary_key=True)
    name = models.CharField(max_length=80)
    label = models.CharField(max_length=80)
    state = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    part_of = models.ForeignKey("self", on_delete=models.DO_NOTHING, null=True, related_name="parts")


class Jobcenter(Dated):
    """A Jobcenter by its provider number (Träger-Nummer), with the keys of its areas."""

    class Kind(models.TextChoices):
        JOINT = "gE", "Gemeinsame Einrichtung"
        MUNICIPAL = "zkT", "Kommunales Jobcenter"

    provider_number = models.CharField(max_length=5, primary_key=True)
    kind = models.CharField(max_length=3, choices=Kind.choices)
    name = models.CharField(max_length=80)
    official_name = models.CharField(max_length=120)
    # Empty: derived from the ordinance's name, nobody's own word for it.
    official_name_source = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=40)
    areas = ArrayField(models.CharField(max_length=8))

    @staticmethod
    def chosen_in(cookies: Mapping[str, str]) -> "JobcenterInfo | None":
        """The Jobcenter remembered in the cookies of a request, from memory; None when none or an unknown one is."""
        from jobcenter.directory.models import jobcenter_named

        return jobcenter_named(cookies.get(COOKIE, ""))


class Postcode(models.Model):
    """A postcode and the areas it touches."""

    class Use(models.TextChoices):
        HOMES = "", "Wohnadressen"
        BULK_MAIL = "bulk_mail", "Großempfänger"

    postcode = models.CharField(max_length=5, primary_key=True)
    areas = ArrayField(models.CharField(max_length=8))
    # Without a source: offered as a further choice, never given as the answer.
    possible_areas = ArrayField(models.CharField(max_length=8))
    use = models.CharField(max_length=9, choices=Use.choices, blank=True)


class Edition(models.Model):
    """What the directory was loaded from; the newest row counts."""

    class Source(models.TextChoices):
        FILES = "files", "CSV-Dateien"
        REGISTER = "register", "Register der Bundesagentur für Arbeit"

    digest = models.CharField(max_length=64)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.FILES)
    loaded_at = models.DateTimeField(auto_now_add=True)
