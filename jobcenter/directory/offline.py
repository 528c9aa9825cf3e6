"""The directory for a device without network: every postcode and its answer, small enough to carry along.

`static/directory/postcodes.js` reads it; a test compares its answers with the finder's for every postcode.
"""

import json
from collections.abc import Hashable, Iterable
from typing import Any, Generic, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobcenter.directory.entries import AreaInfo
from jobcenter.directory.finder import Option, State
from jobcenter.directory.index import Directory, directory
from jobcenter.directory.models import Edition, JobcenterInfo
from jobcenter.web.shelf import handed_out

Thing = TypeVar("Thing", bound=Hashable)


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The packed directory as JSON."""
    known = directory()
    copy = known.shelf.take(request.path, lambda: json.dumps(packed(known), **_COMPACT).encode())
    return handed_out(request, copy, content_type="application/json")


_COMPACT: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}


class Places(Generic[Thing]):
    """Things in the order of their first mention, and the place of each."""

    def __init__(self) -> None:
        self._places: dict[Thing, int] = {}

    def of(self, thing: Thing) -> int:
        return self._places.setdefault(thing, len(self._places))

    def all(self) -> list[Thing]:
        return list(self._places)


def packed(known: Directory) -> dict[str, Any]:
    """Everything once, and by its place in the list from then on.

    `answers` holds for each different answer its options (which Jobcenter, which areas, whether from a source; none
    for bulk mail) and its postcodes: the first one, then how much larger each next one is.
    """
    areas, jobcenters = Places[AreaInfo](), Places[JobcenterInfo]()

    def option(one: Option) -> tuple[int, tuple[int, ...], int]:
        return jobcenters.of(one.jobcenter), tuple(map(areas.of, one.areas)), int(one.sourced)

    for jobcenter in known.jobcenters:
        jobcenters.of(jobcenter)
    postcodes: dict[tuple[tuple[int, tuple[int, ...], int], ...], list[int]] = {}
    for postcode in known.finder.postcodes:
        answer = known.finder.find(postcode)
        if answer.state != State.UNKNOWN_POSTCODE:
            postcodes.setdefault(tuple(map(option, answer.options)), []).append(int(postcode))
    return {
        "as_of": _as_of(known),
        "kinds": {one.kind: one.kind_in_words for one in known.jobcenters},
        "jobcenters": [
            [one.provider_number, one.kind, one.official_name, [areas.of(area) for area in one.areas]]
            for one in jobcenters.all()
        ],
        "areas": [[area.key, area.label] for area in areas.all()],
        "answers": [[options, list(_steps(numbers))] for options, numbers in postcodes.items()],
    }


def _steps(numbers: Iterable[int]) -> Iterable[int]:
    before = 0
    for number in sorted(numbers):
        yield number - before
        before = number


def _as_of(known: Directory) -> str | None:
    """The day when this edition was loaded; None when it never was and the shipped one answers."""
    try:
        loaded_at = (
            Edition.objects.filter(digest=known.edition).order_by("-id").values_list("loaded_at", flat=True).first()
        )
    except DatabaseError:
        return None
    return timezone.localdate(loaded_at).isoformat() if loaded_at else None
