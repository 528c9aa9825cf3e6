"""The list of everything that can be filled in: found by the words people use."""

import pytest
from django.urls import reverse

from jobcenter.submissions.listing import listed

pytestmark = pytest.mark.django_db


def titles(**asked):
    return [one.title for _, lines in listed(**asked) for line in lines for one in (line, *line.below)]


def test_forms_and_their_entries_are_lines(own_catalogue):
    assert {"Leute", "Nur Geld", "Weiterbewilligungsantrag"} <= set(titles())


@pytest.mark.parametrize(
    "word", ["Folgeantrag", "folge", "WBA", "bürgergeld", "Buergergeld", "Folgeantrags", " wba  folge "]
)
def test_words_that_people_use_find_it(own_catalogue, word):
    assert "Weiterbewilligungsantrag" in titles(wanted=word)


@pytest.mark.parametrize("word", ["Zahnarzt", "folge zahnarzt", "%", "'; --"])
def test_other_words_find_nothing_or_everything(own_catalogue, word):
    assert titles(wanted=word) in ([], titles())


def test_the_page_keeps_what_was_searched_for(client, directory):
    page = client.get(reverse("submissions:forms"), {"suche": '<b>"Zahn'}).content.decode()
    assert "&lt;b&gt;&quot;Zahn" in page
    assert "nichts gefunden" in page
    assert client.get(reverse("submissions:forms"), {"suche": "x" * 10_000}).status_code == 200


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Umzug melden", "Umzug melden"),
        ("umgezogen", "Umzug melden"),
        ("neue Adresse", "Umzug melden"),
        ("neuer Job", "Neue Arbeit melden"),
        ("Minijob", "Neue Arbeit melden"),
        ("gekündigt", "Ende einer Arbeit melden"),
        ("Lohn", "Anderes Einkommen melden"),
        ("kindergeld", "Anderes Einkommen melden"),
        ("Gewerbe", "Selbstständigkeit melden"),
        ("Azubi", "Schule, Ausbildung oder Studium melden"),
        ("Rentenbescheid", "Rente melden"),
        ("geerbt", "Erbe, Geschenk oder anderes Vermögen melden"),
        ("Mieterhöhung", "Neue Kosten der Wohnung melden"),
        ("Nebenkostenabrechnung", "Neue Kosten der Wohnung melden"),
        ("schwanger", "Schwangerschaft melden"),
        ("Baby", "Geburt eines Kindes melden"),
        ("geheiratet", "Heirat oder Zusammenleben melden"),
        ("Scheidung", "Trennung oder Scheidung melden"),
        ("Freundin zieht ein", "Einzug einer Person melden"),
        ("Sohn ausgezogen", "Auszug einer Person melden"),
        ("IBAN", "Neues Konto melden"),
        ("neue Bank", "Neues Konto melden"),
        ("Handynummer", "Neue persönliche Daten melden"),
        ("Duldung", "Neuen Aufenthaltstitel melden"),
        ("Krankenhaus", "Klinik, Heim oder Haft melden"),
        ("Änderung melden", "Veränderungsmitteilung"),
        ("Aenderung melden", "Veränderungsmitteilung"),
    ],
)
def test_each_change_is_found_by_the_words_people_have_for_it(words, title):
    assert title in titles(wanted=words)


def test_a_way_in_begins_after_the_page_that_it_answers(connected, anna, phone):
    address = reverse("submissions:new_entry", args=["veraenderung", "konto"])
    first = phone.post(address, {"provider_number": "31704"})
    draft = anna.drafts.get()
    assert first.url == reverse("submissions:page", args=[draft.pk, "person"])
    assert draft.done == ["was"]
    phone.post(reverse("submissions:new", args=["veraenderung"]), {"provider_number": "31704"})
    assert anna.drafts.latest("created_at").next_page().id == "was"


def test_an_entry_begins_with_its_answers(own_catalogue, connected, anna, phone):
    address = reverse("submissions:new_entry", args=["leute", "geld"])
    assert "Nur Geld" in phone.get(address).content.decode()
    phone.post(address, {"provider_number": "31704"})
    assert anna.drafts.get().answers["about"] == ["money"]
    assert phone.get(reverse("submissions:new_entry", args=["leute", "nix"])).status_code == 404
