"""Photos and scans: upright, without metadata, about 150 to 190 dpi on A4, as JPEG.

A JPEG is decoded straight to half, a quarter or an eighth of its size when that is still readable
(the decoder's draft mode), which makes a photo of 12 megapixels cost little more than reading it.
Colour profiles are dropped like all metadata: the slight shift of colour does not matter on a document.
"""

import io
import threading
import warnings
from collections.abc import Iterator
from typing import IO

import pillow_heif
from PIL import ExifTags, Image

from jobcenter.documents.intake.refused import Refused
from jobcenter.documents.intake.sheets import Part

_A4 = (8.27, 11.69)  # inches
_ENOUGH_DPI = 145
_MOST_DPI = 190
_TARGET_DPI = 170
_QUALITY = 78
_PREVIEW = 320
# What one picture may take when unpacked. A baseline JPEG is decoded small, so it may be a 108 megapixel phone's.
_MAX_PIXELS = 60_000_000
_MAX_PIXELS_JPEG = 130_000_000
# Every scan of a progressive JPEG runs over the whole picture again; cameras and programs use about ten.
_MAX_SCANS = 60
_MAX_PIXELS_FILE = 500_000_000  # of all pages of one TIFF: 50 pages of A4 at 300 dpi
# Unpacked pictures are large and conversion keeps a core busy: two at a time in one process, others wait.
_AT_ONCE = threading.BoundedSemaphore(2)

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

pillow_heif.register_heif_opener(thumbnails=False)


def parts_of_image(file: IO[bytes], kind: str, *, max_sheets: int) -> list[Part]:
    """One JPEG part per page (only TIFF has several) of an image of the given kind.

    Raises Refused: broken_image, too_many_pixels, too_many_sheets.
    """
    with _AT_ONCE, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the limits are ours, see _frames
        try:
            file.seek(0)
            with Image.open(file, formats=[kind]) as image:
                if image.info.get("progressive"):
                    _count_scans(file)
                return [_part(frame) for frame in _frames(image, max_sheets)]
        except Image.DecompressionBombError as error:
            raise Refused("too_many_pixels") from error
        except Refused:
            raise
        except MemoryError as error:
            raise Refused("too_many_pixels") from error
        # Decoders raise nearly anything for a broken file (OSError, ValueError, SyntaxError, struct.error, …).
        except Exception as error:
            raise Refused("broken_image") from error


def _frames(image: Image.Image, max_sheets: int) -> Iterator[Image.Image]:
    """The image, page by page, each page measured before anything of it is unpacked."""
    total = 0
    for number in range(max_sheets + 1):
        if number:
            try:
                image.seek(number)
            except EOFError:
                return
        if number == max_sheets:
            raise Refused("too_many_sheets")
        pixels = image.width * image.height
        total += pixels
        small = image.format in {"JPEG", "MPO"} and not image.info.get("progressive")
        if pixels > (_MAX_PIXELS_JPEG if small else _MAX_PIXELS) or total > _MAX_PIXELS_FILE:
            raise Refused("too_many_pixels")
        yield image
        if image.format != "TIFF":
            return


def _count_scans(file: IO[bytes]) -> None:
    here = file.tell()
    file.seek(0)
    if file.read().count(b"\xff\xda") > _MAX_SCANS:
        raise Refused("broken_image")
    file.seek(here)


def _part(image: Image.Image) -> Part:
    image.draft("RGB", _on_a4(image.size, _ENOUGH_DPI))
    image.load()
    turn = _TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    page = _smaller(_flat(image))
    if turn is not None:
        page = page.transpose(turn)
    preview = page.reduce(max(1, max(page.size) // _PREVIEW))
    return Part("jpeg", _jpeg(page, _QUALITY), _jpeg(preview, 60))


def _flat(image: Image.Image) -> Image.Image:
    """In plain grey or colour, transparent parts white."""
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        coloured = image.convert("RGBA")
        white = Image.new("RGB", image.size, "white")
        white.paste(coloured, mask=coloured.getchannel("A"))
        return white
    if image.mode.startswith("I") or image.mode == "F":  # 16 bits and more of grey
        deep = image.convert("F")
        scale = 1 / 257 if float(deep.getextrema()[1]) > 255 else 1.0  # type: ignore[arg-type]  # one band only
        return deep.point(lambda value: value * scale + 0.0).convert("L")
    if image.mode in {"L", "RGB"}:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _smaller(image: Image.Image) -> Image.Image:
    largest = _on_a4(image.size, _MOST_DPI)
    if image.width <= largest[0] and image.height <= largest[1]:
        return image
    return image.resize(_on_a4(image.size, _TARGET_DPI), Image.Resampling.BICUBIC, reducing_gap=2.0)


def _on_a4(size: tuple[int, int], dpi: int) -> tuple[int, int]:
    """The size in pixels of a picture of this shape that fills an A4 sheet, upright or across, at `dpi`."""
    width, height = size
    short, long = _A4[0] * dpi, _A4[1] * dpi
    scale = min(short / min(width, height), long / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _jpeg(image: Image.Image, quality: int) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality, exif=b"", icc_profile=None, comment=b"")
    return target.getvalue()
