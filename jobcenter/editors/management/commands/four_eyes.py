"""bin/manage four_eyes <provider_number> on|off"""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from jobcenter.editors.forms import known_jobcenter
from jobcenter.editors.models import FourEyes


class Command(BaseCommand):
    help = "Schaltet für ein Jobcenter ein oder aus, dass jeder Eintrag von einer zweiten Person freigegeben wird."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("provider_number", help="fünfstellige Trägernummer")
        parser.add_argument("state", choices=["on", "off"])

    def handle(self, *args: Any, **options: Any) -> None:
        number, on = options["provider_number"], options["state"] == "on"
        try:
            known_jobcenter(number)
        except ValidationError as wrong:
            raise CommandError(wrong.message) from wrong
        FourEyes.switch(number, on=on)
        said = "gibt jetzt eine zweite Person frei" if on else "ist jetzt sofort für alle zu sehen"
        self.stdout.write(f"Was für {number} geschrieben wird, {said}.")
