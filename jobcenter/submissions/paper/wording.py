"""How times and files are worded on our papers."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from jobcenter.submissions.paper.line import Line

_GERMANY = ZoneInfo("Europe/Berlin")
_MONTHS = [
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
]  # fmt: skip


def exact_time(moment: datetime) -> str:
    """`22. November 2026, 14:03:59 Uhr (MEZ, UTC+1)`: to the second and with its time zone."""
    local = moment.astimezone(_GERMANY)
    zone = "MESZ, UTC+2" if local.dst() else "MEZ, UTC+1"
    return f"{day_in_words(local)}, {local:%H:%M:%S} Uhr ({zone})"


def day_in_words(day: date) -> str:
    """`22. November 2026`."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def size_in_words(size: int) -> str:
    """`812 kB`, `2,4 MB`."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def listed(lines: list[Line]) -> list[dict[str, Any]]:
    """The lines as the templates want them."""
    return [{**line.as_dict(), "groesse": size_in_words(line.size)} for line in lines]
