"""Bring the directory up to the register: all of it or nothing, as often as wanted."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from jobcenter.directory.content import Content
from jobcenter.directory.loading import load, take_turns
from jobcenter.directory.models.rows import Edition
from jobcenter.directory.register import sheets
from jobcenter.directory.register.differences import differences
from jobcenter.directory.register.edition import renewed


@dataclass(frozen=True)
class Outcome:
    """How many Jobcenters the register has, and what was (or would be) changed, a line for each; none: nothing."""

    jobcenters: int
    changes: list[str]


def renew(structure: bytes, assignment: bytes, *, dry_run: bool = False) -> Outcome:
    """Make the current edition say what these two spreadsheets say. Raises BrokenFile; then nothing has changed."""
    entries = sheets.read(structure, assignment)
    with transaction.atomic():
        if not dry_run:
            take_turns()
        current = Content.stored()
        new = renewed(current, entries, timezone.localdate())
        changed = new.digest != current.fingerprint
        if changed and not dry_run:
            # Beneath an edition from the register lies one from files, so that it is known which files it grew from.
            if not Edition.objects.exists():
                load(current)
            load(new, Edition.Source.REGISTER)
    return Outcome(len(entries), differences(current, new) if changed else [])


def renew_from(structure: str, assignment: str, get: Callable[[str], bytes], *, dry_run: bool = False) -> Outcome:
    """The same with what `get` has for these two addresses; raises what `get` raises, too."""
    return renew(get(structure), get(assignment), dry_run=dry_run)
