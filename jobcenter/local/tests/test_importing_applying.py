"""Taking over: as a whole or not at all."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from jobcenter.local.importing import checking
from jobcenter.local.importing.applying import Shrunk, preview, shrunk, take_over
from jobcenter.local.importing.checking import clean_text
from jobcenter.local.importing.port import BrokenFeed
from jobcenter.local.models import Announcement, Event, Feed, FeedRun, Offer, Revision, Site
from jobcenter.local.tests.importing import JOBCENTER, NOW, OTHER, OpenAlarms, event, feed, site

pytestmark = pytest.mark.django_db


def test_what_is_found_is_there_afterwards():
    source = feed()
    run = take_over(source, [event(), site()], NOW)
    assert run.outcome == FeedRun.Outcome.CHANGED
    assert (run.added, run.changed, run.removed) == (2, 0, 0)
    assert run.text == "+ Veranstaltung „Jobmesse a“ (31704)\n+ Standort „Hauptstelle“ (31704)"
    assert Event.objects.get().feed == Site.objects.get().feed == source
    assert Event.objects.get().released
    assert Feed.objects.get().checked_at == NOW
    assert source.runs().get() == run
    assert set(Revision.all()) == {JOBCENTER}


def test_the_second_time_nothing_changes():
    source = feed()
    take_over(source, [event(), site()], NOW)
    revision = Revision.all()
    later = NOW + timedelta(hours=1)
    run = take_over(source, [event(), site()], later)
    assert run.outcome == FeedRun.Outcome.UNCHANGED
    assert run.text == "Nichts Neues: 2 Einträge wie zuvor."
    assert Revision.all() == revision
    assert Event.objects.get().changed_at == NOW
    assert Feed.objects.get().checked_at == later


@pytest.mark.parametrize("fold", [0, 1])
@pytest.mark.parametrize("day", [(2026, 10, 25), (2027, 3, 28)])
def test_an_hour_that_exists_twice_or_never_stays_the_same(day, fold):
    starts = datetime(*day, 2, 30, fold=fold, tzinfo=timezone.get_default_timezone())
    source = feed()
    take_over(source, [event(starts=starts, ends=starts + timedelta(hours=9))], NOW)
    assert take_over(source, [event(starts=starts, ends=starts + timedelta(hours=9))], NOW).outcome == "unchanged"


def test_changes_and_removals():
    source = feed()
    take_over(source, [event(), event("b"), site()], NOW)
    pk = Site.objects.get().pk
    run = take_over(source, [site(phone="0521 2"), event("b")], NOW + timedelta(hours=1))
    assert (run.added, run.changed, run.removed) == (0, 1, 1)
    assert run.text.startswith("~ Standort „Hauptstelle“ (31704): Telefon „0521 1“ → „0521 2“\n- ")
    changed = Site.objects.get()
    assert (changed.pk, changed.phone, changed.changed_at) == (pk, "0521 2", NOW + timedelta(hours=1))
    assert Event.objects.get().key == "b"


def test_what_an_editor_has_hidden_stays_hidden():
    source = feed()
    take_over(source, [site()], NOW)
    Site.objects.update(hidden=True)
    take_over(source, [site(phone="0521 2")], NOW)
    assert (Site.objects.get().hidden, Site.objects.get().phone) == (True, "0521 2")


def test_it_touches_nothing_but_its_own():
    one, other = feed(), feed(address="https://kreis.example/")
    own = Site.objects.create(provider_number=JOBCENTER, name="Von Hand")
    take_over(other, [site()], NOW)
    take_over(one, [site(), event()], NOW)
    draft = Site.objects.create(provider_number=JOBCENTER, feed=one, key="haupt", replaces=Site.objects.get(feed=one))
    take_over(one, [site(phone="0521 3"), event()], NOW)
    assert Site.objects.get(feed=other).phone == "0521 1"
    assert {own, draft} <= set(Site.objects.all())


def test_preview_writes_nothing():
    source = feed()
    take_over(source, [site()], NOW)
    diff = preview(source, [site(phone="0521 2")], NOW)
    assert diff.in_words() == "~ Standort „Hauptstelle“ (31704): Telefon „0521 1“ → „0521 2“"
    assert Site.objects.get().phone == "0521 1"
    assert FeedRun.objects.count() == 1
    assert preview(Feed(kind="by_hand"), [site()], NOW).counts["added"] == 1


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (site(provider_number=""), "Zeile haupt: Für welches Jobcenter? Die Trägernummer fehlt."),
        (site(provider_number="99999"), "Zeile haupt: Ein Jobcenter „99999“ gibt es nicht."),
        (site(key=""), "Zeile : Die Kennung fehlt."),
        (site(key="\0 "), "Die Kennung fehlt."),
        (site(phone="ruf an"), "Zeile haupt: Telefon: „ruf an“ ist keine Telefonnummer."),
        (site(website="javascript:alert(1)"), "Zeile haupt: Internet: "),
        (site(opening="Mo-Quatsch"), "Zeile haupt: Öffnungszeiten: "),
        (site(exceptions="irgendwann"), "Zeile haupt: Ausnahmen: "),
        (site(website="https://[x"), "Zeile haupt: Internet: "),
        (site(name="x" * 161), "Zeile haupt: Name: "),
        (site(position=70_000), "Zeile haupt: Reihenfolge: "),
        (site(latitude=float("nan")), "Zeile haupt: Breitengrad: Das ist keine Zahl."),
        (site(as_of="gestern"), "Zeile haupt: Stand: „gestern“ ist kein Stand."),
        (site(access={"xx": "Rampe"}), "Zeile haupt: Barrierefreiheit: Die Sprache „xx“ gibt es hier nicht."),
        (event(title=""), "Zeile a: Titel: "),
        (event(title={"de": "x" * 5001}), "Zeile a: Titel: Höchstens 5000 Zeichen sind erlaubt."),
        (event(ends=NOW), "Zeile a: Ende: Das Ende liegt vor dem Beginn."),
        (event(starts=None), "Zeile a: Beginn: "),
        (event(starts=datetime(1, 1, 1, tzinfo=UTC)), "Zeile a: Beginn: Das Jahr 1 kann nicht stimmen."),
        (event(obligation="?"), "Zeile a: Teilnahme: "),
        (event(languages=["xx"]), "Zeile a: Sprachen: "),
    ],
)
def test_one_broken_row_and_nothing_is_taken_over(found, why):
    source = feed()
    with pytest.raises(BrokenFeed) as error:
        take_over(source, [site("fine"), found], NOW)
    assert why in str(error.value)
    assert not Site.objects.exists()
    assert not FeedRun.objects.exists()
    assert Feed.objects.get().checked_at is None


def test_an_error_on_the_way_leaves_everything_as_it_was(monkeypatch):
    source = feed()
    take_over(source, [site()], NOW)
    monkeypatch.setattr(Revision, "mark", lambda numbers: {}["unterwegs"])
    with pytest.raises(KeyError):
        take_over(source, [site(phone="0521 2"), event()], NOW)
    assert Site.objects.get().phone == "0521 1"
    assert not Event.objects.exists()


def test_a_key_twice_is_refused_with_both_places():
    with pytest.raises(BrokenFeed, match=r"^Zeile 8: Die Kennung „7“ gibt es schon: Zeile 7\.$"):
        take_over(feed(), [site("7"), event("7"), _at(site("7"), "Zeile 8")], NOW)


def _at(found, place):
    return type(found)(found.row, place)


def test_a_feed_of_one_jobcenter_speaks_for_no_other():
    source = feed(provider_number=JOBCENTER)
    with pytest.raises(BrokenFeed, match="Diese Quelle ist für 31704, nicht für „04308“"):
        take_over(source, [site(provider_number=OTHER)], NOW)


def test_what_a_closed_jobcenter_said_is_its_successors(monkeypatch):
    successor = checking.jobcenter_named(OTHER)
    monkeypatch.setattr(checking, "jobcenter_named", lambda number: successor)
    take_over(feed(), [site()], NOW)
    assert Site.objects.get().provider_number == OTHER


def test_texts_are_tidied():
    found = site(
        name=" Haupt\0stelle\r\n \u202eOst\ud800 ",
        access={"de": "a\0\r\nb ", "en": " \x7f"},
        opening=" Mo 8:00-12:00\r\nDi 9:00-12:00 ",
    )
    take_over(feed(), [found], NOW)
    row = Site.objects.get()
    assert row.name == "Hauptstelle Ost"
    assert row.access == {"de": "a\nb"}
    assert row.opening == "Mo 08:00-12:00; Di 09:00-12:00"


@given(st.text())
def test_clean_texts_stay_clean(text):
    clean = clean_text(text)
    assert clean_text(clean) == clean
    clean.encode()
    assert not set(clean) & {chr(code) for code in range(32) if code not in {9, 10}}


def test_so_many_rows_are_too_many(monkeypatch):
    monkeypatch.setattr(checking, "MOST_ROWS", 2)
    take_over(feed(), [site("1"), site("2")], NOW)
    with pytest.raises(BrokenFeed, match="mehr als 2 Einträge"):
        take_over(feed(address="x"), (site(str(number)) for number in range(10**9)), NOW)


def several(count, days=3):
    return [event(str(number), days) for number in range(count)]


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ([site()], [], "Die Quelle ist leer; bisher waren es 1 Einträge."),
        (several(4), [], "Die Quelle ist leer; bisher waren es 4 Einträge."),
        (several(4), several(1), "Veranstaltungen: nur noch 1 von 4, also weniger als die Hälfte."),
        ([site(), *several(9)], [site(), *several(4)], "Veranstaltungen: nur noch 4 von 9"),
    ],
)
def test_a_feed_that_vanishes_or_shrinks_by_half_is_refused(before, after, why):
    source = feed()
    take_over(source, before, NOW)
    with pytest.raises(Shrunk) as error:
        take_over(source, after, NOW)
    assert why in str(error.value)
    assert Event.objects.count() + Site.objects.count() == len(before)
    run = take_over(source, after, NOW, accept_shrink=True)
    assert run.removed == len(before) - len(after)
    assert Event.objects.count() + Site.objects.count() == len(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([], []),
        (several(3), several(1)),
        (several(4), several(2)),
        ([site(), event()], [event()]),
        (several(9), [*several(1), *(event(f"neu{number}") for number in range(4))]),
    ],
)
def test_less_is_fine(before, after):
    source = feed()
    take_over(source, before, NOW)
    take_over(source, after, NOW)
    assert Event.objects.count() == len([one for one in after if isinstance(one.row, Event)])


def test_what_is_over_does_not_count_as_shrinking():
    source = feed()
    take_over(source, [*several(8, days=1), site()], NOW)
    run = take_over(source, [site()], NOW + timedelta(days=2))
    assert (run.outcome, run.removed) == (FeedRun.Outcome.UNCHANGED, 0)
    assert not Event.objects.exists()
    # … and past events in the feed do not hide that the coming ones are missing.
    take_over(source, [*several(8, days=5)], NOW, accept_shrink=True)
    with pytest.raises(Shrunk):
        take_over(source, [event(str(number), days=-5) for number in range(8)], NOW)


def test_shrinking_is_judged_for_each_kind():
    before = [one.row for one in several(6)]
    after = [Offer(provider_number=JOBCENTER, key=str(number), topic="food", title="x") for number in range(6)]
    assert shrunk(before, after, NOW).startswith("Veranstaltungen: nur noch 0 von 6")
    assert not shrunk([Announcement(provider_number=JOBCENTER, key="1", title="Zu")], after, NOW)


def test_success_settles_the_alarms():
    source = feed()
    with OpenAlarms() as alarms:
        alarms["feed.refused", str(source.pk)] = alarms["feed.unreachable", str(source.pk)] = "…"
        alarms["feed.refused", "0"] = "eine andere"
        take_over(source, [site()], NOW)
        assert list(alarms) == [("feed.refused", "0")]


def test_progress_is_told():
    told = []
    take_over(feed(), several(250), NOW, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 250), (100, 250), (200, 250), (250, 250)]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_take_turns():
    source = feed()
    outcomes = []

    def run():
        try:
            outcomes.append(take_over(Feed.objects.get(pk=source.pk), several(30), NOW).outcome)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["changed", "unchanged", "unchanged", "unchanged"]
    assert Event.objects.count() == 30
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s", [0x4A46])
        assert cursor.fetchone() == (0,)
