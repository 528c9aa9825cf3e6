"""Pictures of the main pages, on the phone and on the desktop, light and dark: `python -m bench.screens DIR [URL]`.

URL is a running demo (default http://localhost:8000). The pages of Mein Bereich are taken as the demo person Anna.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.browser import launched

PAGES = {
    "start": "/",
    "mein-jobcenter": "/mein-jobcenter/",
    "ohne-internet": "/ohne-internet/",
    "keine-verbindung": "/keine-verbindung/",
    "impressum": "/impressum/",
    "nicht-gefunden": "/gibt-es-nicht/",
}
OWN_PAGES = {"mein-bereich": "/mein-bereich/", "antrag": "/antrag/", "konto": "/konto/"}
SIZES = {390: 844, 1280: 900}


def take(page: Page, pages: dict[str, str], target: Callable[[str], Path], *, whole: bool) -> None:
    """One picture of each of `pages`: what the window shows, or the `whole` page."""
    for name, path in pages.items():
        page.goto(path)
        page.screenshot(path=target(name), full_page=whole)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("url", nargs="?", default="http://localhost:8000")
    parser.add_argument("--public", action="store_true", help="only the pages without sign-in")
    parser.add_argument("--whole", action="store_true", help="whole pages, however long")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        for width, height in SIZES.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    base_url=wanted.url,
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,
                    locale="de-DE",
                    reduced_motion="reduce",
                )
                page = context.new_page()

                def target(name: str, suffix: str = f"{width}-{scheme}") -> Path:
                    return Path(wanted.folder / f"{name}-{suffix}.png")

                take(page, PAGES, target, whole=wanted.whole)
                if not wanted.public:
                    page.goto("/konto/demo/")
                    page.get_by_role("button", name="Anna").first.click()
                    take(page, OWN_PAGES, target, whole=wanted.whole)
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
