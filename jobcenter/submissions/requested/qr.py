"""The link as a QR code for a letter: error correction M, and the quiet zone of four modules that scanners expect."""

from io import BytesIO
from typing import Any

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

_BORDER = 4
_PIXELS = 12  # a module: sharp on paper at 300 dpi and up to 5 cm


def svg(url: str) -> str:
    """One path, one unit a module; scales to any size."""
    rows = matrix(url)
    path = "".join(f"M{x},{y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0,0h{size}v{size}h-{size}z"/><path d="{path}"/></svg>'
    )


def png(url: str) -> bytes:
    """Black on white, for word processors that take no SVG."""
    written = BytesIO()
    _code(url).make_image().save(written, "PNG")
    return written.getvalue()


def matrix(url: str) -> list[list[bool]]:
    """The modules row by row, with the quiet zone."""
    rows: list[list[bool]] = _code(url).get_matrix()  # type: ignore[no-untyped-call]
    return rows


def _code(url: str) -> "QRCode[Any]":
    code: QRCode[Any] = QRCode(error_correction=ERROR_CORRECT_M, border=_BORDER, box_size=_PIXELS)
    code.add_data(url)  # type: ignore[no-untyped-call]
    return code
