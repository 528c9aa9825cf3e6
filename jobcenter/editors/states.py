"""How an entry is doing, always in the same words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from jobcenter.editors.entry import Entry
from jobcenter.editors.models import Proposal
from jobcenter.local.models import Event, Published

_WAITING = {
    Proposal.Wish.NEW: "Neu, wartet auf Freigabe",
    Proposal.Wish.CHANGE: "Änderung wartet auf Freigabe",
    Proposal.Wish.REMOVE: "Löschung wartet auf Freigabe",
}


@dataclass(frozen=True)
class State:
    """A word, with an icon and a colour (components of `editors/state.html`)."""

    word: str
    icon: str
    colour: str = ""


def state_of(entry: Entry, now: datetime) -> State:
    """What is most important about it now."""
    row, proposal, day = entry.row, entry.proposal, timezone.localdate(now)
    if row.hidden:
        return State("Ausgeblendet", "hidden", "warning")
    if proposal is not None and proposal.returned_at:
        return State("Zurückgegeben", "returned", "danger")
    if proposal is not None:
        return State(_WAITING[Proposal.Wish(proposal.wish)], "waiting", "info")
    if over(row, now):
        return State("Vorbei", "over")
    if row.valid_from and row.valid_from > day:
        return State(f"Ab {row.valid_from:%d.%m.%Y}", "waiting")
    return State("Öffentlich", "public", "success")


def over(row: Published, now: datetime) -> bool:
    """Whether nobody sees it any more."""
    ended = row.valid_until is not None and row.valid_until < timezone.localdate(now)
    return ended or (isinstance(row, Event) and row.over(now))
