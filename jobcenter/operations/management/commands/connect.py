"""bin/manage connect <provider_number> --courier folder"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jobcenter.delivery.models import Connection, Parcel
from jobcenter.directory.models import Jobcenter


class Command(BaseCommand):
    help = "Schließt ein Jobcenter an: wählt den Kurier und erzeugt beim ersten Mal das Schlüsselpaar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("provider_number", nargs="?", default="", help="fünfstellige Trägernummer")
        parser.add_argument(
            "--all", action="store_true", help="alle, die noch nicht angeschlossen sind, mit einem Schlüssel (Demo)"
        )
        parser.add_argument("--courier", default="folder", choices=Connection.couriers())
        parser.add_argument("--setting", action="append", default=[], metavar="NAME=WERT", help="für den Kurier")
        parser.add_argument("--bits", type=int, default=4096, choices=[2048, 3072, 4096], help="Schlüssellänge")
        parser.add_argument("--new-key", action="store_true", help="neuer Schlüssel; der alte öffnet, was noch wartet")

    def handle(self, *args: Any, **options: Any) -> None:
        if any("=" not in setting for setting in options["setting"]):
            raise CommandError("--setting braucht NAME=WERT.")
        settings = dict(setting.split("=", 1) for setting in options["setting"])
        courier, bits = options["courier"], options["bits"]
        if options["all"]:
            numbers = Jobcenter.objects.values_list("pk", flat=True)
            connected = Connection.attach_all(numbers, courier=courier, bits=bits, **settings)
            Parcel.objects.try_now()
            if options["verbosity"]:
                self.stdout.write(json.dumps({"connected": connected, "courier": courier}))
            return
        number = options["provider_number"]
        if len(number) != 5 or not number.isdigit():
            raise CommandError("Die Trägernummer hat fünf Ziffern.")
        connection = Connection.attach(number, courier=courier, bits=bits, renew=options["new_key"], **settings)
        Parcel.objects.filter(provider_number=number).try_now()
        self.stdout.write(json.dumps({"provider_number": number, "courier": courier, "kid": connection.key["kid"]}))
