"""A catalogue with a mistake stops the app from starting: better than a form that fails in somebody's hands."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register

from jobcenter.questions.catalogue import catalogue
from jobcenter.questions.reading import CatalogueError


@register()
def catalogue_is_sound(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Reads the catalogue, which then stays in memory."""
    try:
        catalogue()
    except CatalogueError as wrong:
        return [Error(str(wrong), hint="bin/manage forms check", id="questions.E001")]
    return []
