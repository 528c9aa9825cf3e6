"""As what somebody acts for another, and what they may do: the words people read, and the law behind them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils import timezone

_YEAR = timedelta(days=366)


class Scope(models.TextChoices):
    """What somebody may do for another."""

    APPLY = "apply", "Anträge und Mitteilungen ausfüllen und senden"
    DOCUMENTS = "documents", "Unterlagen ansehen und hinzufügen"
    CASES = "see_cases", "Sehen, was gesendet ist und wie weit es ist"
    APPOINTMENTS = "appointments", "Termine ansehen, zusagen und absagen"
    MESSAGES = "messages", "Nachrichten lesen und schreiben"


# Only what some page asks for is offered; a room that needs another scope adds it here (a test compares).
OFFERED = (Scope.APPLY, Scope.DOCUMENTS, Scope.CASES)
SCOPE_HINTS = {
    Scope.APPLY: "Sieht dabei, was die App von Ihnen schon weiß, zum Beispiel Adresse und Bankkonto.",
    Scope.DOCUMENTS: "Zum Beispiel Lohnabrechnungen fotografieren, für Anträge, die begonnen sind.",
    Scope.CASES: "Mit allen Angaben, die in Ihren gesendeten Anträgen stehen.",
}


class Role(models.TextChoices):
    """What connects the two: the will of the represented one, or with the last two a court or the law."""

    AUTHORISED = "authorised", "Jemand, dem ich vertraue: Familie, Freunde, Nachbarn"
    PARTNER = "partner", "Partnerin, Partner oder jemand aus meiner Bedarfsgemeinschaft"
    ADVICE = "advice", "Beratungsstelle oder Soziale Arbeit"
    GUARDIAN = "guardian", "Meine rechtliche Betreuerin oder mein rechtlicher Betreuer"
    PARENT = "parent", "Meine Mutter, mein Vater oder mein Vormund"

    @property
    def about(self) -> "About":
        return ABOUT[self]

    def last_day(self, today: date | None = None) -> date:
        """The latest end that may be chosen."""
        return (today or timezone.localdate()) + self.about.longest


@dataclass(frozen=True)
class About:
    """`short` stands in lists, `on_paper` on what the Jobcenter gets, `hint` beside the choice of the represented."""

    short: str
    on_paper: str
    hint: str
    longest: timedelta = _YEAR


ABOUT = {
    Role.PARTNER: About(
        short="Bedarfsgemeinschaft",
        on_paper="Mitglied der Bedarfsgemeinschaft, bevollmächtigt (§ 13 SGB X; siehe auch § 38 SGB II)",
        hint="Das Gesetz nimmt an, dass eine Person für alle in der Bedarfsgemeinschaft Anträge stellen darf "
        "(§ 38 SGB II). Jeder Erwachsene kann dem beim Jobcenter widersprechen. In der App handelt aber nur für Sie, "
        "wen Sie selbst einladen.",
    ),
    Role.AUTHORISED: About(
        short="Bevollmächtigt",
        on_paper="bevollmächtigt (§ 13 SGB X)",
        hint="Sie geben damit eine Vollmacht (§ 13 SGB X).",
    ),
    Role.ADVICE: About(
        short="Beratungsstelle",
        on_paper="Beratungsstelle, bevollmächtigt (§ 13 SGB X)",
        hint="Sie geben damit eine Vollmacht (§ 13 SGB X).",
    ),
    Role.GUARDIAN: About(
        short="Rechtliche Betreuung",
        on_paper="rechtliche Betreuung (§ 1823 BGB)",
        hint="Vom Gericht bestellt (§ 1814 BGB). Sie dürfen trotzdem weiter selbst handeln.",
        longest=timedelta(days=7 * 366),  # the court looks again after seven years at the latest (§ 295 Abs. 2 FamFG)
    ),
    Role.PARENT: About(
        short="Eltern oder Vormund",
        on_paper="gesetzliche Vertretung eines Kindes (§ 1629, § 1789 BGB)",
        hint="Solange Sie noch nicht 18 sind. Ab 15 dürfen Sie Anträge auch selbst stellen (§ 36 SGB I).",
        longest=timedelta(days=18 * 366),
    ),
}

# How the same roles are called by somebody who acts for a person without an account; each brings a proof.
WITHOUT_ACCOUNT = {
    Role.GUARDIAN: ("Rechtliche Betreuung", "Nachweis: Ihr Betreuerausweis (Bestellungsurkunde)."),
    Role.PARENT: (
        "Mutter, Vater oder Vormund",
        "Nachweis: Geburtsurkunde oder Bestallungsurkunde. Längstens bis zum 18. Geburtstag.",
    ),
    Role.AUTHORISED: ("Bevollmächtigt von dieser Person", "Nachweis: die unterschriebene Vollmacht (§ 13 SGB X)."),
    Role.ADVICE: ("Beratungsstelle oder Soziale Arbeit", "Nachweis: die unterschriebene Vollmacht (§ 13 SGB X)."),
}
