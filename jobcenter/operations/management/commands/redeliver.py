"""bin/manage redeliver <parcel id>"""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from jobcenter.delivery.models import Parcel


class Command(BaseCommand):
    help = "Übergibt ein gescheitertes Paket noch einmal, als neue Übergabe, nachdem die Ursache behoben ist."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("parcel", type=UUID, help="Nummer des Pakets (siehe /betrieb/)")

    def handle(self, *args: Any, **options: Any) -> None:
        parcel = Parcel.objects.with_state().filter(pk=options["parcel"], emptied_at=None).first()
        if parcel is None:
            raise CommandError("Dieses Paket gibt es nicht, oder sein Inhalt ist schon gelöscht.")
        if parcel.state != "failed":
            raise CommandError(f"Nur gescheiterte Pakete werden erneut übergeben; dieses hier: {parcel.state}.")
        parcel.reopen()
        self.stdout.write("Das Paket wird erneut übergeben.")
