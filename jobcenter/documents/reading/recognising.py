"""A photo is read by tesseract, in a process with bounds that knows none of our secrets and writes no file.

What it gets is a JPEG that we have made ourselves (`intake/images.py`), never the file that somebody handed in.
"""

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from jobcenter.documents.reading.layer import NotText, made_anew
from jobcenter.documents.reading.program import LANGUAGE

_BOUNDS = Path(__file__).with_name("bounds.py")
_SECONDS = 45
_DPI = 170  # about what a page has after its intake; sizes are scaled to the sheet anyway
_LARGEST = 4_000_000  # bytes of one page of words


class NotRead(Exception):
    """Nothing came of it; `reason` is time, failed or garbage. What is on the photo is never part of it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Recognised:
    """The invisible words as a PDF (see `layer.py`) and as plain text; both empty where nothing is written."""

    layer: bytes
    text: str


def recognise(jpeg: bytes, *, program: str) -> Recognised:
    """What is written on the photo. Takes a few seconds of processor time. Raises NotRead."""
    options = ["stdin", "stdout", "-l", LANGUAGE, "--dpi", str(_DPI), "-c", "textonly_pdf=1", "pdf"]
    try:
        with tempfile.TemporaryDirectory() as nowhere:
            done = subprocess.run(  # noqa: S603 (the operator names the program, nothing comes from outside)
                [sys.executable, "-I", str(_BOUNDS), program, *options],
                input=jpeg,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # it may name what it reads
                timeout=_SECONDS,
                cwd=nowhere,
                env={},
                check=False,
            )
    except subprocess.TimeoutExpired as error:
        raise NotRead("time") from error
    if done.returncode != 0 or not done.stdout:
        raise NotRead("failed")
    if len(done.stdout) > _LARGEST:
        raise NotRead("garbage")
    try:
        layer, text = made_anew(done.stdout)
    except NotText as error:
        raise NotRead("garbage") from error
    return Recognised(layer, text) if text else Recognised(b"", "")
