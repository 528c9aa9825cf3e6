"""Photos of papers lying about, with known corners: what a phone sees before somebody presses the button.

Made from a number alone, so that a measurement can be repeated. They are as hard as life is, within reason: wood,
cloth, tiles and other papers below the page, light from one side, the shadow of the phone, a thumb on the edge, bent
paper, noise, blur. All four corners are in the picture.
"""

import math
import random
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from tests.grounds import GROUNDS, noise

Point = tuple[float, float]
_SCALE = 7  # pixels per millimetre of the sheet before it is photographed
_FORMATS = [(210, 297)] * 6 + [(297, 210)] * 2 + [(148, 210), (99, 210), (210, 280), (80, 190)]
_WORDS = (
    "Bescheid",
    "über",
    "die",
    "Bewilligung",
    "von",
    "Leistungen",
    "zur",
    "Sicherung",
    "des",
    "Lebensunterhalts",
    "nach",
    "dem",
    "Zweiten",
    "Buch",
    "Miete",
    "Heizung",
    "Kontoauszug",
    "Überweisung",
    "vom",
    "Betrag",
    "Saldo",
    "Euro",
    "Sehr",
    "geehrte",
    "Damen",
    "und",
    "Herren",
    "anbei",
    "erhalten",
    "Sie",
    "die",
    "Abrechnung",
    "für",
    "den",
    "Zeitraum",
    "bitte",
    "bewahren",
    "Sie",
    "dieses",
    "Schreiben",
    "auf",
    "Unterschrift",
    "Ort",
    "Datum",
    "Nachweis",
    "Einkommen",
    "brutto",
    "netto",
)


@dataclass(frozen=True)
class Paper:
    """A photo; `corners` go round from where the sheet's own top left is; `ground` names what it lies on."""

    image: Image.Image
    corners: list[Point]
    ground: str


def photographed_paper(number: int, *, size: tuple[int, int] = (1200, 1600)) -> Paper:
    """The photo with this number; every sixth is taken sideways."""
    chance = random.Random(f"paper {number}")
    width, height = size if number % 6 else (size[1], size[0])
    ground = sorted(GROUNDS)[number % len(GROUNDS)]
    picture = GROUNDS[ground](chance, (width, height))
    sheet = _bent(chance, _sheet(chance))
    corners = _corners(chance, sheet, (width, height))
    picture = _laid(chance, picture, sheet, corners)
    for spoil in (_clutter_over_edges, _light, _shadow, _glare, _camera):
        picture = spoil(chance, picture, corners)
    return Paper(picture, corners, ground)


# The sheet


def _sheet(chance: random.Random) -> Image.Image:
    """A printed page, flat and from above, without margin around it."""
    width, height = (side * _SCALE for side in chance.choice(_FORMATS))
    grey = chance.randint(226, 252)
    sheet = Image.new("RGB", (width, height), (grey, grey - chance.randint(0, 5), grey - chance.randint(0, 16)))
    draw = ImageDraw.Draw(sheet)
    if chance.random() < 0.3:  # a coloured letter head that runs to the edge
        draw.rectangle((0, 0, width, height * chance.uniform(0.04, 0.13)), fill=_colour(chance, 60, 210))
    if chance.random() < 0.35:  # the frame of a form
        inset = int(min(width, height) * chance.uniform(0.05, 0.12))
        draw.rectangle((inset, inset, width - inset, height - inset), outline=(40, 40, 40), width=chance.randint(3, 9))
    if chance.random() < 0.35:  # a table
        top, left = height * chance.uniform(0.3, 0.6), width * 0.09
        for row in range(chance.randint(4, 9)):
            draw.line((left, top + row * 60, width * 0.91, top + row * 60), fill=(70, 70, 80), width=3)
    if chance.random() < 0.25:  # a picture
        x, y, side = width * chance.uniform(0.1, 0.5), height * chance.uniform(0.1, 0.5), width * 0.35
        draw.rectangle((x, y, x + side, y + side * 0.8), fill=_colour(chance, 20, 200))
    letter = int(_SCALE * chance.uniform(2.6, 4.4))
    y = height * chance.uniform(0.08, 0.2)
    while y < height * chance.uniform(0.75, 0.93):
        line = " ".join(chance.choices(_WORDS, k=max(2, int(width / letter / 4.5))))
        draw.text((width * 0.1, y), line[: int(width / letter * 1.35)], fill=(35, 35, 45), font_size=letter)
        y += letter * (1.5 if chance.random() < 0.85 else 3.5)
    if chance.random() < 0.4:  # it was folded to fit into an envelope
        for part in (1 / 3, 2 / 3):
            draw.line((0, height * part, width, height * part + chance.randint(-6, 6)), fill=(grey - 22,) * 3, width=4)
    return sheet


def _colour(chance: random.Random, low: int, high: int) -> tuple[int, int, int]:
    return (chance.randint(low, high), chance.randint(low, high), chance.randint(low, high))


def _bent(chance: random.Random, sheet: Image.Image) -> Image.Image:
    """With transparent room around it; every third is not quite flat: the long sides curve, the corners stay."""
    room = int(min(sheet.size) * 0.02)
    whole = Image.new("RGBA", (sheet.width + 2 * room, sheet.height + 2 * room))
    bow = chance.uniform(0.004, 0.012) * sheet.width * chance.choice((1, -1)) if chance.random() < 0.33 else 0.0
    strip = 6
    for y in range(0, sheet.height, strip):
        shift = round(bow * 4 * (y / sheet.height) * (1 - y / sheet.height))
        whole.paste(sheet.crop((0, y, sheet.width, min(sheet.height, y + strip))), (room + shift, room + y))
    return whole


# The camera


def _corners(chance: random.Random, sheet: Image.Image, size: tuple[int, int]) -> list[Point]:
    """Where the corners of the sheet are in the photo: seen by a pinhole camera that is held a little askew."""
    room = int(min(sheet.size) / 1.04 * 0.02)
    wide, high = sheet.width - 2 * room, sheet.height - 2 * room
    for _ in range(200):
        turn = math.radians(chance.gauss(0, 9) + (chance.choice((90, -90, 180)) if chance.random() < 0.12 else 0))
        tilt, roll = math.radians(chance.gauss(0, 13)), math.radians(chance.gauss(0, 9))
        far = chance.uniform(1.6, 3.5)
        seen = []
        for across, down in ((-wide, -high), (wide, -high), (wide, high), (-wide, high)):
            flat_x, flat_y = across / max(wide, high), down / max(wide, high)
            x = flat_x * math.cos(turn) - flat_y * math.sin(turn)
            y = flat_x * math.sin(turn) + flat_y * math.cos(turn)
            depth = far + y * math.sin(tilt) + x * math.sin(roll)
            seen.append((x * math.cos(roll) / depth, y * math.cos(tilt) / depth))
        left, top = min(x for x, _ in seen), min(y for _, y in seen)
        right, bottom = max(x for x, _ in seen), max(y for _, y in seen)
        scale = chance.uniform(0.62, 0.96) * min(size[0] / (right - left), size[1] / (bottom - top))
        free_x, free_y = size[0] - scale * (right - left), size[1] - scale * (bottom - top)
        dx, dy = free_x * chance.uniform(0.2, 0.8), free_y * chance.uniform(0.2, 0.8)
        corners = [((x - left) * scale + dx, (y - top) * scale + dy) for x, y in seen]
        if all(8 < x < size[0] - 8 and 8 < y < size[1] - 8 for x, y in corners):
            return corners
    raise AssertionError("no way to hold the camera")


def _laid(chance: random.Random, ground: Image.Image, sheet: Image.Image, corners: list[Point]) -> Image.Image:
    """The sheet on the ground, with the thin shadow that paper throws."""
    room = int(min(sheet.size) / 1.04 * 0.02)
    edges = (
        (room, room),
        (sheet.width - room, room),
        (sheet.width - room, sheet.height - room),
        (room, sheet.height - room),
    )
    seen = sheet.transform(
        ground.size, Image.Transform.PERSPECTIVE, homography(corners, edges), Image.Resampling.BICUBIC
    )
    thrown = Image.new("L", ground.size)
    offset = (chance.randint(-7, 7), chance.randint(-7, 7))
    thrown.paste(seen.getchannel("A"), offset)
    thrown = thrown.filter(ImageFilter.GaussianBlur(chance.uniform(2, 7))).point(lambda v: int(v * 0.35))
    below = Image.composite(ImageEnhance.Brightness(ground).enhance(0.55), ground, thrown)
    below.paste(seen, (0, 0), seen)
    return below


def homography(source: list[Point], target: tuple[Point, ...] | list[Point]) -> list[float]:
    """The eight coefficients that take `source` to `target`, as Pillow wants them: eight equations, by elimination."""
    rows = []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for column in range(8):
        best = max(range(column, 8), key=lambda row: abs(rows[row][column]))
        rows[column], rows[best] = rows[best], rows[column]
        pivot = rows[column]
        for row in range(8):
            if row != column:
                factor = rows[row][column] / pivot[column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], pivot, strict=True)]
    return [rows[i][8] / rows[i][i] for i in range(8)]


# What makes it hard


def _clutter_over_edges(chance: random.Random, picture: Image.Image, corners: list[Point]) -> Image.Image:
    """A thumb or a pen across an edge, away from the corners."""
    if chance.random() > 0.3:
        return picture
    draw = ImageDraw.Draw(picture)
    side = chance.randrange(4)
    (x0, y0), (x1, y1) = corners[side], corners[(side + 1) % 4]
    t = chance.uniform(0.3, 0.7)
    x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
    middle = (sum(p[0] for p in corners) / 4, sum(p[1] for p in corners) / 4)
    away = math.atan2(y - middle[1], x - middle[0])
    size = min(picture.size)
    if chance.random() < 0.5:
        skin, thick = chance.choice(((224, 172, 140), (141, 85, 60), (244, 200, 175))), size * 0.07
        inner = (x - math.cos(away) * thick * 0.6, y - math.sin(away) * thick * 0.6)
        outer = (x + math.cos(away) * size * 0.5, y + math.sin(away) * size * 0.5)
        draw.line((inner, outer), fill=skin, width=int(thick))
        draw.ellipse(
            (inner[0] - thick / 2, inner[1] - thick / 2, inner[0] + thick / 2, inner[1] + thick / 2), fill=skin
        )
    else:
        turned = away + chance.uniform(-0.7, 0.7)
        dx, dy = math.cos(turned) * size * 0.22, math.sin(turned) * size * 0.22
        draw.line((x - dx, y - dy, x + dx, y + dy), fill=_colour(chance, 10, 160), width=int(size * 0.014))
    return picture


def _light(chance: random.Random, picture: Image.Image, corners: list[Point]) -> Image.Image:
    """Brighter on one side; warm or cold."""
    ramp = Image.linear_gradient("L").rotate(
        chance.uniform(0, 360), Image.Resampling.BILINEAR, expand=False, fillcolor=128
    )
    least = chance.uniform(0.55, 0.95)
    ramp = (
        ramp.resize(picture.size)
        .filter(ImageFilter.GaussianBlur(60))
        .point(lambda v: int(255 * (least + (1 - least) * v / 255)))
    )
    picture = ImageChops.multiply(picture, Image.merge("RGB", (ramp, ramp, ramp)))
    warm = chance.uniform(-0.12, 0.12)
    red, green, blue = picture.split()
    return Image.merge(
        "RGB",
        (red.point(lambda v: int(v * (1 - max(0, -warm)))), green, blue.point(lambda v: int(v * (1 - max(0, warm))))),
    )


def _shadow(chance: random.Random, picture: Image.Image, corners: list[Point]) -> Image.Image:
    """Of the phone and the hand that holds it: a soft or a hard edge anywhere."""
    if chance.random() > 0.6:
        return picture
    width, height = picture.size
    mask = Image.new("L", picture.size)
    draw = ImageDraw.Draw(mask)
    x, y, turn = chance.uniform(0, width), chance.uniform(0, height), chance.uniform(0, math.tau)
    long, broad = max(picture.size) * chance.uniform(0.4, 1.2), min(picture.size) * chance.uniform(0.2, 0.5)
    ax, ay, bx, by = math.cos(turn) * long, math.sin(turn) * long, -math.sin(turn) * broad, math.cos(turn) * broad
    draw.polygon([(x, y), (x + ax, y + ay), (x + ax + bx, y + ay + by), (x + bx, y + by)], fill=255)
    mask = mask.filter(ImageFilter.GaussianBlur(chance.choice((3, 10, 30, 60))))
    return Image.composite(ImageEnhance.Brightness(picture).enhance(chance.uniform(0.45, 0.8)), picture, mask)


def _glare(chance: random.Random, picture: Image.Image, corners: list[Point]) -> Image.Image:
    if chance.random() > 0.15:
        return picture
    width, height = picture.size
    mask = Image.new("L", picture.size)
    x, y, radius = chance.uniform(0, width), chance.uniform(0, height), width * chance.uniform(0.05, 0.15)
    ImageDraw.Draw(mask).ellipse((x - radius, y - radius, x + radius, y + radius), fill=chance.randint(120, 230))
    return Image.composite(
        Image.new("RGB", picture.size, "white"), picture, mask.filter(ImageFilter.GaussianBlur(radius / 2))
    )


def _camera(chance: random.Random, picture: Image.Image, corners: list[Point]) -> Image.Image:
    """Exposure, blur, grain."""
    picture = ImageEnhance.Brightness(picture).enhance(chance.choice((0.4, 0.6, 0.8, 0.95, 1, 1, 1.1)))
    picture = ImageEnhance.Contrast(picture).enhance(chance.uniform(0.7, 1.05))
    blur = chance.choice((0.6, 0.8, 1, 1.5, 2.5, 3.5))
    picture = picture.filter(ImageFilter.GaussianBlur(blur))
    grain = noise(chance, picture.size, chance.choice((4, 8, 12, 18, 26)))
    return ImageChops.add(picture, Image.merge("RGB", (grain, grain, grain)), 1, -128)
