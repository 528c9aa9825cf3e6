"""Receipt numbers: tidy, unambiguous, and a slip of the pen is noticed."""

from hypothesis import given
from hypothesis import strategies as st

from jobcenter.submissions import numbering

characters = st.sampled_from(numbering.ALPHABET)


def test_a_number_looks_like_one_and_is_its_own_tidy_form():
    number = numbering.new_receipt_number()
    assert len(number) == 15
    assert number.startswith("JC-")
    assert numbering.tidy_receipt_number(number) == number


def test_a_number_is_recognised_however_it_is_written():
    number = numbering.new_receipt_number()
    for written in (number.lower(), number.replace("-", ""), number.replace("-", " "), f" {number[3:]} "):
        assert numbering.tidy_receipt_number(written) == number
    misread = number[:3] + number[3:].replace("0", "O").replace("1", "l")
    assert numbering.tidy_receipt_number(misread) == number


@given(st.lists(characters, min_size=9, max_size=9), st.integers(0, 9), characters)
def test_one_wrong_character_is_always_noticed(body, place, wrong):
    text = "".join(body)
    plain = text + numbering._check_character(text)
    if plain[place] != wrong:
        assert numbering.tidy_receipt_number(plain[:place] + wrong + plain[place + 1 :]) is None


@given(st.text(max_size=80))
def test_nonsense_is_no_number_and_never_an_error(text):
    tidy = numbering.tidy_receipt_number(text)
    assert tidy is None or tidy.startswith("JC-")
    numbering.tidy_check_code(text)


def test_check_codes_are_tidied_the_same_way():
    code = numbering.new_check_code()
    assert numbering.tidy_check_code(code.lower().replace("-", " ")) == code
