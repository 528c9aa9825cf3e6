"""The words of a photo as a sheet of a PDF on which nothing can be seen: searched, selected, read aloud.

It comes from tesseract (`textonly_pdf`) and is made anew here out of what such a sheet may consist of, so whatever
else there might be in its file goes no further. Fit for PDF/A-2b: the font is embedded, has no shapes, and says which
letters it stands for (ISO 19005-2, 6.2.11).
"""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

_OPERATORS = {"q", "Q", "cm", "BT", "ET", "Tr", "Tm", "Td", "Tf", "Tz", "TJ"}
_INVISIBLE = 3
_FONT = {"/Type", "/Subtype", "/BaseFont", "/Encoding", "/DescendantFonts", "/ToUnicode"}
_DESCENDANT = {"/Type", "/Subtype", "/BaseFont", "/CIDSystemInfo", "/CIDToGIDMap", "/DW", "/FontDescriptor"}
_DESCRIPTOR = {
    *("/Type", "/FontName", "/FontBBox", "/FontFile2", "/Flags", "/ItalicAngle"),
    *("/Ascent", "/Descent", "/CapHeight", "/StemV"),
}
_LARGEST_FONT = 10_000  # bytes; the font without shapes has 572


class NotText(ValueError):
    """It is no sheet of invisible words."""


def made_anew(data: bytes) -> tuple[bytes, str]:
    """The sheet as a PDF of its own, the same bytes for the same sheet, and its words. Raises NotText."""
    try:
        with pikepdf.open(io.BytesIO(data)) as source:
            (page,) = source.pages
            commands = list(pikepdf.parse_content_stream(page))
            words = " ".join("".join(_words(commands)).split())
            return _sheet(page, commands), words
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RuntimeError) as error:
        raise NotText from error


def _words(commands: list[Any]) -> Iterator[str]:
    """What is written, after making sure that nothing else is done and nothing can be seen."""
    seen = True
    for operands, operator in commands:
        name = str(operator)
        if name not in _OPERATORS:
            raise NotText
        if name == "BT":
            seen = True
            yield " "
        elif name == "Tr":
            seen = int(operands[0]) != _INVISIBLE
        elif name == "TJ":
            if seen:
                raise NotText
            yield from (bytes(part).decode("utf-16-be") for part in operands[0] if isinstance(part, pikepdf.String))


def _sheet(page: pikepdf.Page, commands: list[Any]) -> bytes:
    pdf = pikepdf.new()
    fonts = Dictionary()
    for name, font in page.Resources.get("/Font", {}).items():
        _check_font(font)
        fonts[name] = pdf.copy_foreign(font)
    content = pikepdf.unparse_content_stream(commands)
    sheet = Dictionary(
        Type=Name.Page,
        MediaBox=Array([float(side) for side in page.mediabox]),
        Resources=Dictionary(Font=fonts),
        Contents=pdf.make_indirect(Stream(pdf, content)),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(sheet)))
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return target.getvalue()


def _check_font(font: pikepdf.Object) -> None:
    (below,) = font.DescendantFonts
    descriptor = below.FontDescriptor
    parts = ((font, _FONT), (below, _DESCENDANT), (descriptor, _DESCRIPTOR))
    if any(set(part.keys()) != allowed for part, allowed in parts):
        raise NotText
    if font.Encoding != Name("/Identity-H") or len(descriptor.FontFile2.read_bytes()) > _LARGEST_FONT:
        raise NotText
