"""What papers lie on when they are photographed: textures drawn from chance, for `tests.papers`."""

import math
import random
from collections.abc import Callable

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Size = tuple[int, int]
Colour = tuple[int, int, int]


def noise(chance: random.Random, size: Size, strength: float) -> Image.Image:
    """Grey grain around 128; unlike Pillow's own, the same for the same chance."""
    small = Image.frombytes("L", (256, 256), chance.randbytes(65536))
    spread = strength / 74  # the deviation of bytes that are all equally likely
    small = small.point(lambda v: int(128 + (v - 128) * spread))
    whole = Image.new("L", size)
    for y in range(0, size[1], 256):
        for x in range(0, size[0], 256):
            whole.paste(small.transpose(Image.Transpose(chance.randrange(7))), (x, y))
    return whole


def _clouds(chance: random.Random, size: Size, coarse: Size, strength: float) -> Image.Image:
    """Soft spots, stretched as `coarse` (columns, rows) says."""
    spots = noise(chance, (max(2, coarse[0]), max(2, coarse[1])), strength)
    return spots.resize(size, Image.Resampling.BICUBIC)


def _textured(colour: Colour, *layers: Image.Image) -> Image.Image:
    picture = Image.new("RGB", layers[0].size, colour)
    for layer in layers:
        picture = ImageChops.add(picture, Image.merge("RGB", (layer, layer, layer)), 1, -128)
    return picture


def _wood(chance: random.Random, size: Size) -> Image.Image:
    colour = chance.choice(((150, 105, 65), (190, 150, 105), (95, 62, 40), (214, 186, 148), (160, 140, 120)))
    grain = _clouds(chance, size, (4, size[1] // 3), 26)
    picture = _textured(colour, grain, _clouds(chance, size, (6, 40), 20), noise(chance, size, 5))
    draw = ImageDraw.Draw(picture)
    board = size[1] // chance.randint(3, 7)
    for y in range(chance.randint(0, board), size[1], board):
        draw.line(
            (0, y, size[0], y + chance.randint(-4, 4)),
            fill=tuple(part // 3 for part in colour),
            width=chance.randint(2, 5),
        )
    return _turned(chance, picture, chance.choice((0, 0, 90, 12, -20)))


def _turned(chance: random.Random, picture: Image.Image, degrees: float) -> Image.Image:
    if not degrees:
        return picture
    width, height = picture.size
    reach = math.ceil(math.hypot(width, height) * 1.02)
    large = picture.resize((reach, reach)).rotate(degrees, Image.Resampling.BILINEAR)
    return large.crop(
        ((reach - width) // 2, (reach - height) // 2, (reach + width) // 2, (reach + height) // 2)
    ).resize((width, height))


def _cloth(chance: random.Random, size: Size) -> Image.Image:
    """Stripes or checks, with folds."""
    colour = (chance.randint(50, 225), chance.randint(50, 215), chance.randint(50, 215))
    other = tuple(max(0, min(255, part + chance.choice((-70, -45, 45, 70)))) for part in colour)
    picture = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(picture, "RGBA")
    step = chance.randint(30, 140)
    for y in range(0, size[1], step):
        draw.rectangle((0, y, size[0], y + step * 0.45), fill=(*other, 150))
    if chance.random() < 0.6:
        for x in range(0, size[0], step):
            draw.rectangle((x, 0, x + step * 0.45, size[1]), fill=(*other, 110))
    weave = noise(chance, (size[0] // 2, size[1] // 2), 14).resize(size)
    folds = _clouds(chance, size, (5, 4), 38)
    return _turned(chance, _textured_on(picture, weave, folds), chance.uniform(-30, 30))


def _textured_on(picture: Image.Image, *layers: Image.Image) -> Image.Image:
    for layer in layers:
        picture = ImageChops.add(picture, Image.merge("RGB", (layer, layer, layer)), 1, -128)
    return picture


def _white_table(chance: random.Random, size: Size) -> Image.Image:
    """Little contrast: nearly as bright as paper."""
    grey = chance.randint(196, 226)
    colour = (grey, grey - chance.randint(0, 8), grey - chance.randint(0, 18))
    return _textured(colour, _clouds(chance, size, (7, 9), 7), noise(chance, size, 4))


def _grey_desk(chance: random.Random, size: Size) -> Image.Image:
    grey = chance.randint(40, 170)
    picture = _textured((grey, grey + chance.randint(-10, 10), grey + chance.randint(-10, 14)), noise(chance, size, 6))
    return _with_things(chance, picture)


def _with_things(chance: random.Random, picture: Image.Image) -> Image.Image:
    """Pens, a cup, a keyboard, a box: straight and round edges that are no paper."""
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    for _ in range(chance.randint(2, 6)):
        x, y = chance.uniform(-0.1, 1) * width, chance.uniform(-0.1, 1) * height
        colour = tuple(chance.randint(0, 255) for _ in range(3))
        kind = chance.randrange(4)
        if kind == 0:
            draw.ellipse((x, y, x + width * 0.25, y + width * 0.25), fill=colour, outline=(240, 240, 240), width=12)
        elif kind == 1:
            draw.line((x, y, x + chance.uniform(-0.5, 0.5) * width, y + 0.3 * height), fill=colour, width=22)
        elif kind == 2:
            draw.rectangle(
                (x, y, x + width * chance.uniform(0.1, 0.5), y + height * chance.uniform(0.1, 0.4)), fill=colour
            )
        else:
            for row in range(4):
                for column in range(8):
                    left, top = x + column * 52, y + row * 52
                    draw.rectangle((left, top, left + 44, top + 44), fill=(30, 30, 34), outline=(90, 90, 95), width=2)
    return picture


def _papers(chance: random.Random, size: Size) -> Image.Image:
    """A pile: other sheets, as white as the one that is meant, lie below it."""
    picture = _wood(chance, size)
    width, height = size
    for _ in range(chance.randint(2, 5)):
        grey = chance.randint(205, 248)
        other = Image.new(
            "RGBA", (int(width * 0.62), int(width * 0.88)), (grey, grey, grey - chance.randint(0, 14), 255)
        )
        draw = ImageDraw.Draw(other)
        for y in range(60, other.height - 60, chance.randint(24, 40)):
            draw.line((50, y, other.width - chance.randint(50, 200), y), fill=(90, 90, 100), width=6)
        other = other.rotate(chance.uniform(-50, 50), Image.Resampling.BILINEAR, expand=True)
        where = (int(chance.uniform(-0.35, 0.75) * width), int(chance.uniform(-0.35, 0.75) * height))
        shade = other.getchannel("A").filter(ImageFilter.GaussianBlur(5)).point(lambda v: int(v * 0.3))
        picture.paste((20, 18, 15), (where[0] + 4, where[1] + 5), shade)
        picture.paste(other, where, other)
    return picture


def _tiles(chance: random.Random, size: Size) -> Image.Image:
    grey = chance.randint(110, 215)
    picture = _textured((grey, grey - 6, grey - 14), _clouds(chance, size, (12, 16), 16), noise(chance, size, 5))
    draw = ImageDraw.Draw(picture)
    step, joint = chance.randint(220, 460), tuple([max(0, grey + chance.choice((-60, -35, 30)))] * 3)
    for at in range(chance.randint(0, step), max(size), step):
        draw.line((at, 0, at, size[1]), fill=joint, width=9)
        draw.line((0, at, size[0], at), fill=joint, width=9)
    return _turned(chance, picture, chance.uniform(-25, 25))


def _carpet(chance: random.Random, size: Size) -> Image.Image:
    colour = (chance.randint(40, 190), chance.randint(40, 170), chance.randint(40, 170))
    fibres = noise(chance, (size[0] // 3, size[1] // 3), 34).resize(size, Image.Resampling.BICUBIC)
    return _textured(colour, fibres, _clouds(chance, size, (9, 9), 24))


def _marble(chance: random.Random, size: Size) -> Image.Image:
    grey = chance.randint(70, 205)
    veins = _clouds(chance, size, (10, 14), 60).point(lambda v: 128 - max(0, 26 - abs(v - 128)) * 2)
    return _textured((grey, grey, grey - 5), veins, _clouds(chance, size, (40, 50), 14), noise(chance, size, 5))


GROUNDS: dict[str, Callable[[random.Random, Size], Image.Image]] = {
    "carpet": _carpet,
    "cloth": _cloth,
    "grey desk": _grey_desk,
    "marble": _marble,
    "papers": _papers,
    "tiles": _tiles,
    "white table": _white_table,
    "wood": _wood,
}
