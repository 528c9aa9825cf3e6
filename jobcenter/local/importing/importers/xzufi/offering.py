"""Services and online services of XZuFi as offers and regional applications.

Confirmed by public examples and programs: `modulText` with `leikaTextmodul/code` and one `inhalt` for each language,
`modulUrsprungsportal/uri`, `bezeichnung`, `link` with `typ/code` (01 is the service itself), `link` and languageCode.
"""

from datetime import date

from jobcenter.local.importing.importers.registers import text_modules
from jobcenter.local.importing.importers.registers.contact import browsable
from jobcenter.local.importing.importers.registers.texts import translated
from jobcenter.local.importing.importers.xzufi.message import (
    Element,
    Thing,
    as_of,
    children,
    text,
    translations,
    validity,
)
from jobcenter.local.models import Offer, RegionalApplication

_THE_SERVICE_ITSELF = ("01", "")


def offer(key: str, thing: Thing, today: date) -> Offer | None:
    """The service; None if it has no title. Raises BrokenFeed for a validity that makes no sense."""
    modules: text_modules.Modules = {}
    for module in children(thing.element, "modulText"):
        code = text(module, "leikaTextmodul", "code")
        modules.setdefault(code, []).extend(translations(children(module, "inhalt")))
    title = text_modules.title(modules)
    begin, end = validity(thing.element, today, thing.place)
    if not title:
        return None
    portals = (browsable(text(found, "uri"), 300) for found in children(thing.element, "modulUrsprungsportal"))
    return Offer(
        key=key,
        topic=Offer.Topic.SERVICE,
        title=title,
        text=text_modules.description(modules),
        website=next(filter(None, portals), ""),
        valid_from=begin,
        valid_until=end,
        as_of=as_of(thing.element),
    )


def application(key: str, thing: Thing, today: date) -> RegionalApplication | None:
    """The online service; None if it has no name or leads nowhere. Raises BrokenFeed as above."""
    title = translated(translations(children(thing.element, "bezeichnung")), 200)
    begin, end = validity(thing.element, today, thing.place)
    url = _url(thing.element)
    if not title or not url:
        return None
    return RegionalApplication(
        key=key,
        title=title,
        text=translated(translations(children(thing.element, "kurzbeschreibung", "beschreibung"))),
        way=RegionalApplication.Way.LINK,
        url=url,
        valid_from=begin,
        valid_until=end,
        as_of=as_of(thing.element),
    )


def _url(online: Element) -> str:
    """Of the links to the service itself the German one first."""
    links = [link for link in children(online, "link") if text(link, "typ", "code") in _THE_SERVICE_ITSELF]
    links.sort(key=lambda link: not link.get("languageCode", "de").startswith("de"))
    return next(filter(None, (browsable(text(link, "link"), 500) for link in links)), "")
