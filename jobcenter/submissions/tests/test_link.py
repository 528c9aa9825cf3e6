"""The link in a letter: short, typed without doubt, and nothing anybody can make up."""

import secrets
from uuid import UUID, uuid4

import pytest

from jobcenter.submissions.requested.link import code_of, request_named
from jobcenter.web.spoken import ALPHABET

REQUEST = UUID("5a3d1a53-9b53-5a0e-8f0f-6b9c1d3b2a77")


def test_a_code_names_its_request():
    code = code_of(REQUEST)
    assert len(code) == 42
    assert set(code) <= set(ALPHABET)
    assert request_named(code) == REQUEST
    assert all(request_named(code_of(one)) == one for one in (uuid4() for _ in range(200)))


def test_typed_by_hand_it_is_the_same():
    code = code_of(REQUEST)
    grouped = "-".join(code[at : at + 6] for at in range(0, 42, 6)).lower()
    assert request_named(grouped) == REQUEST
    assert request_named(code.replace("1", "l").replace("0", "O")) == REQUEST


def test_one_wrong_character_anywhere_is_no_code():
    code = code_of(REQUEST)
    for at, right in enumerate(code):
        for wrong in set(ALPHABET) - {right}:
            assert request_named(code[:at] + wrong + code[at + 1 :]) is None


@pytest.mark.parametrize(
    "code", ["", "x", "sendung", "0" * 42, "Z" * 42, "0" * 41, "0" * 43, "ü" * 42, "A" * 5000, "U" * 42]
)
def test_what_is_no_code(code):
    assert request_named(code) is None


def test_two_signatures_have_nothing_in_common():
    assert len({code_of(uuid4())[-16:] for _ in range(500)}) == 500


def test_without_the_secret_nobody_makes_one(settings):
    settings.SECRET_KEY, code = secrets.token_hex(), code_of(REQUEST)
    assert code_of(REQUEST) != code
    settings.SECRET_KEY_FALLBACKS = []
    own = code_of(REQUEST)
    settings.SECRET_KEY = secrets.token_hex()
    assert request_named(own) is None
    settings.SECRET_KEY_FALLBACKS = ["x"]
    assert request_named(own) is None


def test_letters_from_before_a_new_secret_still_work(settings):
    code, old = code_of(REQUEST), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = secrets.token_hex(), [old]
    assert request_named(code) == REQUEST
