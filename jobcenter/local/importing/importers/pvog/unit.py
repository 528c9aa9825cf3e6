"""A unit of the PVOG's search service as a site.

Known from public programs that use the service (mid 2026): `title`, `location.addresses[]` (type, street, zip, city,
geo), `location.communications[]` (code, value), `internetAddresses[].uri`, `lastUpdate`. That there are opening hours
is known, how they are called is not: `openingHours` and `openingTimes` are looked at, as text or time by time.
"""

import re
from collections.abc import Iterator
from typing import Any

from jobcenter.local.importing.importers.pvog.json_values import first_string, inside, objects, string
from jobcenter.local.importing.importers.registers.contact import (
    MOBILE,
    PHONE,
    browsable,
    coordinates,
    dialable,
    postcode,
)
from jobcenter.local.importing.importers.registers.hours import Slot, hours_or_note, listed, written
from jobcenter.local.importing.importers.registers.texts import line, plain
from jobcenter.local.models import Site, Texts

_VISITING = re.compile(r"besuch|^002$", re.IGNORECASE), re.compile(r"haus|^001$", re.IGNORECASE), re.compile(r"^$")
_HOURS = ("openingHours", "openingTimes")
_DAY, _BEGIN, _END, _NOTE = (
    ("day", "dayOfWeek", "weekday", "tagesTyp"),
    ("from", "begin", "start", "opens", "beginn"),
    ("to", "end", "closes", "ende"),
    ("note", "hint", "zusatz"),
)


def site(key: str, unit: dict[str, Any]) -> Site:
    """The unit, without the number of its Jobcenter."""
    address = _address(objects(unit, "location", "addresses"))
    opening, note = _opening(unit)
    latitude, longitude = coordinates(_numbers(inside(address, "geo")))
    return Site(
        key=key,
        name=line(string(unit, "title"), 160),
        street=line(f"{string(address, 'street')} {string(address, 'houseNumber')}", 160),
        postcode=postcode(string(address, "zip")),
        city=line(string(address, "city"), 120),
        latitude=latitude,
        longitude=longitude,
        phone=_phone(objects(unit, "location", "communications")),
        website=next(
            filter(None, (browsable(string(said, "uri"), 300) for said in objects(unit, "internetAddresses"))), ""
        ),
        opening=opening,
        opening_note=Texts.german(note),
        as_of=as_of(unit),
    )


def as_of(thing: dict[str, Any]) -> str:
    """The day of the last change where it was written; "" if it is not known."""
    said = first_string(thing, "externalLastUpdate", "lastUpdate")
    found = re.match(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", said)
    return found[0] if found else ""


def _address(addresses: list[dict[str, Any]]) -> dict[str, Any]:
    for wanted in _VISITING:
        for address in addresses:
            if wanted.search(string(address, "type") or string(address, "type", "code")):
                return address
    return {}


def _phone(channels: list[dict[str, Any]]) -> str:
    for wanted in (PHONE, MOBILE):
        for channel in channels:
            if string(channel, "code") == wanted and (number := dialable(string(channel, "value"))):
                return number
    return ""


def _numbers(geo: Any) -> str:
    """Everything that stands there, one behind the other: the two numbers are found among it."""
    if isinstance(geo, dict):
        return " ".join(string(geo, name) for name in geo)
    return " ".join(map(str, geo)) if isinstance(geo, list) else string({"geo": geo}, "geo")


def _opening(unit: dict[str, Any]) -> tuple[str, str]:
    """Hours in our notation, and what is written about them."""
    said = next(
        filter(None, (inside(place, name) for place in (unit, inside(unit, "location")) for name in _HOURS)), None
    )
    slots = [_slot(time) for time in _times(said)]
    if slots and all(slots):
        readable = [slot for slot in slots if slot]
        hours, notes = written(readable)
        return hours, plain("\n".join(notes if hours else [*notes, listed(readable)]))
    lines = [text for text in said if isinstance(text, str)] if isinstance(said, list) else [said]
    return hours_or_note(plain("\n".join(text for text in lines if isinstance(text, str))))


def _times(said: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every object in it that has a day, a beginning and an end."""
    if isinstance(said, dict) and all(first_string(said, *names) for names in (_DAY, _BEGIN, _END)):
        yield said
    elif depth < 5:
        for inner in said.values() if isinstance(said, dict) else said if isinstance(said, list) else ():
            yield from _times(inner, depth + 1)


def _slot(time: dict[str, Any]) -> Slot | None:
    day, begin, end, note = (first_string(time, *names) for names in (_DAY, _BEGIN, _END, _NOTE))
    return Slot.read(day, begin, end, line(note, 1_000))
