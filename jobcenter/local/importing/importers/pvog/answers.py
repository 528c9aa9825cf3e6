"""What the PVOG's search service has answered, and whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from jobcenter.directory.models import JobcenterInfo
from jobcenter.local.importing.importers.pvog.json_values import identifier, inside, objects, parsed, string
from jobcenter.local.importing.importers.pvog.offering import applications, offers, relevant
from jobcenter.local.importing.importers.pvog.questions import Questions
from jobcenter.local.importing.importers.pvog.unit import site
from jobcenter.local.importing.importers.registers.whose import jobcenters_for, names_a_jobcenter
from jobcenter.local.importing.port import BrokenFeed
from jobcenter.local.models import Published

_ROLES = {"01", "02", "03"}  # responsible, both, contact point
_ONE_HIT_AT_LEAST = ("locations", "services", "unit", "online")


@dataclass
class Answers:
    """What the answers say, by what had been asked."""

    questions: Questions
    own: JobcenterInfo
    _hits: dict[str, int] = field(default_factory=dict)
    _services: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    _online: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    _listed: dict[str, None] = field(default_factory=dict)
    _units: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)

    def take(self, address: str, data: bytes) -> None:
        kind, asked = self.questions.asked(address)
        if not kind:
            return
        self._hits.setdefault(kind, 0)
        if not data:
            return
        self._hits[kind] += 1
        place = self.questions.place(address)
        answer = parsed(place, data)
        if not _expected(kind, answer):
            raise BrokenFeed(place, "Die Antwort hat eine andere Form als bisher bekannt.")
        if kind == "services":
            for service in services_in(answer, self.questions.words):
                self._services[identifier(service)] = place, service
        elif kind == "titles":
            self._listed |= dict.fromkeys(own_units(answer, asked.get("ars", ""), self.own))
        elif kind == "unit":
            self._units[asked.get("q", "")] = place, answer
        elif kind == "online":
            for service in objects(answer, "onlineservices"):
                if identifier(service) and relevant(service, self.questions.words):
                    self._online[identifier(service)] = place, service

    def refuse_silence(self) -> None:
        """Raises BrokenFeed when one kind of question never had an answer: that path exists no longer."""
        if not self._hits:
            raise BrokenFeed("", "Der Suchdienst wurde nicht befragt.")
        for kind in _ONE_HIT_AT_LEAST:
            if self._hits.get(kind) == 0:
                why = "Darauf antwortet der Suchdienst nie mehr. Gibt es eine neue Version des Pfades?"
                raise BrokenFeed(self.questions.paths[kind], why)

    def rows(self) -> Iterator[tuple[str, Published]]:
        """With the place where each was found."""
        for unit in self._listed:
            if unit in self._units:
                place, found = self._units[unit]
                yield place, site(unit, found)
        services = [service for _, service in self._services.values()]
        online = [service for _, service in self._online.values()]
        for offer in offers(services):
            yield self._services[offer.key][0], offer
        for application in applications(services, online):
            known = self._services.get(application.key.partition("#")[0]) or self._online[application.key]
            yield known[0], application


def _expected(kind: str, answer: Any) -> bool:
    return {
        "locations": isinstance(answer, list),
        "titles": isinstance(answer, list),
        "services": isinstance(inside(answer, "serviceDescriptions", "content"), list),
        "unit": bool(string(answer, "title")),
        "online": isinstance(inside(answer, "onlineservices"), list),
    }[kind]


def services_in(answer: Any, words: list[str]) -> list[dict[str, Any]]:
    found = objects(answer, "serviceDescriptions", "content")
    return [service for service in found if identifier(service) and relevant(service, words)]


def own_units(titles: Any, region: str, own: JobcenterInfo) -> list[str]:
    """Those that are called Jobcenter and belong to this one; at the level of a Land nobody's are."""
    return [
        identifier(unit)
        for unit in list_of(titles)
        if identifier(unit)
        and string(unit, "role", "code") in _ROLES
        and names_a_jobcenter(string(unit, "title"), own)
        and own.provider_number in jobcenters_for([region], string(unit, "title"))
    ]


def districts(own: JobcenterInfo) -> list[str]:
    """Regional keys of its areas. Between district and municipality stands an association; in Berlin the borough."""
    keys = [area.key for area in own.areas]
    return [f"{key[:5]}0{key[5:]}{key[5:]}" if len(key) == 8 else f"{key:0<12}" for key in keys]


def list_of(answer: Any) -> list[dict[str, Any]]:
    return objects({"all": answer}, "all")
