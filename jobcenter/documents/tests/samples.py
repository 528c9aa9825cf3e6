"""Files as people (and attackers) hand them in, made on the spot."""

import io

import pikepdf
from django.conf import settings
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageDraw, ImageFont

from jobcenter.web.vendored import FONTS


def image(format_, *, size=(300, 400), mode="RGB", colour="white", **options):
    """An image file of one colour."""
    target = io.BytesIO()
    Image.new(mode, size, colour).save(target, format_, **options)
    return target.getvalue()


def tiff(pages):
    """A TIFF with that many pages, every one a different grey."""
    frames = [Image.new("L", (120, 160), number * 4) for number in range(pages)]
    target = io.BytesIO()
    frames[0].save(target, "TIFF", save_all=True, append_images=frames[1:], compression="tiff_deflate")
    return target.getvalue()


def pdf_with_text(*, sheets=1, text="Kontoauszug", change=None, size=(595, 842), **saving):
    """A PDF of text in Helvetica, which is not embedded; `change(pdf)` may make it worse before it is saved."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(sheets):
        content = f"BT /F1 24 Tf 72 700 Td ({text} {number + 1}) Tj ET".encode()
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, *size]),
            Resources=Dictionary(Font=Dictionary(F1=font)),
            Contents=pdf.make_indirect(Stream(pdf, content)),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    if change:
        change(pdf)
    target = io.BytesIO()
    pdf.save(target, **saving)
    return target.getvalue()


def _font(size):
    """Our own typeface: it has all the letters of German, on every machine."""
    return ImageFont.truetype(settings.ROOT / "node_modules" / FONTS / "fira-sans-latin-400-normal.woff2", size)


def written(text, *, size=26, turned=False):
    """A photo of a page with these lines on it, black on white."""
    page = Image.new("L", (1240, 1754), "white")
    ImageDraw.Draw(page).multiline_text((90, 110), text, fill=20, font=_font(size), spacing=size // 2)
    target = io.BytesIO()
    (page.transpose(Image.Transpose.ROTATE_180) if turned else page).save(target, "JPEG", quality=85)
    return target.getvalue()
