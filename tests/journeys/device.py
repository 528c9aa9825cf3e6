"""A phone with the app on it: its service worker, what it keeps, and the network that comes and goes."""

from urllib.parse import urlsplit

# Whether it is there within a while: an installation that fails is never ready, and is tried again with the next page.
INSTALLED = """async () => {
    const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    await Promise.race([navigator.serviceWorker.ready, pause(20_000)]);
    for (let tries = 0; tries < 250 && !navigator.serviceWorker.controller; tries++) await pause(20);
    return Boolean(navigator.serviceWorker.controller);
}"""
KEPT = """async () => {
    const kept = [];
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            const type = (await cache.match(request)).headers.get("Content-Type");
            kept.push([name, request.url, type.startsWith("font") ? "" : await (await cache.match(request)).text()]);
        }
    }
    return kept;
}"""


class Device:
    """`page` is the browser window on it."""

    def __init__(self, page, watch):
        self.page, self.watch = page, watch
        for _ in range(3):
            page.goto("/")
            if page.evaluate(INSTALLED):
                return
        raise AssertionError("Der Service Worker ist nicht da.")

    def kept(self):
        """Path → text of everything in the worker's store, oldest first."""
        return {urlsplit(url).path: text for _, url, text in self.page.evaluate(KEPT)}

    def pages(self):
        """The kept pages that are not on every device."""
        return [urlsplit(url).path for name, url, _ in self._visited() if "/static/" not in url]

    def _visited(self):
        return [one for one in self.page.evaluate(KEPT) if one[0].startswith("visited-")]

    def caches(self):
        return set(self.page.evaluate("caches.keys()"))

    def wait_for(self, path):
        """Return when the page at `path` is kept."""
        self.wait_until(lambda: self.page.evaluate("path => caches.match(path).then(Boolean)", path))

    def open_and_keep(self, path):
        """Look at the page at `path` until it is kept, with everything it names in `data-keep`."""
        self.page.goto(path)
        named = self.page.locator("[data-keep]").evaluate_all("all => all.map(one => one.dataset.keep).join(' ')")
        for one in [path, *named.split()]:
            self.wait_for(one)

    def wait_until(self, true):
        """Return when `true()`, which asks this device, is."""
        for _ in range(200):
            if true():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("Das ist nicht eingetreten.")

    def ask_to_keep(self, *paths):
        """As a page does that names them in `data-keep`."""
        self.page.evaluate("keep => navigator.serviceWorker.controller.postMessage({keep})", list(paths))

    def age(self, path, hours):
        """Make the copy of `path` older."""
        self.page.evaluate(
            """async ([path, hours]) => {
                for (const name of await caches.keys()) {
                    const cache = await caches.open(name);
                    const copy = await cache.match(path);
                    if (!copy) continue;
                    const headers = new Headers(copy.headers);
                    headers.set("X-Kept-At", new Date(Date.now() - hours * 3_600_000).toISOString());
                    await cache.put(path, new Response(await copy.text(), {headers}));
                }
            }""",
            [path, hours],
        )

    def go_offline(self):
        """Into the lift. What the browser has in its own cache for some minutes is gone, too."""
        self.watch.expect("ERR_INTERNET_DISCONNECTED", "Antwort 503")
        browser = self.page.context.new_cdp_session(self.page)
        browser.send("Network.clearBrowserCache")
        browser.detach()
        self.page.context.set_offline(True)

    def go_online(self):
        self.page.context.set_offline(False)
