import pytest

from jobcenter.directory.typed import LONGEST, read


@pytest.mark.parametrize(
    "text",
    [
        *["33602", " 33602 ", "33 602", "3 3 6 0 2", "D-33602", "d 33602", "DE-33602", "PLZ 33602", "33602.", "33-602"],
        *["33602 Bielefeld", "Bielefeld, 33602", "３３６０２", "٣٣٦٠٢", "33602\u200b", "33602\n"],
    ],
)
def test_a_postcode_in_every_shape(text):
    assert read(text).postcode == "33602"


@pytest.mark.parametrize(
    ("text", "digits"),
    [("1067", "1067"), ("D-1067", "1067"), ("336", "336"), ("336021", "336021"), ("!", ""), ("🙂", "")],
)
def test_digits_that_are_no_postcode(text, digits):
    typed = read(text)
    assert (typed.postcode, typed.name, typed.digits) == ("", "", digits)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Köln", "Köln"),
        ("  Bad   Kissingen ", "Bad Kissingen"),
        ("1067 Dresden", "Dresden"),
        ("Düren", "Düren"),
        ("de", "de"),
    ],
)
def test_a_name(text, name):
    assert read(text).name == name


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\x00"])
def test_nothing(text):
    assert read(text).text == ""


def test_what_is_shown_again_has_an_end():
    assert len(read("ﷺ" * 1000).text) <= LONGEST
