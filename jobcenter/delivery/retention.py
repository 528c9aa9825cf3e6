"""The port holds sealed content only until the Jobcenter has it."""

from datetime import timedelta

from django.db.models import Q

from jobcenter.retention.models import Rule

RULES = [
    Rule(
        model="delivery.Parcel",
        why="Übernommen ist übernommen: der Inhalt liegt in der E-Akte (Art. 5 Abs. 1 Buchst. e DSGVO).",
        after=timedelta(0),
        of="signs__at",
        only=Q(emptied_at=None, signs__settles=True),
        by="empty",
    ),
    Rule(
        model="delivery.Parcel",
        why="Empfang bestätigt, Übernahme nie gemeldet: nach 30 Tagen ohne Fehlermeldung gilt es als übernommen.",
        after=timedelta(days=30),
        of="signs__at",
        only=Q(emptied_at=None, signs__kind="received") & ~Q(signs__kind="failed"),
        by="empty",
    ),
    Rule(
        model="delivery.Parcel",
        why="Nachweis der Übergabe, bis Ansprüche wegen einer verlorenen Sendung verjährt sind (§§ 195, 199 BGB).",
        after=timedelta(days=4 * 365),
        of="sealed_at",
        only=Q(emptied_at__isnull=False),
    ),
    Rule(model="delivery.Attempt", why="Geht mit seinem Paket."),
    Rule(model="delivery.Sign", why="Geht mit seinem Paket."),
]
