"""Brings an installation up to date, step by step; `bin/up` runs it when code or data have changed."""

import os
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.db import OperationalError

_STEPS: list[tuple[str, list[tuple[str, ...]]]] = [
    ("Tabellen werden angelegt …", [("migrate", "--no-input")]),
    ("Verzeichnis der 404 Jobcenter wird geladen …", [("load_directory",)]),
    # Whatever an edition leaves out is left out on purpose.
    ("Mitgelieferte Angaben werden geladen …", [("import_feed", "shipped", "--accept-shrink")]),
    ("Seiten werden vorbereitet …", [("collectstatic", "--no-input")]),
]
# The calendar of Jobcenter Musterstadt; the rest of it comes with what is shipped.
_CALENDAR = str(Path(__file__).resolve().parents[2] / "jobcenter/local/demo/veranstaltungen.ics")
_DEMO: tuple[str, list[tuple[str, ...]]] = (
    "Demo wird eingerichtet …",
    [
        ("load_demo_people",),
        ("connect", "--all", "--courier", "folder"),
        ("import_feed", "calendar", _CALENDAR, "--jobcenter", "00000", "--name", "Jobcenter Musterstadt", "--keep"),
    ],
)


def main() -> int:
    """Returns the exit status; an unreachable database is one line, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.conf import settings

    try:
        for text, commands in [*_STEPS, _DEMO] if settings.DEMO else _STEPS:
            print(f"  {text}", flush=True)
            for name, *arguments in commands:
                call_command(name, *arguments, verbosity=0)
    except OperationalError as error:
        print(f"Die Datenbank antwortet nicht: {str(error).splitlines()[0]}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
