"""Parcels per second and CPU, from sealing to the answer of the electronic file: `bin/bench deliver [PARCELS]`.

A parcel is what one renewal weighs: the application as PDF and JSON and three documents of 600 KB. All are sealed in
one transaction, so that the worker begins when the last one is in.
"""

import contextlib
import json
import os
import sys
import time
import uuid
from collections.abc import Callable
from typing import Any

from bench.server import App, running_app

PORT = 8155
DOCUMENT = 600_000


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with running_app(port=PORT, worker=True) as app:
        import django

        django.setup()
        print(json.dumps(measure(app, count), indent=2))


def measure(app: App, count: int) -> dict[str, Any]:
    """Seal, hand over, answer; each with wall time, parcels per second and CPU milliseconds for one parcel."""
    from django.conf import settings

    from jobcenter.delivery.models import Connection, Parcel
    from samples import e_akte

    number = Connection.objects.filter(courier="folder").values_list("pk", flat=True)[0]
    _wait(lambda: "worker_started" in (app.data / "worker.log").read_text())
    before = _cpu(app)
    started = time.monotonic()
    parcels, sealing = _sealed(number, count)
    figures = {"parcels": count, "bytes_each": sealing["bytes"], "sealing": _figures(count, started, before, _cpu(app))}
    before, started = _cpu(app), time.monotonic()
    _wait(lambda: not Parcel.objects.waiting().filter(pk__in=parcels).exists())
    figures["handing_over"] = _figures(count, started, before, _cpu(app))
    with contextlib.redirect_stdout(sys.stderr):  # standard output belongs to the figures
        while e_akte.look(settings.E_AKTE_FOLDER / number):
            pass
    before, started = _cpu(app), time.monotonic()
    _wait(lambda: not Parcel.objects.filter(pk__in=parcels, emptied_at=None).exists())
    figures["reading_answers"] = _figures(count, started, before, _cpu(app))
    figures["sealing"]["queries_each"] = sealing["queries"]
    return figures


def _sealed(number: str, count: int) -> tuple[list[uuid.UUID], dict[str, int]]:
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from jobcenter.delivery.models import Parcel, ParcelFile

    files = [
        ParcelFile("antrag.pdf", "application/pdf", os.urandom(80_000), "Weiterbewilligungsantrag", "form"),
        ParcelFile("antrag.json", "application/json", json.dumps({"answers": ["x"] * 500}).encode(), "Antrag", "data"),
        *(ParcelFile(f"{n}.pdf", "application/pdf", os.urandom(DOCUMENT), "Nachweis", "evidence") for n in range(3)),
    ]
    parcels = []
    with transaction.atomic():
        for _ in range(count):
            with CaptureQueriesContext(connection) as queries:
                parcel = Parcel.seal(
                    idempotency_key=uuid.uuid4().hex,
                    provider_number=number,
                    subject=uuid.uuid4(),
                    kind="application",
                    title="Weiterbewilligungsantrag",
                    metadata={"bg_number": "31702BG0001234", "receipt_number": uuid.uuid4().hex},
                    files=files,
                )
            parcels.append(parcel.pk)
    return parcels, {"queries": len(queries), "bytes": sum(len(file.data) for file in files)}


def _cpu(app: App) -> dict[str, float]:
    own = os.times()
    return {
        "this": own.user + own.system,
        **{name: app.cpu_seconds(name) for name in ("worker", "database") if name in app.pids},
    }


def _figures(count: int, started: float, before: dict[str, float], after: dict[str, float]) -> dict[str, Any]:
    seconds = time.monotonic() - started
    return {
        "seconds": round(seconds, 2),
        "parcels_per_second": round(count / seconds, 1),
        "cpu_ms_each": {name: round((after[name] - before[name]) / count * 1000, 1) for name in before},
    }


def _wait(done: Callable[[], bool], seconds: float = 300) -> None:
    until = time.monotonic() + seconds
    while not done():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.1)


if __name__ == "__main__":
    main()
