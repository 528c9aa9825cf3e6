"""`load_directory`: all or nothing, as often as wanted, fast."""

import shutil
import time

import pytest
from django.core.management import CommandError, call_command

from jobcenter.directory import index
from jobcenter.directory.content import SHIPPED, Content
from jobcenter.directory.files import BrokenFile
from jobcenter.directory.models import Area, Edition, Jobcenter, Postcode
from jobcenter.web.memory import CHECK_EVERY

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "data")


@pytest.fixture(autouse=True)
def _fresh_index():
    yield
    index.memory.forget()


def replace(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_loading_fills_the_database_fast_and_once(capsys):
    started = time.process_time()
    call_command("load_directory")
    assert time.process_time() - started < 2
    counts = {model: model.objects.count() for model in (Area, Jobcenter, Postcode, Edition)}
    assert counts == {Area: 414, Jobcenter: 404, Postcode: 8334, Edition: 1}
    call_command("load_directory")
    assert Edition.objects.count() == 1
    assert "unverändert" in capsys.readouterr().out


def test_the_database_gives_the_same_directory_as_the_files(content):
    call_command("load_directory")
    stored = Content.stored()
    assert stored.digest == content.digest
    by_key = {row.postcode: (row.areas, row.possible_areas, row.use) for row in stored.postcodes}
    assert by_key == {row.postcode: (row.areas, row.possible_areas, row.use) for row in content.postcodes}


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("jobcenters.csv", "03002,gE", "03002,gX", "jobcenters.csv, Zeile 2: kind „gX“"),
        (
            "jobcenters.csv",
            "03102,",
            "03002,",
            "jobcenters.csv, Zeile 3: provider_number „03002“ steht schon in Zeile 2",
        ),
        ("jobcenters.csv", ",13075,", ",99999,", "jobcenters.csv, Zeile 2: areas „99999“"),
        ("jobcenters.csv", "provider_number", "number", "jobcenters.csv, Zeile 1: Erwartet"),
        ("jobcenters.csv", ",13075,", ",13071,", "areas.csv, Zeile"),
        ("areas.csv", "2021-06-30", "2021-06-31", "kein Datum"),
        ("areas.csv", ",16063", ",1606", "successor „1606“"),
        ("postcodes.csv", "01069", "O1069", "postcodes.csv, Zeile 3: postcode „O1069“"),
        ("postcodes.csv", "01069,14612", "01069,", "postcodes.csv, Zeile 3: Entweder"),
        ("postcodes.csv", "01069,14612,,", "01069,14612", "postcodes.csv, Zeile 3: 4 Spalten erwartet, 2 gefunden"),
        ("postcodes.csv", "01069,14612", '"01069,14612', "postcodes.csv, Zeile"),
    ],
)
def test_a_broken_file_names_its_line(folder, file, old, new, complaint):
    replace(folder / file, old, new)
    with pytest.raises(BrokenFile) as refusal:
        Content.read(folder)
    assert complaint in str(refusal.value)


def test_a_broken_file_is_refused_as_a_whole(folder):
    call_command("load_directory")
    replace(folder / "postcodes.csv", "01069,14612", "01069,")
    with pytest.raises(CommandError, match=r"nichts geändert. postcodes.csv, Zeile 3"):
        call_command("load_directory", folder=folder)
    assert Edition.objects.count() == 1
    assert Postcode.objects.count() == 8334


def test_a_missing_or_undecodable_file(folder):
    (folder / "postcodes.csv").write_bytes(b"postcode,areas,possible_areas,use\n01067,K\xf6ln,,\n")
    with pytest.raises(CommandError, match=r"postcodes.csv, Zeile 2: Das ist kein UTF-8"):
        call_command("load_directory", folder=folder)
    (folder / "postcodes.csv").unlink()
    with pytest.raises(CommandError, match=r"postcodes.csv: Die Datei fehlt"):
        call_command("load_directory", folder=folder)


def test_a_closed_jobcenter_leads_to_its_successor(folder, client):
    replace(folder / "jobcenters.csv", "Brandenburg,12071,,,", "Brandenburg,12071,,2026-01-31,03502")
    replace(folder / "jobcenters.csv", "Brandenburg,12052,,,", "Brandenburg,12052;12071,,,")
    call_command("load_directory", folder=folder)
    index.memory.forget()
    assert client.get("/mein-jobcenter/03538/")["Location"] == "/mein-jobcenter/03502/"
    assert client.get("/mein-jobcenter/?q=03058")["Location"] == "/mein-jobcenter/03502/"
    assert Jobcenter.chosen_in({"jobcenter": "03538"}).provider_number == "03502"


def test_a_running_process_notices_another_edition_within_a_minute(folder, monkeypatch, django_assert_num_queries):
    call_command("load_directory")
    before = index.directory()
    replace(folder / "jobcenters.csv", "Jobcenter Bielefeld", "Jobcenter Bielefeld plus")
    call_command("load_directory", folder=folder)
    with django_assert_num_queries(0):
        assert index.directory() is before
    clock = time.monotonic() + CHECK_EVERY + 1
    monkeypatch.setattr("time.monotonic", lambda: clock)
    assert index.directory().jobcenter("31704").official_name == "Jobcenter Bielefeld plus"
    with django_assert_num_queries(0):
        index.directory()


def test_the_directory_outlives_the_database(monkeypatch):
    known = index.directory()
    clock = time.monotonic() + CHECK_EVERY + 1
    monkeypatch.setattr("time.monotonic", lambda: clock)
    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", _gone)
    assert index.directory() is known
    index.memory.forget()
    assert index.directory().edition == known.edition


def _gone(*_):
    from django.db import OperationalError

    raise OperationalError


def test_the_made_up_jobcenter_exists_in_the_demo_alone(settings, client):
    call_command("load_directory")
    index.memory.forget()
    assert client.get("/mein-jobcenter/?q=00000").status_code == 200
    assert "kennen wir nicht" in client.get("/mein-jobcenter/?q=00000").content.decode()
    settings.DEMO = True
    call_command("load_directory")
    index.memory.forget()
    page = client.get("/mein-jobcenter/?q=00000", follow=True).content.decode()
    assert "Jobcenter Musterstadt (Demo)" in page
    assert "Dieses Jobcenter gibt es nicht" in page
    settings.DEMO = False
    call_command("load_directory")
    index.memory.forget()
    assert client.get("/mein-jobcenter/00000/").status_code == 404
