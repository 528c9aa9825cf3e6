"""Values out of JSON that may be of any shape: asking for what is not there gives nothing, never an error."""

import json
import re
from typing import Any

from jobcenter.local.importing.port import BrokenFeed

_MOST_BYTES = 10 * 2**20


def parsed(place: str, data: bytes) -> Any:
    """Raises BrokenFeed for what is no JSON, or too much."""
    if len(data) > _MOST_BYTES:
        raise BrokenFeed(place, f"Die Antwort ist größer als {_MOST_BYTES // 2**20} MB.")
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise BrokenFeed(place, "Die Antwort ist kein lesbares JSON.") from None


def inside(value: Any, *path: str) -> Any:
    """What stands under these names; None when there is nothing."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def string(value: Any, *path: str) -> str:
    """A text or number under these names; "" for anything else."""
    found = inside(value, *path)
    return str(found).strip() if isinstance(found, str | int | float) and not isinstance(found, bool) else ""


def first_string(value: Any, *names: str) -> str:
    """Under the first of these names that has one."""
    return next(filter(None, (string(value, name) for name in names)), "")


def objects(value: Any, *path: str) -> list[dict[str, Any]]:
    """The objects of a list under these names."""
    found = inside(value, *path)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def identifier(value: Any) -> str:
    """An id such as "L100042.OE.2292"; "" for what is none."""
    said = string(value, "id")
    return said if re.fullmatch(r"[\w.:-]{1,200}", said, re.ASCII) else ""
