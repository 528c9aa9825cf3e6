"""Photographed pages for tests, journeys and benchmarks: letters, paper grain, light from one side."""

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFilter

_LINES = (
    "Mietbescheinigung",
    "Hiermit wird bescheinigt, dass die Wohnung seit dem 1. Mai",
    "von zwei Personen bewohnt wird. Die Miete ist im Monat",
    "612,40 Euro, davon Heizkosten 84,00 Euro und Nebenkosten",
    "118,00 Euro. Der Betrag kommt am Ersten auf das Konto.",
)


@cache
def photographed_page(*, width: int = 3000, height: int = 4000, number: int = 1, orientation: int = 1) -> bytes:
    """A colour JPEG of a page of text, 12 megapixels and about 3 MB unless told otherwise.

    `number` is written on the page and makes files differ; `orientation` is the EXIF value the phone notes down.
    With it come EXIF facts that must not survive: a place and a device.
    """
    page = Image.new("RGB", (width, height), (228, 224, 214))
    draw = ImageDraw.Draw(page)
    size = width // 46
    draw.text((width // 10, height // 20), f"Seite {number}", fill=(20, 20, 60), font_size=size * 2)
    for row in range(int(height * 0.8 / (size * 1.9))):
        draw.text((width // 10, height // 8 + row * size * 1.9), _LINES[row % 5], fill=(30, 30, 40), font_size=size)
    light = Image.linear_gradient("L").resize((width, height)).point(lambda value: 175 + value // 4)
    page = Image.composite(page, Image.new("RGB", page.size, (120, 115, 105)), light)
    grain = Image.effect_noise((width, height), 21).filter(ImageFilter.GaussianBlur(0.35))
    page = Image.blend(page, Image.merge("RGB", (grain, grain, grain)), 0.3)
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Geheimes Telefon"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 1.0, 2.0), 3: "E", 4: (8.0, 31.0, 5.0)})
    target = io.BytesIO()
    page.save(target, "JPEG", quality=89, exif=exif)
    return target.getvalue()
