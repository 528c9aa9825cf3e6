"""bin/manage import_feed by_hand inhalte.yaml --jobcenter 31704 --dry-run"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from jobcenter.local.importing import running
from jobcenter.local.importing.applying import Shrunk, preview, take_over
from jobcenter.local.importing.port import BrokenFeed, Unreachable
from jobcenter.local.management.progress import Counter
from jobcenter.local.models import Feed

_NAMES = {Feed.Kind.SHIPPED: "Mit der App geliefert"}


class Command(BaseCommand):
    help = "Liest Inhalte der Jobcenter aus einer Quelle: ganz oder gar nicht, beliebig oft."

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = ", ".join(f"{kind} = {label}" for kind, label in Feed.Kind.choices)
        parser.add_argument("kind", choices=Feed.Kind.values, metavar="ART", help=kinds)
        parser.add_argument("address", nargs="?", default="", metavar="ADRESSE", help="https://…, Datei oder Ordner")
        parser.add_argument("--name", default="", help="wer dort veröffentlicht; steht neben dem, was von dort kommt")
        parser.add_argument("--jobcenter", default="", metavar="NUMMER", help="Trägernummer, wenn alles für eines ist")
        parser.add_argument("--dry-run", action="store_true", help="nur zeigen, was sich ändern würde")
        parser.add_argument("--accept-shrink", action="store_true", help="auch wenn mehr als die Hälfte fehlt")
        parser.add_argument(
            "--keep", action="store_true", help="als Quelle behalten: der Arbeiter liest sie regelmäßig"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        feed = self._feed(options)
        try:
            if options["dry_run"]:
                diff = preview(
                    feed, running.found_in(feed, timezone.now()), timezone.now(), progress=Counter(self.stderr)
                )
                self.stdout.write(diff.in_words())
            else:
                self._take_over(feed, options)
        except Shrunk as error:
            raise CommandError(f"Nicht übernommen. {error} Ist das gewollt? Dann mit --accept-shrink.") from None
        except (BrokenFeed, Unreachable) as error:
            raise CommandError(f"Nicht übernommen, nichts geändert. {error}") from None

    def _feed(self, options: dict[str, Any]) -> Feed:
        """The feed of that place, or a new one, not saved. Files are known by their whole path."""
        kind, address, number = options["kind"], options["address"], options["jobcenter"]
        if not address and kind != Feed.Kind.SHIPPED:
            raise CommandError("Woher? Bitte die ADRESSE angeben: https://…, eine Datei oder einen Ordner.")
        if address and "://" not in address:
            address = str(Path(address).resolve())
        place = {"kind": kind, "address": address, "provider_number": number}
        feed = Feed.objects.filter(**place).first() or Feed(**place, enabled=False)
        feed.name = options["name"] or feed.name or _NAMES.get(kind, "") or address[:200]
        feed.enabled = options["keep"] or feed.enabled
        return feed

    def _take_over(self, feed: Feed, options: dict[str, Any]) -> None:
        now = timezone.now()
        found = running.found_in(feed, now)
        with transaction.atomic():  # a feed that cannot be read leaves no trace
            feed.save()
            accept, progress = options["accept_shrink"], Counter(self.stderr)
            run = take_over(feed, found, now, accept_shrink=accept, progress=progress)
        if options["verbosity"]:
            kept = f"Quelle {feed.pk} wird alle {feed.every_hours} Stunden gelesen." if feed.enabled else ""
            self.stdout.write("\n".join(filter(None, [run.text, kept])))
