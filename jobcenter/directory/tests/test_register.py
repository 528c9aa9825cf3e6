"""The register of the Bundesagentur für Arbeit: what its spreadsheets look like, and what they do to the directory."""

import copy
import datetime
import io
import time
import zipfile
from contextlib import suppress

import pytest
from django.core.management import CommandError, call_command
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from jobcenter.directory import index, tasks
from jobcenter.directory.content import Content
from jobcenter.directory.files import BrokenFile
from jobcenter.directory.index import Directory
from jobcenter.directory.models import Edition, Jobcenter, responsible_for
from jobcenter.directory.register import sheets as register
from jobcenter.directory.register.differences import differences
from jobcenter.directory.register.edition import renewed
from jobcenter.directory.register.naming import official_name
from jobcenter.directory.register.workbook import table
from jobcenter.directory.tests.sheets import (
    assignment_rows,
    assignment_sheet,
    saved,
    sheets,
    structure_rows,
    structure_sheet,
    workbook,
)
from jobcenter.operations.models import Alarm
from jobcenter.web.fetching import Unreachable

DAY = datetime.date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _fresh_index():
    yield
    index.memory.forget()


@pytest.fixture(scope="module")
def same(content):
    """The two spreadsheets of the shipped edition."""
    return sheets(content)


def renew(content, structure=None, assignment=None, day=DAY):
    """The edition that comes out of these rows (of the same ones as the shipped edition without any)."""
    return renewed(
        content, register.read(structure_sheet(content, structure), assignment_sheet(content, assignment)), day
    )


def row_of(content, number):
    return next(row for row in content.jobcenters if row.provider_number == number)


# What comes out


def test_the_register_of_today_changes_nothing_and_is_fast(content, same):
    started = time.process_time()
    new = renewed(content, register.read(*same), DAY)
    assert time.process_time() - started < 3
    assert len(new.jobcenters) == 404
    assert new.fingerprint == content.fingerprint
    assert differences(content, new) == []


def test_kind_name_and_districts_follow_the_register_and_the_official_name_stays(content):
    structure = [
        ("RD", "gE", "43102", "Main-Kinzig", "Hessen") if row[2] == "43102" else row for row in structure_rows(content)
    ]
    assignment = [("43102", *row[1:]) if row[2] == "06415" else row for row in assignment_rows(content)]
    structure = [row for row in structure if row[2] != "43106"]
    new = renew(content, structure, assignment)
    row = row_of(new, "43102")
    assert (row.kind, row.name, row.areas) == ("gE", "Main-Kinzig", ["06435", "06415"])
    assert row.official_name == "Kommunales Center für Arbeit (KCA)"
    assert row.official_name_source == "kca-mkk.de"
    assert differences(content, new) == [
        "Geändert: 43102 Kommunales Center für Arbeit (KCA): Art „zkT“ → „gE“; "
        "Name „Main-Kinzig-Kreis“ → „Main-Kinzig“; dazu Stadt Hanau",
        "Geschlossen: 43106 Jobcenter Hanau, Nachfolger ist 43102",
    ]


def test_a_closed_jobcenter_leads_to_its_only_heir_from_the_next_day_on(content):
    structure = [row for row in structure_rows(content) if row[2] != "03538"]
    assignment = [("03502", *row[1:]) if row[0] == "03538" else row for row in assignment_rows(content)]
    new = renew(content, structure, assignment)
    closed = row_of(new, "03538")
    assert (closed.valid_until, closed.successor_id, closed.areas) == (DAY, "03502", ["12071"])
    assert Directory(new, DAY).jobcenter("03538").provider_number == "03538"
    tomorrow = Directory(new, DAY + datetime.timedelta(days=1))
    assert tomorrow.jobcenter("03538").provider_number == "03502"
    assert tomorrow.responsible_for("12071") == ("03502",)
    # A week later nothing is new, and it is not closed again.
    again = renew(new, structure, assignment, DAY + datetime.timedelta(days=7))
    assert again.fingerprint == new.fingerprint
    # Whoever is in the register again is there again, even on the same day.
    for days in (0, 7):
        back = renew(new, structure_rows(content), assignment_rows(content), DAY + datetime.timedelta(days=days))
        assert back.fingerprint == content.fingerprint
    assert differences(new, back) == [
        "Geändert: 03502 Jobcenter Cottbus: nicht mehr Landkreis Spree-Neiße",
        "Wieder da: 03538 Jobcenter Spree-Neiße",
    ]


def test_without_an_only_heir_there_is_no_successor(content):
    several = next(row for row in content.jobcenters if len(row.areas) == 2)
    heirs = iter(("03502", "03504"))
    structure = [row for row in structure_rows(content) if row[2] != several.provider_number]
    state = several.state
    structure = [(*row[:4], state) if row[2] in {"03502", "03504"} else row for row in structure]
    assignment = [row for row in assignment_rows(content) if row[0] not in {"03502", "03504"}]
    assignment = [(next(heirs), *row[1:]) if row[0] == several.provider_number else row for row in assignment]
    with pytest.raises(BrokenFile, match=r"Für Stadt Cottbus \(12052\) wäre kein Jobcenter mehr zuständig"):
        renew(content, structure, assignment)
    neighbours = [row.provider_number for row in content.jobcenters if row.state == state and len(row.areas) == 1][:2]
    heirs = iter(neighbours)
    structure = [row for row in structure_rows(content) if row[2] != several.provider_number]
    assignment = [
        (next(heirs), *row[1:]) if row[0] == several.provider_number else row for row in assignment_rows(content)
    ]
    closed = row_of(renew(content, structure, assignment), several.provider_number)
    assert (closed.valid_until, closed.successor_id) == (DAY, None)


def test_a_new_jobcenter_gets_a_name_like_those_of_the_shipped_edition(content):
    structure = [
        ("RD", "zkT", 3599, "Jobcenter Cottbus, Stadt", "") if row[2] == "03502" else row
        for row in structure_rows(content)
    ]
    assignment = [(3599.0, *row[1:]) if row[0] == "03502" else row for row in assignment_rows(content)]
    new = renew(content, structure, assignment)
    row = row_of(new, "03599")
    # The closed one is still called so.
    assert (row.name, row.official_name, row.state) == ("Cottbus, Stadt", "Jobcenter Cottbus (03599)", "Brandenburg")
    assert row_of(new, "03502").successor_id == "03599"
    assert "Neu: 03599 Jobcenter Cottbus (03599) (zkT, Brandenburg): Stadt Cottbus" in differences(content, new)


def test_names_are_made_as_in_the_shipped_edition(content):
    names = [row.name for row in content.jobcenters]
    derived = [row for row in content.jobcenters if not row.official_name_source]
    assert len(derived) > 380
    assert [official_name(row.name, row.state, names) for row in derived] == [row.official_name for row in derived]


def test_berlin_keeps_its_boroughs(content):
    mitte = row_of(content, "96204")
    assert mitte.areas == ["11001001"]
    assert row_of(renew(content), "96204").areas == ["11001001"]
    structure = [row for row in structure_rows(content) if row[2] != "96204"]
    assignment = [row for row in assignment_rows(content) if row[0] != "96204"]
    with pytest.raises(BrokenFile, match=r"Für Berlin-Mitte \(11001001\) wäre kein Jobcenter mehr zuständig"):
        renew(content, structure, assignment)
    with pytest.raises(BrokenFile, match=r"Für welchen Teil von Berlin Träger-Nr\. 96299 zuständig ist"):
        renew(
            content,
            [*structure, ("RD", "gE", "96299", "Mitte neu", "Berlin")],
            [*assignment, ("96299", "", "11000", "Berlin", "ja")],
        )


def test_what_the_register_does_not_know_about_stays(content):
    changed = copy.deepcopy(content)
    made_up = Jobcenter(provider_number="00000", kind="zkT", name="X", official_name="Y", state="Z", areas=["00000"])
    later = copy.copy(row_of(changed, "03538"))
    later.provider_number, later.valid_from = "03599", DAY + datetime.timedelta(days=31)
    changed.jobcenters += [made_up, later]
    ending = row_of(changed, "03538")
    ending.valid_until, ending.successor_id = DAY + datetime.timedelta(days=30), "03599"
    new = renew(changed, structure_rows(content), assignment_rows(content))
    assert new.fingerprint == changed.fingerprint
    assert (new.areas, new.postcodes) == (changed.areas, changed.postcodes)


# What is refused


def without(rows, number, place):
    return [row for row in rows if row[place] != number]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda s, a: (s, [*a, ("03002", "", "99999")]), "Den Kreis 99999 gibt es im Verzeichnis nicht"),
        (lambda s, a: (s, [*a, ("03002", "", "16056")]), "Den Kreis 16056 gibt es im Verzeichnis nicht"),  # until 2021
        (lambda s, a: (s, [*a, ("96204", "", "11001")]), "Den Kreis 11001 gibt es im Verzeichnis nicht"),
        (lambda s, a: (without(s, "03002", 2), without(a, "03002", 0)), "wäre kein Jobcenter mehr zuständig"),
        (lambda s, a: ([*s, s[0]], a), "Gebietsstruktur, Zeile 409: Träger-Nr. 03002 steht schon in Zeile 5."),
        (lambda s, a: (s, [*a, a[0]]), "Kreis 13075 steht bei Träger-Nr. 03002 zweimal."),
        (lambda s, a: (without(s, "03002", 2), a), "Zuordnung, Zeile 3: Träger-Nr. 03002 steht nicht in der Gebietsst"),
        (lambda s, a: (s, without(a, "03002", 0)), "Gebietsstruktur, Zeile 5: Für Träger-Nr. 03002 steht in der Zu"),
        (lambda s, a: (s, [*a, ("03102", "", "13075")]), "teilen sich neuerdings 03002, 03102. Wie, ist unbekannt."),
        (lambda s, a: ([("", *s[0][1:2], "3002-", *s[0][3:]), *s[1:]], a), "Träger-Nr. „3002-“ passt nicht."),
        (lambda s, a: ([(*s[0][:3], " ", s[0][4]), *s[1:]], a), "Zeile 5: Jobcenterbezirk „“ passt nicht."),
        (lambda s, a: ([(*s[0][:4], "Bayern"), *s[1:]], a), "Zeile 5: Träger-Nr. 03002 liegt in mehreren Ländern: Bay"),
        (lambda s, a: (s, [(None, *a[0][1:]), *a[1:]]), "Zuordnung, Zeile 3: Träger-Nr. „“ passt nicht."),
        (lambda s, a: (s[:201], [row for row in a if row[0] in {r[2] for r in s[:201]}]), "Nur 201 Jobcenter stehen"),
        (lambda s, a: ([], a), "Träger-Nr. 03002 steht nicht in der Gebietsstruktur"),
        (lambda s, a: ([], []), "Nur 0 Jobcenter stehen im Register, bekannt sind 404."),
    ],
)
def test_refused_as_a_whole(content, change, complaint):
    structure, assignment = change(structure_rows(content), assignment_rows(content))
    with pytest.raises(BrokenFile) as refusal:
        renew(content, structure, assignment)
    assert complaint in str(refusal.value)


def test_jobcenters_that_share_a_district_already_go_on_sharing_it(content):
    shared = copy.deepcopy(content)
    row_of(shared, "03102").areas.append("13075")
    assignment = [*assignment_rows(content), ("03102", "", "13075")]
    assert renew(shared, structure_rows(content), assignment).fingerprint == shared.fingerprint


# How the spreadsheets may look

COLUMNS = {"Nr": "trägernr|trägernummer", "Land": "land(?!kreis)|bundesland"}


def read(data):
    return [row.cells for row in table("Datei", data, COLUMNS)]


@pytest.mark.parametrize(
    "header",
    [
        ("Träger-Nr.", "Land"),
        ("TRÄGER-\nNr. (fünf Stellen)", " Bundesland"),
        ("Trägernummer", "Land/Region"),
        ("Tra\u0308ger-Nr", "land"),
    ],
)
def test_columns_are_found_by_name(header):
    rows = [("Ein Titel, der Land sagt",), (), ("Landkreis", header[1], "x", header[0]), ("Kreis", "Land 1", "x", 3002)]
    assert read(workbook(rows)) == [{"Nr": "3002", "Land": "Land 1"}]


def test_numbers_texts_and_formulas():
    def change(book):
        book.active["A5"] = "=SUM(A2:A3)"  # never calculated by anybody: no value

    rows = [("Träger-Nr.", "Land"), (3002, "a"), ("03002", "b"), (3002.0, " c\n d "), (None, "e"), (3002.5, True)]
    cells = [row["Nr"] for row in read(workbook(rows, change=change))]
    assert cells == ["3002", "03002", "3002", "", "3002.5"]
    assert read(workbook(rows))[2]["Land"] == "c d"


def test_merged_cells_say_the_same_in_each():
    rows = [("Titel",), ("Träger-Nr.", None, "Land"), (11, "x", "Berlin"), (12, "x"), (13, "x"), (None, None, "Bayern")]
    merged = ["A1:C1", "A2:B2", "C3:C5", "A6:B6"]
    assert [row["Land"] for row in read(workbook(rows, merged=merged))] == ["Berlin", "Berlin", "Berlin", "Bayern"]


def test_the_first_visible_sheet_with_the_columns_counts():
    book = Workbook()
    old = book.active
    old.append(["Träger-Nr.", "Land"])
    old.append(["00001", "alt"])
    old.sheet_state = "hidden"
    book.create_sheet("Hinweise").append(["Träger-Nr. und Land stehen auf dem nächsten Blatt."])
    new = book.create_sheet("Tabelle")
    new.append(["Träger-Nr.", "Land"])
    new.append(["00002", "neu"])
    assert read(saved(book)) == [{"Nr": "00002", "Land": "neu"}]


def test_a_header_further_down_than_anybody_would_look():
    with pytest.raises(BrokenFile, match="Datei: Kein Tabellenblatt hat die Spalten Nr, Land"):
        read(workbook([*[("Vorwort",)] * 30, ("Träger-Nr.", "Land"), (1, "a")]))


def test_a_sheet_that_claims_to_be_enormous():
    def change(book):
        book.active["XFD1048576"] = "x"
        book.active.merged_cells.add("F1:XFD1048576")

    started = time.process_time()
    assert read(workbook([("Träger-Nr.", "Land"), (1, "a")], change=change)) == [{"Nr": "1", "Land": "a"}]
    assert time.process_time() - started < 2


def test_bombs_are_not_unpacked():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 41 * 2**20)
    assert len(file.getvalue()) < 100_000
    with pytest.raises(BrokenFile, match="Die Datei ist ausgepackt größer als 40 MB"):
        read(file.getvalue())
    with pytest.raises(BrokenFile, match="Die Datei ist größer als 10 MB"):
        read(b"x" * (10 * 2**20 + 1))


def test_entities_do_not_explode():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SMALL)) as whole, zipfile.ZipFile(file, "w") as archive:
        for name in whole.namelist():
            part = whole.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert b"<sheetData>" in part
                part = part.replace(b"<sheetData>", b"<sheetData>&l11;")
                part = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'.encode() + part
            archive.writestr(name, part)
    started = time.process_time()
    with pytest.raises(BrokenFile, match="Das ist keine lesbare Excel-Datei"):
        read(file.getvalue())
    assert time.process_time() - started < 2


SMALL = workbook([("Titel",), ("Träger-Nr.", "Land"), ("03002", "a"), (3102, "b")], merged=["A1:B1"])


@given(st.binary(max_size=300))
@example(b"")
@example(b"PK\x03\x04")
@example(b"Typ;Land\n")
def test_any_bytes(data):
    with pytest.raises(BrokenFile):
        read(data)


@given(st.data())
def test_mutilated_files_give_rows_or_the_one_error(data):
    """Bytes of the archive, or of one of its parts, are replaced, left out or added."""
    name = data.draw(st.sampled_from(["", *zipfile.ZipFile(io.BytesIO(SMALL)).namelist()]))
    with suppress(BrokenFile):
        assert all(set(row) == {"Nr", "Land"} for row in read(_mutated(name, data)))


def _mutated(name, data):
    with zipfile.ZipFile(io.BytesIO(SMALL)) as whole:
        parts = {part: whole.read(part) for part in whole.namelist()}
    before = SMALL if not name else parts[name]
    at = data.draw(st.integers(0, len(before)))
    after = before[:at] + data.draw(st.binary(max_size=8)) + before[at + data.draw(st.integers(0, 40)) :]
    if not name:
        return after
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, after if part == name else content)
    return file.getvalue()


# The command and the weekly job


@pytest.fixture
def files(tmp_path, same):
    paths = tmp_path / "struktur.xlsx", tmp_path / "zuordnung.xlsx"
    for path, data in zip(paths, same, strict=True):
        path.write_bytes(data)
    return paths


@pytest.fixture
def changed(content, tmp_path):
    """Spreadsheets in which 03502 has taken over from 03538."""
    paths = tmp_path / "struktur-neu.xlsx", tmp_path / "zuordnung-neu.xlsx"
    paths[0].write_bytes(structure_sheet(content, without(structure_rows(content), "03538", 2)))
    taken = [("03502", *row[1:]) if row[0] == "03538" else row for row in assignment_rows(content)]
    paths[1].write_bytes(assignment_sheet(content, taken))
    return paths


def import_register(paths, **options):
    call_command("import_register", structure=str(paths[0]), assignment=str(paths[1]), **options)


@pytest.mark.django_db
def test_the_command_says_what_it_did(files, changed, capsys):
    call_command("load_directory", verbosity=0)
    import_register(files)
    assert "Verzeichnis unverändert: 404 Jobcenter im Register." in capsys.readouterr().out
    import_register(changed, dry_run=True)
    out = capsys.readouterr().out
    assert "  Geschlossen: 03538 Jobcenter Spree-Neiße, Nachfolger ist 03502\n" in out
    assert "Verzeichnis würde geändert: 403 Jobcenter im Register." in out
    assert Edition.objects.count() == 1
    import_register(changed)
    assert "Verzeichnis geändert" in capsys.readouterr().out
    assert Jobcenter.objects.get(pk="03502").areas == ["12052", "12071"]
    import_register(changed)
    assert "Verzeichnis unverändert" in capsys.readouterr().out
    assert list(Edition.objects.order_by("id").values_list("source", flat=True)) == ["files", "register"]
    index.memory.forget()
    assert responsible_for("12071") == ("03502", "03538")  # on its last day


@pytest.mark.django_db
def test_a_restart_does_not_undo_the_register_and_a_new_release_does(changed, content, monkeypatch):
    import_register(changed, verbosity=0)  # before anybody loaded anything
    assert Edition.objects.count() == 2
    call_command("load_directory", verbosity=0)
    assert Jobcenter.objects.get(pk="03538").successor_id == "03502"
    newer = copy.deepcopy(content)
    row_of(newer, "03002").official_name = "Jobcenter mit neuem Namen"
    monkeypatch.setattr(Content, "shipped", classmethod(lambda cls: newer.sealed()))
    call_command("load_directory", verbosity=0)
    assert Jobcenter.objects.get(pk="03538").successor_id is None
    import_register(changed, verbosity=0)
    assert Jobcenter.objects.get(pk="03538").successor_id == "03502"
    assert Jobcenter.objects.get(pk="03002").official_name == "Jobcenter mit neuem Namen"


@pytest.mark.django_db
def test_the_command_refuses_in_german(files, tmp_path):
    with pytest.raises(CommandError, match="Zwei Tabellen sind nötig"):
        call_command("import_register")
    files[0].write_bytes(b"<html>Wartung</html>")
    with pytest.raises(CommandError, match=r"nichts geändert. Gebietsstruktur: Das ist keine Excel-Datei"):
        import_register(files)
    with pytest.raises(CommandError, match="nichts geändert"):
        import_register((tmp_path / "fehlt.xlsx", files[1]))
    assert not Edition.objects.exists()


@pytest.fixture
def published(settings, monkeypatch, same):
    """What is at the addresses the operator has named; a missing one cannot be had."""
    settings.REGISTER_STRUCTURE, settings.REGISTER_ASSIGNMENT = "https://ba.example/s", "https://ba.example/z"
    there = dict(zip(("https://ba.example/s", "https://ba.example/z"), same, strict=True))

    def get(address):
        if address not in there:
            raise Unreachable("ba.example antwortet mit 404.")
        return there[address]

    monkeypatch.setattr(tasks, "get", get)
    return there


@pytest.mark.django_db
def test_every_week_and_a_vanished_or_shrunk_file_wakes_the_operator(published, content, changed):
    call_command("load_directory", verbosity=0)
    tasks.read_register(0)
    assert (Edition.objects.count(), Alarm.objects.count()) == (1, 0)
    published["https://ba.example/s"] = structure_sheet(content, structure_rows(content)[:100])
    whole = published.pop("https://ba.example/z")
    tasks.read_register(0)
    alarm = Alarm.objects.get()
    assert alarm.text == "Das Verzeichnis bleibt, wie es ist. ba.example antwortet mit 404."
    published["https://ba.example/z"] = whole
    tasks.read_register(0)
    alarm.refresh_from_db()
    assert "steht nicht in der Gebietsstruktur" in alarm.text
    assert Edition.objects.count() == 1
    published["https://ba.example/s"], published["https://ba.example/z"] = (path.read_bytes() for path in changed)
    tasks.read_register(0)
    alarm.refresh_from_db()
    assert alarm.resolved_at
    assert Edition.objects.count() == 2


@pytest.mark.django_db
def test_the_weekly_job_does_nothing_unless_the_operator_wants_it(settings, published):
    settings.REGISTER_STRUCTURE = settings.REGISTER_ASSIGNMENT = ""
    published.clear()
    tasks.read_register(0)
    assert not Alarm.objects.exists()
    settings.REGISTER_STRUCTURE = "https://ba.example/s"
    tasks.read_register(0)
    assert "nur eine eingestellt" in Alarm.objects.get().text


# Whose area it is


@pytest.mark.parametrize(
    ("key", "numbers"),
    [
        ("13075", ("03002",)),
        ("13075039", ("03002",)),  # a municipality
        ("130755553039", ("03002",)),  # the same with its association (ARS)
        ("130755553", ("03002",)),
        ("130750000000", ("03002",)),
        ("11001001", ("96204",)),
        ("110010001001", ("96204",)),
        ("020000000000", ("12302",)),
        ("16056", ("09810",)),  # Eisenach, part of the Wartburgkreis since 2021
        *[(key, ()) for key in ("130000000000", "000000000000", "99999", "1307", "", "1307x", "¹3075", "13075" * 9)],
    ],
)
def test_responsible_for(shipped, key, numbers):
    assert shipped.responsible_for(key) == numbers


def test_berlin_as_a_whole_has_twelve(shipped):
    assert len(shipped.responsible_for("110000000000")) == len(shipped.responsible_for("11000")) == 12


@pytest.mark.django_db
def test_the_door_asks_the_database_once(django_assert_num_queries):
    responsible_for("13075")
    with django_assert_num_queries(0):
        assert responsible_for("13075") == ("03002",)
