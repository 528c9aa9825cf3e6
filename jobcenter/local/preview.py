"""One row as the public page shows it, before the public sees it."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from jobcenter.directory.models import jobcenter_named
from jobcenter.local.board import Board
from jobcenter.local.models import Announcement, Event, Offer, Published, RegionalApplication, Site

_PLACES: dict[type[Published], str] = {
    Announcement: "announcements",
    Site: "sites",
    Event: "events",
    RegionalApplication: "applications",
    Offer: "offers",
}


def as_published(row: Published) -> SafeString:
    """The row with the words, hours and links of the public page, whatever its dates of validity say.

    Raises LookupError when its Jobcenter is not in the directory.
    """
    jobcenter = jobcenter_named(row.provider_number)
    if jobcenter is None:
        raise LookupError(row.provider_number)
    now = timezone.now()
    shown = type(row)(**{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields})
    shown.valid_from = shown.valid_until = None
    board = Board(jobcenter, timezone.localdate(now), None, connected=True)
    getattr(board, _PLACES[type(row)]).append(shown)
    context = {"glance": board.at(now), "jobcenter": jobcenter, "language": "de", "row": shown}
    return SafeString(render_to_string("local/parts/preview.html", context))
