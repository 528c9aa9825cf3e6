"""The PVOG's search service, asked of a stand-in on this machine."""

import datetime
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobcenter.local.importing.importers.pvog import PVOG
from jobcenter.local.importing.importers.pvog.questions import Questions
from jobcenter.local.importing.port import BrokenFeed, Material, Unreachable
from jobcenter.local.models import Feed, Offer, RegionalApplication, Site
from jobcenter.local.tests.pvog_stand_in import BIELEFELD, FEDERATION, LAND, get, service, stand_in
from jobcenter.local.tests.shipped import shipped_directory

NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


@pytest.fixture(scope="module", autouse=True)
def _directory():
    with shipped_directory():
        yield


@pytest.fixture
def server():
    with stand_in() as server:
        yield server


def feed_of(base, own="31704", **options):
    return Feed(kind=Feed.Kind.PVOG, name="PVOG", address=base, provider_number=own, settings=options)


def fetched(server, **options):
    feed = feed_of(server.base, **options)
    return feed, PVOG().fetch(feed, get)


def rows_of(feed, material):
    rows = [found.row for found in PVOG().read(material, feed, NOW)]
    for row in rows:
        row.full_clean(exclude=["feed"], validate_unique=False, validate_constraints=False)
        assert not any(set(str(value)) & {"\0", "\ud800"} for value in vars(row).values())
    return rows


def rows(server, **options):
    return rows_of(*fetched(server, **options))


def test_from_a_postcode_to_sites_offers_and_applications(server):
    site, offer, federal, online, link = rows(server)
    assert isinstance(site, Site)
    assert (site.provider_number, site.key) == ("31704", "L900.OE.7")
    assert (site.name, site.address) == ("Jobcenter Musterstadt - Standort Nord", "Musterweg 1, 33602 Musterstadt")
    assert (site.latitude, site.longitude, site.phone) == (52.02, 8.53, "+49 521 000")
    assert (site.website, site.as_of) == ("https://jobcenter.example", "2026-09-01")
    assert site.opening == "Mo-Mi 08:00-12:00; Do 08:00-18:00"
    assert isinstance(offer, Offer)
    assert {offer.key, federal.key} == {"L900.LB.1", "B100.LB.9"}
    offer = next(row for row in (offer, federal) if row.key == "L900.LB.1")
    assert (offer.topic, offer.as_of, offer.website) == ("service", "2026-10-01", "https://portal.example/1")
    assert offer.title == {"de": "Grundsicherungsgeld beantragen"}
    assert offer.text == {"de": "Sie können einen Antrag stellen."}
    assert all(isinstance(row, RegionalApplication) and row.way == "link" for row in (online, link))
    assert {row.url for row in (online, link)} == {"https://online.example/1", "https://online.example/2"}
    assert {str(row.title) for row in (online, link)} == {"Antrag online", "Grundsicherungsgeld online"}


def test_it_is_polite_and_asks_nothing_twice(server):
    feed, material = fetched(server)
    assert len(server.asked) == len(set(server.asked)) == len(material.files) < 40
    assert all(address.startswith(server.base) for address in material.files)
    again = PVOG().fetch(feed, get)
    assert again.digest == material.digest
    assert [row.key for row in rows_of(feed, again)] == [row.key for row in rows_of(feed, material)]


def test_there_is_an_end_to_questions(server):
    _, material = fetched(server, calls=5)
    assert len(server.asked) == len(material.files) == 5
    with pytest.raises(BrokenFeed, match="calls ist eine Zahl von 1 bis 200"):
        rows(server, calls=201)


def test_two_hundred_questions_are_enough_for_all_that_is_looked_at(server):
    regions = [f"0571100000{n:02}" for n in range(30)]
    words = ["Grundsicherungsgeld", "Bürgergeld"]
    server.services = {
        (region, word): [service(f"L1.LB.{region}{word[0]}{n}", word, region) for n in range(20)]
        for region in regions
        for word in words
    }
    server.titles, server.units = {}, {}
    for (region, _), services in server.services.items():
        for described in services:
            units = [f"{described['id'].replace('LB', 'OE')}.{n}" for n in range(9)]
            role = {"code": "01"}
            server.titles[region, described["id"]] = [{"id": key, "title": "Jobcenter", "role": role} for key in units]
            server.units |= {key: {"title": "Jobcenter"} for key in units}
    found = rows(server, ars=regions)
    assert len(server.asked) <= 200
    assert sum(isinstance(row, Site) for row in found) == 40
    assert any("onlineservices" in asked for asked in server.asked)


def test_both_names_of_the_benefit_are_looked_for_or_what_the_operator_says(server):
    fetched(server)
    assert {"q=Grundsicherungsgeld", "q=B%C3%BCrgergeld"} <= {
        part for asked in server.asked for part in asked.replace("?", "&").split("&")
    }
    server.asked.clear()
    server.services[BIELEFELD, "Hilfe"] = [service("L900.LB.5", "Hilfe zur Arbeit", BIELEFELD)]
    keys = [row.key for row in rows(server, words=["Hilfe"])]
    assert keys == ["L900.LB.5"]
    assert not [asked for asked in server.asked if "rgergeld" in asked]


def test_responsibility_is_looked_for_at_every_level(server):
    server.services = {(FEDERATION, "Bürgergeld"): server.services[FEDERATION, "Bürgergeld"]}
    assert [row.key for row in rows(server)] == ["B100.LB.9", "L900.OD.1"]
    levels = [asked.split("/")[-1][:12] for asked in server.asked if "servicedescriptions" in asked]
    assert list(dict.fromkeys(levels)) == [BIELEFELD, LAND, FEDERATION]


def test_a_unit_that_only_the_federation_names_is_nobodys(server):
    server.services = {(FEDERATION, "Bürgergeld"): server.services[FEDERATION, "Bürgergeld"]}
    assert not [row for row in rows(server) if isinstance(row, Site)]


def test_in_berlin_only_the_own_borough(server):
    city = "110000000000"
    server.places = {}
    server.services = {(city, "Bürgergeld"): [service("L1.LB.2", "Bürgergeld; Beantragung", city)]}
    names = {"L1.OE.1": "Jobcenter Berlin Mitte", "L1.OE.2": "Jobcenter Berlin Spandau"}
    server.titles = {
        (city, "L1.LB.2"): [{"id": key, "title": name, "role": {"code": "01"}} for key, name in names.items()]
    }
    server.units = {key: {"title": name, "location": {}} for key, name in names.items()}
    feed = feed_of(server.base, "96204", ars=["110010001001"])
    found = [row.name for row in rows_of(feed, PVOG().fetch(feed, get)) if isinstance(row, Site)]
    assert found == ["Jobcenter Berlin Mitte"]


def test_a_municipal_jobcenter_with_a_name_of_its_own_is_recognised(server):
    server.services = {("064350000000", "Bürgergeld"): [service("L6.LB.1", "Bürgergeld", "064350000000")]}
    title = {"id": "L6.OE.1", "title": "Kommunales Center für Arbeit (KCA) – Jobcenter", "role": {"code": "02"}}
    server.titles = {("064350000000", "L6.LB.1"): [title]}
    server.units = {"L6.OE.1": {"title": title["title"]}}
    feed = feed_of(server.base, "43102", ars=["064350014014"])
    assert [row.key for row in rows_of(feed, PVOG().fetch(feed, get)) if isinstance(row, Site)] == ["L6.OE.1"]


@pytest.mark.parametrize("status", [400, 429, 500, 503])
def test_what_cannot_answer_now_is_unreachable(server, status):
    server.failing = status
    with pytest.raises(Unreachable, match=str(status)):
        fetched(server)


def test_a_joint_jobcenter_that_nobody_maintains_there_gives_nothing_and_no_error(server):
    server.titles = {}
    assert [type(row) for row in rows(server)] == [Offer, Offer, RegionalApplication, RegionalApplication]


@pytest.mark.parametrize(
    ("kind", "path"),
    [("locations", "/v2/locations"), ("unit", "/v5/organisationunits/detail"), ("online", "/v1beta2/onlineservices")],
)
def test_a_version_that_is_gone_is_not_taken_for_nothing_found(server, kind, path):
    server.gone = {path}
    with pytest.raises(BrokenFeed, match=f"{path}: Darauf antwortet der Suchdienst nie mehr"):
        rows(server)
    if kind != "unit":
        assert rows(server, paths={kind: ""})  # the operator can do without


def test_paths_can_be_brought_up_to_date(server):
    answer = server.answer
    server.answer = lambda path, asked: (
        answer(path.replace("/v9/servicedescriptions", "/v7/servicedescriptions"), asked)
        if "/v7/" not in path
        else (404, None)
    )
    with pytest.raises(BrokenFeed, match=r"/v7/servicedescriptions/\{ars\}: Darauf antwortet"):
        rows(server)
    assert len(rows(server, paths={"services": "/v9/servicedescriptions/{ars}"})) == 5


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"ars": ["05711"]}, "ars nennt Regionalschlüssel mit zwölf Ziffern"),
        ({"ars": "057110000000"}, "ars ist eine Liste von Texten"),
        ({"words": [1]}, "words ist eine Liste von Texten"),
        ({"paths": {"services": "https://anderswo.example"}}, "paths nennt Pfade"),
        ({"paths": {"unbekannt": "/v1"}}, "paths nennt Pfade"),
        ({"own": "99999"}, "für welches Jobcenter sie ist"),
    ],
)
def test_settings_that_make_no_sense_are_refused_before_anything_is_asked(server, options, complaint):
    with pytest.raises(BrokenFeed, match=complaint):
        rows(server, **options)
    assert server.asked == []


def test_every_question_can_be_read_back():
    questions = Questions.of(feed_of("https://pvog.example/suchdienst/api/"))
    for address, expected in [
        (questions.services(BIELEFELD, "Bürgergeld & mehr"), ("services", "Bürgergeld & mehr")),
        (questions.titles(BIELEFELD, "L1.LB.2"), ("titles", None)),
        (questions.unit("L1.OE.2"), ("unit", "L1.OE.2")),
        (questions.locations("33602"), ("locations", "33602")),
        (questions.online(BIELEFELD, "x="), ("online", None)),
    ]:
        kind, asked = questions.asked(address)
        assert (kind, asked.get("q")) == expected
    assert questions.asked("https://anderswo.example/suchdienst/api/v2/locations") == ("", {})


def time(day, begin, end, **more):
    return {"day": day, "from": begin, "to": end, **more}


@pytest.mark.parametrize(
    ("hours", "opening", "note"),
    [
        ([time("MONDAY", "08:00", "12:00"), time("Dienstag", "08:00:00", "12:00:00")], "Mo, Di 08:00-12:00", ""),
        ({"regular": [time("Mo", "8:00", "12:00", note="mit Termin")]}, "Mo 08:00-12:00 (mit Termin)", ""),
        ([time("Mo", "8:00", "12:00"), time("Mo", "9:00", "13:00")], "", "Mo 08:00-12:00; Mo 09:00-13:00"),
        ([{"weekday": "Mo", "opens": "8:00", "closes": "12:00"}], "Mo 08:00-12:00", ""),
        (["Mo 8:00-12:00", "Di 8:00-12:00"], "Mo, Di 08:00-12:00", ""),
        ("nach Vereinbarung", "", "nach Vereinbarung"),
        ({"unbekannt": 1}, "", ""),
    ],
)  # fmt: skip
def test_opening_hours_in_every_shape(server, hours, opening, note):
    server.units = {"L900.OE.7": {"title": "Jobcenter", "openingHours": hours}}
    site = rows(server)[0]
    assert (site.opening, str(site.opening_note)) == (opening, note)


# Whatever comes

NAMES = [
    "id",
    "title",
    "name",
    "role",
    "code",
    "ars",
    "location",
    "addresses",
    "communications",
    "value",
    "type",
    "street",
    "zip",
    "city",
    "geo",
    "internetAddresses",
    "uri",
    "openingHours",
    "day",
    "from",
    "to",
    "note",
    "serviceDescriptions",
    "content",
    "details",
    "text",
    "onlineServiceLinks",
    "onlineservices",
    "lastUpdate",
    "placeholder",
    "links",
    "url",
]
WORDS = [
    "L9.OE.1",
    "01",
    "https://x",
    "HTTP://0",
    "Jobcenter",
    "Bürgergeld",
    "\0",
    "\ud800",
    "x" * 6_000,
    "Mo 8-12",
    BIELEFELD,
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=20,
)
QUESTIONS = Questions.of(feed_of("https://pvog.example/api"))
ADDRESSES = [
    QUESTIONS.services(BIELEFELD, "Bürgergeld"),
    QUESTIONS.titles(BIELEFELD, "L9.LB.1"),
    QUESTIONS.unit("L9.OE.1"),
    QUESTIONS.online(BIELEFELD),
]


def valid_or_broken(files):
    try:
        rows_of(feed_of("https://pvog.example/api"), Material(files))
    except BrokenFeed:
        return


@given(st.dictionaries(st.sampled_from([*ADDRESSES, "anderswo"]), st.binary(max_size=100), max_size=4))
def test_any_bytes_give_valid_rows_or_the_one_error(files):
    valid_or_broken(files)


@given(VALUES, VALUES, VALUES, VALUES)
@settings(deadline=None)
def test_any_json_of_about_the_right_shape_gives_valid_rows_or_the_one_error(first, second, third, fourth):
    links = [second, {"uri": "https://x.example", "title": third}]
    described = {"id": "L9.LB.1", "name": "Bürgergeld", "details": first, "onlineServiceLinks": links}
    more = third if isinstance(third, dict) else {"location": third}
    shaped = [
        {"serviceDescriptions": {"content": [first, described]}},
        [second, {"id": "L9.OE.1", "title": "Jobcenter", "role": {"code": "01"}}],
        {"title": "Jobcenter", "openingHours": fourth, "internetAddresses": first, **more},
        {"onlineservices": [fourth, {"id": "L9.OD.1", "name": "Bürgergeld", "links": second, "url": third}]},
    ]
    valid_or_broken({address: json.dumps(answer).encode() for address, answer in zip(ADDRESSES, shaped, strict=True)})


def test_json_that_is_nested_too_deeply_or_counts_too_far():
    for data in (b"[" * 100_000, b"[" + b"1" * 5_000 + b"]"):
        with pytest.raises(BrokenFeed, match="kein lesbares JSON"):
            rows_of(feed_of("https://pvog.example/api"), Material({ADDRESSES[1]: data}))
    with pytest.raises(BrokenFeed, match="eine andere Form"):
        rows_of(feed_of("https://pvog.example/api"), Material({ADDRESSES[0]: b'{"content": []}'}))
