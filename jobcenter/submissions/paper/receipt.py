"""The receipt as a PDF: what a person keeps and may show to others."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from jobcenter.submissions.paper.line import Line
from jobcenter.submissions.paper.press import print_pdf
from jobcenter.submissions.paper.wording import exact_time, listed


@dataclass(frozen=True)
class ReceiptPaper:
    """Number, time, Jobcenter and files, with the way to check them: nothing of what was answered."""

    receipt_number: str
    check_code: str
    submitted_at: datetime
    jobcenter: str
    title: str
    files: list[Line]
    following: list[str]
    missing: list[str]
    verify_address: str
    # What to know besides, each in a paragraph.
    notes: list[str] = field(default_factory=list)

    def pdf(self) -> bytes:
        """The same bytes for the same content."""
        data = {
            "nummer": self.receipt_number,
            "code": self.check_code,
            "zeit": exact_time(self.submitted_at),
            "jobcenter": self.jobcenter,
            "titel": self.title,
            "dateien": listed(self.files),
            "folgen": self.following,
            "fehlt": self.missing,
            "hinweise": self.notes,
            "adresse_kurz": self.verify_address,
            # Behind a #, so that the code is in no log: the page's script sends it in the body.
            "qr": qr_svg(f"{self.verify_address}#nummer={self.receipt_number}&code={self.check_code}"),
        }
        return print_pdf("eingang", data, at=self.submitted_at)


def qr_svg(text: str) -> str:
    """The QR code as one SVG path, one unit a module."""
    code: QRCode[Any] = QRCode(error_correction=ERROR_CORRECT_M, border=2)
    code.add_data(text)  # type: ignore[no-untyped-call]
    rows = code.get_matrix()  # type: ignore[no-untyped-call]
    path = "".join(f"M{x},{y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    size = len(rows)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'
