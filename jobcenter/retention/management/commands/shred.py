"""bin/manage shred"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jobcenter.retention.models import rules, shred


class Command(BaseCommand):
    help = "Löscht, was nicht länger aufbewahrt wird (läuft sonst jede Nacht)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--list", action="store_true", help="nur die Regeln zeigen")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            for rule in rules():
                days = f"{rule.after.days} Tage nach {rule.of}" if rule.after is not None else "mit seinem Besitzer"
                self.stdout.write(f"{rule.model}: {days} – {rule.why}")
            return
        done = shred(timezone.now())
        self.stdout.write(json.dumps(done.counts))
        if done.failed:
            raise CommandError("Mindestens eine Regel ist gescheitert (siehe Protokoll).")
