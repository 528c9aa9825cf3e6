"""The pages about the app and the pages for when something went wrong."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.test import Client, RequestFactory, override_settings

from config.operator import Operator
from jobcenter.web import views
from jobcenter.web.checks import operator_is_named
from jobcenter.web.context import places


@pytest.mark.parametrize("path", ["/", "/ohne-internet/", "/barrierefreiheit/", "/datenschutz/", "/impressum/"])
def test_public_pages_need_no_database_and_set_no_cookie(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies


def test_the_operator_is_named_where_the_law_wants_it(client, settings):
    settings.OPERATOR = Operator(name="Stadt Musterhausen", email="app@musterhausen.example")
    for path in ("/impressum/", "/datenschutz/", "/barrierefreiheit/"):
        assert "Stadt Musterhausen" in client.get(path).content.decode()
    assert "mailto:app@musterhausen.example" in client.get("/.well-known/security.txt").content.decode()


def test_without_an_operator_the_pages_say_so(client, settings):
    settings.OPERATOR = Operator()
    assert "noch nicht eingetragen" in client.get("/impressum/").content.decode()
    assert client.get("/.well-known/security.txt").status_code == 404


def test_official_only_where_an_authority_runs_it(client, settings):
    settings.OPERATOR = Operator(name="Stadt Musterhausen")
    assert "Offizielle Website" not in client.get("/").content.decode()
    settings.OPERATOR = Operator(name="Stadt Musterhausen", is_authority=True)
    assert "Offizielle Website" in client.get("/").content.decode()


@override_settings(DEMO=True)
def test_the_demo_says_that_it_is_one(client):
    assert "keine echten Anträge" in client.get("/").content.decode()


def test_the_place_where_the_reader_is():
    current = {place.word: place.current for place in places("/antrag/neu/weiterbewilligung/")}
    assert current == {"Mein Jobcenter": "", "Mein Bereich": "", "Anträge": "true", "Konto": ""}
    assert places("/konto/")[3].current == "page"
    assert places("/eingang/JC-1/")[1].current == "true"


def test_unknown_address(client):
    answer = client.get("/gibt-es-nicht/")
    assert answer.status_code == 404
    assert "Seite nicht gefunden" in answer.content.decode()


def test_too_much_at_once():
    assert views.bad_request(RequestFactory().post("/"), RequestDataTooBig()).status_code == 413
    assert views.bad_request(RequestFactory().post("/")).status_code == 400
    assert views.too_many(RequestFactory().post("/")).status_code == 429


def test_a_form_from_elsewhere_is_refused_in_our_words():
    answer = views.csrf_failure(RequestFactory().post("/"))
    assert answer.status_code == 403
    assert "Bitte noch einmal absenden" in answer.content.decode()


def test_our_own_fault_is_told_without_database_or_context(monkeypatch, client):
    client = Client(raise_request_exception=False)
    monkeypatch.setattr(views, "render", lambda *a, **k: 1 / 0)
    assert client.get("/").status_code == 500
    assert "unser Fehler" in client.get("/").content.decode()


def test_an_absent_database_is_told_as_such(monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(views, "render", away)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"


def test_what_robots_and_home_screens_read(client):
    assert "Disallow: /mein-bereich/" in client.get("/robots.txt").content.decode()
    assert client.get("/app.webmanifest").json()["lang"] == "de"


def test_production_wants_an_operator(settings):
    settings.OPERATOR = Operator(name="Stadt Musterhausen", address="Marktplatz 1")
    settings.PRODUCTION = True
    assert [one.msg for one in operator_is_named()] == ["Der Betreiber ist nicht genannt: JOBCENTER_OPERATOR_EMAIL."]
    settings.PRODUCTION = False
    assert operator_is_named() == []
