"""bin/manage feeds · feeds run [ID…] · feeds off ID… · feeds on ID…"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jobcenter.local.importing import running
from jobcenter.local.management.progress import Counter
from jobcenter.local.models import Feed, FeedRun

_BAD = {FeedRun.Outcome.REFUSED, FeedRun.Outcome.UNREACHABLE}


class Command(BaseCommand):
    help = "Zeigt die Quellen und wie ihr letzter Abruf ausging, liest sie jetzt, schaltet sie aus und ein."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", nargs="?", default="list", choices=["list", "run", "off", "on"], metavar="WAS")
        parser.add_argument("ids", nargs="*", type=int, metavar="ID", help="ohne ID liest run alle eingeschalteten")
        parser.add_argument("--accept-shrink", action="store_true", help="run: auch wenn mehr als die Hälfte fehlt")

    def handle(self, *args: Any, what: str, ids: list[int], accept_shrink: bool, **options: Any) -> None:
        chosen = Feed.objects.filter(pk__in=ids).order_by("pk")
        if unknown := set(ids) - set(chosen.values_list("pk", flat=True)):
            raise CommandError(f"Eine Quelle {', '.join(map(str, sorted(unknown)))} gibt es nicht.")
        if what in {"off", "on"}:
            if not ids:
                raise CommandError("Welche Quelle? Bitte die ID angeben.")
            chosen.update(enabled=what == "on")
        if what == "run":
            self._run(list(chosen) if ids else list(Feed.objects.filter(enabled=True).order_by("pk")), accept_shrink)
            return
        for feed in chosen if ids else Feed.objects.order_by("pk"):
            self.stdout.write(_line(feed))

    def _run(self, feeds: list[Feed], accept_shrink: bool) -> None:
        bad = 0
        for feed in feeds:
            progress = Counter(self.stderr)
            run = running.run(feed, timezone.now(), accept_shrink=accept_shrink, progress=progress)
            self.stdout.write(f"{feed.pk} {feed.name}: {run.get_outcome_display()}\n{run.text}")
            bad += run.outcome in _BAD
        if bad:
            raise CommandError(f"{bad} von {len(feeds)} Quellen ließen sich nicht übernehmen.")


def _line(feed: Feed) -> str:
    last = feed.runs().first()
    state = "nie gelesen"
    if last:
        state = f"{timezone.localtime(last.ended_at):%d.%m.%Y %H:%M} {last.get_outcome_display()}"
    switch = f"alle {feed.every_hours} Stunden" if feed.enabled else "aus"
    number = feed.provider_number or "alle"
    return f"{feed.pk}  {feed.kind}  {number}  {feed.name}  {feed.address or '–'}  [{switch}]  {state}"
