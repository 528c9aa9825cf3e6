"""bin/manage import_feed and bin/manage feeds, and what bin/up does with what comes with the app."""

import io

import pytest
from django.core.management import CommandError, call_command

from config.up import install
from jobcenter.directory import index
from jobcenter.local.importing import running
from jobcenter.local.models import CONTENT, Event, Feed, FeedRun, Revision, Site
from jobcenter.local.tests.importing import JOBCENTER, NOW, OpenAlarms, event, feed

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "standorte.csv"
    path.write_text("kennung;name;telefon\n1;Hauptstelle;0521 1\n2;Nebenstelle;0521 2\n")
    return path


def said(*arguments, **options):
    out = io.StringIO()
    call_command(*map(str, arguments), stdout=out, **options)
    return out.getvalue()


def test_trying_changes_nothing(table):
    assert said("import_feed", "by_hand", table, "--jobcenter", JOBCENTER, "--dry-run") == (
        "+ Standort „Hauptstelle“ (31704)\n+ Standort „Nebenstelle“ (31704)\n"
    )
    assert not Feed.objects.exists()
    assert not Site.objects.exists()


def test_once_and_again(table):
    once = ("import_feed", "by_hand", table, "--jobcenter", JOBCENTER, "--name", "Stadt")
    assert said(*once).startswith("+ Standort „Hauptstelle“ (31704)\n")
    assert said(*once) == "Nichts Neues: 2 Einträge wie zuvor.\n"
    only = Feed.objects.get()
    assert (only.name, only.enabled, only.address) == ("Stadt", False, str(table))
    table.write_text(table.read_text().replace("0521 1", "0521 3"))
    assert said(*once, "--dry-run") == "~ Standort „Hauptstelle“ (31704): Telefon „0521 1“ → „0521 3“\n"
    assert Site.objects.filter(phone="0521 1").exists()
    assert said(*once, verbosity=0) == ""
    assert Site.objects.filter(phone="0521 3").exists()


def test_the_same_file_is_the_same_feed_from_wherever_it_is_named(table, monkeypatch):
    said("import_feed", "by_hand", table, "--jobcenter", JOBCENTER)
    monkeypatch.chdir(table.parent)
    said("import_feed", "by_hand", "standorte.csv", "--jobcenter", JOBCENTER)
    assert Feed.objects.count() == 1


def test_keeping_makes_it_a_feed_of_the_worker(table):
    once = ("import_feed", "by_hand", table, "--jobcenter", JOBCENTER)
    assert "wird alle 24 Stunden gelesen" in said(*once, "--keep", "--name", "Stadt")
    said(*once)
    only = Feed.objects.get()
    assert (only.enabled, only.name) == (True, "Stadt")
    assert Feed.objects.due(NOW) == []


def test_what_cannot_be_read_leaves_no_trace(table, tmp_path):
    table.write_text("name;telfon\nA;1\n")
    for options in ((), ("--keep",), ("--dry-run",)):
        with pytest.raises(CommandError, match=r"nichts geändert\. standorte\.csv, Zeile 1: „telfon“ gibt es nicht"):
            said("import_feed", "by_hand", table, "--jobcenter", JOBCENTER, *options)
    with pytest.raises(CommandError, match=r"nichts geändert\. „nichts\.yaml“ gibt es nicht"):
        said("import_feed", "by_hand", tmp_path / "nichts.yaml", "--keep")
    assert not Feed.objects.exists()
    with pytest.raises(CommandError, match="Bitte die ADRESSE angeben"):
        said("import_feed", "calendar")


def test_a_failed_try_by_hand_leaves_a_known_feed_as_it_is(table):
    said("import_feed", "by_hand", table, "--jobcenter", JOBCENTER, "--name", "Stadt")
    table.write_text("kaputt\n")
    with pytest.raises(CommandError):
        said("import_feed", "by_hand", table, "--jobcenter", JOBCENTER, "--keep", "--name", "Kreis")
    only = Feed.objects.get()
    assert (only.name, only.enabled, only.runs().count()) == ("Stadt", False, 1)


def test_shrinking_can_be_accepted(table):
    said("import_feed", "by_hand", table, "--jobcenter", JOBCENTER)
    table.write_text("name\n")
    with pytest.raises(CommandError, match=r"leer; bisher waren es 2 Einträge\. Ist das gewollt"):
        said("import_feed", "by_hand", table, "--jobcenter", JOBCENTER)
    assert Site.objects.count() == 2
    said("import_feed", "by_hand", table, "--jobcenter", JOBCENTER, "--accept-shrink")
    assert not Site.objects.exists()


def test_what_comes_with_the_app():
    assert "+ Standort „Walther-Rathenau-Straße 2, 64646 Heppenheim“ (41502)" in said("import_feed", "shipped")
    assert said("import_feed", "shipped").startswith("Nichts Neues")
    assert Site.objects.get(provider_number="43102").website == "https://www.kca-mkk.de"
    assert not Feed.objects.due(NOW)
    commands = [command for _, step in install._STEPS for command in step]
    assert commands.index(("load_directory",)) < commands.index(("import_feed", "shipped", "--accept-shrink"))


def test_in_a_demo_jobcenter_musterstadt_has_everything(settings):
    settings.DEMO = True
    index.memory.forget()
    try:
        said("import_feed", "shipped")
        said(*install._DEMO[1][-1])
        for model in CONTENT:
            assert model.objects.filter(provider_number="00000").exists(), model
        assert Event.objects.filter(feed__enabled=True, feed__kind="calendar").exists()
        assert said("import_feed", "shipped").startswith("Nichts Neues")
    finally:
        index.memory.forget()


def test_progress_is_for_a_terminal(table):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    shown, hidden = Terminal(), io.StringIO()
    said("import_feed", "by_hand", table, "--jobcenter", JOBCENTER, stderr=shown)
    said("import_feed", "by_hand", table, "--jobcenter", JOBCENTER, stderr=hidden)
    assert shown.getvalue() == "\r0 von 2 geprüft …\r2 von 2 geprüft …\n"
    assert hidden.getvalue() == ""


def test_the_list_of_feeds(table):
    assert said("feeds") == ""
    said("import_feed", "by_hand", table, "--jobcenter", JOBCENTER, "--name", "Stadt", "--keep")
    other = feed(name="Kreis", address="https://kreis.example/")
    first, second = said("feeds").splitlines()
    assert f"by_hand  31704  Stadt  {table}  [alle 24 Stunden]  " in first
    assert first.endswith("übernommen")
    assert second == f"{other.pk}  by_hand  alle  Kreis  https://kreis.example/  [alle 24 Stunden]  nie gelesen"


def test_off_and_on():
    one, other = feed(), feed(address="x")
    assert "[aus]" in said("feeds", "off", one.pk)
    assert list(Feed.objects.filter(enabled=True)) == [other]
    assert "[alle 24 Stunden]" in said("feeds", "on", one.pk)
    with pytest.raises(CommandError, match="Welche Quelle"):
        said("feeds", "off")
    with pytest.raises(CommandError, match="Eine Quelle 0 gibt es nicht"):
        said("feeds", "on", 0)


def test_reading_now(table):
    said("import_feed", "by_hand", table, "--jobcenter", JOBCENTER, "--name", "Stadt", "--keep")
    only = Feed.objects.get()
    off = feed(address=str(table), enabled=False, name="Aus")
    assert said("feeds", "run") == f"{only.pk} Stadt: nichts Neues\nNichts Neues: 2 Einträge wie zuvor.\n"
    table.write_text("name\n")
    with OpenAlarms() as alarms:
        with pytest.raises(CommandError, match="1 von 1 Quellen ließen sich nicht übernehmen"):
            said("feeds", "run")
        assert alarms.kinds == ["feed.refused"]
        assert "übernommen\n- Standort" in said("feeds", "run", only.pk, "--accept-shrink")
        assert not alarms
    said("feeds", "run", off.pk)
    assert off.runs().count() == 1


def test_revisions_are_marked_for_those_concerned(table):
    said("import_feed", "by_hand", table, "--jobcenter", JOBCENTER)
    assert set(Revision.all()) == {JOBCENTER}


def test_a_run_by_command_counts_like_any_other(monkeypatch):
    one = feed()
    monkeypatch.setattr(running, "found_in", lambda feed, now: [event()])
    said("feeds", "run", one.pk)
    assert one.runs().get().outcome == FeedRun.Outcome.CHANGED
    assert Event.objects.count() == 1
