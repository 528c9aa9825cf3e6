"""PDFs that people hand in, taken apart by a process of their own (`workbench.py`).

PDF is the one format here that is a program: a page of a few kilobytes can ask for gigabytes or for hours. So the
parsing runs in a child that may use a bounded amount of memory, CPU and time, and that knows none of our secrets.
"""

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from jobcenter.documents.intake.refused import Refused
from jobcenter.documents.intake.sheets import Part

_ROOT = Path(__file__).resolve().parents[3]
_SECONDS = 60
_AT_ONCE = threading.BoundedSemaphore(2)


def part_of_pdf(file: IO[bytes], *, max_sheets: int) -> Part:
    """The PDF as one part: harmless, and every sheet fit for PDF/A (see `workbench.py`).

    Raises Refused: encrypted, broken_pdf, portfolio, dynamic_form, too_many_sheets, too_heavy.
    """
    file.seek(0)
    command = [sys.executable, "-m", "jobcenter.documents.intake.workbench", str(max_sheets)]
    with _AT_ONCE:
        try:
            done = subprocess.run(  # noqa: S603 (our own module, no part of the command comes from outside)
                command,
                input=file.read(),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # libraries complain there about what they read, and without end
                timeout=_SECONDS,
                cwd=_ROOT,
                env={},
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Refused("too_heavy") from error
    header, _, body = done.stdout.partition(b"\n")
    if done.returncode != 0 or not header:
        raise Refused("too_heavy")
    answer = json.loads(header)
    if "refused" in answer:
        raise Refused(answer["refused"])
    size = answer["preview"]
    return Part("pdf", body[size:], body[:size], answer["sheets"])
