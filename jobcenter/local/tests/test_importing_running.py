"""Feeds on schedule: every try leaves a row, humans are woken when it is time, none stops another."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from procrastinate.contrib.django import app

from jobcenter.delivery.alarms import alarm
from jobcenter.local import tasks
from jobcenter.local.importing import registry, running
from jobcenter.local.importing.importers.by_hand import ByHand, Shipped
from jobcenter.local.importing.importers.calendar import Calendar
from jobcenter.local.importing.port import BrokenFeed, Material, Unreachable
from jobcenter.local.models import Event, Feed, FeedRun
from jobcenter.local.tests.importing import JOBCENTER, NOW, OpenAlarms, event, feed
from jobcenter.retention.models import rules

pytestmark = pytest.mark.django_db
Outcome = FeedRun.Outcome


class Scripted:
    """Reads feeds as the test says: their addresses lead to what is found, or to what goes wrong."""

    def __init__(self):
        self.says = {}

    def fetch(self, feed, get):
        said = self.says[feed.address]
        if isinstance(said, Unreachable):
            raise said
        return Material({feed.address: b""})

    def read(self, material, feed, now):
        said = self.says[feed.address]
        if isinstance(said, Exception):
            raise said
        yield from said


@pytest.fixture
def source(monkeypatch):
    scripted = Scripted()
    monkeypatch.setattr(running, "importer_of", lambda kind: scripted)
    return scripted.says


@pytest.fixture
def alarms():
    with OpenAlarms() as heard:
        yield heard


def test_a_success(source, alarms):
    one = feed(address="x")
    source["x"] = [event()]
    assert running.run(one, NOW).outcome == Outcome.CHANGED
    assert Event.objects.count() == 1
    assert not alarms


def test_broken_is_refused_and_wakes_somebody_until_it_works_again(source, alarms):
    one = feed(address="x")
    source["x"] = BrokenFeed("standorte.csv, Zeile 3", "Das geht nicht.")
    run = running.run(one, NOW)
    assert (run.outcome, run.text) == (Outcome.REFUSED, "standorte.csv, Zeile 3: Das geht nicht.")
    assert alarms == {
        ("feed.refused", str(one.pk)): "Quelle „Stadt Bielefeld“ abgelehnt, alles bleibt wie zuvor. "
        "standorte.csv, Zeile 3: Das geht nicht."
    }
    assert one.checked_at is None
    source["x"] = [event()]
    running.run(one, NOW)
    assert not alarms


def test_shrinking_wakes_somebody_and_can_be_accepted(source, alarms):
    one = feed(address="x")
    source["x"] = [event(str(number)) for number in range(5)]
    running.run(one, NOW)
    source["x"] = [event("0")]
    run = running.run(one, NOW)
    assert run.outcome == Outcome.REFUSED
    assert "nur noch 1 von 5" in run.text
    assert alarms.kinds == ["feed.refused"]
    assert Event.objects.count() == 5
    assert running.run(one, NOW, accept_shrink=True).removed == 4
    assert not alarms


def test_out_of_reach_wakes_somebody_the_third_time(source, alarms):
    one = feed(address="x", every_hours=1)
    source["x"] = Unreachable("stadt.example antwortet mit 503.")
    start = timezone.now()
    for hour in range(2):
        run = running.run(one, start + timedelta(hours=hour))
        assert (run.outcome, run.text) == (Outcome.UNREACHABLE, "stadt.example antwortet mit 503.")
        assert not alarms
    running.run(one, start + timedelta(hours=2))
    assert alarms == {
        (
            "feed.unreachable",
            str(one.pk),
        ): "Quelle „Stadt Bielefeld“ ist nicht erreichbar. stadt.example antwortet mit 503."
    }
    source["x"] = BrokenFeed("", "Unsinn.")
    running.run(one, start)
    assert alarms.kinds == ["feed.refused"], "it is reached again, though it makes no sense"
    source["x"] = []
    running.run(one, start)
    assert not alarms


def test_three_failures_are_counted_in_a_row(source, alarms):
    one = feed(address="x")
    for what in (Unreachable(""), Unreachable(""), [], Unreachable(""), Unreachable("")):
        source["x"] = what
        running.run(one, timezone.now())
    assert not alarms


@pytest.mark.parametrize(("hours", "woken"), [(47, False), (48, True)])
def test_out_of_reach_wakes_somebody_after_two_days(source, alarms, hours, woken):
    one = feed(address="x", checked_at=NOW)
    source["x"] = Unreachable("Weg.")
    running.run(one, NOW + timedelta(hours=hours))
    assert bool(alarms) == woken


def test_a_crash_names_the_kind_of_error_and_no_message(source, alarms):
    one = feed(address="x")
    source["x"] = KeyError("ein Geheimnis")
    run = running.run(one, NOW)
    assert (run.outcome, run.text) == (Outcome.REFUSED, "Unerwarteter Fehler: KeyError")
    assert "Geheimnis" not in str(alarms)


def test_none_stops_another(source, alarms):
    for number, what in enumerate([KeyError(), [event("1")], Unreachable(""), BrokenFeed("", ""), [event("2")]]):
        feed(address=f"{number}")
        source[f"{number}"] = what
    feed(address="off", enabled=False)
    feed(address="")
    outcomes = [run.outcome for run in running.run_due(timezone.now())]
    assert outcomes == [Outcome.REFUSED, Outcome.CHANGED, Outcome.UNREACHABLE, Outcome.REFUSED, Outcome.CHANGED]
    assert Event.objects.count() == 2
    assert running.run_due(timezone.now()) == [], "each has had its turn"


def test_what_was_switched_off_meanwhile_is_left_alone(source):
    first, second = feed(address="1"), feed(address="2")

    def switch_off():
        Feed.objects.filter(pk=second.pk).update(enabled=False)
        yield event()

    source["1"], source["2"] = switch_off(), KeyError()
    assert [run.feed for run in running.run_due(timezone.now())] == [first]


def test_without_its_database_the_worker_ends(source, monkeypatch):
    feed(address="x")
    source["x"] = OperationalError()
    with pytest.raises(OperationalError):
        running.run_due(timezone.now())


def test_the_worker_reads_what_is_due(source):
    feed(address="x")
    source["x"] = [event()]
    tasks.read_feeds(0)
    assert Event.objects.count() == 1
    task = app.tasks["local.read_feeds"]
    assert task.queueing_lock == "local.read_feeds"
    assert [one.cron for one in app.periodic_registry.periodic_tasks.values() if one.task is task] == ["*/15 * * * *"]


def test_every_kind_of_ours_has_its_importer():
    assert set(registry.IMPORTERS) == set(Feed.Kind)
    assert type(registry.importer_of("by_hand")) is ByHand
    assert type(registry.importer_of("shipped")) is Shipped
    assert type(registry.importer_of("calendar")) is Calendar
    with pytest.raises(ValueError, match="unbekannt"):
        registry.importer_of("unbekannt")


def test_runs_are_kept_for_a_year():
    one = feed(provider_number=JOBCENTER)
    old = one.begin().end(Outcome.UNCHANGED)
    FeedRun.objects.filter(pk=old.pk).update(ended_at=NOW - timedelta(days=366))
    young = one.begin().end(Outcome.UNCHANGED)
    (rule,) = (rule for rule in rules() if rule.model == "local.FeedRun")
    assert rule.shred(NOW) == 1
    assert list(FeedRun.objects.all()) == [young]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("trouble", [None, Unreachable(""), BrokenFeed("", "")])
def test_what_was_deleted_meanwhile_stops_no_other_and_wakes_nobody(source, alarms, trouble):
    first, _ = feed(address="1"), feed(address="2")

    def deleted():
        Feed.objects.filter(pk=first.pk).delete()
        yield event()
        if trouble:
            raise trouble

    source["1"], source["2"] = deleted(), [event("2")]
    assert [run.outcome for run in running.run_due(timezone.now())] == [Outcome.CHANGED]
    assert Event.objects.count() == 1
    assert alarms == {}


def test_about_a_deleted_feed_nobody_is_woken(alarms):
    one, other = feed(address="1"), feed(address="2")
    for each in (one, other):
        alarm("feed.refused", each.pk, "")
    one.delete()
    assert list(alarms) == [("feed.refused", str(other.pk))]
