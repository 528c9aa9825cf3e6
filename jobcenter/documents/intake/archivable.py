"""Whether a sheet of somebody's PDF may stay as it is in a PDF/A-2b (ISO 19005-2).

It asks for what the standard forbids and what can be told without laying out the page: fonts that are used but
not embedded, colours that depend on a device, visible annotations, layers, JPEG 2000, PostScript, foreign transfer
curves. When in doubt the answer is no, and the sheet becomes a picture. What it cannot tell (say, glyph widths that
differ from the embedded font's) remains the claim of the program that made the PDF.
"""

from typing import Any

import pikepdf
from pikepdf import Name

_KEPT = {"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Group"}
_PRIVATE = {"/Metadata", "/PieceInfo", "/LastModified", "/AF"}
_INVISIBLE = {"/Link", "/Popup"}
_DEVICE_GREY_RGB = {"/DeviceGray", "/DeviceRGB", "/G", "/RGB"}
_BLENDING = {
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn",
    "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity",
}  # fmt: skip
# Not among them: k and K, which paint in CMYK.
_OPERATORS = {
    "b", "B", "b*", "B*", "BDC", "BMC", "BT", "BX", "c", "cm", "CS", "cs", "d", "d0", "d1", "Do", "DP", "EMC", "ET",
    "EX", "f", "F", "f*", "G", "g", "gs", "h", "i", "j", "J", "l", "M", "m", "MP", "n", "q", "Q", "re", "RG", "rg",
    "ri", "s", "S", "SC", "sc", "SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts",
    "Tw", "Tz", "v", "w", "W", "W*", "y", "'", '"', "INLINE IMAGE",
}  # fmt: skip
_NAMES = {"gs": "/ExtGState", "Do": "/XObject", "sh": "/Shading"}
_DEEPEST = 12
_MOST_NESTED = 28  # q operators, 6.1.13


class _Forbidden(Exception):
    """PDF/A-2b does not allow this, or it cannot be told."""


def keeps_its_looks(page: pikepdf.Page) -> bool:
    """Whether the sheet looks the same in every program, now and in twenty years."""
    try:
        for note in page.obj.get("/Annots", []):
            if str(note.get("/Subtype")) not in _INVISIBLE:
                raise _Forbidden("annotation")
        _check_group(page.obj.get("/Group"))
        _Reader().content(page, page.resources)
    except (_Forbidden, pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        return False
    return True


def strip(page: pikepdf.Page) -> None:
    """Leave of the sheet only what shows it: no actions, annotations, thumbnails, metadata, private data."""
    for key in set(page.obj.keys()) - _KEPT:
        del page.obj[key]


def strip_things(pdf: pikepdf.Pdf) -> None:
    """The same for pictures and whatever else the sheets draw with: no metadata, private data, attachments."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            for key in _PRIVATE & set(thing.keys()):
                del thing[key]


class _Reader:
    """Walks through content and everything it draws with, each thing once."""

    def __init__(self) -> None:
        self.seen: set[tuple[int, int]] = set()
        self.depth = 0

    def content(self, stream: Any, resources: Any) -> None:
        if self.depth > _DEEPEST:
            raise _Forbidden("depth")
        self.depth += 1
        resources = resources if resources is not None else pikepdf.Dictionary()
        fonts, nested = set(), 0
        for instruction in pikepdf.parse_content_stream(stream):
            operator = str(instruction.operator)
            if operator not in _OPERATORS:
                raise _Forbidden("operator")
            if operator == "Tf":
                fonts.add(str(instruction.operands[0]))
            elif operator in _NAMES and instruction.operands[0] not in resources[_NAMES[operator]]:
                raise _Forbidden("missing")
            elif operator == "INLINE IMAGE":
                self._image(instruction.operands[0].obj)
            nested += {"q": 1, "Q": -1}.get(operator, 0)
            if nested > _MOST_NESTED:
                raise _Forbidden("nesting")
        self._resources(resources, fonts)
        self.depth -= 1

    def _resources(self, resources: Any, used_fonts: set[str]) -> None:
        fonts = resources.get("/Font", {})
        for name in used_fonts:
            self._font(fonts[name])
        for space in dict(resources.get("/ColorSpace", {})).values():
            self._colours(space)
        for state in dict(resources.get("/ExtGState", {})).values():
            self._state(state)
        for thing in dict(resources.get("/XObject", {})).values():
            self._drawn(thing)
        for pattern in dict(resources.get("/Pattern", {})).values():
            if self._new(pattern):
                if isinstance(pattern, pikepdf.Stream):
                    self.content(pattern, pattern.get("/Resources"))
                else:
                    self._colours(pattern.Shading.ColorSpace)
        for shading in dict(resources.get("/Shading", {})).values():
            self._colours(shading.ColorSpace)
        for mark in dict(resources.get("/Properties", {})).values():
            if "/OCGs" in mark or str(mark.get("/Type")) in {"/OCG", "/OCMD"}:
                raise _Forbidden("layer")

    def _new(self, thing: Any) -> bool:
        if thing.is_indirect:
            if thing.objgen in self.seen:
                return False
            self.seen.add(thing.objgen)
        return True

    def _font(self, font: Any) -> None:
        if not self._new(font):
            return
        kind = str(font.Subtype)
        if kind == "/Type3":
            for glyph in dict(font.CharProcs).values():
                self.content(glyph, font.get("/Resources"))
            return
        if kind == "/Type0":
            inner = font.DescendantFonts[0]
            if isinstance(font.Encoding, Name) and str(font.Encoding) not in {"/Identity-H", "/Identity-V"}:
                raise _Forbidden("character map")
            if str(inner.Subtype) == "/CIDFontType2" and "/CIDToGIDMap" not in inner:
                raise _Forbidden("glyph map")
            font = inner
        descriptor = font.FontDescriptor
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            raise _Forbidden("font")

    def _colours(self, space: Any) -> None:
        if isinstance(space, Name):
            if str(space) not in _DEVICE_GREY_RGB | {"/Pattern"}:
                raise _Forbidden("device colour")
            return
        kind = str(space[0])
        if kind in {"/Indexed", "/I"} or (kind == "/Pattern" and len(space) > 1):
            self._colours(space[1])
        elif kind in {"/Separation", "/DeviceN"}:
            self._colours(space[2])
        elif kind not in {"/ICCBased", "/CalRGB", "/CalGray", "/Lab", "/Pattern"} | _DEVICE_GREY_RGB:
            raise _Forbidden("device colour")

    def _state(self, state: Any) -> None:
        if "/TR" in state or str(state.get("/TR2", "/Default")) != "/Default" or "/HTP" in state or "/HTO" in state:
            raise _Forbidden("transfer curve")
        modes = state.get("/BM", Name.Normal)
        for mode in [modes] if isinstance(modes, Name) else modes:
            if str(mode) not in _BLENDING:
                raise _Forbidden("blend mode")
        if "/Font" in state:
            self._font(state.Font[0])
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            self._drawn(mask.G)

    def _drawn(self, thing: Any) -> None:
        if not self._new(thing):
            return
        if "/OC" in thing or "/OPI" in thing or "/Ref" in thing or "/PS" in thing:
            raise _Forbidden("layer")
        if str(thing.Subtype) == "/Image":
            self._image(thing)
        elif str(thing.Subtype) == "/Form":
            _check_group(thing.get("/Group"))
            self.content(thing, thing.get("/Resources"))
        else:
            raise _Forbidden("PostScript")

    def _image(self, image: Any) -> None:
        filters = image.get("/Filter", image.get("/F", []))
        names = {str(filters)} if isinstance(filters, Name) else {str(name) for name in filters}
        if names & {"/JPXDecode", "/Crypt"} or "/Alternates" in image:
            raise _Forbidden("filter")
        if image.get("/Interpolate", image.get("/I", False)):
            raise _Forbidden("interpolation")
        space = image.get("/ColorSpace", image.get("/CS"))
        if space is not None and not image.get("/ImageMask", image.get("/IM", False)):
            self._colours(space)
        if "/SMask" in image:
            self._drawn(image.SMask)


def _check_group(group: Any) -> None:
    space = group.get("/CS") if group is not None else None
    if isinstance(space, Name) and str(space) not in _DEVICE_GREY_RGB:
        raise _Forbidden("device colour")
