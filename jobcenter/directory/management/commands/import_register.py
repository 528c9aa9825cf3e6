"""`bin/manage import_register`: bring the directory up to the register of the Bundesagentur für Arbeit."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobcenter.directory.files import BrokenFile
from jobcenter.directory.register.renewing import renew_from
from jobcenter.web.fetching import Unreachable, get


class Command(BaseCommand):
    help = (
        "Gleicht das Verzeichnis mit dem Register der Bundesagentur für Arbeit ab: welche Jobcenter es gibt, ihre Art,"
        " ihr Name und ihre Gebiete. Alles oder nichts, beliebig oft."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--structure",
            default=settings.REGISTER_STRUCTURE,
            help="„Gebietsstruktur-Traeger-Grundsicherung“: Datei oder https-Adresse (JOBCENTER_REGISTER_STRUCTURE)",
        )
        parser.add_argument(
            "--assignment",
            default=settings.REGISTER_ASSIGNMENT,
            help="„Zuordnung-Jobcenter“: Datei oder https-Adresse (JOBCENTER_REGISTER_ASSIGNMENT)",
        )
        parser.add_argument("--dry-run", action="store_true", help="nur zeigen, was sich ändern würde")

    def handle(
        self, *args: Any, structure: str, assignment: str, dry_run: bool, verbosity: int, **options: Any
    ) -> None:
        if not (structure and assignment):
            raise CommandError("Zwei Tabellen sind nötig: --structure und --assignment.")
        if verbosity:
            self.stdout.write("Die Tabellen werden gelesen und mit dem Verzeichnis verglichen …")
        try:
            outcome = renew_from(structure, assignment, get, dry_run=dry_run)
        except (BrokenFile, Unreachable) as error:
            raise CommandError(f"Verzeichnis nicht abgeglichen, nichts geändert. {error}") from error
        if not verbosity:
            return
        for change in outcome.changes:
            self.stdout.write(f"  {change}")
        state = "unverändert" if not outcome.changes else "würde geändert" if dry_run else "geändert"
        self.stdout.write(f"Verzeichnis {state}: {outcome.jobcenters} Jobcenter im Register.")
