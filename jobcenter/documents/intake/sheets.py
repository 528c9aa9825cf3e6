"""What comes out of the intake."""

from dataclasses import dataclass
from typing import Literal

Format = Literal["jpeg", "pdf"]


@dataclass(frozen=True)
class Part:
    """One photo, or one PDF with all its sheets, ready to be merged; `preview` is a small JPEG of the first sheet."""

    format: Format
    data: bytes
    preview: bytes
    sheets: int = 1

    @property
    def size(self) -> int:
        return len(self.data) + len(self.preview)
