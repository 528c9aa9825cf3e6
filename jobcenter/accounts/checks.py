"""What must never be started: the demo's open door outside a demo."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

_LOCAL = {"localhost", "127.0.0.1", "::1"}


def watch() -> None:
    register(demo_stays_at_home)


def demo_stays_at_home(**kwargs: Any) -> list[CheckMessage]:
    """One click signs anybody in to a demo, so a demo is refused at an address that others can reach."""
    if not settings.DEMO or settings.DEMO_PUBLIC or urlsplit(settings.BASE_URL).hostname in _LOCAL:
        return []
    return [
        Error(
            f"Demo-Betrieb unter {settings.BASE_URL}: Jeder könnte sich dort ohne Passwort anmelden.",
            hint="Für echte Menschen JOBCENTER_MODE=production setzen. Nur für eine öffentliche Vorführung mit "
            "erfundenen Daten: JOBCENTER_DEMO_PUBLIC=1.",
            id="accounts.E001",
        )
    ]
