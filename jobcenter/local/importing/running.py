"""Reading feeds on schedule: every try leaves a row, and a human is woken when it is time."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import structlog
from django.db import IntegrityError, InterfaceError, OperationalError

from jobcenter.delivery.alarms import alarm, all_clear
from jobcenter.local.importing.applying import take_over
from jobcenter.local.importing.checking import Progress, silent
from jobcenter.local.importing.port import BrokenFeed, Found, Unreachable
from jobcenter.local.importing.registry import importer_of
from jobcenter.local.models import Feed, FeedRun
from jobcenter.web.fetching import get

log = structlog.get_logger(__name__)
_FAILURES = 3  # in a row, before somebody is woken …
_PATIENCE = timedelta(hours=48)  # … or so long after the last success


def found_in(feed: Feed, now: datetime) -> Iterable[Found]:
    """What the feed says now, unchecked. Raises Unreachable and BrokenFeed."""
    importer = importer_of(feed.kind)
    return importer.read(importer.fetch(feed, get), feed, now)


def run(feed: Feed, now: datetime, *, accept_shrink: bool = False, progress: Progress = silent) -> FeedRun:
    """Read one feed and write down how it went.

    Raises nothing but a database that is away, and IntegrityError when somebody has deleted the feed meanwhile.
    """
    begun = feed.begin()
    try:
        found = found_in(feed, now)
        return take_over(feed, found, now, accept_shrink=accept_shrink, progress=progress, begun=begun)
    except Unreachable as error:
        return _unreachable(feed, begun, str(error), now)
    except BrokenFeed as error:
        return _refused(feed, begun, str(error))
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # one feed's trouble must not keep the others from being read
        log.error("feed_crashed", feed=feed.pk, error=type(error).__name__)
        return _refused(feed, begun, f"Unerwarteter Fehler: {type(error).__name__}")


def run_due(now: datetime) -> list[FeedRun]:
    """Read every feed whose time has come, each for itself."""
    # Asked again one by one: the ones before it may have taken minutes.
    due = (Feed.objects.filter(pk=feed.pk, enabled=True).first() for feed in Feed.objects.due(now))
    runs = []
    for feed in filter(None, due):
        try:
            runs.append(run(feed, now))
        except IntegrityError:
            log.warning("feed_gone", feed=feed.pk)
    return runs


def _refused(feed: Feed, run: FeedRun, why: str) -> FeedRun:
    run.end(FeedRun.Outcome.REFUSED, why)  # first: about a feed that is gone nobody is woken
    alarm("feed.refused", feed.pk, f"Quelle „{feed.name}“ abgelehnt, alles bleibt wie zuvor. {why}")
    all_clear(["feed.unreachable"], [feed.pk])
    return run


def _unreachable(feed: Feed, run: FeedRun, why: str, now: datetime) -> FeedRun:
    run.end(FeedRun.Outcome.UNREACHABLE, why)
    last = list(feed.runs().values_list("outcome", flat=True)[:_FAILURES])
    often = last == [FeedRun.Outcome.UNREACHABLE] * _FAILURES
    if often or (feed.checked_at or feed.since) + _PATIENCE <= now:
        alarm("feed.unreachable", feed.pk, f"Quelle „{feed.name}“ ist nicht erreichbar. {why}")
    return run
