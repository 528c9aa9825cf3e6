"""Search forgives slips and knows other words for the same thing."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobcenter.local.models import Offer
from jobcenter.local.search import SearchIndex

TITLES = {
    "Schuldnerberatung Mitte": "Wir helfen bei Mahnungen",
    "Frauenhaus": "Schutz Tag und Nacht",
    "Deutschkurs B1": "Mit Prüfung",
    "Bewerbungstraining": "Anschreiben und Lebenslauf",
    "Jobmesse Grundsicherungsgeld": "Für alle",
    "Tafel": "Lebensmittel für wenig Geld",
    "Köche gesucht": "In der Mensa",
    "Kita-Lotsin": "Plätze für Kinder",
}


@pytest.fixture(scope="module")
def index():
    return SearchIndex((Offer(title=title), title, text) for title, text in TITLES.items())


def found(index, text):
    return [str(row.title) for row in index.search(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Schuldnerberatung", "Schuldnerberatung Mitte"),
        ("schuldnerberatng", "Schuldnerberatung Mitte"),
        ("Schulden", "Schuldnerberatung Mitte"),
        ("Shulden", "Schuldnerberatung Mitte"),
        ("Insolvenz", "Schuldnerberatung Mitte"),
        ("beratung", "Schuldnerberatung Mitte"),
        ("häusliche Gewalt", "Frauenhaus"),
        ("fraunhaus", "Frauenhaus"),
        ("Deutsch lernen", "Deutschkurs B1"),
        ("Integrationskurs", "Deutschkurs B1"),
        ("Bewerbung", "Bewerbungstraining"),
        ("Lebenslauf", "Bewerbungstraining"),
        ("Bürgergeld", "Jobmesse Grundsicherungsgeld"),
        ("Buergergeld", "Jobmesse Grundsicherungsgeld"),
        ("Hartz IV", "Jobmesse Grundsicherungsgeld"),
        ("hartz 4", "Jobmesse Grundsicherungsgeld"),
        ("ALG II", "Jobmesse Grundsicherungsgeld"),
        ("Arbeitslosengeld 2", "Jobmesse Grundsicherungsgeld"),
        ("koeche", "Köche gesucht"),
        ("Kindergarten", "Kita-Lotsin"),
    ],
)
def test_finds(index, text, first):
    assert found(index, text)[:1] == [first]


def test_all_words_count_before_some(index):
    assert found(index, "Tafel Lebensmittel") == ["Tafel"]
    assert set(found(index, "Tafel Frauenhaus")) == {"Tafel", "Frauenhaus"}


@pytest.mark.parametrize("text", ["", "   ", "der die das", "xqzw", "12345", "🙂", "'; DROP TABLE--"])
def test_nothing(index, text):
    assert found(index, text) == []


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=300))
def test_any_text_is_fine(index, text):
    assert len(index.search(text)) <= len(TITLES)


@settings(deadline=None)
@given(st.data())
def test_one_slip_in_a_long_title_word_still_finds_it(index, data):
    title = data.draw(st.sampled_from(["Schuldnerberatung Mitte", "Frauenhaus", "Bewerbungstraining"]))
    word = title.split()[0]
    place = data.draw(st.integers(1, len(word) - 1))
    slipped = data.draw(st.sampled_from([word[:place] + word[place + 1 :], word[:place] + "x" + word[place:]]))
    assert title in found(index, slipped)


def test_two_thousand_things_are_searched_in_a_moment():
    rows = (
        (Offer(title=f"Angebot {n}"), f"Angebot {n} Nummer{n % 977}", f"Text {n % 331} mit Worten") for n in range(2000)
    )
    index = SearchIndex(rows)
    began = time.process_time()
    assert index.search("Numer500")
    assert time.process_time() - began < 0.5
