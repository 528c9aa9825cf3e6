"""Reading what has come back, every few seconds."""

from django.db import DatabaseError

from jobcenter.delivery.alarms import alarm, all_clear
from jobcenter.delivery.models import Connection, Parcel, Sign
from jobcenter.delivery.port import DeliveryError, SignReceived


def watch() -> int:
    """Ask the courier of every connected Jobcenter for news and record it. Returns how many signs were new."""
    new, fine = 0, []
    for connection in Connection.objects.all():
        try:
            for sign in connection.at_work().signs():
                new += _record(sign, connection.provider_number)
        except DeliveryError as error:
            alarm("courier.unreachable", connection.pk, error.reason)
        except DatabaseError:
            raise
        except OSError as error:
            alarm("courier.unreachable", connection.pk, f"Antworten nicht lesbar: {type(error).__name__}")
        except Exception as error:  # one Jobcenter's trouble must not keep the others from being asked
            alarm("courier.crashed", connection.pk, f"Kurier abgestürzt: {type(error).__name__}")
        else:
            fine.append(connection.pk)
    if fine:
        all_clear(["courier.unreachable", "courier.crashed"], fine)
    return new


def _record(sign: SignReceived, provider_number: str) -> bool:
    # A parcel is known by its reference from the moment before it leaves the house; and each Jobcenter
    # can only speak about its own.
    parcel = Parcel.objects.filter(attempts__reference=sign.parcel, provider_number=provider_number).first()
    if parcel is None:
        sign.refused("Zu dieser Antwort gibt es hier kein Paket.")
        return False
    new = Sign.record(
        parcel=parcel,
        kind=sign.kind,
        reference=f"{provider_number}:{sign.reference}",
        at=max(sign.at, parcel.sealed_at),  # other clocks, and only to the second
        detail=sign.detail,
        settles=sign.settles,
    )
    sign.recorded()
    all_clear(["delivery.unanswered"], [parcel.pk])
    if sign.kind in {Sign.Kind.FAILED, Sign.Kind.REJECTED} and new:
        alarm(
            "delivery.rejected", parcel.pk, str(sign.detail.get("reason", "Das Jobcenter konnte es nicht übernehmen."))
        )
    if sign.settles:
        parcel.empty()
    return new
