"""Files that are sealed while they arrive: nothing to be changed unnoticed, nothing by halves."""

import itertools
from pathlib import Path

import pytest
from django.core.files.storage import default_storage, storages
from django.core.files.storage.memory import InMemoryStorage
from hypothesis import given
from hypothesis import strategies as st

from jobcenter.vault import files, streams
from jobcenter.vault.keyring import OVERHEAD, Unreadable
from jobcenter.vault.resealing import Resealed

NEW = "00000001:" + "A" * 43 + "="
PIECES = [b"a" * 10, b"b" * 300, b"c"]


@pytest.fixture
def path():
    """path(name): where a stream lies."""
    return lambda name: Path(default_storage.path(name))


def poured(*pieces):
    return streams.pour(pieces or PIECES, folder="uploads")[0]


def drawn(name):
    return b"".join(streams.draw(name))


@pytest.mark.parametrize("pieces", [[], [b""], PIECES, [b"", b"x", b""], [bytes(streams.SEGMENT)] * 3])
def test_what_was_poured_can_be_drawn(pieces):
    name, size = streams.pour(pieces, folder="uploads")
    assert size == sum(map(len, pieces))
    assert drawn(name) == b"".join(pieces)


def segments(stored):
    """The stored bytes taken apart: version, then frame by frame."""
    found, at = [stored[:1]], 1
    while at < len(stored):
        length = int.from_bytes(stored[at : at + 4])
        found.append(stored[at : at + 4 + length])
        at += 4 + length
    return found


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts[:-1],
        lambda parts: parts[:-2] + parts[-1:],
        lambda parts: [parts[0], parts[2], parts[1], *parts[3:]],
        lambda parts: [*parts, parts[-1]],
        lambda parts: [*parts, b"x"],
        lambda parts: [*parts[:-1], parts[-1][:-1]],
        lambda parts: [parts[0], parts[-1]],
        lambda parts: [b"\x01", *parts[1:]],
        lambda parts: [parts[0], (2**31).to_bytes(4), *parts[1:]],
        lambda parts: [],
    ],
    ids=[
        "no end",
        "one missing",
        "swapped",
        "two ends",
        "more",
        "cut",
        "only an end",
        "other version",
        "long",
        "empty",
    ],
)
def test_a_changed_stream_cannot_be_read(path, change):
    name = poured()
    stored = path(name).read_bytes()
    assert b"".join(segments(stored)) == stored
    path(name).write_bytes(b"".join(change(segments(stored))))
    with pytest.raises(Unreadable):
        drawn(name)


@given(st.data())
def test_no_byte_can_be_changed(data):
    name = poured()
    file = Path(default_storage.path(name))
    stored = bytearray(file.read_bytes())
    at = data.draw(st.integers(0, len(stored) - 1))
    stored[at] ^= data.draw(st.integers(1, 255))
    file.write_bytes(stored)
    with pytest.raises(Unreadable):
        drawn(name)


def test_segments_of_another_stream_do_not_fit(path):
    one, other = poured(), poured()
    ours, theirs = segments(path(one).read_bytes()), segments(path(other).read_bytes())
    path(one).write_bytes(b"".join([*ours[:2], theirs[2], *ours[3:]]))
    with pytest.raises(Unreadable):
        drawn(one)
    path(one).write_bytes(path(other).read_bytes())
    with pytest.raises(Unreadable):
        drawn(one)


def test_what_breaks_off_leaves_nothing():
    def breaking():
        yield b"x"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        streams.pour(breaking(), folder="uploads")
    assert default_storage.listdir("uploads") == ([], [])


def test_it_is_written_while_it_arrives(path):
    """At no time is more in memory than a piece: the file grows with each."""
    seen = []

    def arriving():
        for number in range(4):
            partial = next(Path(default_storage.path("uploads")).glob("*.part"), None)
            seen.append(partial.stat().st_size if partial else -1)
            yield bytes([number]) * streams.SEGMENT

    streams.pour(arriving(), folder="uploads")
    assert seen == sorted(seen)
    assert seen[-1] >= 2 * streams.SEGMENT


def test_any_storage_will_do(monkeypatch):
    """Storages either ask for chunks or read; none may ask for a second time."""
    memory = InMemoryStorage()
    monkeypatch.setattr(streams, "default_storage", memory)
    assert drawn(poured()) == b"".join(PIECES)

    class Reading(InMemoryStorage):
        def _save(self, name, content):
            content.seek(0)
            whole = b"".join(iter(lambda: content.read(7), b""))
            with pytest.raises(OSError, match="one way"):
                content.seek(0)
            return super()._save(name, files.ContentFile(whole))

    monkeypatch.setattr(streams, "default_storage", Reading())
    assert drawn(poured()) == b"".join(PIECES)

    class Renaming(InMemoryStorage):
        def get_available_name(self, name, max_length=None):
            return name + "x"

    monkeypatch.setattr(streams, "default_storage", Renaming())
    with pytest.raises(OSError, match="renamed"):
        poured()
    assert storages["default"] is not memory


def test_the_overhead_is_what_it_says(path):
    assert path(poured(b"x")).stat().st_size == 1 + (4 + OVERHEAD + 1) + (4 + OVERHEAD)


def test_after_a_new_key_the_old_one_can_go(path, settings):
    name, old = poured(), settings.AT_REST_KEYS
    settings.AT_REST_KEYS = [NEW, *old]
    stored, written = path(name).read_bytes(), []
    resealed = Resealed()
    resealed.again(stored, place=name, write=written.append)
    path(name).write_bytes(written[0])
    settings.AT_REST_KEYS = [NEW]
    assert drawn(name) == b"".join(PIECES)
    resealed.again(written[0], place=name, write=written.append)
    assert (resealed.done, resealed.unreadable, len(written)) == (1, 0, 1)
    settings.AT_REST_KEYS = [*itertools.islice(old, 1)]
    resealed.again(written[0], place=name, write=written.append)
    assert (resealed.done, resealed.unreadable) == (1, 1)
