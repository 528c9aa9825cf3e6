"""An application that this Jobcenter offers beside the general ones."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from jobcenter.local.models.published import Published
from jobcenter.local.models.texts import TextsField
from jobcenter.local.models.validators import web_address
from jobcenter.questions.models import catalogue


class RegionalApplication(Published):
    """A regional application: a form of this app, a PDF, or somebody else's page."""

    class Way(models.TextChoices):
        FORM = "form", "Formular in dieser App"
        PDF = "pdf", "PDF zum Ausfüllen"
        LINK = "link", "Seite im Internet"

    found_as = "local/parts/application.html"  # how it looks in the results of a search

    title = TextsField("Titel")
    text = TextsField("Beschreibung", blank=True)
    way = models.CharField("Weg", max_length=4, choices=Way.choices)
    form_id = models.SlugField("Formular", max_length=60, blank=True, help_text="Kennung im Formularkatalog")
    url = models.URLField("Adresse", max_length=500, blank=True, validators=[web_address])
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    class Meta(Published.Meta):
        verbose_name, verbose_name_plural = "Regionaler Antrag", "Regionale Anträge"
        ordering: ClassVar = ["position", "id"]

    def clean(self) -> None:
        """Raises ValidationError when the way leads nowhere."""
        super().clean()
        if self.way == self.Way.FORM and not self.form_id:
            raise ValidationError({"form_id": "Welches Formular? Bitte die Kennung angeben."})
        if self.way == self.Way.FORM and self.form_id not in {form.id for form in catalogue().forms()}:
            raise ValidationError({"form_id": f"Das Formular „{self.form_id}“ gibt es in dieser App nicht."})
        if self.way in {self.Way.PDF, self.Way.LINK} and not self.url:
            raise ValidationError({"url": "Wo ist das? Bitte die Adresse angeben."})
