"""Which importer reads which kind of feed."""

from typing import cast

from django.utils.module_loading import import_string

from jobcenter.local.importing.port import Importer
from jobcenter.local.models import Feed

_HERE = "jobcenter.local.importing.importers"
# By name, so that nobody loads the libraries of a kind that nobody uses.
IMPORTERS = {
    Feed.Kind.BY_HAND: f"{_HERE}.by_hand.ByHand",
    Feed.Kind.CALENDAR: f"{_HERE}.calendar.Calendar",
    Feed.Kind.XZUFI: f"{_HERE}.xzufi.XZuFi",
    Feed.Kind.PVOG: f"{_HERE}.pvog.PVOG",
    Feed.Kind.SHIPPED: f"{_HERE}.by_hand.Shipped",
}


def importer_of(kind: str) -> Importer:
    """The importer for that kind of feed. Raises ValueError for an unknown kind."""
    return cast("Importer", import_string(IMPORTERS[Feed.Kind(kind)])())
