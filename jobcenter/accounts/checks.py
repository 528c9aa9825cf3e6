"""What must never be started: the demo's open door outside a demo, and production without encryption on the way."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

_LOCAL = {"localhost", "127.0.0.1", "::1", "[::1]", "testserver"}


def watch() -> None:
    register(demo_stays_at_home)
    register(production_is_encrypted)
    register(no_demo_people_in_production, Tags.database)


def demo_stays_at_home(**kwargs: Any) -> list[CheckMessage]:
    """One click signs anybody in to a demo, so a demo is refused at an address that others can reach."""
    hosts = {urlsplit(settings.BASE_URL).hostname, *settings.ALLOWED_HOSTS}
    if not settings.DEMO or settings.DEMO_PUBLIC or hosts <= _LOCAL:
        return []
    return [
        Error(
            f"Demo-Betrieb unter {', '.join(sorted(map(str, hosts - _LOCAL)))}: "
            "Jeder könnte sich dort ohne Passwort anmelden.",
            hint="Für echte Menschen JOBCENTER_MODE=production setzen. Nur für eine öffentliche Vorführung mit "
            "erfundenen Daten: JOBCENTER_DEMO_PUBLIC=1.",
            id="accounts.E001",
        )
    ]


def no_demo_people_in_production(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """A database that was a demo's must not become that of real people."""
    from jobcenter.accounts.models import DEMO_PREFIX, User

    if not settings.PRODUCTION or not databases:
        return []
    try:
        found = User.objects.filter(username__startswith=DEMO_PREFIX).exists()
    except DatabaseError:  # not migrated yet, or not there just now: then nobody is signed in either
        return []
    if not found:
        return []
    return [
        Error(
            "In dieser Datenbank gibt es Demo-Menschen.",
            hint="Für den echten Betrieb eine neue, leere Datenbank nehmen.",
            id="accounts.E002",
        )
    ]


def production_is_encrypted(**kwargs: Any) -> list[CheckMessage]:
    """Passwords and social data go over the net with TLS only; the machine itself may be asked without."""
    hosts = {urlsplit(settings.BASE_URL).hostname, *settings.ALLOWED_HOSTS}
    if not settings.PRODUCTION or settings.BASE_URL.startswith("https://") or hosts <= _LOCAL:
        return []
    return [
        Error(
            f"{settings.BASE_URL} ist unverschlüsselt.",
            hint="JOBCENTER_URL muss mit https:// beginnen.",
            id="accounts.E003",
        )
    ]
