"""An organisational unit of XZuFi as a site.

Confirmed by public examples and programs: name, anschrift (typ, strasse, hausnummer, postleitzahl, ort) and the code
list of its types. Not confirmed: the names around communication (`kommunikation` or `kommunikationssystem` with `kanal`
and `kennung`, `internetadresse` with `uri`), geocoding and accessibility; they follow XÖV's core components and the
public model of Service-BW.
"""

import re
from datetime import date

from jobcenter.local.importing.importers.registers.contact import (
    MOBILE,
    PHONE,
    WEB,
    browsable,
    coordinates,
    dialable,
    postcode,
)
from jobcenter.local.importing.importers.registers.texts import line, translated
from jobcenter.local.importing.importers.xzufi.hours import hours_of
from jobcenter.local.importing.importers.xzufi.message import (
    Element,
    Thing,
    as_of,
    children,
    local,
    text,
    translations,
    validity,
)
from jobcenter.local.models import Site, Texts

# Where people can go: Besucheranschrift, Hausanschrift, or an address that says nothing about what it is for.
_VISITING = ("002", "001", "")
_ACCESS = {"kennzeichenRollstuhlgerecht": "Rollstuhlgerecht.", "kennzeichenAufzug": "Es gibt einen Aufzug."}
_ABOUT_ACCESS = re.compile(r"barrierefrei|rollstuhl|behindert", re.IGNORECASE)
_ABOUT_TRANSPORT = re.compile(r"oepnv|haltestelle|nahverkehr|anfahrtsbeschreibung", re.IGNORECASE)


def name_of(unit: Element) -> str:
    """In German, if there is a German one."""
    names = translated(translations(inner for outer in children(unit, "name") for inner in _names(outer)), 160)
    return line(names.best("de")[1], 160)


def site(key: str, thing: Thing, today: date) -> Site:
    """The unit, without the number of its Jobcenter. Raises BrokenFeed for a validity that makes no sense."""
    unit = thing.element
    address = _address(unit)
    hours = hours_of(unit, today, thing.place)
    begin, end = validity(unit, today, thing.place)
    latitude, longitude = _coordinates(address)
    return Site(
        key=key,
        name=name_of(unit),
        street=line(f"{text(address, 'strasse')} {text(address, 'hausnummer')}", 160),
        postcode=postcode(text(address, "postleitzahl")),
        city=line(text(address, "ort"), 120),
        latitude=latitude,
        longitude=longitude,
        phone=_phone(unit, address),
        website=_website(unit),
        opening=hours.opening,
        calling=hours.calling,
        opening_note=hours.note,
        access=_access(unit, address),
        transport=_about(_ABOUT_TRANSPORT, unit, address),
        valid_from=begin,
        valid_until=end,
        as_of=as_of(unit),
    )


def _names(outer: Element) -> list[Element]:
    return list(children(outer, "name")) or [outer]


def _address(unit: Element) -> Element | None:
    by_type: dict[str, Element] = {}
    for address in children(unit, "anschrift"):
        by_type.setdefault(text(address, "typ", "code"), address)
    return next((by_type[kind] for kind in _VISITING if kind in by_type), None)


def _coordinates(address: Element | None) -> tuple[float | None, float | None]:
    for found in children(address, "geokodierung") if address is not None else ():
        said = coordinates(" ".join(map(str, found.itertext())))
        if said[0] is not None:
            return said
    return None, None


def _phone(unit: Element, address: Element | None) -> str:
    numbers = _channels(unit) + (_channels(address) if address is not None else [])
    for wanted in (PHONE, MOBILE):
        for channel, said in numbers:
            if channel == wanted and (number := dialable(said)):
                return number
    return ""


def _website(unit: Element) -> str:
    said = [text(found, "uri") or text(found) for found in children(unit, "internetadresse")]
    said += [identifier for channel, identifier in _channels(unit) if channel == WEB]
    return next(filter(None, (browsable(address, 300) for address in said)), "")


def _channels(element: Element) -> list[tuple[str, str]]:
    return [
        (text(found, "kanal", "code"), text(found, "kennung"))
        for found in children(element, "kommunikation", "kommunikationssystem")
    ]


def _access(unit: Element, address: Element | None) -> Texts:
    """What is marked as there, and what is written about it. A mark that is not set says nothing."""
    marks = [
        said
        for mark, said in _ACCESS.items()
        if address is not None and any(text(found) in {"true", "1"} for found in children(address, mark))
    ]
    texts = _about(_ABOUT_ACCESS, unit, address)
    return translated([("de", "\n".join(filter(None, [" ".join(marks), texts.get("de", "")]))), *texts.items()])


def _about(subject: re.Pattern[str], unit: Element, address: Element | None) -> Texts:
    places = [unit] if address is None else [unit, address]
    found = [
        child for place in places for child in place if subject.search(local(child)) and local(child) not in _ACCESS
    ]
    return translated(translations(iter(found)))
