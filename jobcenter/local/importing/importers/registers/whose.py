"""Whose an organisational unit of another system is: a Jobcenter's by its name, and which one's by its area."""

import re
from collections.abc import Iterable

from jobcenter.directory.models import JobcenterInfo, jobcenter_named, responsible_for

_JOBCENTER = re.compile(r"job[\s-]?cent(er|re)|kommunales center für arbeit", re.IGNORECASE)
# Units that stand beside a Jobcenter in such systems and are none.
_FALSE_FRIENDS = re.compile(
    r"familienkasse|kindergeld|wohngeld|hotline|(service|call|kunden)[\s-]?cent(er|re)"
    r"|^(bundes)?agentur für arbeit|berufsinformationszentrum",
    re.IGNORECASE,
)


def names_a_jobcenter(title: str, own: JobcenterInfo | None = None) -> bool:
    """Whether that is what a Jobcenter, or this one, is called."""
    named = _JOBCENTER.search(title) or (own is not None and own.official_name.casefold() in title.casefold())
    return bool(named) and not _FALSE_FRIENDS.search(title)


def jobcenters_for(area_keys: Iterable[str], title: str) -> list[str]:
    """The provider numbers for these areas; in a divided city those whose part the title names, else all."""
    found: dict[str, None] = {}
    for key in area_keys:
        found |= dict.fromkeys(_named_in(title, responsible_for(key)))
    return list(found)


def _named_in(title: str, numbers: tuple[str, ...]) -> tuple[str, ...]:
    if len(numbers) < 2:
        return numbers
    named = tuple(number for number in numbers if (info := jobcenter_named(number)) and _says(title, info.name))
    return named or numbers


def _says(title: str, name: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title, re.IGNORECASE))
