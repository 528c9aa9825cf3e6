"""What the worker does for the port."""

from uuid import UUID

from procrastinate.contrib.django import app

from jobcenter.delivery import handing_over, reconciling


@app.task(name="delivery.hand_over", queue="delivery")
def hand_over(parcel: str) -> None:
    """Hand one parcel over; a later try is queued by the attempt itself."""
    handing_over.hand_over(UUID(parcel))


@app.periodic(cron="*/5 * * * *")
@app.task(name="delivery.reconcile", queue="delivery", queueing_lock="delivery.reconcile")
def reconcile(timestamp: int) -> None:
    """Look after everything that fell through: lost jobs, replies, age."""
    reconciling.reconcile()


@app.periodic(cron="47 3 * * *")
@app.task(name="delivery.sweep", queue="delivery", queueing_lock="delivery.sweep")
def sweep(timestamp: int) -> None:
    """Sealed files that belong to no parcel."""
    reconciling.sweep()
