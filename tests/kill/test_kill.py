"""Web server, worker and database die by SIGKILL around the moment of sending: nothing acknowledged is lost, nothing
arrives twice.

The whole app runs as `bin/up` runs it, electronic file included. Each round a citizen fills in a renewal and presses
„Jetzt senden“ while one process is killed after a delay that moves through the whole span from the request to the
hand-over. Then the citizen does what people do: looks, and sends again if there is no receipt.
"""

import os
import re
import signal
import threading
import time
import zipfile
from collections import Counter
from pathlib import Path

import httpx
import psutil
import psycopg
import pytest

from tests.citizen import Citizen
from tests.test_up import free_port, start, wait_until_running

pytestmark = [pytest.mark.xdist_group("kill")]

BEFORE_RECEIPT = [0.005, 0.02, 0.035, 0.05, 0.065, 0.08, 0.1, 0.13]
AFTER_RECEIPT = [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9, 1.2]
ROUNDS = [
    *[("web", delay) for delay in BEFORE_RECEIPT],
    *[("database", delay) for delay in BEFORE_RECEIPT],
    *[("worker", delay) for delay in AFTER_RECEIPT],
    *[("database", delay) for delay in AFTER_RECEIPT[::3]],
]
KNOWN_ALREADY = "0000009"


class App:
    """bin/up in a folder of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.killed: list[str] = []
        self.up = start(data, self.port)
        wait_until_running(self.up)
        threading.Thread(target=self.up.stdout.read, daemon=True).start()

    def kill(self, name: str) -> None:
        """SIGKILL to the process and all its children at once."""
        main = self.process(name)
        assert main is not None, f"{name} does not run"
        for process in [main, *main.children(recursive=True)]:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue
        self.killed.append(name)

    def process(self, name: str) -> psutil.Process | None:
        """The main process called web, worker or database, if it runs."""
        try:
            if name == "database":
                return psutil.Process(int((self.data / "postgres" / "postmaster.pid").read_text().split()[0]))
            sign = {"web": "granian", "worker": "worker"}[name]
            return next((child for child in self.processes() if sign in child.cmdline()), None)
        except (OSError, psutil.NoSuchProcess):
            return None

    def wait_until_complete(self) -> None:
        """Return when all three run: a strike must hit something."""
        until = time.monotonic() + 60
        while not all(self.process(name) for name in ("web", "worker", "database")):
            assert time.monotonic() < until, "bin/up does not bring back what was killed"
            time.sleep(0.05)

    def processes(self) -> list[psutil.Process]:
        return [child for child in psutil.Process(self.up.pid).children(recursive=True) if child.is_running()]

    def query(self, sql: str) -> list[tuple]:
        socket_folder = (self.data / "postgres" / "postmaster.pid").read_text().splitlines()[4]
        with psycopg.connect(host=socket_folder, user="postgres", dbname="postgres") as connection:
            return connection.execute(sql).fetchall()

    def stop(self) -> int:
        self.up.send_signal(signal.SIGTERM)
        return self.up.wait(120)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    app = App(tmp_path_factory.mktemp("kill") / "data")
    yield app
    app.stop()


def patiently(action, seconds=180):  # a database that was killed comes back slowly on a busy machine
    """What a person does: try again until it works."""
    until = time.monotonic() + seconds
    while True:
        try:
            return action()
        except (httpx.HTTPError, AssertionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.25)


def send_while(citizen: Citizen, draft: str, strike) -> str | None:
    """Press „Jetzt senden“ while `strike` runs. The receipt number, if the app acknowledged."""
    killer = threading.Thread(target=strike)
    killer.start()
    try:
        return citizen.send(draft)
    except (httpx.HTTPError, AssertionError):
        return None
    finally:
        killer.join()


def look_and_send_again(citizen: Citizen, draft: str) -> str:
    citizen.go(draft)
    if found := re.match(r"/eingang/([^/]+)/", citizen.at.url.path):
        return found[1]
    return citizen.send(draft)


def filed(app: App) -> Counter:
    """How often each receipt number lies in the electronic file."""
    return Counter(path.name for path in (app.data / "e-akte").glob("*/akten/*/*") if path.name.startswith("JC-"))


def test_no_acknowledged_application_is_lost_and_none_arrives_twice(app):
    citizen = patiently(lambda: Citizen(f"http://localhost:{app.port}"))
    acknowledged, receipts = {}, {}
    for victim, delay in ROUNDS:
        draft = patiently(citizen.renew)
        app.wait_until_complete()

        def strike(victim=victim, delay=delay):
            time.sleep(delay)
            app.kill(victim)

        if number := send_while(citizen, draft, strike):
            acknowledged[draft] = number
        receipts[draft] = patiently(lambda draft=draft: look_and_send_again(citizen, draft))

    assert app.killed == [victim for victim, _ in ROUNDS]
    assert {draft: receipts[draft] for draft in acknowledged} == acknowledged
    assert len(set(receipts.values())) == len(ROUNDS)
    until = time.monotonic() + 60
    while set(filed(app)) != set(receipts.values()) and time.monotonic() < until:
        time.sleep(0.5)
    assert filed(app) == Counter(receipts.values())

    until = time.monotonic() + 30
    received = "select count(*) from delivery_sign where kind = 'received' and settles"
    while patiently(lambda: app.query(received)) != [(len(ROUNDS),)] and time.monotonic() < until:
        time.sleep(0.5)
    assert app.query(received) == [(len(ROUNDS),)]
    assert app.query("select count(*), count(distinct draft_id) from submissions_submission") == [(len(ROUNDS),) * 2]
    assert app.query("select count(*) from delivery_parcel") == [(len(ROUNDS),)]
    assert not [answer for answer in answers(app) if KNOWN_ALREADY in answer], "the electronic file got one twice"


def answers(app: App) -> list[str]:
    """The texts of all answers of the electronic file."""
    texts = []
    for path in (app.data / "e-akte").glob("*/antwort/verarbeitet/*.zip"):
        with zipfile.ZipFile(path) as package:
            texts += [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
    assert len(texts) >= len(ROUNDS)
    return texts


def test_it_still_stops_cleanly(app):
    assert app.stop() == 0
    assert not os.path.exists(app.data / "postgres" / "postmaster.pid")
