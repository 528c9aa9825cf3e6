"""`bin/manage load_directory`: put the directory of Jobcenters into the database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobcenter.directory.content import Content
from jobcenter.directory.files import BrokenFile
from jobcenter.directory.loading import load, load_shipped
from jobcenter.directory.models import Jobcenter, Postcode


class Command(BaseCommand):
    help = "Lädt das Verzeichnis der Jobcenter: alles oder nichts, beliebig oft."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, help="Ordner mit den CSV-Dateien (die mitgelieferten)")

    def handle(self, *args: Any, folder: Path | None, verbosity: int, **options: Any) -> None:
        try:
            changed = load(Content.read(folder)) if folder else load_shipped()
        except BrokenFile as error:
            raise CommandError(f"Verzeichnis nicht geladen, nichts geändert. {error}") from error
        if not verbosity:
            return
        counts = f"{Jobcenter.objects.count()} Jobcenter, {Postcode.objects.count()} Postleitzahlen"
        self.stdout.write(f"Verzeichnis {'geladen' if changed else 'unverändert'}: {counts}.")
