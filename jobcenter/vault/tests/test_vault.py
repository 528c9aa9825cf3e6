import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobcenter.vault import files
from jobcenter.vault.keyring import Unreadable, open_sealed, seal


@given(st.binary(max_size=5_000))
def test_what_is_sealed_opens_again(data):
    assert open_sealed(seal(data, place="a"), place="a") == data


def test_a_blob_opens_only_in_its_own_place():
    with pytest.raises(Unreadable):
        open_sealed(seal(b"x", place="answers"), place="profile")


@pytest.mark.parametrize("position", [0, 3, 10, 20, -1])
def test_a_changed_blob_is_refused(position):
    blob = bytearray(seal(b"some content", place="a"))
    blob[position] ^= 1
    with pytest.raises(Unreadable):
        open_sealed(bytes(blob), place="a")


def test_after_rotation_an_old_key_still_opens_and_the_new_one_seals(settings):
    blob = seal(b"old", place="a")
    new_key = "00000001:" + "A" * 43 + "="
    settings.AT_REST_KEYS = [new_key, *settings.AT_REST_KEYS]
    assert open_sealed(blob, place="a") == b"old"
    newer = seal(b"new", place="a")
    settings.AT_REST_KEYS = [new_key]
    assert open_sealed(newer, place="a") == b"new"
    with pytest.raises(Unreadable):
        open_sealed(blob, place="a")


def test_a_kept_file_is_unreadable_on_disk_and_goes_away(settings):
    name = files.keep(b"Mietvertrag", folder="test")
    path = os.path.join(settings.STORAGES["default"]["OPTIONS"]["location"], name)
    assert b"Mietvertrag" not in open(path, "rb").read()
    assert files.fetch(name) == b"Mietvertrag"
    files.drop(name)
    assert not os.path.exists(path)
