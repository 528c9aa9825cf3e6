"""bin/manage editor add <username> <provider_number> | remove … | list"""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from jobcenter.accounts.models import User
from jobcenter.editors.forms import known_jobcenter
from jobcenter.editors.models import Editor


class Command(BaseCommand):
    help = "Gibt einem Konto das Recht, für ein Jobcenter in der Redaktion zu schreiben, oder entzieht es."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        add = actions.add_parser("add", help="Recht geben, oder ändern, ob jemand freigeben darf")
        remove = actions.add_parser("remove", help="Recht entziehen")
        for action in (add, remove):
            action.add_argument("username", help="Benutzername des Kontos")
            action.add_argument("provider_number", help="fünfstellige Trägernummer")
        add.add_argument("--may-not-release", action="store_true", help="alles wartet auf die Freigabe durch andere")
        add.add_argument("--may-request", action="store_true", help="darf Unterlagen anfordern (Links für Briefe)")
        actions.add_parser("list", help="alle Rechte, die jetzt gelten")

    def handle(self, *args: Any, **options: Any) -> None:
        current = Editor.objects.current().select_related("user").order_by("provider_number", "user__username")
        if options["action"] == "list":
            for editor in current:
                limited = "" if editor.may_release else " (darf nicht freigeben)"
                limited += " (darf Unterlagen anfordern)" if editor.may_request else ""
                self.stdout.write(f"{editor.provider_number} {editor.user.username}{limited}")
            return
        name, number = User.normalize_username(options["username"]), options["provider_number"]
        if options["action"] == "add":
            user = User.objects.filter(username=name).first()
            if user is None:
                raise CommandError("Ein Konto mit diesem Benutzernamen gibt es nicht.")
            try:
                known_jobcenter(number)
            except ValidationError as wrong:
                raise CommandError(wrong.message) from wrong
            Editor.grant(user, number, may_release=not options["may_not_release"], may_request=options["may_request"])
            self.stdout.write(f"{name} schreibt jetzt für {number}.")
            return
        rights = list(current.filter(user__username=name, provider_number=number))
        if not rights:
            raise CommandError("Dieses Recht gibt es nicht.")
        for editor in rights:
            editor.end()
        self.stdout.write(f"{name} schreibt nicht mehr für {number}.")
