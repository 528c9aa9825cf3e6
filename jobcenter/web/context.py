"""What the base template needs on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Whether this is the demo."""
    return {"DEMO": settings.DEMO}
