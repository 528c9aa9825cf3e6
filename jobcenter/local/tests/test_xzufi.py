"""XZuFi 2.2: units, services and online services of made-up messages become what a Jobcenter publishes."""

import datetime
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jobcenter.local.importing.importers.xzufi import XZuFi
from jobcenter.local.importing.port import BrokenFeed, Material
from jobcenter.local.models import Feed, Offer, RegionalApplication, Site
from jobcenter.local.tests.shipped import shipped_directory
from jobcenter.local.tests.xzufi_sample import (
    DELETE,
    FULL,
    ONLINE,
    SERVICE,
    TRANSFER,
    WEEK,
    competence,
    free,
    message,
    series,
    unit,
)

NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
OWN = "31704"  # Bielefeld, district 05711


@pytest.fixture(scope="module", autouse=True)
def _directory():
    with shipped_directory():
        yield


def read(*data, own=OWN, **options):
    feed = Feed(kind=Feed.Kind.XZUFI, name="Made up", provider_number=own, settings=options)
    material = Material({f"https://x.example/{n}.xml": content for n, content in enumerate(data)})
    rows = [found.row for found in XZuFi().read(material, feed, NOW)]
    for row in rows:
        row.full_clean(exclude=["feed"], validate_unique=False, validate_constraints=False)
    return rows


def only(*parts, **options):
    (row,) = read(message(*parts), **options)
    return row


def test_a_unit_becomes_a_site():
    site = only(unit(inner=FULL))
    assert isinstance(site, Site)
    assert (site.provider_number, site.key, site.name) == (OWN, "L900.OE.1", "Jobcenter Musterstadt")
    assert site.address == "Musterweg 1 a, 33604 Musterstadt"  # where people go, not where letters go
    assert (site.latitude, site.longitude) == (52.02, 8.53)
    assert (site.phone, site.website) == ("0521 / 000-0", "https://www.jobcenter.example")
    assert site.access == {"de": "Rollstuhlgerecht.\nDer Eingang ist ebenerdig.", "en": "Step-free entrance."}
    assert site.transport == {"de": "Linie 1, Haltestelle Rathaus"}
    assert (site.valid_from, site.valid_until) == (datetime.date(2026, 1, 1), datetime.date(2027, 12, 31))
    assert site.as_of == "2026-10-01"
    assert (site.opening, site.calling, site.opening_note) == ("", "", {})


def test_a_unit_that_only_has_a_postbox_has_no_address():
    postbox = "<x:anschrift><x:typ><code>003</code></x:typ><x:ort>X</x:ort></x:anschrift>"
    assert only(unit(inner=postbox)).address == ""


def test_coordinates_are_recognised_in_either_order_and_others_are_left_out():
    def geo(said):
        return f"<x:anschrift><x:geokodierung>{said}</x:geokodierung></x:anschrift>"

    assert only(unit(inner=geo("<x>8.53</x><y>52.02</y>"))).latitude == 52.02
    assert only(unit(inner=geo("<x>467000.5</x><y>5763000.5</y>"))).latitude is None


# Opening hours


def test_structured_hours_become_our_notation():
    site = only(
        unit(
            inner=series(*WEEK) + series(("ARBEITSTAG_MO_FR", "08:00", "18:00", ""), kind="TELEFONISCHE_ERREICHBARKEIT")
        )
    )
    assert site.opening == "Mo-Mi 08:00-12:00, 13:00-15:30; Do 08:00-18:00; Fr 08:00-12:00 (nur mit Termin)"
    assert site.calling == "Mo-Fr 08:00-18:00"
    assert site.opening_note == {}


def test_a_note_on_part_of_a_day_stays_with_that_part():
    site = only(unit(inner=series(("MONTAG", "08:00", "10:00", ""), ("MONTAG", "10:00", "12:00", "(mit Termin)"))))
    assert site.opening == "Mo 08:00-10:00; Mo 10:00-12:00 (mit Termin)"


@pytest.mark.parametrize(
    ("inner", "opening", "note"),
    [
        (
            series(("MONTAG", "08:00", "12:00", ""), ("MONTAG", "10:00", "14:00", "")),
            "",
            "Mo 08:00-12:00; Mo 10:00-14:00",
        ),
        (
            series(("MONTAG", "08:00", "12:00", "")) + series(("MONTAG", "10:00", "14:00", ""), kind="BESUCHSZEIT"),
            "",
            "Mo 08:00-12:00; Mo 10:00-14:00",
        ),
        (
            series(("MONTAG", "08:00", "12:00", "")) + series(("FREITAG", "08:00", "12:00", ""), kind="BESUCHSZEIT"),
            "Mo, Fr 08:00-12:00",
            "",
        ),
        (series(("MONTAG", "08:00", "12:00", ""), kind="KERNZEIT"), "", "Kernzeit: Mo 08:00-12:00"),
        (series(("FEIERTAG", "08:00", "12:00", ""), ("MONTAG", "08:00", "12:00", "")), "", ""),
        (series(("MONTAG", "12:00", "08:00", "")), "", ""),
        (series(("01", "08:00", "12:00", "")), "", ""),  # which day that is, nobody could confirm
        (series(("MONTAG", "08:00", "00:00", "x" * 101)), "Mo 08:00-24:00", "x" * 101),
        (
            series(*WEEK[6:7], more="<x:gueltigkeit><x:beginn>2027-01-01</x:beginn></x:gueltigkeit>"),
            "ab 01.01.2027: Do 08:00-18:00",
            "",
        ),
        (series(*WEEK, more="<x:gueltigkeit><x:ende>2026-01-01</x:ende></x:gueltigkeit>"), "", ""),
        (
            series(*WEEK[6:7], more=series(*WEEK[:1]).replace("regulaere", "abweichende")),
            "Do 08:00-18:00",
            "An einzelnen Tagen gelten andere Zeiten.",
        ),
    ],
)  # fmt: skip
def test_what_is_no_weekly_hours_is_said_in_words_or_left_out(inner, opening, note):
    site = only(unit(inner=inner))
    assert (site.opening, site.opening_note) == (opening, {"de": note} if note else {})


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Mo–Mi 8:00–12:00 Uhr, Do 8.00 bis 18.00 Uhr", True),
        ("&lt;p&gt;Montag: 08:00 - 12:00&lt;br&gt;Dienstag: geschlossen (nur mit Termin)&lt;/p&gt;", True),
        ("täglich 8 bis 12 Uhr", True),
        ("Mo 8-12 Uhr und nach Vereinbarung", False),
        ("nach Vereinbarung", False),
        ("8 bis 12 Uhr", False),
        ("Montag", False),
    ],
)
def test_free_text_becomes_hours_only_if_it_says_nothing_else(text, hours):
    site = only(unit(inner=free(text) + free("by appointment", "en")))
    assert bool(site.opening) is hours
    assert bool(site.opening_note.get("de")) is not hours
    assert site.opening_note.get("en") == (None if hours else "by appointment")


def test_more_seasons_than_the_notation_takes_become_a_remark():
    ends = "<x:gueltigkeit><x:ende>2027-01-{:02}</x:ende></x:gueltigkeit>"
    site = only(unit(inner="".join(series(*WEEK, more=ends.format(day)) for day in range(1, 30))))
    assert site.opening == ""
    assert site.opening_note["de"].startswith("bis 01.01.2027: Mo-Mi 08:00-12:00")


def test_free_text_beside_structured_hours_is_a_note_unless_it_says_the_same():
    assert only(unit(inner=series(*WEEK) + free("Mo 8:00-12:00"))).opening_note == {}
    site = only(unit(inner=series(*WEEK) + free("Bitte klingeln.")))
    assert site.opening.startswith("Mo-Mi")
    assert site.opening_note == {"de": "Bitte klingeln."}


# Services


def test_a_service_becomes_an_offer_in_the_languages_we_have():
    offer = only(SERVICE.format(id="7"))
    assert isinstance(offer, Offer)
    assert (offer.key, offer.topic, offer.website) == ("L900.LB.7", "service", "https://portal.example/leistung")
    assert offer.title == {"de": "Grundsicherungsgeld beantragen", "en": "Apply for basic income support"}
    assert offer.text == {"de": "Sie haben wenig Geld?\n\n– Antrag\n– Ausweis"}


def test_an_online_service_becomes_an_application_with_its_german_link():
    application = only(ONLINE.format(id="5", inner=""))
    assert isinstance(application, RegionalApplication)
    assert (application.key, application.way, application.url) == ("L900.OD.5", "link", "https://online.example/de")
    assert application.title == {"de": "Antrag online"}


def test_an_online_service_that_leads_nowhere_is_left_out():
    assert read(message(ONLINE.format(id="5", inner="").replace("https", "javascript"))) == []


# Whose it is


@pytest.mark.parametrize(
    ("area", "own", "others"),
    [
        ("", 1, 0),
        ("057110000000", 1, 0),
        ("05711", 1, 0),
        ("urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:rs:057110000000", 1, 0),
        ("053150000000", 0, 0),  # Cologne
        ("050000000000", 1, 0),  # a whole Land names nobody, so it is the feed's
        ("nichts", 1, 0),
    ],
)
def test_competence_by_regional_key(area, own, others):
    rows = read(message(unit(inner=competence(area))))
    assert [row.provider_number for row in rows] == [OWN] * own


def test_a_feed_for_many_takes_jobcenters_and_what_they_are_responsible_for():
    rows = read(
        message(
            unit("1", "Jobcenter Bielefeld", competence("057110000000", "7")),
            unit("2", "Bürgeramt Bielefeld", competence("057110000000", "8")),
            unit("3", "Familienkasse im Jobcenter", competence("057110000000", "8")),
            unit("4", "Jobcenter Köln", competence("053150000000", "7")),
            unit("5", "Jobcenter ohne Gebiet"),
            SERVICE.format(id="7"),
            SERVICE.format(id="8"),
            ONLINE.format(id="5", inner=competence("057110000000", "7")),
            ONLINE.format(id="6", inner=competence("057110000000", "8")),
        ),
        own="",
    )
    assert sorted((row.provider_number, row.key) for row in rows) == [
        ("31704", "L900.LB.7"),
        ("31704", "L900.OD.5"),
        ("31704", "L900.OE.1"),
        ("35702", "L900.LB.7"),
        ("35702", "L900.OE.4"),
    ]


def test_the_feed_of_a_district_with_all_its_offices_can_be_narrowed():
    parts = unit("1", "Jobcenter Bielefeld", competence("05711", "7")), unit("2", "Bürgeramt"), SERVICE.format(id="8")
    assert len(read(message(*parts))) == 3
    assert [row.key for row in read(message(*parts), only_jobcenter_units=True)] == ["L900.OE.1"]


def test_in_berlin_the_name_says_which_of_twelve():
    mitte, all_of_them = (
        unit("1", "Jobcenter Berlin Mitte", competence("110000000000")),
        unit("2", "Jobcenter Berlin", competence("11000")),
    )
    assert [row.provider_number for row in read(message(mitte), own="")] == ["96204"]
    assert len(read(message(all_of_them), own="")) == 12
    by_borough = unit("3", "Jobcenter", competence("110050005005"))
    assert [row.provider_number for row in read(message(by_borough), own="")] == ["95508"]


def test_competences_that_come_by_themselves_count_until_they_are_deleted():
    transfer = TRANSFER.format(owner="1", inner=competence("057110000000", "7", "z9"))
    name = "Jobcenter Bielefeld"
    assert len(read(message(unit(name=name), transfer), own="")) == 1
    gone = DELETE.format(kind="Zustaendigkeit", id="z9")
    assert read(message(unit(name=name), transfer, gone), own="") == []


# Written and deleted


def test_later_messages_replace_and_delete():
    first = message(unit("1", "Alt"), unit("2", "Zwei"), SERVICE.format(id="7"), ONLINE.format(id="5", inner=""))
    second = message(
        unit("1", "Neu"),
        *(DELETE.format(kind=kind, id=number) for kind, number in [("Organisationseinheit", "2"), ("Leistung", "7")]),
        DELETE.format(kind="Onlinedienst", id="5"),
        DELETE.format(kind="LeistungSpezialisierung", id="1"),
        DELETE.format(kind="Organisationseinheit", id="unbekannt"),
    )
    (site,) = read(first, second)
    assert site.name == "Neu"
    assert len(read(second, first)) == 4


def test_the_same_material_gives_the_same_rows():
    data = message(unit(inner=FULL), SERVICE.format(id="7"), ONLINE.format(id="5", inner=""))
    keys = [(row.provider_number, row.key) for row in read(data)]
    assert keys == [(row.provider_number, row.key) for row in read(data)]
    assert len(set(keys)) == 3


# Refused


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "Das ist kein lesbares XML"),
        (b"<html>Wartung", "0.xml, Zeile 1: Das ist kein lesbares XML."),
        (b"<html/>", "0.xml: Das ist keine Nachricht nach XZuFi 2.2"),
        (message(version="2.1.0"), "Das ist keine Nachricht nach XZuFi 2.2 („2.1.0“)"),
        (message(namespace="http://xoev.de/schemata/xzufi/2_1_0"), "keine Nachricht nach XZuFi 2.2"),
        (message(unit().replace(">1<", "> <")), "0.xml, Zeile 5: Dem Eintrag fehlt die id."),
        (message(unit(inner=FULL.replace("2026-01-01", "2028-01-01"))), "Die Gültigkeit endet am 31.12.2027, bevor"),
        (message(unit(inner=FULL.replace("2026-01-01", "demnächst"))), "beginn „demnächst“ ist kein Datum."),
        (message(TRANSFER.format(owner="1", inner="")), "Der Zuständigkeit fehlt, wozu sie gehört."),
        (message("<a>" * 70 + "</a>" * 70), "Mehr als 60 Elemente stehen ineinander"),
        (message("<a>" * 5000 + "</a>" * 5000), "Das ist kein lesbares XML"),
        (b"x" * (32 * 2**20 + 1), "Die Nachricht ist größer als 32 MB"),
        (message(before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "keine Dokumenttyp-Definition"),
        (message(before='<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">'), "keine Dokumenttyp-Definition"),
    ],
)  # fmt: skip
def test_what_is_no_message_is_refused_as_a_whole(data, complaint):
    with pytest.raises(BrokenFeed) as refusal:
        read(message(unit("9")), data)
    assert complaint.replace("0.xml", "1.xml") in str(refusal.value)


def test_too_many_objects(monkeypatch):
    monkeypatch.setattr("jobcenter.local.importing.importers.xzufi.message._MOST_OBJECTS", 3)
    assert len(read(message(*[unit(str(n)) for n in range(3)]))) == 3
    with pytest.raises(BrokenFeed, match="Mehr als 3 Einträge"):
        read(message(*[unit(str(n)) for n in range(2)]), message(*[unit(str(n)) for n in range(2)]))


def test_entities_neither_explode_nor_fetch():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    started = time.process_time()
    with pytest.raises(BrokenFeed):
        read(message(unit(inner=free("&l11;")), before=f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'))
    assert time.process_time() - started < 1


# Fetching


def test_one_message_or_a_folder_of_messages():
    there = {
        "https://x.example/a.xml": b"A",
        "/ordner/": b"b.xml\nliesmich.txt\nc.XML",
        "/ordner/b.xml": b"B",
        "/ordner/c.XML": b"C",
    }
    fetch = XZuFi().fetch
    assert fetch(Feed(address="https://x.example/a.xml"), there.__getitem__).files == {"https://x.example/a.xml": b"A"}
    assert fetch(Feed(address="/ordner/"), there.__getitem__).files == {"b.xml": b"B", "c.XML": b"C"}


@pytest.mark.django_db
def test_the_database_takes_every_row():
    for row in read(WHOLE):
        row.save()
    site = Site.objects.get()
    assert (site.opening_note, str(site.transport)) == ({}, "Linie 1, Haltestelle Rathaus")
    assert Offer.objects.count() == RegionalApplication.objects.count() == 1


# Whatever comes

WHOLE = message(
    unit(inner=FULL + series(*WEEK) + free("Mo 8-12") + competence("057110000000")),
    SERVICE.format(id="7"),
    ONLINE.format(id="5", inner=competence()),
    DELETE.format(kind="Leistung", id="8"),
)
WORDS = [
    *[
        "",
        "9" * 400,
        "2026-02-30",
        "08:00",
        "MONTAG",
        "🙂" * 300,
        "1e999",
        "https://x",
        "HTTP://0",
        "ä\u0308",
        "\u202e",
    ],
    *["110000000000", "\ud7ff"],
]
PIECES = [*WORDS, "\0", "&#0;", "&amp;#0;", "&amp;lt;b&amp;gt;", "<x/>", "</x>", "]]>", "&#xFFFE;", "<![CDATA[<p"]


def valid_or_broken(data):
    try:
        return read(data) + read(data, own="")
    except BrokenFeed:
        return []


@given(st.binary(max_size=200))
@example(b"\xff\xfe<\x00a\x00")
@example(b'<?xml version="1.0" encoding="utf-7"?><a/>')
def test_any_bytes(data):
    assert valid_or_broken(data) == []


@given(st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_mutated_messages_give_valid_rows_or_the_one_error(data):
    text = WHOLE.decode()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[at + data.draw(st.integers(0, 30)) :]
    valid_or_broken(text.encode(errors="surrogatepass"))


@given(st.data())
@settings(deadline=None)
def test_any_text_in_any_place_gives_valid_rows(data):
    """The elements stay; what stands in one of them is replaced."""
    starts = [at for at in range(len(WHOLE)) if WHOLE[at : at + 1] == b">" and WHOLE[at + 1 : at + 2] not in b"<\n"]
    at = data.draw(st.sampled_from(starts)) + 1
    characters = st.characters(codec="utf-8", exclude_characters="<&", exclude_categories=["Cc"])
    said = data.draw(st.text(characters, max_size=300) | st.sampled_from(WORDS))
    end = WHOLE.index(b"<", at)
    valid_or_broken(WHOLE[:at] + said.encode() + WHOLE[end:])


@pytest.mark.parametrize(("number", "size", "words"), [(1_001, 1, "1001 Nachrichten"), (3, 40 * 2**20, "100 MB")])
def test_a_folder_that_holds_more_than_we_read_is_refused(number, size, words):
    def get(address):
        return "\n".join(f"{n}.xml" for n in range(number)).encode() if address.endswith("/") else b"x" * size

    with pytest.raises(BrokenFeed, match=words):
        XZuFi().fetch(Feed(address="https://register.example/"), get)
