"""What a small Jobcenter writes by hand, with the mistakes that people make."""

import itertools
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from jobcenter.local.importing.checking import checked
from jobcenter.local.importing.importers.by_hand import ByHand, Shipped
from jobcenter.local.importing.importers.by_hand.lists import LISTS
from jobcenter.local.importing.port import Absent, BrokenFeed, Material, Unreachable
from jobcenter.local.models import Announcement, Event, Feed, Offer, RegionalApplication, Site
from jobcenter.local.tests.importing import JOBCENTER, NOW
from jobcenter.web.fetching import get

FEED = Feed(kind="by_hand", name="Stadt", provider_number=JOBCENTER)


def read(text, file="inhalte.yaml", feed=FEED):
    data = text if isinstance(text, bytes) else text.encode()
    return [found.row for found in ByHand().read(Material({file: data}), feed, NOW)]


def complaint(text, file="inhalte.yaml"):
    with pytest.raises(BrokenFeed) as error:
        read(text, file)
    return str(error.value)


def local(*parts):
    return datetime(*parts, tzinfo=timezone.get_default_timezone())


YAML = """
jobcenter: "31704"
stand: 2026-11
quelle: Stadt Bielefeld

standorte:
  - name: Hauptstelle
    strasse: Herforder Straße 67
    postleitzahl: 33602
    ort: Bielefeld
    telefon: 0521 55617-0
    internet: https://jobcenter.example/
    öffnungszeiten:
      - Mo-Mi 08:00-12:00
      - Do 08:00-18:00
    barrierefreiheit: {de: Aufzug, de-ls: Es gibt einen Auf-zug., en: Lift}
    zustaendig: alle
    breite: 52,02
    laenge: 8.53
    reihenfolge: 1
veranstaltungen:
  - titel: Jobmesse
    titel_en: Job fair
    beginn: 2026-12-03 14:00
    ende: 16:30
    ort: Raum 1
    art: Pflicht
    sprachen: [Deutsch, uk]
    abgesagt: nein
  - {titel: Tag der offenen Tür, beginn: 5.12.2026, ende: 06.12.2026, abgesagt: ja, sprachen: "en, de"}
antraege:
  - {titel: Kitaplatz, weg: link, adresse: https://kita.example/, gilt_ab: 2026-12-01, gilt_bis: 2027-01-31}
hilfen:
  - {thema: Schulden, titel: Schuldnerberatung, kosten: kostenlos, telefon: 0521 1, zeiten: Mo 09:00-12:00}
leistungen:
  - {titel: Umzugshilfe, kennung: umzug, text: Wir helfen., stand: 2025}
aushaenge:
  - titel: Heute geschlossen
    stufe: dringend
    von: 2026-11-25
    bis: 2026-11-26
    quelle: ~
"""


def test_a_yaml_file_with_everything():
    site, fair, open_day, kita, debts, moving, closed = read(YAML)
    assert isinstance(site, Site)
    assert (site.provider_number, site.source, site.as_of) == ("31704", "Stadt Bielefeld", "2026-11")
    assert (site.street, site.postcode, site.phone) == ("Herforder Straße 67", "33602", "0521 55617-0")
    assert site.opening == "Mo-Mi 08:00-12:00\nDo 08:00-18:00"
    assert site.access == {"de": "Aufzug", "de-ls": "Es gibt einen Auf-zug.", "en": "Lift"}
    assert (site.latitude, site.longitude, site.position) == (52.02, 8.53, 1)
    assert site.key == "hauptstelle herforder straße 67 bielefeld"

    assert isinstance(fair, Event)
    assert fair.title == {"de": "Jobmesse", "en": "Job fair"}
    assert (fair.starts, fair.ends, fair.all_day) == (local(2026, 12, 3, 14), local(2026, 12, 3, 16, 30), False)
    assert (fair.obligation, fair.languages, fair.cancelled) == ("summons", ["de", "uk"], False)
    assert fair.key == "jobmesse 2026-12-03t14:00:00+01:00"
    assert (open_day.starts, open_day.ends, open_day.all_day) == (local(2026, 12, 5), local(2026, 12, 7), True)
    assert (open_day.cancelled, open_day.languages) == (True, ["en", "de"])

    assert isinstance(kita, RegionalApplication)
    assert (kita.way, kita.url, kita.valid_from) == ("link", "https://kita.example/", date(2026, 12, 1))
    assert isinstance(debts, Offer)
    assert (debts.topic, debts.cost, debts.opening) == ("debt", "kostenlos", "Mo 09:00-12:00")
    assert (moving.topic, moving.key, moving.as_of) == ("service", "umzug", "2025")
    assert isinstance(closed, Announcement)
    assert (closed.level, closed.valid_from, closed.valid_until) == ("danger", date(2026, 11, 25), date(2026, 11, 26))
    assert closed.source == "Stadt Bielefeld"


@pytest.mark.django_db
def test_everything_of_it_is_valid():
    assert len(checked(FEED, ByHand().read(Material({"inhalte.yaml": YAML.encode()}), FEED, NOW))) == 7


TABLE = """kennung;titel;titel_en;beginn;ende;ort;sprachen;jobcenter
1;Jobmesse;Job fair;2026-12-03 14:00;2026-12-03 16:00;"Saal ""A"";
Erdgeschoss";"de,en";4308
;;;;;;;
2;Sprechstunde;;03.12.2026 9.30 Uhr;10:30;;;
"""


def test_a_table_as_programs_write_it():
    plain = read(TABLE, "veranstaltungen.csv", Feed(provider_number="31704"))
    assert [row.key for row in plain] == ["1", "2"]
    assert plain[0].place == 'Saal "A";\nErdgeschoss'
    assert [row.provider_number for row in plain] == ["04308", "31704"]
    assert (plain[0].languages, plain[0].title) == (["de", "en"], {"de": "Jobmesse", "en": "Job fair"})
    assert (plain[1].starts, plain[1].ends) == (local(2026, 12, 3, 9, 30), local(2026, 12, 3, 10, 30))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.rstrip().encode(),
        lambda text: text.replace("kennung;titel;", "Kennung ; TITEL;").encode(),
        lambda text: "\n".join(line + ";;" if line[:1] in "k2" else line for line in text.split("\n")).encode(),
    ],
)
def test_forms_of_the_same_table(change):
    plain = read(TABLE, "veranstaltungen.csv")
    other = read(change(TABLE), "Veranstaltungen.CSV")
    for a, b in zip(plain, other, strict=True):
        fields = Event.content_fields()
        assert [str(getattr(a, name)).replace("\r", "") for name in fields] == [
            str(getattr(b, name)).replace("\r", "") for name in fields
        ]


def test_commas_do_as_well():
    (row,) = read('titel,beginn,ort\nKurs,2026-12-03,"Haus A, Raum 2"\n', "veranstaltungen.csv")
    assert row.place == "Haus A, Raum 2"


@pytest.mark.parametrize(
    ("begin", "end", "starts", "ends", "all_day"),
    [
        ("2026-12-03", "", local(2026, 12, 3), local(2026, 12, 4), True),
        ("2026-12-03", "2026-12-03", local(2026, 12, 3), local(2026, 12, 4), True),
        ("2026-12-03T14:00", "", local(2026, 12, 3, 14), local(2026, 12, 3, 14), False),
        ("2026-07-03 14:00:00", "2026-07-04 1:00", local(2026, 7, 3, 14), local(2026, 7, 4, 1), False),
        ("2026-12-03 18:00", "24:00", local(2026, 12, 3, 18), local(2026, 12, 4), False),
        ("2026-03-29", "", local(2026, 3, 29), local(2026, 3, 30), True),
    ],
)
def test_from_when_to_when(begin, end, starts, ends, all_day):
    (row,) = read(f"titel;beginn;ende\nKurs;{begin};{end}\n", "veranstaltungen.csv")
    assert (row.starts, row.ends, row.all_day) == (starts, ends, all_day)
    assert row.starts.astimezone(UTC).tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("titel;telfon\nA;1\n", "hilfen.csv, Zeile 1: „telfon“ gibt es nicht. Meinten Sie „telefon“?"),
        ("titel;quatsch\nA;1\n", "hilfen.csv, Zeile 1: „quatsch“ gibt es nicht. Möglich sind: thema, titel, text,"),
        ("titel;titel_fr\nA;1\n", "hilfen.csv, Zeile 1: „titel_fr“ gibt es nicht. Meinten Sie „titel“?"),
        ("titel;telefon_en\nA;1\n", "hilfen.csv, Zeile 1: „telefon_en“ gibt es nicht. Meinten Sie „telefon“?"),
        ("titel;thema\nA;Schuden\n", "hilfen.csv, Zeile 2: thema: „Schuden“ gibt es nicht. Meinten Sie „schulden“?"),
        (
            "titel;sprachen\nA;de, englich\n",
            "hilfen.csv, Zeile 2: sprachen: Die Sprache „englich“ gibt es nicht. Meinten",
        ),
        ("titel;gilt_ab\nA;31.2.2026\n", "hilfen.csv, Zeile 2: gilt_ab: Den Tag „31.2.2026“ gibt es nicht."),
        ("titel;gilt_ab\nA;bald\n", "hilfen.csv, Zeile 2: gilt_ab: „bald“ ist kein Tag. Richtig ist zum Beispiel"),
        ("titel;reihenfolge\nA;vorn\n", "hilfen.csv, Zeile 2: reihenfolge: „vorn“ ist keine ganze Zahl."),
        ("titel;titel_de\nA;B\n", "hilfen.csv, Zeile 2: titel_de: Dieser Text steht schon da."),
        ("titel;text\nA;B;C\n", "hilfen.csv, Zeile 2: 2 Spalten erwartet, 3 gefunden. Texte mit Trennzeichen"),
        ("titel;telfon\n;\n", "hilfen.csv, Zeile 1: „telfon“ gibt es nicht."),
        ("titel;titel\nA;B\n", "hilfen.csv, Zeile 1: Die Spalte „titel“ gibt es zweimal."),
        ("titel;;text\nA;;B\n", "hilfen.csv, Zeile 1: Die 2. Spalte hat keinen Namen."),
        ("", "hilfen.csv, Zeile 1: Die erste Zeile muss die Spalten nennen."),
        ('titel;text\n"A\nB;C\n', "hilfen.csv, Zeile 3: Das ist kein CSV ("),
        (
            "titel;text\nA;\n\nGrüße;B\n".encode("cp1252"),
            "hilfen.csv, Zeile 4: Das ist kein UTF-8. Beim Speichern in Excel",
        ),
        ('titel;text\n"A\nB";C\nD;E;F\n', "hilfen.csv, Zeile 4: 2 Spalten erwartet"),
    ],
)
def test_complaints_about_a_table(text, why):
    assert complaint(text, "hilfen.csv").startswith(why)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("titel;beginn\nA;morgen\n", "Zeile 2: beginn: „morgen“ ist kein Zeitpunkt. Richtig ist zum Beispiel"),
        ("titel;beginn\nA;2026-12-03 25:00\n", "Zeile 2: beginn: Die Uhrzeit „25:00“ gibt es nicht."),
        ("titel;beginn\nA;2026-12-03 12:60\n", "Zeile 2: beginn: Die Uhrzeit „12:60“ gibt es nicht."),
        ("titel;beginn;ende\nA;2026-12-03;16:00\n", "Zeile 2: ende: Der Beginn hat keine Uhrzeit"),
        ("titel;beginn;ende\nA;2026-12-03 12:00;2026-12-03\n", "Zeile 2: ende: Der Beginn hat eine Uhrzeit"),
        ("titel;beginn;ende\nA;9999-12-31;9999-12-31\n", "Zeile 2: Das Jahr 9999 kann nicht stimmen."),
        ("titel;abgesagt\nA;vielleicht\n", "Zeile 2: abgesagt: „vielleicht“ ist weder ja noch nein."),
        ("titel;art\nA;pflciht\n", "Zeile 2: art: „pflciht“ gibt es nicht. Meinten Sie „pflicht“?"),
    ],
)
def test_complaints_about_events(text, why):
    assert why in complaint(text, "veranstaltungen.csv")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("standort: []", "inhalte.yaml, Zeile 1: „standort“ gibt es nicht. Meinten Sie „standorte“?"),
        (
            "standorte:\n - name: A\n   telfon: 1",
            "inhalte.yaml, Zeile 3: „telfon“ gibt es nicht. Meinten Sie „telefon“?",
        ),
        ("standorte:\n - name: A\n   breite: 91", "inhalte.yaml, Zeile 3: breite: „91“ ist kein Grad von -90 bis 90."),
        ("standorte:\n - name: {de: A}", "inhalte.yaml, Zeile 2: name: Das gibt es hier nur in einer Sprache."),
        ("leistungen:\n - titel:\n    fr: A", "inhalte.yaml, Zeile 2: titel: Die Sprache „fr“ gibt es nicht."),
        ("leistungen:\n - titel: {de: {en: A}}", "inhalte.yaml, Zeile 2: Hier wird ein Text erwartet."),
        ("leistungen:\n - titel: A\n   titel: B", "inhalte.yaml, Zeile 3: „titel“ steht zweimal da."),
        (
            "leistungen:\n - titel: {de: A}\n   titel_de: B",
            "inhalte.yaml, Zeile 3: titel_de: Dieser Text steht schon da.",
        ),
        ("leistungen:\n - A", "inhalte.yaml, Zeile 2: Erwartet werden Angaben wie „name: …“"),
        ("leistungen: A", "inhalte.yaml, Zeile 1: „leistungen“ ist eine Liste"),
        ("jobcenter: [A]", "inhalte.yaml, Zeile 1: Hier wird ein Text erwartet."),
        ("- A", "inhalte.yaml, Zeile 1: Erwartet werden Listen wie „standorte:“"),
        ("quelle: A: B", "inhalte.yaml, Zeile 1: Ein Doppelpunkt zu viel"),
        ("standorte:\n\t- name: A", "inhalte.yaml, Zeile 2: So darf hier nichts beginnen."),
        ('quelle: "A\n', "inhalte.yaml, Zeile 2: Am Ende fehlt etwas, vielleicht ein Anführungszeichen."),
        ("quelle: a\n---\nquelle: b", "inhalte.yaml, Zeile 2: Das ist kein YAML ("),
        ("quelle: a\0", "inhalte.yaml: Das ist kein YAML (ReaderError)."),
        ("quelle: ä".encode("latin-1"), "inhalte.yaml, Zeile 1: Das ist kein UTF-8."),
        ("quelle: &a x\nstand: *a", "inhalte.yaml, Zeile 2: Verweise (& und *) sind hier nicht vorgesehen."),
        (
            "aushaenge:\n - {titel: A, von: 2026-11-25, gilt_ab: 2026-11-26}",
            "inhalte.yaml, Zeile 2: gilt_ab: Das ist unter einem anderen Namen schon angegeben.",
        ),
    ],
)
def test_complaints_about_yaml(text, why):
    assert complaint(text).startswith(why)


def test_yaml_cannot_explode():
    names = "abcdefghij"
    laughs = "".join(f"  {b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in itertools.pairwise(names))
    assert "Verweise" in complaint(f"standorte:\n- a: &a [lol]\n{laughs}")
    assert "Verweise" in complaint("standorte: &a\n- name: x\nhilfen: *a")
    for deep in ("[", "{a: ", "- ", "? "):
        assert complaint(deep * 200_000) == "inhalte.yaml, Zeile 1: Das ist zu tief verschachtelt."
    assert "mehr als 2 MB" in complaint(b"a" * 2_000_001)
    assert complaint("quelle: !!python/object/apply:os.system [id]")
    assert read("quelle: !!python/name:os.system x") == []


@pytest.mark.parametrize("text", ["", "# nichts", "standorte:", "standorte: []", "standorte: ~\nquelle:"])
def test_an_empty_file_says_nothing(text):
    assert read(text) == []


def test_words_of_yaml_stay_words():
    (row,) = read("leistungen:\n - {titel: no, text: 2026-12-03, kennung: 017, gebiet: off, telefon: 0521}")
    assert (row.title, row.text, row.key, row.area, row.phone) == (
        {"de": "no"},
        {"de": "2026-12-03"},
        "017",
        "off",
        "0521",
    )


def test_an_unknown_list_is_named():
    assert complaint("name\n", "standort.csv") == (
        "standort.csv: Der Dateiname nennt die Liste. „standort“ gibt es nicht. Meinten Sie „standorte“?"
    )


def test_names_that_are_derived_stay_short():
    long = "x" * 900
    (row,) = read(f"titel\n{long}\n", "leistungen.csv")
    assert len(row.key) == 64
    (nameless,) = read("internet\nhttps://jobcenter.example\n", "standorte.csv")
    assert nameless.key == "ohne namen"


def files(address, fetch=get):
    return ByHand().fetch(Feed(kind="by_hand", address=address), fetch).files


def test_a_file_or_a_folder(tmp_path):
    (tmp_path / "standorte.csv").write_text("name\nA\n")
    (tmp_path / "Mehr.YAML").write_text("quelle: a")
    (tmp_path / "README.md").write_text("")
    (tmp_path / "._standorte.csv").write_bytes(b"\0")
    assert set(files(str(tmp_path))) == {"standorte.csv", "Mehr.YAML"}
    assert files(str(tmp_path / "standorte.csv")) == {"standorte.csv": b"name\nA\n"}
    with pytest.raises(Absent):
        files(str(tmp_path / "leistungen.csv"))
    with pytest.raises(Absent):
        files(str(tmp_path / "nichts"))
    (tmp_path / "leer").mkdir()
    with pytest.raises(Unreachable, match="In „leer“ liegt nichts, was sich lesen lässt"):
        files(str(tmp_path / "leer"))


def test_a_folder_in_the_net_has_the_lists_it_has():
    asked = []

    def fetch(address):
        asked.append(address)
        if "/hilfen.csv" in address or address.endswith("/aushaenge.csv"):
            return b"titel\n"
        raise Absent("404")

    assert set(files("https://stadt.example/daten/", fetch)) == {"hilfen.csv", "aushaenge.csv"}
    assert asked[0] == "https://stadt.example/daten/standorte.csv"
    assert set(files("https://stadt.example/daten/hilfen.csv?v=2", fetch)) == {"hilfen.csv"}
    with pytest.raises(Unreachable, match="liegt nichts"):
        files("https://stadt.example/andere/", lambda address: (_ for _ in ()).throw(Absent("404")))
    with pytest.raises(Unreachable, match="503"):  # one list out of reach is not a list that has gone
        files("https://stadt.example/daten/", lambda address: (_ for _ in ()).throw(Unreachable("503")))


@pytest.mark.django_db
def test_what_comes_with_the_app_is_valid(settings):
    feed = Feed(kind="shipped")
    rows = checked(feed, Shipped().read(Shipped().fetch(feed, get), feed, NOW))
    assert len(rows) >= 13
    assert all(row.source and row.as_of for row in rows)
    bergstrasse = [row for row in rows if row.provider_number == "41502"]
    assert [row.city for row in bergstrasse] == ["Heppenheim", "Bürstadt", "Mörlenbach", "Viernheim"]
    assert {row.opening for row in bergstrasse} == {"Mo, Mi 08:00-12:00, 13:00-15:30; Di, Do, Fr 08:00-12:00"}


def test_in_a_demo_the_made_up_jobcenter_comes_with_it(settings, tmp_path, monkeypatch):
    from jobcenter.local.importing.importers import by_hand

    monkeypatch.setattr(by_hand, "_ROOM", tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/standorte.csv").write_text("name\n")
    settings.DEMO = True
    assert set(Shipped().fetch(FEED, get).files) == {"standorte.csv"}
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo/musterstadt.yaml").write_text("")
    assert set(Shipped().fetch(FEED, get).files) == {"standorte.csv", "musterstadt.yaml"}
    settings.DEMO = False
    assert set(Shipped().fetch(FEED, get).files) == {"standorte.csv"}


@pytest.mark.django_db
def test_the_example_of_the_documentation_holds(settings):
    text = Path(settings.ROOT, "docs/inhalte.md").read_text()
    yaml = text.split("```yaml\n")[1].split("```")[0]
    rows = checked(FEED, ByHand().read(Material({"inhalte.yaml": yaml.encode()}), FEED, NOW))
    assert {type(row) for row in rows} == {Site, Event, RegionalApplication, Offer, Announcement}
    table = text.split("```csv\n")[1].split("```")[0]
    assert len(checked(FEED, ByHand().read(Material({"veranstaltungen.csv": table.encode()}), FEED, NOW))) == 2
    assert {name for row in LISTS.values() for name in row.columns if f"`{name}`" not in text} == set()
