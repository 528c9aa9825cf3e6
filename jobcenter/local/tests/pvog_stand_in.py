"""A stand-in for the PVOG's search service on this machine: it speaks its JSON and refuses what it refuses.

Everything in it is made up. It keeps count of what it was asked.
"""

import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import httpx

from jobcenter.local.importing.port import Absent, Unreachable

BIELEFELD, LAND, FEDERATION = "057110000000", "050000000000", "000000000000"
PLACES = {"33": [{"ars": BIELEFELD, "ags": "05711000", "name": "Bielefeld", "zip": "33602", "zipCodeCount": 24}]}


def service(number, name, ars, **more):
    return {"id": number, "name": name, "ars": [ars], "leikakeys": [], "organisationIds": [], **more}


DETAILS = [
    {"code": "02", "text": "Grundsicherungsgeld Bewilligung"},
    {"code": "03", "text": "Grundsicherungsgeld beantragen"},
    {"code": "05", "text": "Steht noch nicht fest", "placeholder": True},
    {"code": "06", "text": "<p>Sie k&ouml;nnen einen Antrag stellen.</p>", "links": []},
]
SERVICES = {
    (BIELEFELD, "Grundsicherungsgeld"): [
        service("L900.LB.1", "Grundsicherungsgeld beantragen", BIELEFELD, details=DETAILS,
                lastUpdate="2026-10-01T00:00:00Z", sourcePortals=[{"uri": "https://portal.example/1"}],
                onlineServiceLinks=[{"title": "Antrag online", "uri": "https://online.example/1"},
                                    {"title": "Noch einmal", "uri": "https://online.example/1"},
                                    {"title": "Ohne Adresse"}]),
        service("L900.LB.2", "Wohngeld beantragen", BIELEFELD),
    ],
    (BIELEFELD, "Bürgergeld"): [service("B100.LB.9", "Bürgergeld beantragen", FEDERATION)],
    (FEDERATION, "Bürgergeld"): [service("B100.LB.9", "Bürgergeld beantragen", FEDERATION)],
}  # fmt: skip
TITLES = {
    (BIELEFELD, "L900.LB.1"): [
        {"id": "L900.OE.7", "title": "Jobcenter Musterstadt - Standort Nord", "role": {"code": "01"}},
        {"id": "L900.OE.8", "title": "Sozialamt", "role": {"code": "01"}},
        {"id": "L900.OE.9", "title": "Jobcenter Aktenlager", "role": {"code": "09"}},
    ],
    (BIELEFELD, "B100.LB.9"): [
        {"id": "B100.OE.1", "title": "BA Hotline", "role": {"code": "03"}},
        {"id": "B100.OE.2", "title": "Familienkasse neben dem Jobcenter", "role": {"code": "03"}},
    ],
    (FEDERATION, "B100.LB.9"): [{"id": "B100.OE.3", "title": "Jobcenter irgendwo", "role": {"code": "01"}}],
}
UNITS = {
    "L900.OE.7": {
        "title": "Jobcenter Musterstadt - Standort Nord",
        "location": {
            "addresses": [
                {"type": "Postanschrift", "street": "Postfach 1", "zip": "33501", "city": "Musterstadt"},
                {
                    "type": "Hausanschrift", "street": "Musterweg 1", "zip": "33602", "city": "Musterstadt",
                    "geo": {"latitude": 52.02, "longitude": 8.53},
                },
            ],
            "communications": [
                {"code": "01", "value": "post@example.org"},
                {"code": "02", "value": "+49 521 000"},
            ],
        },
        "internetAddresses": [{"uri": "https://jobcenter.example"}],
        "openingHours": "<p>Mo-Mi 08:00-12:00</p><p>Do 08:00-18:00</p>",
        "lastUpdate": "2026-09-01T10:00:00",
    },
}  # fmt: skip
ONLINE = [
    {"id": "L900.OD.1", "name": "Grundsicherungsgeld online", "links": [{"uri": "https://online.example/2"}]},
    {"id": "L900.OD.2", "name": "Hundesteuer online", "url": "https://online.example/3"},
]


class StandIn(ThreadingHTTPServer):
    """Its address is `base`; `failing` is a status that it answers everything with."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.base = f"http://127.0.0.1:{self.server_port}/suchdienst/api"
        self.asked = []
        self.failing = None
        self.places, self.services, self.titles = dict(PLACES), dict(SERVICES), dict(TITLES)
        self.units, self.online = dict(UNITS), list(ONLINE)
        self.gone = set()  # paths whose version has been removed

    def answer(self, path, asked):
        """Status and JSON."""
        if self.failing:
            return self.failing, {"error": "later"}
        if path in self.gone:
            return 404, None
        if path == "/v2/locations":
            return _hit(self.places.get(asked["q"][:2]))
        if found := re.fullmatch(r"/v7/servicedescriptions/(\d{12})", path):
            if int(asked.get("size", "5")) < 5:
                return 400, {"message": "size must be greater than or equal to 5"}
            hits = self.services.get((found[1], asked.get("q")))
            return _hit(hits and {"serviceDescriptions": {"content": hits, "totalElements": len(hits)}})
        if path == "/v2/organisationunits/titles":
            return _hit(self.titles.get((asked.get("ars"), asked.get("lbId"))))
        if path == "/v5/organisationunits/detail":
            return _hit(self.units.get(asked.get("q")))
        if path == "/v1beta2/onlineservices":
            page = int(asked.get("nextPageToken", "0"))
            more = {"nextPageToken": str(page + 1)} if page + 1 < len(self.online) else {}
            return _hit({"onlineservices": self.online[page : page + 1], "totalHits": len(self.online), **more})
        return 404, None


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query))
        self.server.asked.append(self.path)
        status, answer = self.server.answer(parts.path.removeprefix("/suchdienst/api"), asked)
        self.send_response(status)
        self.end_headers()
        if answer is not None:
            self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_):
        pass


def _hit(found):
    return (200, found) if found else (404, None)


@contextmanager
def stand_in():
    """Running on this machine while it is needed."""
    server = StandIn()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def get(address):
    """As the port promises: Absent for 404, Unreachable for whatever else is no answer."""
    answer = httpx.get(address, trust_env=False)
    if answer.status_code == 404:
        raise Absent("404")
    if answer.status_code != 200:
        raise Unreachable(f"antwortet mit {answer.status_code}")
    return answer.content
