import gzip

from django.test import RequestFactory

from jobcenter.directory.shelf import Copy, Shelf, handed_out


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
