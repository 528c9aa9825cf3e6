"""How long a person finds in Mein Bereich what they sent."""

from datetime import timedelta

from jobcenter.retention.models import Rule

RULES = [
    Rule(
        model="cases.Case",
        why="So lange kann über den Zeitraum noch entschieden werden: eine Überprüfung reicht bis zum Anfang des "
        "Vorjahres zurück (§ 44 SGB X, § 40 Absatz 1 SGB II). Danach genügt die Eingangsbestätigung der Person.",
        after=timedelta(days=2 * 365),
        of="opened_at",
    ),
]
