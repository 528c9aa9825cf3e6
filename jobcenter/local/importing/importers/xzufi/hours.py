"""Opening hours in XZuFi: free text, or times element by element.

Not confirmed, because the specification could not be read where this was written: the names follow the public model of
Service-BW, one of the portals that exchange by XZuFi. There is `infoOeffnungszeitenText` in several languages, and
`infoOeffnungszeitenStrukturiert` with `typ`, `hinweisText`, `regulaereZeiten` and `abweichendeZeiten`, each with
`tagesTyp` (MONTAG, ARBEITSTAG_MO_FR), `tagesPosition`, `beginn`, `ende` and `zusatz`. So everything called like opening
or consulting hours is looked at, and whatever has a day, a beginning and an end is a time. What cannot be read for
certain becomes no hours.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from jobcenter.local.importing.importers.registers.hours import Slot, hours_or_note, is_hours, listed, written
from jobcenter.local.importing.importers.registers.texts import translated
from jobcenter.local.importing.importers.xzufi.message import Element, children, local, text, translations, validity
from jobcenter.local.models.texts import Texts

_CALLED = re.compile(r"oeffnungszeit|sprechzeit|servicezeit", re.IGNORECASE)
_DAY = ("tagesTyp", "tagestyp", "wochentag", "tag")
_BEGIN = ("beginn", "start", "von", "zeitVon", "uhrzeitVon", "beginnZeit")
_END = ("ende", "end", "bis", "zeitBis", "uhrzeitBis", "endeZeit")
_NOTE = ("zusatz", "hinweis", "hinweisText", "bemerkung")
_TEXTS = ("text", "inhalt", "beschreibung", "hinweisText")
_NOT_EVERY_WEEK = re.compile(r"erst|zweit|dritt|viert|letzt|[1-5]\.", re.IGNORECASE)
_CLOSED_TO_PEOPLE = re.compile(r"kern|funktion|anmelde", re.IGNORECASE)
_OTHER_TIMES = "An einzelnen Tagen gelten andere Zeiten."


@dataclass
class Hours:
    """In our notation, and what people write about them besides."""

    opening: str = ""
    calling: str = ""
    note: Texts = field(default_factory=Texts)


@dataclass
class _Found:
    """Slots by season ("ab 01.01.2027: ", or "" for always), and remarks."""

    opening: dict[str, list[Slot]] = field(default_factory=dict)
    calling: dict[str, list[Slot]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def in_notation(self, seasons: dict[str, list[Slot]]) -> str:
        """Line by line; what contradicts itself becomes a remark."""
        lines = []
        for season, slots in seasons.items():
            hours, notes = written(slots)
            self.notes += notes if hours else [*notes, season + listed(slots)]
            lines += [season + hours] if hours else []
        text = "\n".join(lines)
        if not is_hours(text):
            self.notes.append(text)
        return text if is_hours(text) else ""


def hours_of(unit: Element, today: date, place: str) -> Hours:
    """All that a unit says about when it is open and can be called."""
    found = _Found()
    texts: list[tuple[str, str]] = []
    for element in unit:
        if not _CALLED.search(local(element)):
            continue
        times = list(_times(element))
        texts += _texts(element, structured=bool(times))
        if times:
            _sort_in(element, times, found, today, place)
    opening, calling = found.in_notation(found.opening), found.in_notation(found.calling)
    free = translated(texts)
    hours, remark = hours_or_note(free.pop("de", ""))
    if hours:  # the other languages say the same
        opening, free = opening or hours, Texts()
    german = "\n".join(dict.fromkeys([*found.notes, *filter(None, [remark])]))
    return Hours(opening, calling, translated([("de", german), *free.items()]))


def _sort_in(element: Element, times: list[Element], found: _Found, today: date, place: str) -> None:
    """One series of times: hours, telephone hours, or a remark."""
    begin, end = validity(element, today, place)
    if end and end < today:
        return
    slots = [_slot(time) for time in times if not _deviating(time, element)]
    if len(slots) < len(times):
        found.notes.append(_OTHER_TIMES)
    readable = [slot for slot in slots if slot]
    if len(readable) < len(slots) or not readable:
        return
    kind = text(element, "typ", "name") or text(element, "typ")
    season = _season(begin if begin and begin > today else None, end)
    if _CLOSED_TO_PEOPLE.search(kind):
        found.notes.append(f"{kind.replace('_', ' ').capitalize()}: {season}{listed(readable)}")
    else:
        seasons = found.calling if "telefon" in kind.casefold() else found.opening
        seasons.setdefault(season, []).extend(readable)


def _times(element: Element) -> Iterator[Element]:
    """Whatever in it has a day, a beginning and an end."""
    for inner in element.iter():
        if all(next(children(inner, *names), None) is not None for names in (_DAY, _BEGIN, _END)):
            yield inner


def _deviating(time: Element, series: Element) -> bool:
    """Whether it stands among the times that differ from the rule."""
    above = [time, *time.iterancestors()]
    return any("abweich" in local(element).casefold() for element in above[: above.index(series)])


def _slot(time: Element) -> Slot | None:
    if _NOT_EVERY_WEEK.search(text(next(children(time, "tagesPosition", "tagesposition"), None))):
        return None
    day = next(children(time, *_DAY))
    begin, end = (text(next(children(time, *names))) for names in (_BEGIN, _END))
    note = text(next(children(time, *_NOTE), None))
    return Slot.read(text(day, "name") or text(day, "code") or text(day), begin, end, note)


def _texts(element: Element, *, structured: bool) -> list[tuple[str, str]]:
    inner = [found for found in element.iter() if found is not element and local(found) in _TEXTS]
    if inner:
        return translations(iter(inner))
    return [] if structured else translations(iter([element]))


def _season(begin: date | None, end: date | None) -> str:
    if begin and end:
        return f"{begin:%d.%m.%Y}-{end:%d.%m.%Y}: "
    return f"ab {begin:%d.%m.%Y}: " if begin else f"bis {end:%d.%m.%Y}: " if end else ""
