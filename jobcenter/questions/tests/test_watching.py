"""An operator changes the files while the app runs: good ones are taken over, a mistake changes nothing and is told."""

import itertools
import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app

from jobcenter.operations.models import Alarm
from jobcenter.questions import catalogue as shelf
from jobcenter.questions import tasks, watching
from jobcenter.questions.catalogue import Catalogue, UnknownForm, catalogue
from jobcenter.questions.reading import CatalogueError
from jobcenter.questions.tests.test_catalogue import FORM
from jobcenter.questions.watching import LOOK_EVERY, Watch

WRITTEN_AT = itertools.count(1_700_000_000)
BROKEN = FORM.replace("kind: money", "kind: gold")


@pytest.fixture
def later(monkeypatch):
    """later(): the time between two looks has gone by."""
    clock = [time.monotonic()]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    return lambda: clock.__setitem__(0, clock[0] + LOOK_EVERY + 0.1)


@pytest.fixture
def folder(tmp_path, settings, monkeypatch, later):
    settings.JOBCENTER_CATALOGUE = str(tmp_path / "forms")
    monkeypatch.setattr(shelf, "_shelf", {})
    (tmp_path / "forms/probe").mkdir(parents=True)
    save(tmp_path / "forms", FORM)
    catalogue()
    return tmp_path / "forms"


def save(folder, text, version="2026.1"):
    """Written at a time of its own, however coarse the clock of the file system is."""
    file = folder / f"probe/{version}.yaml"
    file.write_text(text)
    at = next(WRITTEN_AT)
    os.utime(file, (at, at))


def titled(words):
    return FORM.replace("title: Probe", f"title: {words}")


def looked(later, times=2):
    """The title after so many looks."""
    for _ in range(times):
        later()
        known = catalogue()
    return known.latest("probe").title


def test_what_is_saved_is_taken_over_once_it_lies_still(folder, later):
    save(folder, titled("Neu"))
    assert catalogue().latest("probe").title == "Probe"  # nobody has looked yet
    assert looked(later, 1) == "Probe"
    save(folder, titled("Neuer"))
    assert looked(later, 1) == "Probe"  # still being written
    assert looked(later, 1) == "Neuer"


def test_nothing_is_opened_where_nothing_has_changed(folder, later, monkeypatch):
    held = catalogue()
    monkeypatch.setattr(shelf, "_InUse", None)
    looked(later, 3)
    assert catalogue() is held


def test_new_and_withdrawn_files_count(folder, later):
    new = titled("Neu").replace('"2026.1"', '"2026.2"')
    save(folder, new, "2026.2")
    assert looked(later) == "Neu"
    (folder / "probe/2026.2.yaml").unlink()
    assert looked(later) == "Probe"
    with pytest.raises(UnknownForm):
        catalogue().version("probe", "2026.2")


def test_a_mistake_leaves_the_forms_as_they_were_until_it_is_mended(folder, later):
    save(folder, BROKEN)
    assert looked(later, 3) == "Probe"
    save(folder, titled("Neu"))
    assert looked(later) == "Neu"


def test_a_mistake_is_read_once(folder, later, monkeypatch):
    read, real = [], shelf._InUse
    monkeypatch.setattr(shelf, "_InUse", lambda *facts: read.append(facts) or real(*facts))
    save(folder, BROKEN)
    looked(later, 5)
    assert len(read) == 1


def test_a_folder_that_is_gone_takes_no_form_away(folder, later):
    shutil.move(folder, folder.with_name("away"))
    assert looked(later, 3) == "Probe"


@pytest.mark.parametrize("linked", ["probe", "parts/mehr", "parts", "additions/31704", "jobcenters/31704/probe"])
def test_folders_that_are_links_are_watched(folder, later, tmp_path, linked):
    for name, text in (
        ("parts/mehr/2026.1.yaml", "pages: [{id: x, title: X, questions: [{id: y, kind: text, label: Y}]}]\n"),
        ("additions/31704/probe.yaml", 'version: "1"\n'),
        ("jobcenters/31704/probe/2026.2.yaml", titled("Eigene").replace('"2026.1"', '"2026.2"')),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    looked(later)
    shutil.move(folder / linked, tmp_path / "elsewhere")
    (folder / linked).symlink_to(tmp_path / "elsewhere")
    held = catalogue()
    looked(later)
    assert catalogue() is held  # the same files, by another way
    file = next((tmp_path / "elsewhere").rglob("*.yaml"))
    file.write_text(file.read_text() + "# neu\n")
    looked(later)
    assert catalogue() is not held


def test_a_folder_that_goes_while_somebody_looks_takes_nothing_away(folder, later, monkeypatch):
    save(folder, titled("Neu"))
    real = Path.glob

    def gone(path, shape):
        yield from real(path, shape)
        raise FileNotFoundError(path)

    with monkeypatch.context() as vanishing:
        vanishing.setattr(Path, "glob", gone)
        assert looked(later, 3) == "Probe"
        with pytest.raises(CatalogueError, match="cannot be read"):
            Catalogue([folder], timezone.localdate())
    assert looked(later) == "Neu"


def test_what_could_not_be_looked_at_at_first_is_looked_at_next_time(folder, later):
    shutil.move(folder, folder.with_name("away"))
    watch = Watch([folder])
    shutil.move(folder.with_name("away"), folder)
    assert [later() or watch.changed() for _ in range(3)] == [False, True, False]


def test_what_somebody_misses_is_looked_for_at_once(folder):
    held = catalogue()
    save(folder, titled("Neu").replace('"2026.1"', '"2026.2"'), "2026.2")
    (folder / "andere").mkdir()
    (folder / "andere/2026.1.yaml").write_text(FORM.replace("id: probe", "id: andere"))
    assert catalogue().latest("probe").title == "Probe"  # misses nothing
    with pytest.raises(UnknownForm):
        catalogue().latest("nix")
    assert catalogue() is held  # and within the same second somebody misses what there is:
    assert catalogue().version("probe", "2026.2").title == "Neu"
    assert catalogue() is not held
    assert catalogue().latest("andere").version == "2026.1"
    assert held.version("probe", "2026.2") is catalogue().version("probe", "2026.2")  # begun before the others read


def test_nothing_is_taken_over_at_once_but_for_what_is_missed(folder, later):
    held = catalogue()
    (folder / "probe/2026.1.yaml").unlink()  # somebody is about to copy
    with pytest.raises(UnknownForm):
        catalogue().version("probe", "2026.2")
    assert catalogue() is held
    assert catalogue().latest("probe").title == "Probe"
    later()
    catalogue()
    save(folder, BROKEN.replace('"2026.1"', '"2026.2"'), "2026.2")
    with pytest.raises(UnknownForm):
        catalogue().version("probe", "2026.2")
    assert catalogue() is held


def test_whoever_misses_something_makes_nobody_look_more_than_once_a_second(folder, monkeypatch):
    clock, looks, real = [time.monotonic()], [], watching.files
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    monkeypatch.setattr(watching, "files", lambda where, shape: looks.append(shape) or real(where, shape))
    for passed, looked_at in ((0, 1), (0, 1), (0.5, 1), (0.6, 2), (0.6, 2)):
        clock[0] += passed
        with pytest.raises(UnknownForm):
            catalogue().latest("nix")
        assert looks.count(watching.EVERY[0]) == 2 * looked_at  # in two folders


def test_several_that_miss_the_same_all_find_it(folder):
    known = catalogue()
    save(folder, titled("Neu").replace('"2026.1"', '"2026.2"'), "2026.2")
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: known.version("probe", "2026.2").title, range(8)))
    assert found == ["Neu"] * 8


def test_the_operator_is_told_the_file_and_the_line_until_it_is_good_again(db, folder):
    tasks.read_forms(0)
    assert not Alarm.objects.exists()
    save(folder, BROKEN)
    for times in (1, 2):
        tasks.read_forms(0)
        told = Alarm.objects.unresolved().get()
        assert (told.kind, told.times) == ("forms.mistake", times)
        assert "Fehler in einer Datei." in told.text
        assert "probe/2026.1.yaml:18: " in told.text
    save(folder, BROKEN.replace('"2026.1"', '"2026.2"'), "2026.2")
    tasks.read_forms(0)
    assert "Fehler in 2 Dateien" in Alarm.objects.unresolved().get().text
    save(folder, FORM)
    (folder / "probe/2026.2.yaml").unlink()
    tasks.read_forms(0)
    assert not Alarm.objects.unresolved().exists()


def test_the_operator_is_told_of_a_folder_that_is_gone(db, folder):
    shutil.move(folder, folder.with_name("away"))
    tasks.read_forms(0)
    assert "there is no such folder" in Alarm.objects.unresolved().get().text


def test_the_worker_reads_them_every_other_minute():
    task = app.tasks["questions.read_forms"]
    assert [one.cron for one in app.periodic_registry.periodic_tasks.values() if one.task is task] == ["*/2 * * * *"]
