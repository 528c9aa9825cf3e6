"""bin/manage worker: queue, clock and reply folders in one process.

It ends cleanly on SIGTERM. Without its database it ends at once, with status 1, and whoever keeps it running (bin/up,
systemd) starts it again: a fresh process is simpler and surer than one that repairs itself. It may be killed at any
moment; jobs that died with a worker are run again.
"""

import asyncio
import os
import signal
from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from procrastinate.contrib.django import app, connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status
from procrastinate.psycopg_connector import PsycopgConnector

from jobcenter.delivery.reconciling import hand_over_due, reconcile
from jobcenter.delivery.watching import watch

log = structlog.get_logger(__name__)
_DUE_EVERY = 10  # seconds between two looks for parcels whose worker was killed
_STALLED_EVERY = 60


class Command(BaseCommand):
    help = "Der Arbeiter: übergibt Pakete, liest Antworten, hält Fristen ein."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2, help="Aufgaben zugleich (2)")
        parser.add_argument("--watch-seconds", type=float, default=2.0, help="so oft nach Antworten sehen (2)")

    def handle(self, *args: Any, **options: Any) -> None:
        asyncio.run(_work(options["concurrency"], options["watch_seconds"]))


async def _work(concurrency: int, pause: float) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        connector = PsycopgConnector(kwargs=connector_params("default"), min_size=1, max_size=4, timeout=5)
        with app.replace_connector(connector):
            async with app.open_async():
                await _until_stopped(stop, concurrency, pause)
    except Exception as error:
        _give_up(error)


async def _until_stopped(stop: asyncio.Event, concurrency: int, pause: float) -> None:
    """Run queue and watch side by side; return after a stop, raise when one of them ends by itself."""
    queue = asyncio.create_task(
        app.run_worker_async(
            concurrency=concurrency,
            delete_jobs="successful",
            install_signal_handlers=False,
            shutdown_graceful_timeout=8,
        )
    )
    clock = asyncio.create_task(_watch(pause))
    stopped = asyncio.create_task(stop.wait())
    done, _ = await asyncio.wait({queue, clock, stopped}, return_when=asyncio.FIRST_COMPLETED)
    if stopped not in done:
        for task in done:
            _give_up(task.exception())
    clock.cancel()
    queue.cancel()
    await asyncio.gather(queue, clock, return_exceptions=True)
    log.info("worker_stopped")


def _give_up(error: BaseException | None) -> None:
    """End now: waiting for the queue to say goodbye to a database that is gone would only take time."""
    log.error("worker_gives_up", error=type(error).__name__)
    os._exit(1)


async def _watch(pause: float) -> None:
    """Replies every few seconds; parcels and jobs that a killed worker left behind now and then."""
    await _in_thread(reconcile)
    log.info("worker_started")
    loop = asyncio.get_running_loop()
    due_at, stalled_at = loop.time() + _DUE_EVERY, loop.time()
    while True:
        await _in_thread(watch)
        if loop.time() >= due_at:
            due_at = loop.time() + _DUE_EVERY
            await _in_thread(hand_over_due)
        if loop.time() >= stalled_at:
            stalled_at = loop.time() + _STALLED_EVERY
            await _requeue_stalled()
        await asyncio.sleep(pause)


async def _in_thread(work: Any) -> None:
    def between_connections() -> None:
        close_old_connections()
        try:
            work()
        finally:
            close_old_connections()

    await asyncio.to_thread(between_connections)


async def _requeue_stalled() -> None:
    """Jobs of workers that have given no sign of life for half a minute."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=30):
        log.warning("job_requeued", task=job.task_name)
        try:
            await app.job_manager.retry_job(job, retry_at=datetime.now(UTC))
        except ConnectorException:  # the same periodic job is queued already
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
