"""XZuFi messages as XML: parsed without trust, and what is left of their objects when all was written and deleted."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from lxml import etree

from jobcenter.local.importing.port import BrokenFeed

NAMESPACE = "http://xoev.de/schemata/xzufi/2_2_0"
MOST_BYTES = 32 * 2**20
_DEEPEST, _MOST_OBJECTS = 60, 20_000

Element: TypeAlias = etree._Element

# What is written, by the name of its element; and what PVOG calls such a thing in its identifiers.
_KINDS = {"organisationseinheit": "OE", "leistung": "LB", "onlinedienst": "OD"}
_COMPETENCE = "zustaendigkeitTransferObjekt"
_OBJECTS = [f"{{{NAMESPACE}}}{name}" for name in (*_KINDS, _COMPETENCE, "loesche")]


@dataclass(frozen=True)
class Thing:
    """A unit, service or online service; `place` is where it stands, for complaints."""

    element: Element
    place: str
    competences: list[Element]


@dataclass
class Holdings:
    """What all messages together leave standing, by identifier ("L100042.OE.2292")."""

    units: dict[str, Thing] = field(default_factory=dict)
    services: dict[str, Thing] = field(default_factory=dict)
    online: dict[str, Thing] = field(default_factory=dict)
    # Competences that came by themselves, by what they belong to; and which of those each has.
    _transferred: dict[str, dict[str, Element]] = field(default_factory=lambda: defaultdict(dict))
    _owners: dict[str, list[str]] = field(default_factory=dict)
    _count: int = 0

    def take(self, file: str, data: bytes) -> None:
        """Do what this message says, in its order. Raises BrokenFeed."""
        for element in _objects(file, data):
            place = f"{file}, Zeile {element.sourceline}"
            self._count += 1
            if self._count > _MOST_OBJECTS:
                raise BrokenFeed(place, f"Mehr als {_MOST_OBJECTS} Einträge.")
            name = local(element)
            if name == "loesche":
                self._delete(element, place)
            elif name == _COMPETENCE:
                self._transfer(element, place)
            else:
                shelf = self._shelf(name)
                shelf[identifier(element, _KINDS[name], place)] = Thing(
                    element, place, list(children(element, "zustaendigkeit"))
                )

    def competences(self, key: str, thing: Thing) -> Iterator[Element]:
        """Those that stand in the thing, and those that came by themselves."""
        yield from thing.competences
        yield from self._transferred.get(key, {}).values()

    def _shelf(self, name: str) -> dict[str, Thing]:
        return {"organisationseinheit": self.units, "leistung": self.services, "onlinedienst": self.online}[name]

    def _transfer(self, element: Element, place: str) -> None:
        owner = next(iter(children(element, "uebergeordnetesObjektID")), None)
        competence = next(iter(children(element, "zustaendigkeit")), None)
        if owner is None or competence is None:
            raise BrokenFeed(place, "Der Zuständigkeit fehlt, wozu sie gehört.")
        key = identifier(competence, "Z", place)
        self._withdraw(key)
        # It does not say of which kind the thing is that it belongs to.
        agency = owner.get("schemeAgencyID", "")
        self._owners[key] = [f"{agency}.{kind}.{text(owner)}" for kind in _KINDS.values()]
        for owned in self._owners[key]:
            self._transferred[owned][key] = competence

    def _withdraw(self, key: str) -> None:
        for owner in self._owners.pop(key, ()):
            del self._transferred[owner][key]

    def _delete(self, element: Element, place: str) -> None:
        """`klasse` names what kind of thing it is; specialisations and others are of no interest here."""
        kind = element.get("klasse", "").casefold()
        if kind == "zustaendigkeit":
            self._withdraw(identifier(element, "Z", place))
        elif kind in _KINDS:
            self._shelf(kind).pop(identifier(element, _KINDS[kind], place), None)


def _objects(file: str, data: bytes) -> Iterator[Element]:
    """What a message writes or deletes, in order. Raises BrokenFeed for whatever is no XZuFi 2.2."""
    if len(data) > MOST_BYTES:
        raise BrokenFeed(file, f"Die Nachricht ist größer als {MOST_BYTES // 2**20} MB. Bitte in mehreren liefern.")
    # Nothing is fetched, nothing is replaced: what a message names outside of itself is of no interest.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BrokenFeed(f"{file}, Zeile {error.lineno}", "Das ist kein lesbares XML.") from None
    except (ValueError, LookupError) as error:
        raise BrokenFeed(file, f"Das ist kein lesbares XML ({type(error).__name__}).") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise BrokenFeed(file, "Eine XZuFi-Nachricht hat keine Dokumenttyp-Definition.")
    version = root.get("xzufiVersion", "")
    if etree.QName(root).namespace != NAMESPACE or not re.fullmatch(r"2\.2(\.\d+)?", version):
        raise BrokenFeed(file, f"Das ist keine Nachricht nach XZuFi 2.2 („{version[:20]}“).")
    _refuse_depth(file, root)
    for element in root.iter(*_OBJECTS):
        # What stands within another object belongs to that one.
        if not any(above.tag in _OBJECTS for above in element.iterancestors()):
            yield element


def _refuse_depth(file: str, root: Element) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise BrokenFeed(file, f"Mehr als {_DEEPEST} Elemente stehen ineinander.")


def identifier(element: Element, kind: str, place: str) -> str:
    """As PVOG writes it: who gave it, what kind of thing, the number. Raises BrokenFeed without one."""
    for found in children(element, "id"):
        if number := text(found):
            return f"{found.get('schemeAgencyID', '')}.{kind}.{number}"[:255]
    raise BrokenFeed(place, "Dem Eintrag fehlt die id.")


def local(element: Element) -> str:
    """Its name without namespace; "" for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Those with one of these names, whatever their namespace: XÖV writes the parts of a code without one."""
    return (child for child in element if local(child) in names)


def text(element: Element | None, *path: str) -> str:
    """What stands in it, or in the first of its children on that path; "" for nothing."""
    for name in path:
        element = next(children(element, name), None) if element is not None else None
    # An entity that was not replaced is no text.
    return " ".join("".join(map(str, element.itertext(tag=etree.Element))).split()) if element is not None else ""


def translations(elements: Iterator[Element]) -> list[tuple[str, str]]:
    """(language code, text) of elements that stand there once for each language; line breaks are kept."""
    return [(found.get("languageCode", ""), "".join(map(str, found.itertext(tag=etree.Element)))) for found in elements]


def day(element: Element, name: str, place: str) -> date | None:
    """A date, with or without time, in a child of that name. Raises BrokenFeed for anything else."""
    said = text(element, name)
    if not said or said.startswith("9999"):
        return None
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        raise BrokenFeed(place, f"{name} „{said[:20]}“ ist kein Datum.") from None


def validity(element: Element, today: date, place: str) -> tuple[date | None, date | None]:
    """From when to when (`gueltigkeit`): of several periods the one that holds today, else the next, else the last."""
    periods = [(day(found, "beginn", place), day(found, "ende", place)) for found in children(element, "gueltigkeit")]
    for begin, end in periods:
        if begin and end and end < begin:
            raise BrokenFeed(place, f"Die Gültigkeit endet am {end:%d.%m.%Y}, bevor sie beginnt.")
    if not periods:
        return None, None
    now = [period for period in periods if not period[0] or period[0] <= today]
    current = [period for period in now if not period[1] or today <= period[1]]
    later = sorted((period for period in periods if period not in now), key=lambda period: period[0] or today)
    past = sorted(now, key=lambda period: period[1] or today)
    return (current or later or past[-1:])[0]


def as_of(element: Element) -> str:
    """The day of the last change, else of the release by experts; "" if neither is known."""
    changed = text(element, "versionsinformation", "geaendertDatumZeit")
    released = text(element, "modulFachlicheFreigabe", "fachlichFreigegebenAm")
    for said in (changed, released):
        found = re.match(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", said)
        if found:
            return found[0]
    return ""
