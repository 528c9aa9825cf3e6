"""Remakes the icons of the app, the pictures of it in its manifest, and the one in README.md.

`python -m bench.pictures [URL]`: URL is a running demo (default http://localhost:8000). Writes into
jobcenter/web/static/web, sizes and names are those of jobcenter/web/manifest.py, and docs/bilder/ueberblick.png.
"""

import argparse
import io
import re
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from bench.browser import launched
from bench.server import ROOT

OVERVIEW = ROOT / "docs" / "bilder" / "ueberblick.png"
TARGET = ROOT / "jobcenter" / "web" / "static" / "web"
GROUND = "#3f2d9f"
SIGN = (TARGET / "icon.svg").read_text().partition("/>")[2].removesuffix("</svg>\n").removesuffix("</svg>")
PLACES = re.findall(
    r'icon == "(\w+)" %}\s*<path d="([^"]+)"', (TARGET.parents[1] / "templates/web/places.html").read_text()
)
# Of what is no place of the app but has a shortcut: a page between the corners of a viewfinder.
SCAN = (
    "M4 8V5.5A1.5 1.5 0 0 1 5.5 4H8M16 4h2.5A1.5 1.5 0 0 1 20 5.5V8M20 16v2.5a1.5 1.5 0 0 1-1.5 1.5H16"
    "M8 20H5.5A1.5 1.5 0 0 1 4 18.5V16M8 9h8M8 12h8M8 15h5"
)
PICTURES = {
    "start-narrow": ("/", 390, 844, 2),
    "forms-narrow": ("/antrag/", 390, 844, 2),
    "start-wide": ("/", 1280, 800, 1),
}
# Made-up answers for „Antrag sichern“.
TYPED = {
    "Vorname": "Anna",
    "Nachname": "Beispiel",
    "Tag": "17",
    "Monat": "4",
    "Jahr": "1991",
    "Straße": "Musterweg",
    "Hausnummer": "12",
    "Postleitzahl": "33602",
    "Ort": "Bielefeld",
}


def drawing(inside: str, *, round_corners: bool) -> str:
    corner = ' rx="13"' if round_corners else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="100%" height="100%" style="display:block">'
        f'<rect width="48" height="48"{corner} fill="{GROUND}"/>{inside}</svg>'
    )


def place(path: str) -> str:
    return (
        f'<path transform="translate(12 12)" d="{path}" fill="none" stroke="#fff" stroke-width="1.75" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def icons(browser: Browser) -> None:
    page = browser.new_page()
    for size in (192, 512):
        draw(page, drawing(SIGN, round_corners=True), size, f"icon-{size}.png")
    # Phones cut out a shape of their own; the sign lies within the inner four fifths as it is.
    draw(page, drawing(SIGN, round_corners=False), 512, "icon-maskable-512.png")
    draw(page, drawing(SIGN, round_corners=False), 180, "icon-180.png")
    for name, path in [*PLACES, ("scan", SCAN)]:
        draw(page, drawing(place(path), round_corners=True), 192, f"shortcut-{name}.png")
    page.close()


def draw(page: Page, svg: str, size: int, name: str) -> None:
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(f'<body style="margin:0">{svg}')
    save(page.screenshot(omit_background=True), TARGET / name)


def pictures(browser: Browser, url: str) -> None:
    (TARGET / "pictures").mkdir(exist_ok=True)
    for name, (path, width, height, scale) in PICTURES.items():
        page = opened(browser, url, width, height, scale)
        show(page, path)
        save(page.screenshot(), TARGET / "pictures" / f"{name}.png")
        page.context.close()


def opened(browser: Browser, url: str, width: int, height: int, scale: float) -> Page:
    context = browser.new_context(
        base_url=url,
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        color_scheme="light",
        locale="de-DE",
        reduced_motion="reduce",
        bypass_csp=True,
        service_workers="block",
    )
    return context.new_page()


def show(page: Page, path: str) -> None:
    page.goto(path)
    page.add_style_tag(content=".demo { display: none }")


def overview(browser: Browser, url: str) -> None:
    """Four phones beside each other, on a ground that sets them off."""
    page = opened(browser, url, 390, 844, 1.25)
    phones = [Image.open(io.BytesIO(png)) for png in scenes(page)]
    page.context.close()
    gap, (width, height) = 24, phones[0].size
    ground = Image.new("RGB", (gap + (width + gap) * len(phones), height + 2 * gap), "#e1e4ec")
    for number, phone in enumerate(phones):
        ground.paste(phone, (gap + (width + gap) * number, gap))
    png = io.BytesIO()
    ground.save(png, "png")
    save(png.getvalue(), OVERVIEW)


def scenes(page: Page) -> Iterator[bytes]:
    """The answer to a postcode, a Jobcenter, the shortest application, and its receipt."""
    show(page, "/")
    page.get_by_label("Welches Jobcenter").fill("33602")
    page.locator("[data-answer] a").wait_for()
    yield page.screenshot()
    show(page, "/mein-jobcenter/00000/")
    page.locator(".site").first.evaluate("site => scrollTo(0, site.getBoundingClientRect().top + scrollY - 8)")
    yield page.screenshot()
    show(page, "/antrag-sichern/")
    yield page.screenshot()
    for label, text in TYPED.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Antrag jetzt stellen").click()
    page.get_by_text("Eingangsnummer", exact=False).first.wait_for()
    page.add_style_tag(content=".demo { display: none }")
    yield page.screenshot()


def save(png: bytes, path: Path) -> None:
    """Few colours make a small file, and our pages have few."""
    Image.open(io.BytesIO(png)).quantize(64, method=Image.Quantize.FASTOCTREE).save(path, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", nargs="?", default="http://localhost:8000")
    wanted = parser.parse_args()
    with sync_playwright() as playwright:
        browser = launched(playwright)
        icons(browser)
        pictures(browser, wanted.url)
        overview(browser, wanted.url)
        browser.close()


if __name__ == "__main__":
    main()
