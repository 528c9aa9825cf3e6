"""The browser that the benchmarks and the pictures use: Debian's, under whichever name it is installed."""

import os
import shutil

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def launched(playwright: Playwright, *args: str) -> Browser:
    """A headless browser, started with `args`."""
    root = ["--no-sandbox"] if os.geteuid() == 0 else []  # it will not run as root otherwise
    return playwright.chromium.launch(
        executable_path=next(filter(None, map(shutil.which, NAMES)), None), args=[*args, *root]
    )
