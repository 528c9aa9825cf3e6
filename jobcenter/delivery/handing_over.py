"""Handing one parcel over, so that it arrives exactly once.

Three steps, and a process may be killed between any two of them:
  1. reserve: under the row's lock, write the attempt "started" with the process id, and commit. From here on a reply
     can be matched to the parcel, whatever happens to us.
  2. carry: under the lock again, ask the courier whether the other side has it already; if not, hand it over.
  3. record what came of it, in the transaction that holds the lock.
Killed before 3, the next try begins again and `find` sees what the killed one achieved.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from jobcenter.delivery.alarms import alarm, all_clear
from jobcenter.delivery.models import Attempt, Connection, Parcel, Sign
from jobcenter.delivery.port import Permanent, Reference, Temporary
from jobcenter.delivery.queueing import queue_hand_over

log = structlog.get_logger(__name__)
Outcome = Attempt.Outcome

# A started attempt that is not followed by another for so long is looked at again. It may be a slow one: then its
# row is locked and it is left alone.
LEASE = timedelta(seconds=5)
GAPS = [timedelta(seconds=s) for s in (10, 30, 120, 600, 1800, 3600, 7200, 14400, 21600)]


@dataclass(frozen=True)
class _Result:
    outcome: Outcome
    reference: Reference = ""
    error: str = ""


def hand_over(parcel_id: UUID) -> Outcome | None:
    """Try once. None when there is nothing to do, or when another worker is at it."""
    if not _reserve(parcel_id):
        return None
    result = _carry(parcel_id)
    if result is None:
        return None
    log.info("hand_over", parcel=str(parcel_id), outcome=result.outcome.value, error=result.error)
    if result.outcome in {Outcome.PERMANENT, Outcome.CRASHED}:
        alarm(f"delivery.{result.outcome.value}", parcel_id, result.error)
    elif result.outcome is Outcome.HANDED_OVER:
        all_clear(["delivery.permanent", "delivery.crashed", "delivery.waiting", "delivery.rejected"], [parcel_id])
    return result.outcome


def _locked(parcel_id: UUID) -> tuple[Parcel, list[Attempt]] | None:
    """The parcel, locked, and its logbook, when it still has to be handed over and nobody else is at it."""
    parcel = Parcel.objects.select_for_update(skip_locked=True).filter(pk=parcel_id, emptied_at=None).first()
    if parcel is None:
        return None
    # Read after the lock is held: another worker may have finished a moment before.
    attempts = list(parcel.attempts.all())
    if attempts and attempts[-1].outcome in {Outcome.HANDED_OVER, Outcome.PERMANENT}:
        return None
    return parcel, attempts


@transaction.atomic
def _reserve(parcel_id: UUID) -> bool:
    locked = _locked(parcel_id)
    if locked is None:
        return False
    parcel, _ = locked
    parcel.attempts.create(outcome=Outcome.STARTED, reference=str(parcel.process_id), retry_at=timezone.now() + LEASE)
    return True


@transaction.atomic
def _carry(parcel_id: UUID) -> _Result | None:
    locked = _locked(parcel_id)
    if locked is None:
        return None
    parcel, attempts = locked
    result = _tried(parcel)
    retry_at = _next_try(attempts) if result.outcome in {Outcome.TEMPORARY, Outcome.CRASHED} else None
    attempt = parcel.attempts.create(
        outcome=result.outcome, reference=result.reference, error=result.error[:500], retry_at=retry_at
    )
    if retry_at:
        queue_hand_over(parcel.pk, at=retry_at)
    if result.outcome is Outcome.PERMANENT:
        Sign.record(parcel=parcel, kind=Sign.Kind.FAILED, reference=f"attempt:{attempt.pk}")
    return result


def _tried(parcel: Parcel) -> _Result:
    connection = Connection.objects.filter(pk=parcel.provider_number).first()
    try:
        if connection is None:
            raise Temporary(f"Das Jobcenter {parcel.provider_number} ist nicht angeschlossen.")
        courier = connection.at_work()
        reference = courier.find(parcel) or courier.hand_over(parcel, parcel.opened())
    except Permanent as error:
        return _Result(Outcome.PERMANENT, error=error.reason)
    except Temporary as error:
        return _Result(Outcome.TEMPORARY, error=error.reason)
    except Exception as error:  # a courier's bug must not take the worker with it
        # The message of an unexpected error may quote what it choked on; its type never does.
        log.warning("courier_crashed", parcel=str(parcel.pk), error=type(error).__name__)
        return _Result(Outcome.CRASHED, error=f"Unerwarteter Fehler im Kurier: {type(error).__name__}")
    return _Result(Outcome.HANDED_OVER, reference=reference)


def _next_try(attempts: list[Attempt]) -> datetime:
    """After the first failure soon, then later and later; never never."""
    failures = 0
    for attempt in attempts:
        if attempt.outcome == Outcome.REOPENED:
            failures = 0
        elif attempt.outcome in {Outcome.TEMPORARY, Outcome.CRASHED}:
            failures += 1
    return timezone.now() + GAPS[min(failures, len(GAPS) - 1)]
