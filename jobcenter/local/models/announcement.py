"""What everybody must know today: "heute geschlossen"."""

from typing import ClassVar

from django.db import models

from jobcenter.local.models.published import Published
from jobcenter.local.models.texts import TextsField


class Announcement(Published):
    """A notice at the top of the page (Aushang), for a while."""

    class Level(models.TextChoices):
        INFO = "info", "Hinweis"
        WARNING = "warning", "Wichtig"
        DANGER = "danger", "Dringend"

    title = TextsField("Titel")
    text = TextsField("Text", blank=True)
    level = models.CharField("Stufe", max_length=7, choices=Level.choices, default=Level.INFO)

    class Meta(Published.Meta):
        verbose_name, verbose_name_plural = "Aushang", "Aushänge"
        ordering: ClassVar = ["-valid_from", "-id"]
