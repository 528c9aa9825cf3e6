"""Taking over what a feed says: as a whole or not at all, in one transaction, and never less than half unasked."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from jobcenter.delivery.alarms import all_clear
from jobcenter.local.importing.checking import Progress, checked, silent
from jobcenter.local.importing.comparing import Diff, compare, over
from jobcenter.local.importing.port import BrokenFeed, Found
from jobcenter.local.models import CONTENT, Feed, FeedRun, Published, Revision

_LOCK = 0x4A_46  # one import of a feed at a time
_BATCH = 500
_FEW = 4  # so many rows may shrink as they like


class Shrunk(BrokenFeed):
    """So much is missing that it looks like an accident. Says what; on purpose it can be taken over all the same."""


def preview(feed: Feed, found: Iterable[Found], now: datetime, *, progress: Progress = silent) -> Diff:
    """What taking over would change; nothing is written. Raises BrokenFeed."""
    return compare(_known(feed), checked(feed, found, progress), now)


def take_over(
    feed: Feed,
    found: Iterable[Found],
    now: datetime,
    *,
    accept_shrink: bool = False,
    progress: Progress = silent,
    begun: FeedRun | None = None,
) -> FeedRun:
    """Make the content of this feed exactly what was found, and write down what that changed.

    What editors have hidden stays hidden. Raises BrokenFeed when anything is wrong, Shrunk when suspiciously much
    is missing, unless that is accepted; then nothing has changed.
    """
    run = begun or feed.begin()
    rows = checked(feed, found, progress)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, feed.pk % 2**31])
        known = _known(feed)
        diff = compare(known, rows, now)
        if not accept_shrink and (missing := shrunk(known, rows, now)):
            raise Shrunk("", missing)
        words = diff.in_words()  # before the old rows take the new values
        _write(feed, diff, now)
        feed.checked_at = now
        feed.save(update_fields=["checked_at"])
        outcome = FeedRun.Outcome.CHANGED if diff else FeedRun.Outcome.UNCHANGED
        run.end(outcome, words, **diff.counts)
        all_clear(Feed.ALARMS, [feed.pk])
    return run


def shrunk(known: Iterable[Published], found: Iterable[Published], now: datetime) -> str:
    """Why this looks like an accident at the source, or "". What is over does not count, on neither side."""
    before, after = _numbers(known, now), _numbers(found, now)
    if before and not after:
        return f"Die Quelle ist leer; bisher waren es {sum(before.values())} Einträge."
    for model, count in before.items():
        if count >= _FEW and after[model] * 2 < count:
            name = model._meta.verbose_name_plural
            return f"{name}: nur noch {after[model]} von {count}, also weniger als die Hälfte."
    return ""


def _numbers(rows: Iterable[Published], now: datetime) -> dict[type[Published], int]:
    numbers: dict[type[Published], int] = defaultdict(int)
    for row in rows:
        if not over(row, now):
            numbers[type(row)] += 1
    return numbers


def _known(feed: Feed) -> list[Published]:
    if feed.pk is None:
        return []
    return [row for model in CONTENT for row in model.objects.filter(Q(feed=feed, replaces=None))]


def _write(feed: Feed, diff: Diff, now: datetime) -> None:
    for row in diff.added:
        row.feed, row.changed_at = feed, now
    for change in diff.changed:
        for name in change.fields:
            setattr(change.old, name, getattr(change.new, name))
        change.old.changed_at = now
    for model in CONTENT:
        _write_rows(model, diff)
    if diff:
        Revision.mark(row.provider_number for row in diff.rows)


def _write_rows(model: type[Published], diff: Diff) -> None:
    gone = [row.pk for row in (*diff.removed, *diff.expired) if isinstance(row, model)]
    if gone:
        model.objects.filter(pk__in=gone).delete()
    model.objects.bulk_create([row for row in diff.added if isinstance(row, model)], batch_size=_BATCH)
    changed = [change for change in diff.changed if isinstance(change.old, model)]
    names = {name for change in changed for name in change.fields}
    if changed:
        model.objects.bulk_update([change.old for change in changed], sorted(names | {"changed_at"}), batch_size=_BATCH)
