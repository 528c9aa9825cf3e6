"""Formulare: every version of one's own Jobcenters, and a preview that keeps nothing."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobcenter.questions import catalogue as shelf
from jobcenter.questions.catalogue import HERE, Catalogue
from jobcenter.questions.tests import FOLDER
from jobcenter.questions.tests.answers import sent_by_browser
from jobcenter.questions.tests.test_catalogue import FORM
from jobcenter.submissions.models import Draft, Submission

LEUTE = "/redaktion/formulare/31704/leute/2026.1/"


@pytest.fixture
def forms(tmp_path, monkeypatch):
    """The test forms; Bielefeld prepares its own version of one, and Gütersloh has a form of its own."""
    today = timezone.localdate()

    def write(name, text):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    ahead = today + timedelta(days=40)
    write("probe/2025.1.yaml", FORM.replace("2026.1", "2025.1").replace("2026-01-01", "2025-01-01"))
    write("probe/2026.1.yaml", FORM)
    prepared = FORM.replace("2026.1", "2027.1").replace("2026-01-01", ahead.isoformat()).replace("Probe", "Neue Probe")
    write("jobcenters/31704/probe/2027.1.yaml", prepared)
    write("jobcenters/31778/geheim/2026.1.yaml", FORM.replace("id: probe", "id: geheim").replace("Probe", "Geheim"))
    held = Catalogue([HERE, FOLDER, tmp_path], today)
    monkeypatch.setattr(shelf, "folders_in_use", lambda: [HERE])
    monkeypatch.setattr(shelf, "_shelf", {(HERE,): held})
    return held


def pressed(client, answer, path=LEUTE, *, button="weiter", **typed):
    """The form of the preview as a browser sends it, with what is typed."""
    fields = sent_by_browser(answer.content.decode())
    fields |= {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(path, {**fields, button: ""})


def heading(answer):
    return re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode())[1]


def test_every_version_of_ones_own_jobcenter_is_listed(desk, forms):
    text = re.sub(r"<[^>]+>|\s+", " ", desk.get("/redaktion/formulare/").content.decode())
    ahead = timezone.localdate() + timedelta(days=40)
    months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November"]
    month = [*months, "Dezember"][ahead.month - 1]
    text = re.sub(" +", " ", text)
    assert f"Neue Probe Version 2027.1, eigenes Formular Ihres Jobcenters Ab {ahead.day}. {month} {ahead.year}" in text
    assert "Probe Version 2026.1 Gilt" in text
    assert "Probe Version 2025.1 Abgelöst" in text
    assert "Weiterbewilligungsantrag Version 2026.1, mit Ihren Zusatzfragen, Stand 3 Gilt" in text
    assert "Geheim" not in text


def test_an_operator_sees_what_all_have(operator, forms):
    text = operator.get("/redaktion/formulare/").content.decode()
    assert "/redaktion/formulare/alle/probe/2026.1/" in text
    assert "Neue Probe" not in text
    assert "Geheim" not in text
    assert operator.get("/redaktion/formulare/alle/probe/2026.1/").status_code == 200
    assert operator.get("/redaktion/formulare/31704/probe/2026.1/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "31778/geheim/2026.1/",  # not hers
        "alle/probe/2026.1/",  # for operators
        "31704/geheim/2026.1/",
        "31704/nix/2026.1/",
        "31704/probe/1.1/",
        "31704/probe/%2e%2e/",
    ],
)
def test_what_is_not_ones_own_is_not_there(desk, forms, path):
    assert desk.get(f"/redaktion/formulare/{path}").status_code == 404
    assert desk.get(f"/redaktion/formulare/{path}vordruck.pdf").status_code == 404
    assert desk.post(f"/redaktion/formulare/{path}").status_code == 404


def test_who_is_no_editor_finds_nothing(client_of, ben, forms):
    for path in ("", "31704/probe/2026.1/", "31704/probe/2026.1/vordruck.pdf"):
        assert client_of(ben).get(f"/redaktion/formulare/{path}").status_code == 404


def test_a_version_that_is_not_valid_yet_can_be_tried_and_printed(desk, forms):
    path = "/redaktion/formulare/31704/probe/2027.1/"
    first = desk.get(path)
    assert heading(first) == "Eins"
    assert "Vorschau: nichts wird gespeichert oder gesendet" in first.content.decode()
    assert "Ab " in first.content.decode()
    second = pressed(desk, first, path, moved="ja", size="a")
    assert heading(second) == "Zwei"
    printed = desk.get(f"{path}vordruck.pdf")
    assert printed.content.startswith(b"%PDF")
    assert printed["Cache-Control"] == "private, no-store"
    assert desk.get("/antrag/vordruck/probe.pdf").content != printed.content


def test_the_whole_way_keeps_nothing(desk, forms, monkeypatch):
    page = desk.get(LEUTE)
    assert heading(page) == "Worum geht es?"
    born = {"others-0-person-birth_date-day": "1", "others-0-person-birth_date-month": "2"}
    steps = [
        {"about": ["money"]},
        {
            "me-given_name": "Anna", "me-family_name": "A", "me-birth_date-day": "17", "me-birth_date-month": "4",
            "me-birth_date-year": "1991", "others-0-person-given_name": "Ben", "others-0-person-family_name": "B",
            "others-0-person-birth_date-year": "2020", **born, "others-0-relation": "child", "others-0-here": "ja",
        },
        {"sources__ich": "none"},
    ]  # fmt: skip
    with CaptureQueriesContext(connection) as queries:
        for typed in steps:
            fields = sent_by_browser(page.content.decode())
            page = desk.post(LEUTE, {**fields, **typed, "weiter": ""})
            assert page.status_code == 200
        assert heading(page) == "Schule von Ben"  # asked once per person, of the child alone
        page = desk.post(
            LEUTE, {**sent_by_browser(page.content.decode()), _asked(page, "school"): "nein", "weiter": ""}
        )
        assert heading(page) == "Wie?"
        page = desk.post(LEUTE, {**sent_by_browser(page.content.decode()), "out": "proven", "weiter": ""})
        assert heading(page) == "Nachweise"
        assert "In der Vorschau geht das nicht" in page.content.decode()
        page = pressed(desk, page)
    assert heading(page) == "Angaben prüfen"
    text = page.content.decode()
    assert "Geht Ben zur Schule?" in text
    assert "sobald sich die Person ausgewiesen hat" in text
    assert not [query for query in queries if re.match("INSERT|UPDATE|DELETE", query["sql"])]
    assert not Draft.objects.exists()
    assert not Submission.objects.exists()
    assert "Ben" not in str(dict(desk.session))


def _asked(page, name):
    return re.search(rf'name="({name}__[a-z0-9]+)"', page.content.decode())[1]


def test_what_is_wrong_is_said_at_its_place(desk, forms):
    page = pressed(desk, desk.get(LEUTE), button="weiter")
    assert page.status_code == 422
    assert "Bitte wählen Sie eine Antwort: „Themen“" in page.content.decode()
    skipped = pressed(desk, desk.get(LEUTE), button="ueberspringen")  # may be sent with gaps
    assert heading(skipped) == "Wie?"


def test_the_way_back_shows_what_was_said(desk, forms):
    second = pressed(desk, desk.get(LEUTE), about="money")
    first = pressed(desk, second, button="zurueck")
    assert heading(first) == "Worum geht es?"
    assert sent_by_browser(first.content.decode())["about"] == ["", "money"]


def test_a_list_gets_another_entry(desk, forms):
    page = pressed(desk, desk.get(LEUTE), about="money")
    fields = sent_by_browser(page.content.decode())
    again = desk.post(LEUTE, {**fields, "others-0-person-given_name": "Ben", "action": "add:others"})
    text = again.content.decode()
    assert again.status_code == 200
    assert 'name="others-1-person-given_name"' in text
    assert 'value="Ben"' in text


def test_a_further_way_in_begins_with_its_answers(desk, forms):
    page = desk.get(f"{LEUTE}?eingang=geld")
    assert sent_by_browser(page.content.decode())["about"] == ["", "money"]
    assert f"{LEUTE}?eingang=geld" in page.content.decode()
    assert heading(desk.get(f"{LEUTE}?eingang=nix")) == "Worum geht es?"


@pytest.mark.parametrize(
    "so_far",
    [lambda: "", lambda: "x", lambda: signing.dumps({"about": ["people"]}, salt="something else")],
    ids=["nothing", "no state", "sealed for something else"],
)
def test_what_was_tampered_with_begins_anew(desk, forms, so_far):
    page = desk.post(LEUTE, {"vorschau-stand": so_far(), "vorschau-seite": "weg", "out": "paper", "weiter": ""})
    assert heading(page) == "Worum geht es?"
    assert "beginnt von vorn" in page.content.decode()


def test_an_unknown_page_begins_anew(desk, forms):
    fields = sent_by_browser(desk.get(LEUTE).content.decode())
    page = desk.post(LEUTE, {**fields, "vorschau-seite": "nix", "weiter": ""})
    assert (page.status_code, heading(page)) == (200, "Worum geht es?")


def test_a_page_that_the_answers_do_not_lead_to_is_the_first(desk, forms):
    fields = sent_by_browser(desk.get(LEUTE).content.decode())
    page = desk.post(LEUTE, {**fields, "vorschau-seite": "schule_bbbbbb", "about": "money", "weiter": ""})
    assert heading(page) == "Wer?"
