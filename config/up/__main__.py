"""Command line of `bin/up`."""

import argparse
import os
import signal
import sys
import time
from pathlib import Path

from config.up import preparation
from config.up.obstacles import Obstacle
from config.up.supervisor import Process, Supervisor, adopt_orphans

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Returns the exit status: 0 after a clean stop, 1 when something stands in the way."""
    options = _options()
    started = time.monotonic()
    for stop in (signal.SIGINT, signal.SIGTERM):  # SIGINT too: what a script starts in the background ignores it
        signal.signal(stop, signal.default_int_handler)
    try:
        preparation.check_port(options.port)
        return _run(options.port, options.data.resolve(), started)
    except Obstacle as obstacle:
        print(f"bin/up: {obstacle}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/up",
        description="Startet Datenbank, Webserver, Arbeiter und eine Demo. Strg-C beendet alles.",
        epilog="DATABASE_URL nennt ein anderes PostgreSQL; sonst läuft das eingebaute im Datenordner.",
    )
    parser.add_argument("--port", type=int, default=8000, help="Port des Webservers (sonst 8000)")
    parser.add_argument("--data", type=Path, default=ROOT / "var", metavar="DIR", help="Datenordner (sonst var/)")
    return parser.parse_args()


def _run(port: int, data: Path, started: float) -> int:
    address = f"http://localhost:{port}"
    os.environ.setdefault("JOBCENTER_MODE", "demo")
    os.environ.setdefault("JOBCENTER_URL", address)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["JOBCENTER_DATA"] = str(data)
    adopt_orphans()
    with preparation.data_folder(data), preparation.database(data) as database:
        preparation.prepare(data)
        supervisor = Supervisor(_processes(port, data), database=database, logs=data / "log")
        with supervisor:
            preparation.wait_until_healthy(f"http://127.0.0.1:{port}/gesundheit/", supervisor)
            print(preparation.welcome(address, data, time.monotonic() - started), flush=True)
            supervisor.watch()
    return 0


def _processes(port: int, data: Path) -> list[Process]:
    python = sys.executable
    demo = os.environ["JOBCENTER_MODE"] == "demo"
    return [
        Process(
            "web",
            [
                python,
                *("-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
                *("--workers", os.environ.get("WEB_WORKERS", "1"), "--blocking-threads", "8"),
                *("--workers-kill-timeout", "5", "--no-ws", "config.wsgi:application"),
            ],
        ),
        Process("worker", [python, "manage.py", "worker"]),
        *([Process("e-akte", [python, "samples/e_akte.py", str(data / "e-akte")])] if demo else []),
    ]


if __name__ == "__main__":
    sys.exit(main())
