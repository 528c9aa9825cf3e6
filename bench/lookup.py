"""How many lookups a second one server process answers, against an empty view of the same server.

`python -m bench.lookup` prints JSON. Requests/s and CPU are those of the web process; the client has its own.
"""

import argparse
import csv
import json
import random
import statistics

from bench.load import loaded
from bench.server import ROOT, App, running_app

DATA = ROOT / "jobcenter" / "directory" / "data"


def targets() -> dict[str, list[str]]:
    """The addresses of each kind, in a fixed random order."""
    with (DATA / "postcodes.csv").open() as file:
        postcodes = [row["postcode"] for row in csv.DictReader(file) if not row["use"]]
    with (DATA / "jobcenters.csv").open() as file:
        numbers = [row["provider_number"] for row in csv.DictReader(file)]
    dice = random.Random(404)  # noqa: S311
    dice.shuffle(postcodes)
    dice.shuffle(numbers)
    return {
        "empty_view": ["/leer/"],
        "page": [f"/mein-jobcenter/{number}/" for number in numbers],
        "search": [f"/mein-jobcenter/?q={postcode}" for postcode in postcodes],
        "api": [f"/api/v1/jobcenters?postcode={postcode}" for postcode in postcodes],
    }


def measured(app: App, port: int, paths: list[str], seconds: float) -> dict[str, float]:
    cpu = app.cpu_seconds("web")
    result = loaded(port, paths, seconds=seconds)
    wrong = {status: count for status, count in result.statuses.items() if status not in ("200", "302")}
    if wrong:
        raise SystemExit(f"unexpected answers: {wrong}")
    spent = app.cpu_seconds("web") - cpu
    return {
        "requests_per_second": result.rate,
        "cpu_seconds": spent,
        "wall_seconds": result.seconds,
        "cpu_ms_per_request": 1000 * spent / result.requests,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8119)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    kinds = targets()
    rounds: dict[str, list[dict[str, float]]] = {kind: [] for kind in kinds}
    environment = {"JOBCENTER_BENCH": "1"}
    with running_app(port=options.port, settings="bench.settings", environment=environment) as app:
        for paths in kinds.values():
            loaded(options.port, paths, seconds=options.seconds)  # warm
        for _ in range(options.rounds):
            for kind, paths in kinds.items():
                rounds[kind].append(measured(app, options.port, paths, options.seconds))
    figures = {
        kind: {name: round(statistics.median(one[name] for one in runs), 3) for name in runs[0]}
        for kind, runs in rounds.items()
    }
    empty = figures["empty_view"]
    share = {
        kind: {
            "by_requests_per_second": round(one["requests_per_second"] / empty["requests_per_second"], 2),
            "by_cpu": round(empty["cpu_ms_per_request"] / one["cpu_ms_per_request"], 2),
        }
        for kind, one in figures.items()
    }
    print(json.dumps({"bench": "lookup", "figures": figures, "share_of_empty_view": share}, indent=2))


if __name__ == "__main__":
    main()
