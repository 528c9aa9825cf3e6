"""bin/manage connect <provider_number> --courier folder"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jobcenter.delivery.models import Connection
from jobcenter.delivery.registry import COURIERS


class Command(BaseCommand):
    help = "Schließt ein Jobcenter an: wählt den Kurier und erzeugt beim ersten Mal das Schlüsselpaar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("provider_number", help="fünfstellige Trägernummer")
        parser.add_argument("--courier", default="folder", choices=sorted(COURIERS))
        parser.add_argument("--setting", action="append", default=[], metavar="NAME=WERT", help="für den Kurier")
        parser.add_argument("--bits", type=int, default=4096, choices=[2048, 3072, 4096], help="Schlüssellänge")

    def handle(self, *args: Any, **options: Any) -> None:
        number = options["provider_number"]
        if len(number) != 5 or not number.isdigit():
            raise CommandError("Die Trägernummer hat fünf Ziffern.")
        if any("=" not in setting for setting in options["setting"]):
            raise CommandError("--setting braucht NAME=WERT.")
        chosen = dict(setting.split("=", 1) for setting in options["setting"])
        connection = Connection.attach(number, courier=options["courier"], bits=options["bits"], **chosen)
        self.stdout.write(
            json.dumps({"provider_number": number, "courier": connection.courier, "kid": connection.key["kid"]})
        )
