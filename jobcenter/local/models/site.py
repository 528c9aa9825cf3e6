"""A place of a Jobcenter (Dienststelle): where it is, when it is open, whom it serves."""

from typing import ClassVar

from django.db import models

from jobcenter.local.models.hours import DeviationsField, WeeklyField
from jobcenter.local.models.published import Published
from jobcenter.local.models.texts import TextsField
from jobcenter.local.models.validators import phone_number, web_address


class Site(Published):
    """A Dienststelle. Without an address it is a telephone or a website alone."""

    NAMED_BY: ClassVar[str] = "name"

    name = models.CharField("Name", max_length=160, blank=True, help_text="Zum Beispiel „Hauptstelle“")
    serves = TextsField("Zuständig für", blank=True, help_text="Orte oder Gruppen, zum Beispiel „unter 25 Jahre“")
    street = models.CharField("Straße und Hausnummer", max_length=160, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    city = models.CharField("Ort", max_length=120, blank=True)
    latitude = models.FloatField("Breitengrad", null=True, blank=True)
    longitude = models.FloatField("Längengrad", null=True, blank=True)
    phone = models.CharField("Telefon", max_length=60, blank=True, validators=[phone_number])
    website = models.URLField("Internet", max_length=300, blank=True, validators=[web_address])
    opening = WeeklyField("Öffnungszeiten", blank=True)
    # What people write about opening hours that is not in the notation: "nach Vereinbarung".
    opening_note = TextsField("Zu den Öffnungszeiten", blank=True)
    calling = WeeklyField("Telefonzeiten", blank=True)
    exceptions = DeviationsField("Ausnahmen", blank=True, help_text="Eine Zeile je Tag oder Zeitraum")
    access = TextsField("Barrierefreiheit", blank=True)
    transport = TextsField("Bus und Bahn", blank=True)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    class Meta(Published.Meta):
        verbose_name, verbose_name_plural = "Standort", "Standorte"
        ordering: ClassVar = ["position", "name", "id"]

    @property
    def address(self) -> str:
        """In one line."""
        place = f"{self.postcode} {self.city}".strip()
        return ", ".join(part for part in (self.street, place) if part)

    def __str__(self) -> str:
        return self.name or self.address or "Jobcenter"
