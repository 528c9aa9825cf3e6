"""QR codes for paper and screens."""

import base64
from io import BytesIO

from qrcode.image.svg import SvgPathImage
from qrcode.main import QRCode


def qr_code(text: str) -> str:
    """`text` as a QR code: a data address for an <img>."""
    code = QRCode(border=2, image_factory=SvgPathImage)
    code.add_data(text)  # type: ignore[no-untyped-call]
    written = BytesIO()
    code.make_image().save(written)  # type: ignore[no-untyped-call]
    return "data:image/svg+xml;base64," + base64.b64encode(written.getvalue()).decode()
