"""What each main page costs: CPU milliseconds of web and database, queries, bytes; and what a first visit weighs.

`python -m bench.pages` prints JSON. The personal pages are those of the demo's Anna after one renewal.
"""

import argparse
import json
import re
from urllib.parse import urljoin

import httpx

from bench.server import App, running_app
from tests.citizen import Citizen

PUBLIC = {
    "start": "/",
    "find": "/mein-jobcenter/?q=33602",
    "jobcenter": "/mein-jobcenter/31704/",
    "made_up_jobcenter": "/mein-jobcenter/00000/",
    "events": "/mein-jobcenter/00000/veranstaltungen/",
    "help": "/mein-jobcenter/00000/hilfe/",
    "search": "/mein-jobcenter/00000/suche/?q=Schulden",
    "emergency": "/hilfe-sofort/",
    "without_internet": "/ohne-internet/",
    "sign_in": "/konto/anmelden/",
    "verify": "/echtheit/",
    "formless": "/antrag-sichern/",
    "scan": "/scannen/",
}
OWN = {
    "account": "/konto/",
    "devices": "/konto/geraete/",
    "forms": "/antrag/",
    "home": "/mein-bereich/",
    "papers": "/mein-bereich/unterlagen/",
}
ASSET = re.compile(
    r"""(?:<link[^>]+(?:stylesheet|icon|manifest|preload)[^>]*?href|<script[^>]+src|<img[^>]+src)="([^"]+)"""
)
FONT = re.compile(r"""url\(["']?([^"')]+\.woff2)""")


def belongings(citizen: Citizen) -> dict[str, str]:
    """Anna's own pages: a draft, the page before sending, a receipt and the matter that became of it."""
    draft = citizen.renew()
    check = f"{draft}pruefen/"
    first = re.search(rf'href="({draft}[a-z0-9_-]+/)"', citizen.at.text)
    citizen.renew()
    receipt = f"/eingang/{citizen.send(re.match(r'/antrag/[0-9a-f-]+/', citizen.at.url.path)[0])}/"  # type: ignore[index]
    home = citizen.go("/mein-bereich/").text
    case = re.search(r'href="(/mein-bereich/vorgang/[^"]+)"', home)
    pages = {"check": check, "receipt": receipt}
    return pages | {name: found[1] for name, found in (("question", first), ("case", case)) if found}


def cost(app: App, http: httpx.Client, path: str, rounds: int) -> dict[str, float]:
    """The mean cost of one request for `path`."""
    for _ in range(10):
        answer = http.get(path)
        assert answer.status_code < 400, f"{answer.status_code} at {path}"
    web, database = app.cpu_seconds("web"), app.cpu_seconds("database")
    for _ in range(rounds):
        answer = http.get(path)
    return {
        "status": answer.status_code,
        "cpu_ms": round(1000 * (app.cpu_seconds("web") - web) / rounds, 2),
        "database_cpu_ms": round(1000 * (app.cpu_seconds("database") - database) / rounds, 2),
        "queries": int(re.findall(r"queries;dur=(\d+)", answer.headers.get("Server-Timing", "0"))[0]),
        "bytes": answer.num_bytes_downloaded,
    }


def first_visit(url: str) -> dict[str, int]:
    """Bytes of bodies over the wire until the start page stands, with and without fonts."""
    with httpx.Client(base_url=url, headers={"Accept-Encoding": "br, gzip"}) as http:
        page = http.get("/")
        weight = {"page": page.num_bytes_downloaded, "assets": 0, "fonts": 0}
        assets = {urljoin(str(page.url), path) for path in ASSET.findall(page.text)}
        # Browsers take the font of each weight for the script they need: Latin here.
        fonts = {asset for asset in assets if asset.endswith(".woff2")}
        for asset in sorted(assets - fonts):
            answer = http.get(asset)
            answer.raise_for_status()
            weight["assets"] += answer.num_bytes_downloaded
            fonts |= {urljoin(asset, font) for font in FONT.findall(answer.text) if "latin-ext" not in font}
        weight["fonts"] = sum(http.get(font).num_bytes_downloaded for font in fonts)
    whole = sum(weight.values())
    return {**weight, "without_fonts": whole - weight["fonts"], "with_fonts": whole}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8118)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    environment = {"JOBCENTER_BENCH": "1", "JOBCENTER_BENCH_QUERIES": "1"}
    with running_app(port=options.port, settings="bench.settings", environment=environment) as app:
        anna = Citizen(f"http://localhost:{options.port}")
        with httpx.Client(base_url=app.url) as stranger:
            figures = {name: cost(app, stranger, path, options.rounds) for name, path in PUBLIC.items()}
        for name, path in (OWN | belongings(anna)).items():
            figures[name] = cost(app, anna.http, path, options.rounds)
        print(json.dumps({"bench": "pages", "figures": figures, "first_visit": first_visit(app.url)}, indent=2))


if __name__ == "__main__":
    main()
