"""What the base template needs on every page. Nothing here depends on who is looking."""

from dataclasses import dataclass
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


PLACES = (
    Place("/mein-jobcenter/", "Mein Jobcenter", "jobcenter"),
    Place("/mein-bereich/", "Mein Bereich", "area"),
    Place("/antrag/", "Anträge", "forms"),
    Place("/konto/", "Konto", "account"),
)


def places(path: str) -> list[Place]:
    """The four places as seen from `path`: "page" marks the place itself, "true" anything inside it."""
    return [
        Place(
            place.path,
            place.word,
            place.icon,
            "page" if path == place.path else "true" if path.startswith(place.path) else "",
        )
        for place in PLACES
    ]


def page(request: HttpRequest) -> dict[str, Any]:
    """Whether this is the demo, who operates it, and where the reader is."""
    return {"DEMO": settings.DEMO, "OPERATOR": settings.OPERATOR, "places": places(request.path)}
