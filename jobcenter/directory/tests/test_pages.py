"""The pages over HTTP."""

import pytest
from django.urls import reverse

from jobcenter.directory import index
from jobcenter.directory.models import Jobcenter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _warm():
    index.directory()


def search(client, text):
    return client.get(reverse("directory:find"), {"q": text})


def test_a_postcode_leads_to_the_page(client):
    response = client.get(reverse("directory:find"), {"q": "33602 Bielefeld"}, follow=True)
    assert response.redirect_chain == [("/mein-jobcenter/31704/", 302)]
    page = response.content.decode()
    assert "Jobcenter Bielefeld" in page
    assert "Die Bundesagentur für Arbeit und die Kommune führen" in page
    assert "Stadt Bielefeld" in page
    assert "Dienststellensuche" in page
    assert "tel:" not in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("06543", "Landkreis Mansfeld-Südharz"),
        ("10785", "In welchem Bezirk wohnen Sie?"),
        ("10119", "keine amtliche Quelle"),
        ("Frankfurt", "Jobcenter Frankfurt (Oder)"),
        ("1067", "Mit 01067 suchen"),
        ("336", "fünf Ziffern"),
        ("11011", "Großempfänger"),
        ("99999", "kennen wir nicht"),
        ("Atlantis", "Zu „Atlantis“ kennen wir kein Jobcenter"),
        ("<script>", "&lt;script&gt;"),
    ],
)
def test_a_helpful_answer_for_each(client, text, words):
    assert words in search(client, text).content.decode()


@pytest.mark.parametrize("path", ["/mein-jobcenter/31704/", "/mein-jobcenter/?q=10785", "/mein-jobcenter/?q=Hof"])
def test_every_answer_can_be_corrected(client, path):
    assert "Das ist nicht mein Jobcenter" in client.get(path).content.decode()


def test_the_correction_offers_neighbours(client):
    page = client.get("/mein-jobcenter/96204/nicht-meines/").content.decode()
    assert "Jobcenter Berlin Reinickendorf" in page
    assert client.get("/mein-jobcenter/nicht-meines/").status_code == 200


def test_sources_are_credited(client):
    page = client.get(reverse("directory:sources")).content.decode()
    for credit in ("GeoNames", "CC BY 4.0", "Eurostat", "BGBl. 2025 I Nr. 335"):
        assert credit in page


@pytest.mark.parametrize(
    "path", ["/mein-jobcenter/99999/", "/mein-jobcenter/abc/", "/mein-jobcenter/99999/nicht-meines/"]
)
def test_unknown_jobcenter(client, path):
    assert client.get(path).status_code == 404


def test_no_query_once_warm_and_nobody_is_looked_at(client, django_assert_num_queries, anna, client_of):
    for path in ("/mein-jobcenter/", "/mein-jobcenter/?q=33602", "/mein-jobcenter/31704/", "/mein-jobcenter/?q=Hof"):
        client.get(path)
        with django_assert_num_queries(0):
            response = client.get(path)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "") or path == "/mein-jobcenter/"
    signed_in = client_of(anna)
    signed_in.get("/mein-jobcenter/31704/")
    with django_assert_num_queries(0):
        assert signed_in.get("/mein-jobcenter/31704/").content == client.get("/mein-jobcenter/31704/").content


def test_a_browser_that_has_the_page_gets_304(client):
    first = client.get("/mein-jobcenter/31704/")
    assert first["Cache-Control"].startswith("public, max-age=")
    again = client.get("/mein-jobcenter/31704/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_message_for_somebody_stays_off_the_shelf(client):
    client.cookies["messages"] = "x"
    assert "x" not in client.get("/mein-jobcenter/31704/").cookies


def test_the_choice_is_remembered_changed_and_forgotten(client):
    choose = reverse("directory:choose")
    response = client.post(choose, {"jobcenter": "31704"}, follow=True)
    assert "Jobcenter Bielefeld" in response.content.decode()
    cookie = client.cookies["jobcenter"]
    assert (cookie.value, cookie["samesite"], cookie["max-age"]) == ("31704", "Lax", 31_536_000)
    chosen = Jobcenter.chosen_in({"jobcenter": cookie.value})
    assert chosen is not None
    assert chosen.official_name == "Jobcenter Bielefeld"
    client.post(choose, {"jobcenter": "45108"})
    assert "Offenbach" in client.get("/mein-jobcenter/").content.decode()
    response = client.post(choose, {"jobcenter": ""}, follow=True)
    assert "gemerkt" not in response.content.decode()


def test_applying_remembers_and_leads_on(client):
    response = client.post(reverse("directory:choose"), {"jobcenter": "31704", "weiter": "antrag"})
    assert response["Location"] == "/antrag/"
    assert client.cookies["jobcenter"].value == "31704"


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}]
)
def test_other_sites_cannot_choose(client, headers):
    response = client.post(reverse("directory:choose"), {"jobcenter": "31704"}, headers=headers)
    assert response.status_code == 403
    assert "jobcenter" not in client.cookies


@pytest.mark.parametrize("value", ["", "99999", "x" * 5000, "31704;"])
def test_a_strange_cookie_is_nobody(value):
    assert Jobcenter.chosen_in({"jobcenter": value}) is None
