"""manage.py load_demo_people: the people of the demo, made or set back."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from jobcenter.accounts import demo


class Command(BaseCommand):
    help = "Legt die erfundenen Menschen der Demo an (nur mit JOBCENTER_MODE=demo)."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Nur in der Demo: JOBCENTER_MODE=demo")
        demo.load()
        if options["verbosity"]:
            self.stdout.write("Demo-Menschen: " + ", ".join(about["title"] for about in demo.PEOPLE.values()))
