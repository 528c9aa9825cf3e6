"""What three photos of 12 megapixels and a PDF cost: CPU seconds from the file to the finished PDF/A. Prints JSON."""

import io
import json
import resource
import statistics
import time
from collections.abc import Callable
from typing import Any

from jobcenter.documents.intake.merging import merge
from jobcenter.documents.intake.receive import receive
from jobcenter.documents.intake.sheets import Part
from jobcenter.documents.tests.samples import pdf_with_text
from tests.photos import photographed_page

ROUNDS = 7


def cpu() -> float:
    """Of this process and of those it started and waited for."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def measured(work: Callable[[], Any]) -> dict[str, float]:
    """Medians of CPU and wall time in seconds."""
    rounds = []
    for _ in range(ROUNDS):
        started, clock = cpu(), time.perf_counter()
        work()
        rounds.append((cpu() - started, time.perf_counter() - clock))
    return {
        "cpu_seconds": round(statistics.median(spent for spent, _ in rounds), 4),
        "wall_seconds": round(statistics.median(wall for _, wall in rounds), 4),
    }


def received(files: list[bytes]) -> list[Part]:
    return [part for file in files for part in receive(io.BytesIO(file), len(file), scan=lambda _: None)]


def merged(parts: list[Part]) -> bytes:
    return merge([(part.format, part.data) for part in parts], title="Mietvertrag")


def main() -> None:
    photos = [photographed_page(number=number) for number in (1, 2, 3)]
    statement = [pdf_with_text(sheets=3)]
    parts = received(photos)
    result = {
        "photos": {"count": 3, "megapixels_each": 12, "bytes": sum(map(len, photos))},
        "result_bytes": len(merged(parts)),
        "convert_and_merge": measured(lambda: merged(received(photos))),
        "merge_only": measured(lambda: merged(parts)),
        "pdf_of_three_sheets_drawn_as_pictures": measured(lambda: received(statement)),
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
