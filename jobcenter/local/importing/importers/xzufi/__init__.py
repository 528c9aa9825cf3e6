"""XZuFi 2.2: the standard in which the administration exchanges who is responsible for what, and where.

A message writes (`schreibe`) organisational units, services and online services, and deletes (`loesche`); see
`message` for how it is read, `unit`, `hours` and `offering` for what is taken from it, each with what
is confirmed about the format and what is not. Sources: docs.fitko.de/efa-parametrisierung (examples of XZuFi 2.2),
public programs that read the messages of PVOG's Bereitstelldienst.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone

from jobcenter.directory.models import jobcenter_named
from jobcenter.local.importing.importers.registers.whose import jobcenters_for, names_a_jobcenter
from jobcenter.local.importing.importers.xzufi.message import Holdings, Thing, children, text
from jobcenter.local.importing.importers.xzufi.offering import application, offer
from jobcenter.local.importing.importers.xzufi.unit import name_of, site
from jobcenter.local.importing.port import BrokenFeed, Fetch, Found, Material
from jobcenter.local.models import Feed, Published

_AREA = re.compile(r"(?:.*[:/])?(\d{5,12})")

_MOST_MESSAGES = 1_000
_MOST_BYTES = 100 * 2**20


class XZuFi:
    """One message at an address, or all *.xml in a folder (an address that ends in a slash).

    In the feed of one Jobcenter everything is its own, unless a competence names the area of somebody else. In a feed
    for many only units that are called Jobcenter count, with the services and online services that they are responsible
    for; so in the feed of one that has the setting `only_jobcenter_units`, because its district publishes all offices.
    """

    def fetch(self, feed: Feed, get: Fetch) -> Material:
        """Raises Unreachable; BrokenFeed when a folder holds more than we read."""
        if not feed.address.endswith("/"):
            return Material({feed.address: get(feed.address)})
        names = get(feed.address).decode(errors="replace").split("\n")
        messages = sorted(name for name in names if name.lower().endswith(".xml"))
        if len(messages) > _MOST_MESSAGES:
            raise BrokenFeed(feed.address, f"Das sind {len(messages)} Nachrichten. Erlaubt sind {_MOST_MESSAGES}.")
        files: dict[str, bytes] = {}
        for name in messages:
            files[name] = get(feed.address + name)
            if sum(map(len, files.values())) > _MOST_BYTES:
                raise BrokenFeed(feed.address, f"Die Nachrichten sind zusammen größer als {_MOST_BYTES >> 20} MB.")
        return Material(files)

    def read(self, material: Material, feed: Feed, now: datetime) -> Iterable[Found]:
        """Sites, offers and regional applications. Raises BrokenFeed."""
        holdings = Holdings()
        for name in sorted(material.files):
            holdings.take(name.rstrip("/").rpartition("/")[2], material.files[name])
        return list(_Reading(holdings, feed, now).found())


class _Reading:
    def __init__(self, holdings: Holdings, feed: Feed, now: datetime) -> None:
        self._holdings, self._own = holdings, feed.provider_number
        self._selective = not self._own or bool(feed.settings.get("only_jobcenter_units"))
        self._today = timezone.localdate(now)
        # Service → Jobcenters whose units are responsible for it.
        self._responsible: dict[str, dict[str, None]] = {}

    def found(self) -> Iterator[Found]:
        for key, unit in self._holdings.units.items():
            yield from _for_each(self._of_unit(key, unit), site(key, unit, self._today), unit)
        for key, service in self._holdings.services.items():
            yield from _for_each(self._of_service(key), offer(key, service, self._today), service)
        for key, online in self._holdings.online.items():
            yield from _for_each(self._of_online(key, online), application(key, online, self._today), online)

    def _of_unit(self, key: str, unit: Thing) -> list[str]:
        title = name_of(unit.element)
        if self._selective and not names_a_jobcenter(title, jobcenter_named(self._own)):
            return []
        numbers = self._belonging(self._areas(key, unit), title)
        for service in self._services(key, unit):
            self._responsible.setdefault(service, {}).update(dict.fromkeys(numbers))
        return numbers

    def _of_service(self, key: str) -> list[str]:
        return list(self._responsible.get(key, ())) if self._selective else [self._own]

    def _of_online(self, key: str, online: Thing) -> list[str]:
        areas = self._areas(key, online)
        if not self._selective:
            return self._belonging(areas, "")
        offering = {number for service in self._services(key, online) for number in self._responsible.get(service, ())}
        there = jobcenters_for(areas, "")
        return sorted(offering & set(there) if there else offering)

    def _belonging(self, areas: list[str], title: str) -> list[str]:
        """The Jobcenters of these areas; nobody's is that of the feed, if it is for one."""
        numbers = jobcenters_for(areas, title)
        if not self._own:
            return numbers
        return [self._own] if not numbers or self._own in numbers else []

    def _areas(self, key: str, thing: Thing) -> list[str]:
        said = [
            text(area)
            for competence in self._holdings.competences(key, thing)
            for area in children(competence, "gebietID")
        ]
        return [found[1] for area in said if (found := _AREA.fullmatch(area))]

    def _services(self, key: str, thing: Thing) -> list[str]:
        return [
            f"{service.get('schemeAgencyID', '')}.LB.{text(service)}"
            for competence in self._holdings.competences(key, thing)
            for service in children(competence, "leistungID")
        ]


def _for_each(numbers: list[str], row: Published | None, thing: Thing) -> Iterator[Found]:
    """The row for each of these Jobcenters."""
    if row is None:
        return
    values = {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}
    for number in numbers:
        yield Found(type(row)(**{**values, "provider_number": number}), thing.place)
