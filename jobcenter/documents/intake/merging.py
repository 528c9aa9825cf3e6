"""Parts become one PDF/A-2b: sRGB as output intent, XMP metadata, no dates, so the same parts give the same bytes.

Photos are embedded as the JPEGs they are (no second compression), each centred on a sheet of A4 turned its way. Where
the words on one were read, they lie under it, invisible.
"""

import io
from collections.abc import Iterable
from functools import cache
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageCms

from jobcenter.documents.intake.sheets import Format

_A4 = (595.28, 841.89)
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def merge(parts: Iterable[tuple[Format, bytes] | tuple[Format, bytes, bytes]], *, title: str) -> bytes:
    """One PDF/A-2b of all parts in order. The same parts and title always give the same bytes.

    The third of a photo is the sheet with its words, if there is one (`reading/layer.py`).
    """
    pdf = pikepdf.new()
    for format_, data, *words in parts:
        if format_ == "jpeg":
            with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
                add_picture(pdf, data, image.size, grey=image.mode == "L", words=b"".join(words))
        else:
            with pikepdf.open(io.BytesIO(data)) as source:
                pdf.pages.extend(source.pages)
    _mark_as_archive(pdf, title)
    target = io.BytesIO()
    pdf.save(target, min_version="1.7", deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return target.getvalue()


def add_picture(
    pdf: pikepdf.Pdf,
    jpeg: bytes,
    pixels: tuple[int, int],
    *,
    sheet: tuple[float, float] | None = None,
    grey: bool = False,
    words: bytes = b"",
) -> None:
    """Append a sheet that shows the JPEG: filling `sheet` (points), or else centred on A4; `words` are put under it."""
    width, height = pixels
    if sheet is None:
        sheet = _A4 if height >= width else (_A4[1], _A4[0])
        scale = min(sheet[0] / width, sheet[1] / height)
        drawn = (width * scale, height * scale)
    else:
        drawn = sheet
    left, bottom = (sheet[0] - drawn[0]) / 2, (sheet[1] - drawn[1]) / 2
    image = Stream(
        pdf,
        jpeg,
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=width,
            Height=height,
            ColorSpace=Name.DeviceGray if grey else Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=Name.DCTDecode,
        ),
    )
    content = f"q {drawn[0]:.2f} 0 0 {drawn[1]:.2f} {left:.2f} {bottom:.2f} cm /Foto Do Q"
    shown = Dictionary(Foto=pdf.make_indirect(image))
    if words:
        shown.Text, size = _under(pdf, words)
        across, up = drawn[0] / size[0], drawn[1] / size[1]
        content = f"q {across:.5f} 0 0 {up:.5f} {left:.2f} {bottom:.2f} cm /Text Do Q {content}"
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(sheet[0], 2), round(sheet[1], 2)]),
        Resources=Dictionary(XObject=shown),
        Contents=pdf.make_indirect(Stream(pdf, content.encode())),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _under(pdf: pikepdf.Pdf, words: bytes) -> tuple[pikepdf.Object, tuple[float, float]]:
    """The sheet with the words as something that can be drawn, and its size."""
    with pikepdf.open(io.BytesIO(words)) as source:
        page = source.pages[0]
        box = [float(side) for side in page.mediabox]
        return pdf.copy_foreign(page.as_form_xobject()), (box[2] - box[0], box[3] - box[1])


def _mark_as_archive(pdf: pikepdf.Pdf, title: str) -> None:
    plain = "".join(sign for sign in title if sign.isprintable())
    pdf.Root.Metadata = pdf.make_indirect(
        Stream(pdf, _XMP.format(title=escape(plain)).encode(), Dictionary(Type=Name.Metadata, Subtype=Name.XML))
    )
    profile = pdf.make_indirect(Stream(pdf, _srgb(), Dictionary(N=3)))
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier="sRGB IEC61966-2.1",
        Info="sRGB IEC61966-2.1",
        RegistryName="http://www.color.org",
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


@cache
def _srgb() -> bytes:
    """The sRGB profile, with a fixed date instead of the moment of its making (ICC.1, 7.2.8)."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    date = b"".join(number.to_bytes(2, "big") for number in (2026, 1, 1, 0, 0, 0))
    return profile[:24] + date + profile[36:]
