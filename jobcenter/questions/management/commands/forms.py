"""`bin/manage forms check`: reads every form and says what is wrong, with file, line and key.

`bin/manage forms schema weiterbewilligung`: the JSON Schema of what a Jobcenter receives.
"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jobcenter.questions.catalogue import Catalogue, UnknownForm, folders_in_use
from jobcenter.questions.reading import CatalogueError


class Command(BaseCommand):
    """Checks the catalogue of forms."""

    help = "Checks every form and addition (file, line and key of what is wrong), or prints a form's JSON Schema."
    requires_system_checks: list[str] = []  # noqa: RUF012 (Django's own attribute; the check is what this command does)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["check", "schema"])
        parser.add_argument("form", nargs="?", default="", help="for schema: the form")
        parser.add_argument("--jobcenter", default="", help="for schema: with the additions of this provider number")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            read = Catalogue(folders_in_use(), timezone.localdate())
        except CatalogueError as wrong:
            raise CommandError(str(wrong)) from None
        if options["what"] == "schema":
            self._print_schema(read, options["form"], options["jobcenter"])
            return
        for form in read.forms():
            self.stdout.write(f"{form.id} {form.version}: {form.title}, {len(form.pages)} pages")
        self.stdout.write(self.style.SUCCESS(f"{len(read.files)} files, nothing wrong."))

    def _print_schema(self, read: Catalogue, form_id: str, provider_number: str) -> None:
        try:
            schema = read.latest(form_id, provider_number).json_schema()
        except UnknownForm:
            known = ", ".join(form.id for form in read.forms())
            message = f'there is no form "{form_id}" (known: {known})'
            raise CommandError(message) from None
        self.stdout.write(json.dumps(schema, indent=2, ensure_ascii=False))
