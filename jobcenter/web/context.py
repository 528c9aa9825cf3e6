"""What the base template needs on every page. Nothing here depends on who is looking."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest


@dataclass(frozen=True)
class Place:
    """One of the four places of the app, as the bottom bar and the side rail show it."""

    path: str
    word: str
    icon: str
    current: str = ""
    also: str = ""  # where else in the app one is in this place


PLACES = (
    Place("/mein-jobcenter/", "Mein Jobcenter", "jobcenter"),
    Place("/mein-bereich/", "Mein Bereich", "area", also="/eingang/"),
    Place("/antrag/", "Anträge", "forms", also="/antrag-sichern/"),
    Place("/konto/", "Konto", "account"),
)


def places(path: str) -> list[Place]:
    """The four places as seen from `path`: "page" marks the place itself, "true" anything inside it."""
    return [replace(place, current=_current(place, path)) for place in PLACES]


def _current(place: Place, path: str) -> str:
    if path == place.path:
        return "page"
    return "true" if path.startswith(tuple(filter(None, (place.path, place.also)))) else ""


def page(request: HttpRequest) -> dict[str, Any]:
    """Whether this is the demo, who operates it, and where the reader is."""
    return {"DEMO": settings.DEMO, "OPERATOR": settings.OPERATOR, "places": places(request.path)}
