"""The board of one Jobcenter: everything it tells everybody, and how that looks at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, TypeVar

from django.utils import timezone

from jobcenter.directory.models import JobcenterInfo
from jobcenter.local.models import Announcement, Event, Feed, Offer, Published, RegionalApplication, Site
from jobcenter.local.opening import Open, OpenNow
from jobcenter.local.search import SearchIndex

Row = TypeVar("Row", bound=Published)


@dataclass
class Board:
    """What is released and not over, ready for reading; `revision` says as of when."""

    jobcenter: JobcenterInfo
    day: date
    revision: datetime | None
    connected: bool  # it takes applications from here
    serial: int = 0  # another one each time it is loaded, for the addresses of finished pages; 0: not loaded
    announcements: list[Announcement] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    applications: list[RegionalApplication] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)

    def loaded(self) -> "Board":
        """The same with what the database holds: one query for each kind of content, none for a Jobcenter without."""
        if self.revision is None:
            return self
        return replace(
            self,
            announcements=self._rows(Announcement),
            sites=self._rows(Site),
            events=self._rows(Event),
            applications=self._rows(RegionalApplication),
            offers=self._rows(Offer),
        )

    def _rows(self, model: type[Row]) -> list[Row]:
        shown = model.objects.of(self.jobcenter.provider_number).shown(self.day)
        return _own_before_shipped(list(shown.select_related("feed")))

    @cached_property
    def open_sites(self) -> list[Open]:
        return [Open.site(site, self.jobcenter.state) for site in self.sites]

    @cached_property
    def open_offers(self) -> list[Open]:
        return [Open.offer(offer, self.jobcenter.state) for offer in self.offers]

    @cached_property
    def events_by_slug(self) -> dict[str, Event]:
        return {event.slug: event for event in self.events}

    @cached_property
    def languages(self) -> set[str]:
        """In which languages there is something to read."""
        rows: list[Published] = [*self.announcements, *self.sites, *self.events, *self.applications, *self.offers]
        return {code for row in rows for texts in row.texts for code, text in texts.items() if text}

    @cached_property
    def index(self) -> SearchIndex:
        """For the search in everything that is offered here."""
        rows: list[Event | RegionalApplication | Offer] = [*self.events, *self.applications, *self.offers]
        return SearchIndex((row, _all_of(row.title), " ".join([_all_of(row.text), *_further(row)])) for row in rows)

    def at(self, now: datetime) -> "Glance":
        """How it looks at that moment."""
        return Glance(self, now)


class Glance:
    """The board at a moment: what applies, what is still to come, what is open."""

    def __init__(self, board: Board, now: datetime) -> None:
        self.board, self.jobcenter, self.now = board, board.jobcenter, now
        self.day = timezone.localdate(now)
        self.announcements = self._applying(board.announcements)
        self.sites = [site.at(now) for site in board.open_sites if site.place.applies(self.day)]
        self.events = [event for event in self._applying(board.events) if not event.over(now)]
        self.applications = self._applying(board.applications)
        self.offers = [offer.at(now) for offer in board.open_offers if offer.place.applies(self.day)]

    def _applying(self, rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if row.applies(self.day)]

    @property
    def true_until(self) -> datetime:
        """When the first thing of it changes: a door opens or closes, an event ends, a day begins."""
        midnight = timezone.make_aware(datetime.combine(self.day + timedelta(days=1), time.min))
        changes = [moment for place in (*self.sites, *self.offers) for moment in place.changes_at]
        return min([midnight, *changes, *(event.ends for event in self.events)])

    @property
    def help(self) -> list[OpenNow]:
        """Help from others."""
        return [offer for offer in self.offers if not is_service(offer)]

    @property
    def services(self) -> list[OpenNow]:
        """What the Jobcenter offers besides."""
        return [offer for offer in self.offers if is_service(offer)]

    @property
    def next_events(self) -> list[Event]:
        """The next three, of a series only the next."""
        first = {str(event.title): event for event in reversed(self.events)}
        return sorted(first.values(), key=lambda event: event.starts)[:3]

    @property
    def topics(self) -> list[tuple[str, str]]:
        """What there is help with: (value, words), in the order of the list of topics."""
        known = {offer.place.topic for offer in self.help if isinstance(offer.place, Offer)}
        return [(value, str(label)) for value, label in Offer.Topic.choices if value in known]

    @property
    def unchecked(self) -> bool:
        """Whether a site is known from somebody else than the Jobcenter itself."""
        return any(site.place.feed and site.place.feed.kind == Feed.Kind.SHIPPED for site in self.sites)

    def shows(self, row: Published) -> bool:
        """Whether it is still to be seen."""
        return row.applies(self.day) and not (isinstance(row, Event) and row.over(self.now))

    @property
    def sources(self) -> list[tuple[str, str]]:
        """Who published what is shown and as of when, each once: (publisher, date in words)."""
        rows = (*self.announcements, *(site.place for site in self.sites), *self.events, *self.applications)
        offers = (offer.place for offer in self.offers)
        return sorted({(row.publisher, row.as_of_in_words) for row in (*rows, *offers) if row.publisher})


def is_service(offer: OpenNow) -> bool:
    """Whether it is the Jobcenter's own, not help from others."""
    return isinstance(offer.place, Offer) and offer.place.is_service


def _own_before_shipped(rows: list[Any]) -> list[Any]:
    """What came with the app gives way as soon as anybody else says anything."""
    own = [row for row in rows if row.feed is None or row.feed.kind != Feed.Kind.SHIPPED]
    return own or rows


def _all_of(texts: dict[str, str]) -> str:
    return " ".join(texts.values())


def _further(row: Published) -> list[str]:
    """What else of a row people may search for."""
    if isinstance(row, Event):
        return [row.place, *row.spoken, "Online" if row.online else "", row.get_obligation_display()]
    if isinstance(row, Offer):
        return [row.get_topic_display(), row.area, row.cost, row.address, *row.spoken]
    return []
