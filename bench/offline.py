"""How fast a postcode is answered without network on a slow phone, and what carrying the answers costs.

`python -m bench.offline` prints JSON: milliseconds from the fifth digit until the answer is painted, in a real browser
whose processor is slowed down sixfold, with the server stopped. `first`: typed by hand into a page that reads its
directory when the field is entered; `next`: once more on the same page; `pasted`: five digits at once into a page that
has read nothing yet. Other work on the machine makes everything slower: `load` says how much there was.
"""

import argparse
import json
import os
import signal
import statistics
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench.browser import launched
from bench.server import App, running_app

POSTCODES = ("33602", "10119", "06543", "01067", "99998", "80331")
INSTALLED = """async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
    const keys = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return keys.flat().map((request) => request.url);
}"""
# Sets `painted`: when the next change of the answer was on the screen.
WATCH = """() => {
    window.painted = new Promise((resolve) => {
        new MutationObserver((_, observer) => {
            observer.disconnect();
            requestAnimationFrame(() => {
                const { port1, port2 } = new MessageChannel();
                port1.onmessage = () => resolve(performance.now());
                port2.postMessage(null);
            });
        }).observe(document.querySelector("[data-answer]"), { childList: true });
    });
    window.pressed = new Promise((resolve) => addEventListener("keydown", (event) => resolve(event.timeStamp)));
}"""
PASTE = """async (postcode) => {
    const field = document.querySelector("#q");
    const start = performance.now();
    field.value = postcode;
    field.dispatchEvent(new Event("input"));
    return (await painted) - start;
}"""


def opened(context: BrowserContext, slower: int) -> Page:
    page = context.new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto("/")
    return page


def first_and_next(context: BrowserContext, slower: int) -> tuple[list[float], list[float]]:
    first, following = [], []
    for postcode in POSTCODES:
        page = opened(context, slower)
        first.append(typed(page, postcode))
        following += [typed(page, other) for other in POSTCODES if other != postcode]
        page.close()
    return first, following


def typed(page: Page, postcode: str) -> float:
    field = page.locator("#q")
    field.fill("")
    field.press_sequentially(postcode[:4], delay=120)
    page.wait_for_timeout(120)
    page.evaluate(WATCH)
    field.press(postcode[4])
    return float(page.evaluate("async () => (await painted) - (await pressed)"))


def pasted(context: BrowserContext, slower: int) -> list[float]:
    times = []
    for postcode in POSTCODES:
        page = opened(context, slower)
        page.evaluate(WATCH)
        times.append(page.evaluate(PASTE, postcode))
        page.close()
    return times


def figures(times: list[float]) -> dict[str, float]:
    best, worst = min(times), max(times)
    return {"best_ms": round(best, 1), "median_ms": round(statistics.median(times), 1), "worst_ms": round(worst, 1)}


def weight(app: App, urls: list[str]) -> dict[str, int]:
    """Bytes of bodies over the wire."""
    with httpx.Client(base_url=app.url, headers={"Accept-Encoding": "br, gzip"}) as http:
        answers = {urlsplit(url).path: http.get(urlsplit(url).path) for url in urls}
    directory = answers["/mein-jobcenter/verzeichnis.json"]
    return {
        "directory": len(directory.content),
        "directory_packed": directory.num_bytes_downloaded,
        "everything_packed": sum(answer.num_bytes_downloaded for answer in answers.values()),
        "files": len(answers),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8120)
    parser.add_argument("--slower", type=int, default=6, help="how much slower than this processor")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with running_app(port=options.port) as app, sync_playwright() as playwright:
        browser = launched(playwright)
        context = browser.new_context(
            base_url=f"http://localhost:{options.port}", viewport={"width": 390, "height": 844}, locale="de-DE"
        )
        page = context.new_page()
        page.goto("/")
        kept = weight(app, page.evaluate(INSTALLED))
        os.kill(app.pids["web"], signal.SIGTERM)
        context.set_offline(True)
        page.close()
        context.add_init_script("window.requestIdleCallback = () => 0")  # nothing is read ahead
        runs = [
            (*first_and_next(context, options.slower), pasted(context, options.slower)) for _ in range(options.rounds)
        ]
        times = {
            name: figures([time for run in runs for time in run[place]])
            for place, name in enumerate(("first", "next", "pasted"))
        }
        browser.close()
    load = round(os.getloadavg()[0], 1)
    print(json.dumps({"bench": "offline", "slower": options.slower, "load": load, **times, "bytes": kept}, indent=2))


if __name__ == "__main__":
    main()
