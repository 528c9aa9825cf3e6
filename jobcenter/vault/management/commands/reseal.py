"""bin/manage reseal"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jobcenter.vault.resealing import reseal


class Command(BaseCommand):
    help = "Verschlüsselt alles neu, was ein älterer Schlüssel verschlüsselt hat; danach kann der ältere weg."

    def handle(self, *args: Any, **options: Any) -> None:
        resealed = reseal()
        self.stdout.write(f"Neu verschlüsselt: {resealed.done}")
        if resealed.unreadable:
            raise CommandError(f"Nicht zu öffnen: {resealed.unreadable}. Bitte keinen Schlüssel entfernen.")
