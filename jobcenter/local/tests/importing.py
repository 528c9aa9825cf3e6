"""What the tests of the importers have in common: a moment, a feed, things found."""

from datetime import UTC, datetime, timedelta

from jobcenter.delivery import alarms
from jobcenter.local.importing.port import Found
from jobcenter.local.models import Event, Feed, Site

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
JOBCENTER, OTHER = "31704", "04308"


def feed(**changes) -> Feed:
    """A saved feed."""
    return Feed.objects.create(
        **{"kind": Feed.Kind.BY_HAND, "name": "Stadt Bielefeld", "address": "https://stadt.example/", **changes}
    )


def event(key="a", days=3, **changes) -> Found:
    """An event that begins in so many days."""
    starts = NOW + timedelta(days=days)
    values = {"provider_number": JOBCENTER, "key": key, "title": f"Jobmesse {key}", "starts": starts, "ends": starts}
    return Found(Event(**{**values, **changes}), f"Zeile {key}")


def site(key="haupt", **changes) -> Found:
    values = {"provider_number": JOBCENTER, "key": key, "name": "Hauptstelle", "phone": "0521 1"}
    return Found(Site(**{**values, **changes}), f"Zeile {key}")


class OpenAlarms(dict):
    """What has been raised and not settled: (kind, subject) → text. A context manager."""

    def _raised(self, kind, subject, text, **_):
        self[kind, subject] = text

    def _settled(self, kinds, subjects, **_):
        for key in [key for key in self if key[0] in kinds and key[1] in subjects]:
            del self[key]

    def __enter__(self):
        alarms.raised.connect(self._raised)
        alarms.settled.connect(self._settled)
        return self

    def __exit__(self, *_):
        alarms.raised.disconnect(self._raised)
        alarms.settled.disconnect(self._settled)

    @property
    def kinds(self):
        return [kind for kind, _ in self]
