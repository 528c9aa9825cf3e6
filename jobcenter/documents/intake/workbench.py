"""Takes one PDF apart: PDF on stdin; on stdout one line of JSON, the preview, and the PDF made anew.

What is best for the people who must rely on the file for years (§ 36a SGB I, files of the administration): sheets
stay as they are, text and all, when `archivable.py` finds nothing that PDF/A-2b forbids. Any other sheet (fonts
missing, forms and notes, CMYK, layers …) becomes a picture of itself at 200 dpi, because its looks would depend
on the program that shows it. Only sheets are carried over: scripts, actions, attachments, links, metadata and
whatever hangs behind the end of the file stay behind. Encrypted files are refused, whatever their password.
"""

import io
import json
import resource
import sys
from typing import Any

import pikepdf

from jobcenter.documents.intake.archivable import keeps_its_looks, strip, strip_things
from jobcenter.documents.intake.refused import Refused

_MEMORY = 1_500_000_000
_CPU_SECONDS = 30
_MAX_RESULT = 60_000_000
_DPI = 200
_MAX_SIDE = 3400  # A3 at 200 dpi; larger sheets get fewer dots
_PREVIEW = 320
_QUALITY = 75
_SIZES = (3, 14_400)  # of a page in points, by ISO 32000-1 Annex C


class Workbench:
    """One PDF on its way through."""

    def __init__(self, data: bytes, max_sheets: int) -> None:
        self.data = data
        try:
            self.pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
            self._refuse(max_sheets)
        except pikepdf.PasswordError as error:
            raise Refused("encrypted") from error
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError) as error:
            raise Refused("broken_pdf") from error

    def _refuse(self, max_sheets: int) -> None:
        if self.pdf.is_encrypted:
            raise Refused("encrypted")
        if "/Collection" in self.pdf.Root:
            raise Refused("portfolio")
        form = self.pdf.Root.get("/AcroForm")
        if self.pdf.Root.get("/NeedsRendering") or (form is not None and "/XFA" in form and not form.get("/Fields")):
            raise Refused("dynamic_form")
        if len(self.pdf.pages) > max_sheets:
            raise Refused("too_many_sheets")
        if len(self.pdf.pages) == 0:
            raise Refused("broken_pdf")
        for page in self.pdf.pages:
            left, bottom, right, top = (float(side) for side in page.mediabox)
            if not (right - left > 0 and top - bottom > 0 and abs(right) < 1e7 and abs(top) < 1e7):
                raise Refused("broken_pdf")

    def run(self) -> tuple[bytes, bytes, int]:
        """The PDF made anew, the preview of its first sheet, and how many sheets it has. Raises Refused."""
        import pypdfium2

        try:
            with pypdfium2.PdfDocument(self.data) as shown:  # type: ignore[no-untyped-call]
                shown.init_forms()
                if len(shown) != len(self.pdf.pages):  # two readers, two opinions: one of them is being fooled
                    raise Refused("broken_pdf")
                preview = _jpeg(_picture(shown[0], _PREVIEW / max(shown[0].get_size())), 60)
                made = self._made_anew(shown)
        except (pypdfium2.PdfiumError, pikepdf.PdfError, RuntimeError, ValueError) as error:
            raise Refused("broken_pdf") from error
        return made, preview, len(self.pdf.pages)

    def _made_anew(self, shown: Any) -> bytes:
        from jobcenter.documents.intake.merging import add_picture

        new = pikepdf.new()
        for number, page in enumerate(self.pdf.pages):
            width, height = shown[number].get_size()
            fits = all(_SIZES[0] <= side <= _SIZES[1] for side in (width, height)) and "/UserUnit" not in page
            if fits and keeps_its_looks(page):
                strip(page)
                new.pages.append(page)
            else:
                scale = min(_DPI / 72, _MAX_SIDE / max(width, height))
                picture = _picture(shown[number], scale)
                limit = min(1.0, _SIZES[1] / max(width, height))
                size = (max(3.0, width * limit), max(3.0, height * limit))
                add_picture(new, _jpeg(picture, _QUALITY), picture.size, sheet=size)
        strip_things(new)
        target = io.BytesIO()
        new.remove_unreferenced_resources()
        new.save(target, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, deterministic_id=True)
        return target.getvalue()


def _picture(page: Any, scale: float) -> Any:
    return page.render(scale=scale, may_draw_forms=True, draw_annots=True, rev_byteorder=True).to_pil().convert("RGB")


def _jpeg(picture: Any, quality: int) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=quality)
    return target.getvalue()


def main() -> None:
    """Bounds first, then the PDF."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = sys.stdout.buffer
    try:
        made, preview, sheets = Workbench(sys.stdin.buffer.read(), int(sys.argv[1])).run()
        if len(made) > _MAX_RESULT:
            raise Refused("too_heavy")
        out.write(json.dumps({"sheets": sheets, "preview": len(preview)}).encode() + b"\n" + preview + made)
    except Refused as refused:
        out.write(json.dumps({"refused": refused.reason}).encode() + b"\n")
    except MemoryError:
        out.write(b'{"refused": "too_heavy"}\n')


if __name__ == "__main__":
    main()
