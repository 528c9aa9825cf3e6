"""Service descriptions and online services of the PVOG's search service as offers and regional applications.

Known from public programs (mid 2026): `id`, `name` (often empty in lists), `ars[]`, `details[]` with the `code` and
`text` of each text module and `placeholder` where it only stands in for one, `onlineServiceLinks[]` (title, uri),
`sourcePortals[]` (uri), `lastUpdate`. How an entry of `onlineservices[]` looks is not known: whatever has an id, a name
and a web address counts.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from jobcenter.local.importing.importers.pvog.json_values import first_string, identifier, objects, string
from jobcenter.local.importing.importers.pvog.unit import as_of
from jobcenter.local.importing.importers.registers import text_modules
from jobcenter.local.importing.importers.registers.contact import browsable
from jobcenter.local.importing.importers.registers.texts import line, translated
from jobcenter.local.models import Offer, RegionalApplication, Texts

_MOST = 30  # of each kind: more is no list that anybody reads


def relevant(service: dict[str, Any], words: Iterable[str]) -> bool:
    """Whether it is about that: the service answers with what is nearest, not with what was asked for."""
    said = _name(service) or string(service, "description")
    return not said or any(word.casefold() in said.casefold() for word in words)


def offers(found: Iterable[dict[str, Any]]) -> Iterator[Offer]:
    """Each service once, the most local description of several with one title."""
    by_title: dict[str, Offer] = {}
    for service in sorted(found, key=_depth, reverse=True):
        if offer := _offer(service):
            by_title.setdefault(str(offer.title).casefold(), offer)
    yield from sorted(by_title.values(), key=lambda offer: offer.key)[:_MOST]


def applications(found: Iterable[dict[str, Any]], online: Iterable[dict[str, Any]]) -> Iterator[RegionalApplication]:
    """Each web address once: online services, and the links of service descriptions."""
    by_url: dict[str, RegionalApplication] = {}
    for service in sorted(online, key=identifier):
        url = next(filter(None, (browsable(address, 500) for address in _addresses(service))), "")
        _add(by_url, identifier(service), _name(service), url, service)
    for service in sorted(found, key=identifier):
        for link in objects(service, "onlineServiceLinks"):
            url = browsable(string(link, "uri"), 500)
            key = f"{identifier(service)}#{hashlib.sha256(url.encode()).hexdigest()[:12]}"
            _add(by_url, key, string(link, "title") or _name(service), url, service)
    yield from sorted(by_url.values(), key=lambda application: application.key)[:_MOST]


def _offer(service: dict[str, Any]) -> Offer | None:
    modules: text_modules.Modules = {}
    for module in objects(service, "details"):
        if not module.get("placeholder"):
            modules.setdefault(string(module, "code"), []).append(("de", string(module, "text")))
    title = text_modules.title(modules) or Texts.german(line(_name(service), 200))
    if not title:
        return None
    portals = (browsable(string(portal, "uri"), 300) for portal in objects(service, "sourcePortals"))
    return Offer(
        key=identifier(service),
        topic=Offer.Topic.SERVICE,
        title=title,
        text=text_modules.description(modules) or translated([("de", string(service, "description"))]),
        website=next(filter(None, portals), ""),
        as_of=as_of(service),
    )


def _add(by_url: dict[str, RegionalApplication], key: str, title: str, url: str, service: dict[str, Any]) -> None:
    named = line(title, 200)
    if url and named:
        way = RegionalApplication.Way.LINK
        by_url.setdefault(url, RegionalApplication(key=key, title=named, way=way, url=url, as_of=as_of(service)))


def _name(service: dict[str, Any]) -> str:
    return first_string(service, "name", "title", "bezeichnung")


def _addresses(service: dict[str, Any]) -> Iterator[str]:
    yield from (string(service, name) for name in ("url", "uri", "link"))
    for link in objects(service, "links"):
        yield first_string(link, "uri", "url", "link")


def _depth(service: dict[str, Any]) -> tuple[int, str]:
    """How local its description is: zeros at the end of a regional key stand for everything below."""
    areas = service.get("ars")
    keys = [key for key in areas if isinstance(key, str)] if isinstance(areas, list) else []
    return max((len(re.sub(r"0+$", "", key)) for key in keys), default=0), identifier(service)
