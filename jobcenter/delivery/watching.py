"""Reading what has come back, every few seconds."""

import structlog

from jobcenter.delivery.alarms import alarm, all_clear
from jobcenter.delivery.models import Connection, Parcel, Sign
from jobcenter.delivery.port import DeliveryError, SignReceived

log = structlog.get_logger(__name__)


def watch() -> int:
    """Ask the courier of every connected Jobcenter for news and record it. Returns how many signs were new."""
    return sum(_ask(connection) for connection in Connection.objects.all())


def _ask(connection: Connection) -> int:
    new = 0
    try:
        for sign in connection.at_work().signs():
            new += _record(sign, connection.provider_number)
    except DeliveryError as error:
        alarm("courier.unreachable", connection.provider_number, error.reason)
    except OSError as error:
        alarm("courier.unreachable", connection.provider_number, f"Antworten nicht lesbar: {type(error).__name__}")
    except Exception as error:  # one Jobcenter's trouble must not keep the others from being asked
        log.warning("courier_crashed", provider_number=connection.provider_number, error=type(error).__name__)
        alarm("courier.crashed", connection.provider_number, f"Kurier abgestürzt: {type(error).__name__}")
    else:
        all_clear("courier.unreachable", connection.provider_number)
        all_clear("courier.crashed", connection.provider_number)
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
        at=sign.at,
        detail=sign.detail,
        settles=sign.settles,
    )
    sign.recorded()
    all_clear("delivery.unanswered", parcel.pk)
    if sign.kind in {Sign.Kind.FAILED, Sign.Kind.REJECTED} and new:
        alarm(
            "delivery.rejected", parcel.pk, str(sign.detail.get("reason", "Das Jobcenter konnte es nicht übernehmen."))
        )
    if sign.settles:
        parcel.empty()
    return new
