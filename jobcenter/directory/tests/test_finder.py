"""The finder on the real edition."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobcenter.directory.finder import State


def names(answer):
    return [option.jobcenter.official_name for option in answer.options]


def test_one_responsible(shipped):
    answer = shipped.finder.find("33602 Bielefeld")
    assert answer.state == State.FOUND
    assert names(answer) == ["Jobcenter Bielefeld"]


def test_several_districts_are_asked_for(shipped):
    answer = shipped.finder.find("06543")
    assert answer.state == State.CHOOSE
    assert not answer.by_borough
    assert [[area.label for area in option.areas] for option in answer.options] == [
        ["Landkreis Harz"],
        ["Landkreis Mansfeld-Südharz"],
    ]


def test_several_boroughs_are_asked_for(shipped):
    answer = shipped.finder.find("10785")
    assert answer.state == State.CHOOSE
    assert answer.by_borough
    assert len(answer.sourced) == 3


def test_two_districts_of_one_jobcenter_are_one_answer(shipped):
    answer = shipped.finder.find("76829")
    assert answer.state == State.FOUND
    assert len(answer.options[0].areas) == 2


def test_a_borough_without_a_source_is_a_further_choice_only(shipped):
    answer = shipped.finder.find("10119")
    assert answer.state == State.CHOOSE
    assert [option.jobcenter.official_name for option in answer.sourced] == ["Jobcenter Berlin Mitte"]
    assert [option.jobcenter.official_name for option in answer.hearsay] == ["Jobcenter Berlin Pankow"]


@pytest.mark.parametrize("postcode", ["11011", "13047", "14131"])
def test_bulk_mail(shipped, postcode):
    assert shipped.finder.find(postcode).state == State.BULK_MAIL


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("1067", "01067"), ("D-1067", "01067"), ("9999", ""), ("336", ""), ("336021", ""), ("?", "")],
)
def test_not_a_postcode(shipped, text, suggestion):
    answer = shipped.finder.find(text)
    assert answer.state == State.NOT_A_POSTCODE
    assert answer.suggestion == suggestion


def test_unknown(shipped):
    assert shipped.finder.find("00000").state == State.UNKNOWN_POSTCODE
    assert shipped.finder.find("Atlantis").state == State.NO_NAME
    assert shipped.finder.find("Bad Salzuflen").state == State.NO_NAME
    assert shipped.finder.find("  ").state == State.EMPTY


@pytest.mark.parametrize("text", ["Köln", "koeln", "KOLN", "jobcenter köln", "Kölln", "Bürgergeld Köln-Ehrenfeld"])
def test_umlauts_and_slips_are_forgiven(shipped, text):
    assert names(shipped.finder.find(text)) == ["Jobcenter Köln"]


@pytest.mark.parametrize("text", ["Gießen", "giessen", "GIESSEN", "Giesen", "Gies"])
def test_sharp_s(shipped, text):
    assert "Jobcenter Gießen" in names(shipped.finder.find(text))


def test_a_name_that_two_places_have_gives_both(shipped):
    assert names(shipped.finder.find("Frankfurt")) == ["Jobcenter Frankfurt am Main", "Jobcenter Frankfurt (Oder)"]
    assert set(names(shipped.finder.find("Leipzig"))) == {"Jobcenter Leipzig (Stadt)", "Jobcenter Leipzig (Landkreis)"}
    assert names(shipped.finder.find("Landkreis Leipzig")) == ["Jobcenter Leipzig (Landkreis)"]


def test_boroughs_own_names_and_former_districts(shipped):
    assert names(shipped.finder.find("Kreuzberg")) == ["Jobcenter Berlin Friedrichshain-Kreuzberg"]
    assert len(names(shipped.finder.find("Berlin"))) == 12
    assert names(shipped.finder.find("Neue Wege")) == ["Neue Wege Kreis Bergstraße – Kommunales Jobcenter"]
    assert names(shipped.finder.find("Eisenach")) == ["Jobcenter Wartburgkreis"]


def test_neighbours_share_a_postcode(shipped):
    neighbours = shipped.finder.neighbours(shipped.jobcenter("96204"))
    assert "Jobcenter Berlin Reinickendorf" in [neighbour.official_name for neighbour in neighbours]
    assert shipped.jobcenter("96204") not in neighbours


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_input_crashes(shipped, text):
    answer = shipped.finder.find(text)
    assert answer.state in State
    assert (answer.state in (State.FOUND, State.CHOOSE, State.NAMES)) == bool(answer.options)


@settings(deadline=None)
@given(st.data())
def test_every_shape_of_a_postcode_gives_the_same_answer(shipped, content, data):
    postcode = data.draw(st.sampled_from(content.postcodes)).postcode
    shape = data.draw(st.sampled_from(["{}", " {} ", "D-{}", "{} Ort", "Ort {}", "d-{},"]))
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    text = shape.format(data.draw(st.sampled_from([postcode, postcode.translate(wide)])))
    expected = shipped.finder.find(postcode)
    answer = shipped.finder.find(text)
    assert (answer.state, answer.options) == (expected.state, expected.options)


def test_every_jobcenter_is_found_by_its_own_name(shipped):
    for jobcenter in shipped.jobcenters:
        found = [option.jobcenter for option in shipped.finder.find(jobcenter.official_name).options]
        assert jobcenter in found
