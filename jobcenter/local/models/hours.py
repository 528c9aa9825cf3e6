"""Columns that hold hours in the notation of docs/oeffnungszeiten.md."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from jobcenter.local.hours import Deviations, Unreadable, Weekly


class _NotationField(models.TextField):  # type: ignore[type-arg]
    """Text in a notation: read tolerantly, kept canonically."""

    notation: type[Weekly] | type[Deviations]

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        """The same hours as everybody writes them. Raises ValidationError, in German, for what nobody can read."""
        text = super().clean(value, model_instance)
        try:
            return str(self.notation.read(text))
        except Unreadable as error:
            raise ValidationError(str(error)) from error


class WeeklyField(_NotationField):
    """Hours as they are every week, or in a season."""

    notation = Weekly


class DeviationsField(_NotationField):
    """Days on which other hours hold."""

    notation = Deviations
