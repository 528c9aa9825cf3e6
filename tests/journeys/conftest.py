"""What every browser journey stands on: Debian's chromium, a live server, and a watcher that fails the test.

Fixtures for a journey:

* `page`: a phone (390 px) in German; every console error, page error, blocked or failed request and every
  answer from 500 up fails the test. `watch.expect("…")` lets a message containing these words pass.
* `width`: ask for it to run the journey at 320, 390 and 1280 px; `javascript`: with and without JavaScript;
  `colour_scheme`: light and dark.
* `signed_in(page, person)`: sign in fast, by session cookie.
* `device`: ask for it when the service worker shall install itself (device.py); other journeys run without one.
* `axe(page)`, `fits(page)` (no sideways scrolling), `sound(page)` (both), `rtl(page)`, `zoomed(page)` (200 %),
  `sound_in_every_look(page)` (at three widths, light and dark, enlarged and from right to left, loaded once),
  `tab_to(locator)` (reach something by keyboard alone).
"""

import os
import shutil
from pathlib import Path

import pytest
from django.core.cache import cache

from tests.journeys import looking
from tests.journeys.device import Device
from tests.journeys.watching import Watch

# Playwright's event loop lives in the test's thread, and Django would refuse to talk to the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-first-run",
    "--no-pings",
)
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
HEIGHTS = {320: 640, 390: 844, 1280: 900}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not chromium:
        pytest.exit("Kein Browser gefunden. Bitte einmal ausführen: apt install chromium", returncode=2)
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium, "args": [*QUIET, *root]}


@pytest.fixture(autouse=True)
def _limits_begin_anew(live_server):
    """What earlier journeys tried does not count: the counters are in no model's table, so nothing else resets them."""
    cache.clear()


@pytest.fixture(scope="session")
def base_url(live_server):
    return live_server.url


@pytest.fixture(params=[320, 390, 1280], ids=lambda width: f"{width}px")
def width(request):
    return request.param


@pytest.fixture(params=[True, False], ids=["js", "nojs"])
def javascript(request):
    return request.param


@pytest.fixture(params=["light", "dark"])
def colour_scheme(request):
    return request.param


@pytest.fixture
def browser_context_args(request, base_url):
    def asked(name, otherwise):
        return request.getfixturevalue(name) if name in request.fixturenames else otherwise

    width = asked("width", 390)
    return {
        "base_url": base_url,
        "color_scheme": asked("colour_scheme", "light"),
        "has_touch": width < 1000,
        "java_script_enabled": asked("javascript", True),
        "locale": "de-DE",
        "reduced_motion": "reduce",
        "service_workers": "allow" if "device" in request.fixturenames else "block",
        "timezone_id": "Europe/Berlin",
        "viewport": {"width": width, "height": HEIGHTS[width]},
    }


@pytest.fixture
def watch():
    watch = Watch()
    watch.expect("Service Worker registration blocked by Playwright")
    return watch


@pytest.fixture
def page(live_server, context, watch):
    context.set_default_timeout(10_000)
    context.on("page", watch.follow)
    page = context.new_page()
    yield page
    watch.check()


@pytest.fixture
def device(page, directory, watch):
    """A phone on which the app has installed itself."""
    return Device(page, watch)


@pytest.fixture
def signed_in(client_of, live_server):
    """Sign `person` in on `page` without going through the form."""

    def sign_in(page, person):
        session = client_of(person).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return page

    return sign_in


@pytest.fixture
def axe():
    return looking.axe


@pytest.fixture
def fits():
    return looking.fits


@pytest.fixture
def sound():
    return looking.sound


@pytest.fixture
def sound_in_every_look():
    return looking.sound_in_every_look


@pytest.fixture
def rtl():
    return looking.rtl


@pytest.fixture
def zoomed():
    return looking.zoomed


@pytest.fixture
def tab_to():
    return looking.tab_to
