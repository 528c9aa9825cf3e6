"""The worker as a real process on the real database: it works, it stops, it may be killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection as database
from psycopg.conninfo import make_conninfo

from jobcenter.delivery.couriers.folder import message
from jobcenter.delivery.models import Parcel
from samples import e_akte

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[3]
WORKER = "worker under test"  # how its connections are called


@pytest.fixture
def start(connection, settings, tmp_path):
    """start() runs a worker on this test's database and folders."""
    parts = database.settings_dict
    address = {"dbname": parts["NAME"], "user": parts["USER"], "host": parts["HOST"], "port": parts["PORT"]}
    environment = {
        **os.environ,
        "DATABASE_URL": make_conninfo(**{k: v for k, v in {**address, "password": parts["PASSWORD"]}.items() if v}),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "JOBCENTER_MODE": "test",
        "JOBCENTER_DATA": str(tmp_path),
        "JOBCENTER_KEYS": str(settings.KEYS_FOLDER),
        "JOBCENTER_AT_REST_KEYS": ",".join(django_settings.AT_REST_KEYS),
        "JOBCENTER_SECRET_KEY": "test",
        "PGAPPNAME": WORKER,
    }
    workers = []

    def started(wait=True):
        log = tmp_path / f"worker-{len(workers)}.log"
        with log.open("w") as output:
            command = [sys.executable, "manage.py", "worker", "--watch-seconds", "0.1"]
            worker = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
        workers.append(worker)
        if wait:
            until(lambda: "worker_started" in log.read_text(), log)
        return worker

    yield started
    for worker in workers:
        if worker.poll() is None:
            worker.kill()
            worker.wait()


def until(done, log=None, seconds=120):
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, log.read_text() if log else "it took too long"
        time.sleep(0.02)


def test_it_hands_over_reads_answers_and_stops_cleanly(start, send, folder):
    worker = start()
    parcel = send()
    until((folder / message.package_name(parcel.process_id)).exists)
    e_akte.look(folder)
    until(lambda: Parcel.objects.get().emptied_at)
    assert Parcel.objects.get().state == "received"
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(10) == 0


def test_killed_again_and_again_each_parcel_arrives_once(start, send, folder):
    """Two workers at once, killed in turn; an electronic file that takes packages away as they come."""
    parcels = [send() for _ in range(12)]
    arrived = []

    def take_away():
        for path in folder.glob("*.zip"):
            arrived.append(path.name)
            path.unlink()

    workers = [start(wait=False), start(wait=False)]
    for round_ in range(3):
        more = min(len(arrived) + 1, len(parcels))
        until(lambda more=more: take_away() or len(arrived) >= more)
        time.sleep(0.013 * round_)
        victim = workers.pop(0)
        victim.kill()
        victim.wait()
        workers.append(start(wait=False))
        parcels += [send() for _ in range(3)]
    until(lambda: take_away() or len(set(arrived)) == len(parcels))
    time.sleep(0.5)
    take_away()
    assert sorted(arrived) == sorted(message.package_name(parcel.process_id) for parcel in parcels)
    until(lambda: not Parcel.objects.waiting().exists())


def test_without_its_database_it_ends_at_once_with_an_error(start):
    worker = start()
    name = database.settings_dict["NAME"]
    with database._nodb_cursor() as cursor:
        try:
            cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND application_name = %s",
                [name, WORKER],
            )
            assert worker.wait(30) == 1
        finally:
            cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
