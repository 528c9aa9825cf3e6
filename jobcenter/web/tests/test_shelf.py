import gzip
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from jobcenter.web.shelf import Copy, Shelf, handed_out


def test_a_copy_is_made_once():
    shelf, made = Shelf(), []
    for _ in range(3):
        assert shelf.take("a", lambda: made.append(1) or b"x").body == b"x"
    assert made == [1]


def test_the_oldest_goes_when_the_room_is_used_up():
    shelf = Shelf(room=70)
    for address in "abc":
        shelf.take(address, lambda: b"1234")
    made = []
    shelf.take("c", lambda: made.append("c") or b"1234")
    shelf.take("a", lambda: made.append("a") or b"1234")
    assert made == ["a"]


def test_the_tag_follows_the_body():
    shelf = Shelf()
    assert (
        shelf.take("a", lambda: b"1").etag == shelf.take("b", lambda: b"1").etag != shelf.take("c", lambda: b"2").etag
    )


def test_packed_for_the_way():
    copy = Copy.of(b"long " * 100)
    plain = handed_out(RequestFactory().get("/"), copy)
    packed = handed_out(RequestFactory().get("/", headers={"Accept-Encoding": "gzip, br"}), copy)
    assert gzip.decompress(packed.content) == plain.content
    assert (packed["Content-Encoding"], packed["Vary"]) == ("gzip", "Accept-Encoding")
    assert packed["ETag"] != plain["ETag"]
    again = RequestFactory().get("/", headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]})
    assert handed_out(again, copy).status_code == 304


@pytest.fixture
def clock(monkeypatch):
    now = [timezone.now()]
    monkeypatch.setattr(timezone, "now", lambda: now[0])
    return lambda **later: now.__setitem__(0, now[0] + timedelta(**later))


def test_a_copy_is_made_anew_when_it_is_true_no_longer(clock):
    shelf, made = Shelf(), []

    def take():
        until = timezone.now() + timedelta(minutes=1)
        return shelf.take("a", lambda: made.append(1) or b"x" * len(made), lambda: until)

    first = take()
    clock(seconds=59)
    assert take() is first
    clock(seconds=1)
    assert take().body == b"xx"
    assert made == [1, 1]


def test_nobody_keeps_a_copy_longer_than_it_is_true(clock):
    copy = Shelf().take("a", lambda: b"x", lambda: timezone.now() + timedelta(seconds=90))
    request = RequestFactory().get("/")
    assert handed_out(request, copy)["Cache-Control"] == "public, max-age=90"
    clock(seconds=30)
    assert handed_out(request, copy)["Cache-Control"] == "public, max-age=60"
    assert handed_out(request, copy, keep="private, no-cache")["Cache-Control"] == "private, no-cache"
    clock(hours=1)
    assert handed_out(request, copy)["Cache-Control"] == "public, max-age=0"


def test_room_counts_a_copy_that_was_replaced_once(clock):
    shelf = Shelf(room=200)
    for _ in range(50):
        shelf.take("a", lambda: b"1234", timezone.now)
    assert shelf._left == 200 - shelf.take("a", lambda: b"1234", timezone.now).size
