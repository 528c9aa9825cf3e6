"""Photos: upright, readable, without what the phone wrote into them, and never too much to unpack."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageChops, ImageStat

from jobcenter.documents.intake.images import parts_of_image
from jobcenter.documents.intake.receive import receive
from jobcenter.documents.intake.refused import Refused
from jobcenter.documents.limits import MAX_FILE, MAX_SHEETS
from jobcenter.documents.tests.samples import image, pdf_with_text, tiff
from tests.photos import photographed_page

TRANSPOSED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def parts(data):
    return receive(io.BytesIO(data), len(data), scan=lambda file: None)


def shown(part):
    return Image.open(io.BytesIO(part.data))


def refusal(data):
    with pytest.raises(Refused) as caught:
        parts(data)
    assert caught.value.words.endswith((".", "hoch."))
    return caught.value.reason


def corners():
    """Red above left, green above right, blue below left, white below right."""
    picture = Image.new("RGB", (300, 400), "white")
    picture.paste("red", (0, 0, 150, 200))
    picture.paste("green", (150, 0, 300, 200))
    picture.paste("blue", (0, 200, 150, 400))
    return picture


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF"])
def test_every_orientation_ends_upright(format_, orientation):
    turned = corners()
    if orientation > 1:
        turned = turned.transpose(TRANSPOSED[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    target = io.BytesIO()
    turned.save(target, format_, exif=exif.tobytes(), quality=95)
    (part,) = parts(target.getvalue())
    picture = shown(part)
    assert picture.size == (300, 400)
    difference = ImageStat.Stat(ImageChops.difference(picture.convert("RGB"), corners())).mean
    assert max(difference) < 8


@pytest.mark.parametrize(
    ("format_", "mode"),
    [
        ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "1"), ("PNG", "P"), ("PNG", "LA"), ("PNG", "RGBA"), ("PNG", "I;16"),
        ("WEBP", "RGBA"), ("TIFF", "1"), ("TIFF", "CMYK"), ("TIFF", "I;16"), ("TIFF", "F"), ("TIFF", "LAB"),
        ("HEIF", "RGBA"),
    ],
)  # fmt: skip
def test_every_kind_of_pixel(format_, mode):
    target = io.BytesIO()
    white = {"I;16": 65535, "F": 1.0}.get(mode, "white")
    picture = Image.new(mode, (200, 300), white) if mode in {"I;16", "F"} else Image.new("RGB", (200, 300), "white")
    if mode == "LAB":
        picture = Image.new("LAB", (200, 300))
    elif mode not in {"I;16", "F"}:
        picture = picture.convert(mode)
    picture.save(target, format_)
    (part,) = parts(target.getvalue())
    assert shown(part).mode in {"L", "RGB"}
    if mode not in {"F", "LAB"}:
        assert min(band[0] for band in _bands(shown(part))) > 245


def _bands(picture):
    extrema = picture.getextrema()
    return extrema if isinstance(extrema[0], tuple) else (extrema,)


def test_transparent_parts_become_white():
    (part,) = parts(image("PNG", mode="RGBA", colour=(0, 0, 0, 0)))
    assert shown(part).convert("L").getextrema()[0] > 250


def test_nothing_of_the_phone_or_the_place_survives():
    data = photographed_page(width=600, height=800, orientation=6)
    assert b"Geheimes Telefon" in data
    (part,) = parts(data)
    for made in (part.data, part.preview):
        assert b"Geheimes" not in made
        assert b"Exif" not in made
        assert not Image.open(io.BytesIO(made)).getexif()
        assert {"exif", "icc_profile", "comment", "xmp"}.isdisjoint(Image.open(io.BytesIO(made)).info)


@pytest.mark.parametrize("size", [(3000, 4000), (4032, 3024), (2448, 3264), (5000, 7000), (1000, 9000)])
def test_a_large_photo_becomes_readable_size(size):
    (part,) = parts(image("JPEG", size=size))
    short, long = sorted(shown(part).size)
    assert 144 <= max(short / 8.27, long / 11.69) <= 191


def test_a_small_photo_is_never_blown_up():
    (part,) = parts(image("JPEG", size=(800, 600)))
    assert shown(part).size == (800, 600)


def test_the_preview_is_small():
    (part,) = parts(photographed_page(width=1500, height=2000))
    assert max(Image.open(io.BytesIO(part.preview)).size) <= 400
    assert len(part.preview) < 25_000


def test_a_tiff_has_many_pages_in_order():
    made = parts(tiff(MAX_SHEETS))
    greys = [shown(part).convert("L").getpixel((5, 5)) for part in made]
    assert len(made) == MAX_SHEETS
    assert greys == sorted(greys)
    assert refusal(tiff(MAX_SHEETS + 1)) == "too_many_sheets"


def test_an_animation_gives_its_first_picture():
    frames = [Image.new("RGB", (50, 50), colour) for colour in ("red", "green", "blue")]
    for format_ in ("WEBP", "PNG"):
        target = io.BytesIO()
        frames[0].save(target, format_, save_all=True, append_images=frames[1:])
        assert len(parts(target.getvalue())) == 1


def test_a_bomb_is_refused_before_it_unpacks():
    row = zlib.compress(bytes(1000))
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", row) + _chunk(b"IEND", b"")
    assert refusal(bomb) == "too_many_pixels"
    large = (7800, 7800)
    assert refusal(image("PNG", mode="1", size=large)) == "too_many_pixels"
    assert refusal(image("JPEG", mode="L", size=large, progressive=True)) == "too_many_pixels"
    assert refusal(image("TIFF", mode="1", size=large, compression="group4")) == "too_many_pixels"


def test_a_jpeg_of_a_thousand_scans_is_not_drawn_a_thousand_times():
    data = image("JPEG", size=(400, 400), progressive=True)
    assert len(parts(data)) == 1
    last = data.rindex(b"\xff\xda")
    assert refusal(data[:-2] + data[last:-2] * 1000 + data[-2:]) == "broken_image"


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF"])
def test_a_cut_off_image_is_broken_not_a_crash(format_):
    noisy = Image.effect_noise((300, 300), 80).convert("RGB")
    target = io.BytesIO()
    noisy.save(target, format_)
    assert refusal(target.getvalue()[: len(target.getvalue()) // 2]) == "broken_image"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00" + bytes(200), "kind"),
        (b"GIF89a" + bytes(200), "kind"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(200), "kind"),
        (b"PK\x03\x04" + bytes(200), "office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "kind"),
        (b"{\\rtf1 Hallo}", "office"),
        (b"<html><script>alert(1)</script></html>", "office"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "office"),
        (b"Lieber Herr Beispiel", "office"),
        (b"\xff\xd8\xff" + bytes(50), "broken_image"),
    ],
)
def test_what_is_no_photo_and_no_pdf(data, reason):
    assert refusal(data) == reason


def test_the_name_does_not_matter_the_content_does():
    (part,) = parts(image("PNG"))  # whatever it is called
    assert part.format == "jpeg"


def test_what_hangs_behind_a_photo_stays_behind():
    (part,) = parts(photographed_page(width=600, height=800) + b"<script>alert(1)</script>" + pdf_with_text())
    assert b"script" not in part.data
    assert b"%PDF" not in part.data


def test_exactly_25_megabytes_and_one_byte_more():
    data = photographed_page(width=600, height=800)
    padded = data + bytes(MAX_FILE - len(data))
    assert len(parts(padded)) == 1
    assert refusal(padded + b"\0") == "too_large"


def test_nothing_is_unpacked_before_the_scanner_let_it_pass():
    def infected(file):
        raise Refused("virus")

    with pytest.raises(Refused, match="virus"):
        receive(io.BytesIO(b"\xff\xd8\xff broken"), 10, scan=infected)


def test_only_the_promised_decoders_are_used():
    """A TIFF that claims to be a JPEG inside our kinds is opened as what it was told apart as, or not at all."""
    with pytest.raises(Refused, match="broken_image"):
        parts_of_image(io.BytesIO(image("TIFF")), "JPEG", max_sheets=1)
