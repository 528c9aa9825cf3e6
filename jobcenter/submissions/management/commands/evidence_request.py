"""bin/manage evidence_request make <provider_number> … | list <provider_number> | withdraw <id>"""

import json
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jobcenter.submissions.models import Asked, EvidenceRequest, NotPossible


class Command(BaseCommand):
    help = "Macht einen Link (und QR-Code) für einen Brief: damit reicht jemand genau diese Unterlagen ohne Konto nach."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        make = actions.add_parser("make", help="neue Anforderung; gibt JSON mit dem Link aus")
        make.add_argument("provider_number", help="fünfstellige Trägernummer")
        make.add_argument("--reference", required=True, help="Aktenzeichen oder BG-Nummer; - liest sie von der Eingabe")
        make.add_argument(
            "--paper", action="append", default=[], metavar="NAME[|ZEITRAUM[|GRUND]]", help="eine Unterlage; mehrmals"
        )
        make.add_argument("--due", required=True, type=date.fromisoformat, help="Frist im Brief, JJJJ-MM-TT")
        make.add_argument("--until", type=date.fromisoformat, help="letzter Tag des Links; sonst Frist und 4 Wochen")
        make.add_argument("--legal-basis", default="", help="Rechtsgrundlage, wie im Brief")
        make.add_argument("--consequence", default="", help="was ohne die Unterlagen geschieht, wie im Brief")
        for kind, words in (("svg", "QR-Code"), ("png", "QR-Code"), ("pdf", "Beileger mit QR-Code, A5")):
            make.add_argument(f"--{kind}", type=Path, metavar="DATEI", help=words)
        listed = actions.add_parser("list", help="Anforderungen eines Jobcenters als JSON, ohne Aktenzeichen")
        listed.add_argument("provider_number", help="fünfstellige Trägernummer")
        withdraw = actions.add_parser("withdraw", help="Link zurücknehmen")
        withdraw.add_argument("id", help="die id aus make oder list")

    def handle(self, *args: Any, **options: Any) -> None:
        match options["action"]:
            case "make":
                self._make(options)
            case "list":
                for found in EvidenceRequest.objects.of([options["provider_number"]]):
                    self._tell(found)
            case _:
                self._withdraw(options["id"])

    def _make(self, options: dict[str, Any]) -> None:
        reference = options["reference"]
        try:
            made = EvidenceRequest.make(
                options["provider_number"],
                reference=sys.stdin.readline().strip() if reference == "-" else reference,
                asked=[_paper(words) for words in options["paper"]],
                due=options["due"],
                expires_on=options["until"],
                legal_basis=options["legal_basis"],
                consequence=options["consequence"],
            )
        except NotPossible as wrong:
            raise CommandError(str(wrong)) from wrong
        if options["svg"]:
            options["svg"].write_text(made.qr_svg())
        if options["png"]:
            options["png"].write_bytes(made.qr_png())
        if options["pdf"]:
            options["pdf"].write_bytes(made.insert_pdf())
        self._tell(made, url=made.url)

    def _withdraw(self, key: str) -> None:
        try:
            EvidenceRequest.objects.get(pk=key).withdraw()
        except (EvidenceRequest.DoesNotExist, ValidationError) as missing:
            raise CommandError("Diese Anforderung gibt es nicht.") from missing
        self.stdout.write("Zurückgenommen.")

    def _tell(self, found: EvidenceRequest, **more: str) -> None:
        facts = {
            "id": str(found.pk),
            "state": found.state,
            "due": found.due.isoformat(),
            "until": found.last_day.isoformat(),
            "handed_in": found.handed_in,
            "papers": found.papers,
            "made_at": timezone.localtime(found.made_at).isoformat(timespec="seconds"),
            **more,
        }
        self.stdout.write(json.dumps(facts, ensure_ascii=False))


def _paper(words: str) -> Asked:
    return Asked(*(part.strip() for part in words.split("|", 2)))
