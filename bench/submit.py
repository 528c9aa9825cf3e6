"""What a whole application costs, from opening the form until the parcel has arrived.

`renewal`: nothing has changed, with three photos of 3 MB. `first`: the largest first application, a household in which
everything is asked that can be asked, without documents. Prints JSON: CPU seconds of web server and worker, queries of
both, requests, wall time; the median of several rounds. The worker's own polling is measured beside it and taken off.
"""

import argparse
import json
import re
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import django
import httpx

from bench.server import App, running_app
from jobcenter.questions.models import Form, catalogue
from tests.citizen import Citizen
from tests.photos import photographed_page

PROCESSES = ("web", "worker", "database")


@dataclass
class Cost:
    """Of one renewal, from opening the form to the parcel in the drop folder."""

    requests: int = 0
    web_queries: int = 0
    worker_queries: int = 0
    web_cpu_seconds: float = 0.0
    worker_cpu_seconds: float = 0.0
    database_cpu_seconds: float = 0.0
    seconds_to_receipt: float = 0.0
    seconds_to_drop_folder: float = 0.0


class Meter:
    """Adds up what the answers and the processes say."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.cost = Cost()

    def note(self, answer: httpx.Response) -> None:
        self.cost.requests += 1
        self.cost.web_queries += int(re.findall(r"queries;dur=(\d+)", answer.headers.get("Server-Timing", ""))[0])

    def worker_queries(self) -> int:
        counted = self.app.data / "worker-queries"
        return counted.stat().st_size if counted.exists() else 0

    @contextmanager
    def running(self) -> Iterator[Cost]:
        """Measure what happens inside."""
        self.cost = Cost()
        before = {name: self.app.cpu_seconds(name) for name in PROCESSES}
        queries = self.worker_queries()
        yield self.cost
        for name in PROCESSES:
            setattr(self.cost, f"{name}_cpu_seconds", self.app.cpu_seconds(name) - before[name])
        self.cost.worker_queries = self.worker_queries() - queries


def sent(anna: Citizen, app: App, fill_in: Callable[[], str], cost: Cost) -> None:
    folder = app.data / "e-akte" / "31704"
    waiting = set(folder.glob("*.zip"))
    started = time.monotonic()
    anna.send(fill_in())
    cost.seconds_to_receipt = time.monotonic() - started
    while set(folder.glob("*.zip")) == waiting:
        if time.monotonic() - started > 30:
            raise SystemExit("the parcel does not arrive")
        time.sleep(0.02)
    cost.seconds_to_drop_folder = time.monotonic() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8117)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    photos = [(f"foto-{n}.jpg", photographed_page(number=n), "image/jpeg") for n in (1, 2, 3)]
    environment = {"JOBCENTER_BENCH": "1", "JOBCENTER_BENCH_QUERIES": "1"}
    with running_app(port=options.port, worker=True, settings="bench.settings", environment=environment) as app:
        meter = Meter(app)
        anna = Citizen(f"http://localhost:{options.port}", watch=meter.note)
        with meter.running() as idle:
            time.sleep(10)
        form, answers = largest()
        ways: dict[str, Callable[[], str]] = {
            "renewal": lambda: anna.renew(photos),
            "first": lambda: anna.fill_in(form, answers),
        }
        figures = {name: measured(anna, meter, fill_in, idle, options.rounds) for name, fill_in in ways.items()}
    print(
        json.dumps(
            {
                "bench": "submit",
                "photo_mb": round(sum(len(photo[1]) for photo in photos) / 3e6, 1),
                "pages_of_the_first": len(form.visible_pages(answers)),
                "figures": figures,
                "idle_10_s": asdict(idle),
            },
            indent=2,
        )
    )


def largest() -> tuple[Form, dict[str, Any]]:
    """The first application, and a household in which everything is asked."""
    django.setup()
    from jobcenter.questions.tests import households

    return catalogue().latest("hauptantrag"), households.answers(households.EVERYTHING)


def measured(anna: Citizen, meter: Meter, fill_in: Callable[[], str], idle: Cost, rounds: int) -> dict[str, float]:
    """The medians of some rounds, after one that does not count."""
    app = meter.app
    sent(anna, app, fill_in, meter.cost)
    costs = []
    for _ in range(rounds):
        with meter.running() as cost:
            sent(anna, app, fill_in, cost)
        share = cost.seconds_to_drop_folder / 10
        cost.worker_cpu_seconds -= idle.worker_cpu_seconds * share
        cost.worker_queries -= round(idle.worker_queries * share)
        costs.append(asdict(cost))
    figures = {name: round(statistics.median(cost[name] for cost in costs), 3) for name in costs[0]}
    figures["cpu_seconds"] = round(figures["web_cpu_seconds"] + figures["worker_cpu_seconds"], 3)
    figures["queries"] = figures["web_queries"] + figures["worker_queries"]
    return figures


if __name__ == "__main__":
    main()
