"""The program that reads: tesseract with German, where the operator has it and wants it."""

import shutil
import subprocess
from dataclasses import dataclass

from django.conf import settings

LANGUAGE = "deu"
_SECONDS = 10


def switched_on() -> bool:
    """Whether the operator wants photos to be read (`JOBCENTER_OCR`), here or in another process."""
    return settings.OCR not in {"", "off"}


def program() -> str:
    """The path of tesseract; "" when it is switched off or not there."""
    if not switched_on():
        return ""
    return shutil.which("tesseract" if settings.OCR == "auto" else settings.OCR) or ""


def knows_german(path: str) -> bool:
    """Whether that tesseract has the data for German. Asks it, which takes some milliseconds."""
    try:
        done = subprocess.run(  # noqa: S603 (the operator names the program)
            [path, "--list-langs"], capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return LANGUAGE in done.stdout.split()


@dataclass(frozen=True)
class ReaderState:
    """For the operations page and the check at the start."""

    wanted: bool
    works: bool
    words: str


def reader_state() -> ReaderState:
    """Whether photos are read, and what is missing if they should be."""
    if not switched_on():
        return ReaderState(False, False, "Die Texterkennung ist ausgeschaltet.")
    path = program()
    if not path:
        return ReaderState(True, False, "Die Texterkennung ist eingeschaltet, aber tesseract ist nicht da.")
    if not knows_german(path):
        return ReaderState(True, False, "Der Texterkennung fehlt Deutsch (deu).")
    return ReaderState(True, True, "Die Texterkennung arbeitet.")
