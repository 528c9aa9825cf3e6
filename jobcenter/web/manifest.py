"""What a phone needs to know to put the app on its home screen (W3C Web Application Manifest)."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse

ICONS = (
    ("icon.svg", "any", "any"),
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),  # the sign in the inner four fifths, whatever shape is cut out
    ("icon-monochrome.svg", "any", "monochrome"),
)
SHORTCUTS = (
    ("Mein Jobcenter", "/mein-jobcenter/", "jobcenter"),
    ("Antrag stellen", "/antrag/", "forms"),
    ("Mein Bereich", "/mein-bereich/", "area"),
    ("Unterlage scannen", "/scannen/", "scan"),
)
SCREENSHOTS = (
    ("start", "narrow", "780x1688", "Start: das Jobcenter mit der Postleitzahl finden"),
    ("forms", "narrow", "780x1688", "Anträge: Schritt für Schritt, jederzeit zu unterbrechen"),
    ("start", "wide", "1280x800", "Start am großen Bildschirm"),
)
COLOUR = "#fbf9f5"


@login_not_required
def manifest(request: HttpRequest) -> JsonResponse:
    """The app's manifest."""
    facts = {
        "id": "/",
        "name": "Jobcenter-App",
        "short_name": "Jobcenter",
        "description": "Ihr Jobcenter finden, Anträge stellen, Unterlagen fotografieren und sehen, was daraus wird.",
        "lang": "de",
        "dir": "ltr",
        "start_url": reverse("web:start"),
        "scope": "/",
        "display": "standalone",
        "background_color": COLOUR,
        "theme_color": COLOUR,
        "categories": ["government", "utilities"],
        "icons": [_icon(file, sizes, purpose) for file, sizes, purpose in ICONS],
        "shortcuts": [_shortcut(name, path, icon) for name, path, icon in SHORTCUTS],
        "screenshots": [_screenshot(*facts) for facts in SCREENSHOTS],
    }
    return JsonResponse(facts, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


def _icon(file: str, sizes: str, purpose: str) -> dict[str, str]:
    kind = "image/svg+xml" if file.endswith(".svg") else "image/png"
    return {"src": static(f"web/{file}"), "sizes": sizes, "type": kind, "purpose": purpose}


def _shortcut(name: str, path: str, icon: str) -> dict[str, Any]:
    return {"name": name, "url": path, "icons": [_icon(f"shortcut-{icon}.png", "192x192", "any")]}


def _screenshot(name: str, shape: str, sizes: str, label: str) -> dict[str, str]:
    source = static(f"web/pictures/{name}-{shape}.png")
    return {"src": source, "sizes": sizes, "type": "image/png", "form_factor": shape, "label": label}
