"""What "Antrag sichern" costs: the page, sending it, and checking the proof of work that comes along.

`python -m bench.formless` prints JSON: CPU milliseconds of web server and database, queries, bytes; microseconds of a
check.
"""

import argparse
import itertools
import json
import re
import timeit
from hashlib import sha256
from uuid import UUID

import httpx

from bench.server import App, running_app

# As many as one network may send at once.
ROUNDS = 18
TYPED = {
    "applicant-given_name": "Mia",
    "applicant-family_name": "Muster",
    "applicant-birth_date-day": "24",
    "applicant-birth_date-month": "12",
    "applicant-birth_date-year": "1985",
    "address-street": "Musterweg",
    "address-house_number": "12",
    "address-postcode": "33602",
    "address-place": "Bielefeld",
    "phone": "0521 123456",
}


def worked_out(ticket: str, puzzles: int, bits: int) -> str:
    """What the browser calculates, in Python."""

    def first(puzzle: int) -> str:
        return next(
            format(number, "x")
            for number in itertools.count()
            if int.from_bytes(sha256(f"{ticket}.{puzzle}.{number:x}".encode()).digest()[:4]) < 1 << (32 - bits)
        )

    return ".".join(first(puzzle) for puzzle in range(puzzles))


def opened(http: httpx.Client) -> dict[str, str]:
    """One page, filled in."""
    page = http.get("/antrag-sichern/").text
    facts = dict(re.findall(r'data-(challenge|puzzles|bits)="([^"]+)"', page))
    ticket = re.findall(r'name="ticket" value="([^"]+)"', page)[0]
    proof = worked_out(facts["challenge"], int(facts["puzzles"]), int(facts["bits"]))
    return {**TYPED, "ticket": ticket, "proof": proof}


def measured(app: App, http: httpx.Client, method: str, sent: list[dict[str, str] | None]) -> dict[str, float]:
    """The mean cost of one request."""
    web, database = app.cpu_seconds("web"), app.cpu_seconds("database")
    for data in sent:
        answer = http.request(method, "/antrag-sichern/", data=data)
        assert answer.status_code in (200, 302), f"{answer.status_code}: {answer.text[:2000]}"
    return {
        "cpu_ms": round(1000 * (app.cpu_seconds("web") - web) / len(sent), 2),
        "database_cpu_ms": round(1000 * (app.cpu_seconds("database") - database) / len(sent), 2),
        "queries": int(re.findall(r"queries;dur=(\d+)", answer.headers.get("Server-Timing", "0"))[0]),
        "bytes": answer.num_bytes_downloaded,
    }


def check_microseconds(ticket: str, proof: str) -> float:
    from jobcenter.submissions.formless.proof import solves

    assert solves(UUID(ticket), proof)
    return round(1e6 * timeit.timeit(lambda: solves(UUID(ticket), proof), number=2000) / 2000, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8119)
    parser.add_argument("--rounds", type=int, default=200, help="of the page; sending is measured 18 times")
    options = parser.parse_args()
    environment = {"JOBCENTER_BENCH": "1", "JOBCENTER_BENCH_QUERIES": "1"}
    with (
        running_app(port=options.port, settings="bench.settings", environment=environment) as app,
        httpx.Client(base_url=app.url) as http,
    ):
        measured(app, http, "GET", [None] * 20)  # warm
        first, *pages = [opened(http) for _ in range(1 + ROUNDS)]
        figures = {"page": measured(app, http, "GET", [None] * options.rounds)}
        measured(app, http, "POST", [first])  # warm
        figures["send"] = measured(app, http, "POST", list(pages))
        figures["send_again"] = measured(app, http, "POST", list(pages))
    ticket = first["ticket"].partition(".")[0]
    micro = check_microseconds(ticket, first["proof"])
    print(json.dumps({"bench": "formless", "figures": figures, "proof_check_us": micro}, indent=2))


if __name__ == "__main__":
    main()
