"""`bin/manage forms check`: reads every form and says what is wrong, with file, line and key."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jobcenter.questions.catalogue import Catalogue, folders_in_use
from jobcenter.questions.reading import CatalogueError


class Command(BaseCommand):
    """Checks the catalogue of forms."""

    help = "Checks every form and addition in the catalogue; names file, line and key of what is wrong."
    requires_system_checks: list[str] = []  # noqa: RUF012 (Django's own attribute; the check is what this command does)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["check"])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            read = Catalogue(folders_in_use(), timezone.localdate())
        except CatalogueError as wrong:
            raise CommandError(str(wrong)) from None
        for form in read.forms():
            self.stdout.write(f"{form.id} {form.version}: {form.title}, {len(form.pages)} pages")
        self.stdout.write(self.style.SUCCESS(f"{len(read.files)} files, nothing wrong."))
