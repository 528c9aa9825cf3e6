"""The way of one file: measured, told apart, scanned, made into parts."""

from collections.abc import Callable
from typing import IO

from jobcenter.documents.intake.images import parts_of_image
from jobcenter.documents.intake.pdfs import part_of_pdf
from jobcenter.documents.intake.refused import Refused
from jobcenter.documents.intake.sheets import Part
from jobcenter.documents.intake.sniffing import kind_of
from jobcenter.documents.limits import MAX_FILE, MAX_SHEETS


def receive(file: IO[bytes], size: int, *, scan: Callable[[IO[bytes]], None]) -> list[Part]:
    """The parts of the file, safe to keep. Nothing of it is unpacked before `scan` let it pass. Raises Refused."""
    if size > MAX_FILE:
        raise Refused("too_large")
    kind = kind_of(file)
    scan(file)
    if kind == "PDF":
        return [part_of_pdf(file, max_sheets=MAX_SHEETS)]
    return parts_of_image(file, kind, max_sheets=MAX_SHEETS)
