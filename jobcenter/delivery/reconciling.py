"""The safety net, every five minutes and at the start of a worker: nothing stays lying about unseen."""

from datetime import timedelta

import structlog
from django.conf import settings
from django.utils import timezone

from jobcenter.delivery.alarms import alarm, all_clear
from jobcenter.delivery.handing_over import hand_over
from jobcenter.delivery.models import Connection, Parcel
from jobcenter.delivery.watching import watch
from jobcenter.vault import files as vault

log = structlog.get_logger(__name__)
# Files younger than this may belong to a transaction that is still open.
ORPHANS_AFTER = timedelta(days=1)
_AT_ONCE = 20


def reconcile() -> None:
    """Hand over what is due, ask every courier for news, empty what is settled, alarm about what is old."""
    hand_over_due()
    watch()
    for parcel in Parcel.objects.settled():
        parcel.empty()
    _alarm_about_age()
    _alarm_about_missing_connections()


def hand_over_due() -> None:
    """Parcels whose job was lost or whose worker was killed; a few, because the replies wait meanwhile."""
    for parcel_id in list(Parcel.objects.due(timezone.now()).values_list("pk", flat=True)[:_AT_ONCE]):
        hand_over(parcel_id)


def _alarm_about_age() -> None:
    hours = settings.DELIVERY_ALARM_HOURS
    for parcel in Parcel.objects.waiting_longer_than(hours=hours):
        alarm("delivery.waiting", parcel.pk, f"Seit mehr als {hours} Stunden nicht übergeben.")
    for parcel in Parcel.objects.unanswered_for(hours=settings.DELIVERY_ANSWER_HOURS):
        alarm("delivery.unanswered", parcel.pk, "Übergeben, aber ohne Empfangsbestätigung.")


def _alarm_about_missing_connections() -> None:
    connected = set(Connection.objects.values_list("pk", flat=True))
    for provider_number in set(Parcel.objects.waiting().values_list("provider_number", flat=True)) - connected:
        alarm("delivery.not_connected", provider_number, "Pakete warten, aber das Jobcenter ist nicht angeschlossen.")
    all_clear(["delivery.not_connected"], connected)


def sweep() -> int:
    """Delete sealed files that belong to no parcel: their transaction was rolled back. Returns how many."""
    known = {
        name for stored in Parcel.objects.filter(emptied_at=None).values_list("stored", flat=True) for name in stored
    }
    orphans = set(vault.names("parcels", before=timezone.now() - ORPHANS_AFTER)) - known
    for name in orphans:
        vault.drop(name)
    if orphans:
        log.info("orphans_swept", files=len(orphans))
    return len(orphans)
