"""`bin/manage forms check`: reads every form and says what is wrong, with file, line and key, and what could be better.

`bin/manage forms schema weiterbewilligung`: the JSON Schema of what a Jobcenter receives.
`bin/manage forms preview weiterbewilligung/2027.1 --output form.pdf`: a version on paper, valid already or not (without
a number the newest).
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jobcenter.questions.models import CatalogueError, Form, Inspection, UnknownForm, folders_in_use
from jobcenter.submissions.paper import BlankPaper


class Command(BaseCommand):
    """Checks the catalogue of forms, and shows what is in it."""

    help = "Checks every form and addition (file, line and key of what is wrong), or prints a form or its JSON Schema."
    requires_system_checks: list[str] = []  # noqa: RUF012 (Django's own attribute; the check is what this command does)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["check", "schema", "preview"])
        parser.add_argument(
            "form", nargs="?", default="", help="for schema and preview: the form (for preview also form/version)"
        )
        parser.add_argument("--jobcenter", default="", help="as the Jobcenter with this provider number asks it")
        parser.add_argument("--entry", default="", help="for preview: one of the form's further ways in")
        parser.add_argument("--output", default="", help="for preview: the PDF to write")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            read = Inspection(folders_in_use(), timezone.localdate())
        except CatalogueError as wrong:
            raise CommandError(str(wrong)) from None
        if options["what"] == "check":
            self._check(read)
            return
        if read.mistakes:
            raise CommandError(_all(read))
        try:
            if options["what"] == "schema":
                form = read.latest(options["form"], options["jobcenter"])
                self.stdout.write(json.dumps(form.json_schema(), indent=2, ensure_ascii=False))
            else:
                self._preview(_chosen(read, options), options)
        except UnknownForm as unknown:
            known = ", ".join(sorted({form.id for _, form in read.every()}))
            message = f'there is no form "{unknown}" (known: {known})'
            raise CommandError(message) from None

    def _check(self, read: Inspection) -> None:
        for form in read.forms():
            self.stdout.write(f"{form.id} {form.version}: {form.title}, {len(form.pages)} pages")
        advice = list(read.advice())
        for one in advice:
            self.stdout.write(self.style.WARNING(f"could be better: {one}"))
        if read.mistakes:
            raise CommandError(_all(read))
        better = f" {len(advice)} things could be better." if advice else ""
        self.stdout.write(self.style.SUCCESS(f"{len(read.files)} files, nothing wrong.{better}"))

    def _preview(self, form: Form, options: dict[str, Any]) -> None:
        if not options["output"]:
            message = "where to? Please name a file: --output form.pdf"
            raise CommandError(message)
        try:
            pdf = BlankPaper(form, options["entry"]).pdf()
            Path(options["output"]).write_bytes(pdf)
        except LookupError:
            message = f'{form.id} {form.version} has no way in "{options["entry"]}"'
            raise CommandError(message) from None
        except OSError as failed:
            raise CommandError(str(failed)) from None
        self.stdout.write(f"{form.id} {form.version}, valid from {form.valid_from}: {options['output']}")


def _chosen(read: Inspection, options: dict[str, Any]) -> Form:
    form_id, _, version = options["form"].partition("/")
    if version:
        return read.version(form_id, version, options["jobcenter"])
    return read.newest(form_id, options["jobcenter"])


def _all(read: Inspection) -> str:
    return "\n".join(str(wrong) for _, wrong in sorted(read.mistakes.items()))
