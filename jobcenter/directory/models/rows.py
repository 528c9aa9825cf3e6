"""The directory in the database: what `load_directory` writes and the index in memory reads."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

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


class Sourced(models.Model):
    """Something somebody published: always shown with where and as of when ("2025", "2025-12" or a full date)."""

    jobcenter = models.ForeignKey(Jobcenter, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=200)
    as_of = models.CharField(max_length=10)

    class Meta:
        abstract = True


class Contact(Sourced):
    """How to reach a Jobcenter."""

    phone = models.CharField(max_length=40, blank=True)
    website = models.URLField(blank=True)
    opening_hours = models.CharField(max_length=300, blank=True)


class Site(Sourced):
    """A place where a Jobcenter can be visited."""

    address = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["id"]


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
    """Which files the directory was loaded from; the newest row counts."""

    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now_add=True)
