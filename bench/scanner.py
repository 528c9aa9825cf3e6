"""How exactly and how fast the scanner finds papers, and what its scripts weigh.

`python -m bench.scanner` prints JSON. A hundred photos with known corners (tests/papers.py) go through the
page's own worker in a real browser; a sheet counts as found when its corners are off by less than 1.5 % of the
diagonal on average. `frame_ms`: one frame of the live picture (640 pixels), in the worker and, because slowing a page
down does not reach its workers, on the page's main thread slowed down fourfold; a patient look is what follows when
quick ones find nothing. `worker_while_saving`: with every frame a page goes into the outbox, too, in life once in a few
seconds. Other work on the machine makes everything slower: `load` says how much there was. The library scanic has a
look at the same photos, for comparison (docs/adr/24-scanning-on-the-device.md).
"""

import argparse
import gzip
import http.server
import io
import json
import math
import os
import statistics
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.browser import launched
from tests.papers import photographed_paper

STATIC = Path(__file__).resolve().parent.parent / "jobcenter/documents/static"
SCRIPTS = STATIC / "documents/scanner"
LIBRARY = STATIC.parents[2] / "node_modules/scanic/dist/scanic.js"
ELSEWHERE = {  # what stands outside the room's own folder
    "/scanic.js": LIBRARY,
    "/documents/vendor/idb.js": STATIC.parents[2] / "node_modules/idb/build/index.js",
    "/web/desk.js": STATIC.parents[1] / "web/static/web/desk.js",
}
EXACT = 0.015
PAGE = '<!doctype html><link rel="icon" href="data:,">'
FIND = """async (number) => {
    const { Darkroom } = await import("/documents/scanner/darkroom.js");
    const { pixelsOf } = await import("/documents/scanner/pixels.js");
    window.darkroom ??= new Darkroom();
    const photo = await createImageBitmap(await (await fetch(`/photo/${number}`)).blob());
    return window.darkroom.find(pixelsOf(photo));
}"""
SCANIC = """async (number) => {
    const { Scanner } = await import("/scanic.js");
    window.scanic ??= new Scanner();
    const image = new Image();
    image.src = `/photo/${number}`;
    await image.decode();
    const { success, corners } = await window.scanic.scan(image, { mode: "detect" });
    return success ? { corners: [corners.topLeft, corners.topRight, corners.bottomRight, corners.bottomLeft] } : null;
}"""
# The same work as for a frame of the live picture: read its pixels, look at it, judge it.
TIMES = """async ({ numbers, inWorker, patient, saving }) => {
    const { Darkroom } = await import("/documents/scanner/darkroom.js");
    window.darkroom ??= new Darkroom();
    const { find } = await import("/documents/scanner/edges.js");
    const { pixelsOf } = await import("/documents/scanner/pixels.js");
    const { flaws } = await import("/documents/scanner/quality.js");
    const { keeping } = await import("/documents/outbox/keeping.js");
    const page = new File([crypto.getRandomValues(new Uint8Array(65_536)), new Uint8Array(434_464)], "scan-1.jpg");
    const times = [];
    const saved = [];
    for (const number of numbers) {
        const photo = await createImageBitmap(await (await fetch(`/photo/${number}`)).blob());
        const scale = 640 / Math.max(photo.width, photo.height);
        const size = { resizeWidth: Math.round(photo.width * scale), resizeHeight: Math.round(photo.height * scale) };
        const frame = await createImageBitmap(photo, { ...size, resizeQuality: "low" });
        if (saving) saved.push(keeping.put(page, ""));
        const start = performance.now();
        const pixels = pixelsOf(frame);
        if (inWorker) await window.darkroom.look(pixels, patient);
        else flaws(pixels, find(pixels, patient)?.corners ?? null);
        times.push(performance.now() - start);
    }
    const entries = await Promise.all(saved);
    if (!entries.every(({ lasting }) => lasting)) throw new Error("Nothing was saved.");
    await keeping.drop(entries, "removed");
    return times;
}"""


def photo(number: int) -> tuple[bytes, list[tuple[float, float]], str]:
    """JPEG, corners, ground."""
    paper = photographed_paper(number)
    target = io.BytesIO()
    paper.image.save(target, "JPEG", quality=90)
    return target.getvalue(), paper.corners, paper.ground


@contextmanager
def served(photos: dict[int, bytes]) -> Iterator[str]:
    """The address of a web server for the scanner's scripts and the photos."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(STATIC))

        def do_GET(self) -> None:
            if self.path.startswith("/photo/"):
                self._answer("image/jpeg", photos[int(self.path.rpartition("/")[2])])
            elif self.path == "/":
                self._answer("text/html", PAGE.encode())
            elif self.path in ELSEWHERE:
                self._answer("text/javascript", ELSEWHERE[self.path].read_bytes())
            else:
                super().do_GET()

        def _answer(self, kind: str, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def error(found: dict[str, Any] | None, corners: list[tuple[float, float]], diagonal: float) -> float:
    """Mean distance of the corners as a share of the diagonal, whichever comes first; infinite for no find."""
    if not found:
        return math.inf
    return (
        min(
            statistics.mean(
                math.dist((corner["x"], corner["y"]), corners[(place + shift) % 4])
                for place, corner in enumerate(found["corners"])
            )
            for shift in range(4)
        )
        / diagonal
    )


def spread(values: list[float], digits: int) -> dict[str, float]:
    cuts = statistics.quantiles(values, n=100)
    return {
        "mean": round(statistics.mean(values), digits),
        "median": round(cuts[49], digits),
        "p90": round(cuts[89], digits),
        "p95": round(cuts[94], digits),
    }


def weight() -> dict[str, int]:
    """Bytes of everything the page and its worker load."""
    files = [path.read_bytes() for path in sorted(SCRIPTS.glob("*.js"))]
    return {
        "files": len(files),
        "raw": sum(map(len, files)),
        "gzip": sum(len(gzip.compress(file, 9)) for file in files),
    }


def times(page: Page, numbers: list[int], *, slower: int, in_worker: bool, **more: bool) -> dict[str, float]:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    given = {"numbers": numbers, "inWorker": in_worker, "patient": False, "saving": False, **more}
    page.evaluate(TIMES, {**given, "numbers": numbers[:5]})  # warm
    measured = page.evaluate(TIMES, given)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return spread(measured, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0, help="number of the first photo")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--slower", type=int, default=4)
    options = parser.parse_args()
    numbers = list(range(options.first, options.first + options.count))
    with ProcessPoolExecutor() as pool:
        made = dict(zip(numbers, pool.map(photo, numbers), strict=True))
    with served({number: data for number, (data, _, _) in made.items()}) as url, sync_playwright() as playwright:
        browser = launched(playwright)
        page = browser.new_page()
        page.goto(url)
        errors, errors_of_scanic = (
            {number: error(page.evaluate(way, number), made[number][1], math.hypot(1200, 1600)) for number in numbers}
            for way in (FIND, SCANIC)
        )
        frames = {
            "worker": times(page, numbers, slower=1, in_worker=True),
            "worker_while_saving": times(page, numbers, slower=1, in_worker=True, saving=True),
            f"main_thread_{options.slower}x_slower": times(page, numbers, slower=options.slower, in_worker=False),
            f"patient_look_{options.slower}x_slower": times(
                page, numbers, slower=options.slower, in_worker=False, patient=True
            ),
        }
        browser.close()
    missed = {number: made[number][2] for number, one in errors.items() if one >= EXACT}
    result = {
        "bench": "scanner",
        "photos": len(numbers),
        "found": len(numbers) - len(missed),
        "missed": missed,
        "found_by_scanic": sum(one < EXACT for one in errors_of_scanic.values()),
        "error_percent_of_diagonal": spread([100 * min(one, 1.0) for one in errors.values()], 3),
        "frame_ms": frames,
        "script_bytes": weight(),
        "load": round(os.getloadavg()[0], 1),
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
