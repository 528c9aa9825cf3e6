"""The door of this room: what Jobcenters publish, and the feeds it comes from."""

from django.utils import timezone
from django.utils.safestring import SafeString

from jobcenter.local.languages import FROM_THE_RIGHT, SPOKEN, WRITTEN, spoken
from jobcenter.local.models.announcement import Announcement
from jobcenter.local.models.application import RegionalApplication
from jobcenter.local.models.event import Event
from jobcenter.local.models.feed import Feed, FeedRun
from jobcenter.local.models.offer import Offer
from jobcenter.local.models.published import Published
from jobcenter.local.models.revision import Revision
from jobcenter.local.models.site import Site
from jobcenter.local.models.texts import Texts

#: Everything that can be published, in the order of a page.
CONTENT: tuple[type[Published], ...] = (Announcement, Site, Event, RegionalApplication, Offer)

__all__ = [
    "CONTENT",
    "FROM_THE_RIGHT",
    "SPOKEN",
    "WRITTEN",
    "Announcement",
    "Event",
    "Feed",
    "FeedRun",
    "Offer",
    "Published",
    "RegionalApplication",
    "Revision",
    "Site",
    "Texts",
    "address_of",
    "as_published",
    "sites_of",
    "spoken",
]


def address_of(provider_number: str) -> list[str]:
    """Where letters to a Jobcenter go, line by line; empty where nobody told us. From memory."""
    from jobcenter.local.boards import board_of

    board = board_of(provider_number)
    site = next((site for site in board.sites if site.street and site.city), None) if board else None
    return [site.street, f"{site.postcode} {site.city}".strip()] if site else []


def as_published(row: Published) -> SafeString:
    """The row as the public page shows it, for those who may see it before the public."""
    from jobcenter.local.preview import as_published as shown

    return shown(row)


def sites_of(provider_number: str) -> list[Site]:
    """The places of a Jobcenter that people may be sent to now. No query once warm."""
    from jobcenter.local.boards import board_of

    board = board_of(provider_number)
    return [site for site in board.sites if site.applies(timezone.localdate())] if board else []
