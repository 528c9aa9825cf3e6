"""The protocol, header by header and status by status (https://tus.io/protocols/resumable-upload)."""

import base64
import hashlib
import re
import uuid
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobcenter.documents.limits import MAX_FILE, MAX_PERSON, MAX_PIECES, MAX_UPLOADS
from jobcenter.documents.models import Collection, Upload
from jobcenter.documents.tests.sending import BYTES, VERSION, create, head, key_of, metadata, patch, target, uploaded
from jobcenter.documents.tests.test_outbox import mark_on
from jobcenter.people.models import Person
from jobcenter.people.tests.test_guests import browser_of

pytestmark = pytest.mark.django_db
DATA = b"Mietvertrag, Seite 1. " * 50


@pytest.fixture
def collection(anna):
    return Collection.open(uuid.uuid4(), anna)


@pytest.fixture
def client(anna, client_of):
    return client_of(anna)


@pytest.fixture
def address(client, collection):
    return create(client, collection, len(DATA))["Location"]


def checksum(data, algorithm="sha1"):
    return f"{algorithm} {base64.b64encode(hashlib.new(algorithm, data).digest()).decode()}"


def offset(client, address):
    return int(head(client, address)["Upload-Offset"])


def test_what_is_offered_is_said(client, address):
    for place in (reverse("documents:uploads"), address):
        answer = client.options(place)
        assert answer.status_code == 204
        assert answer["Tus-Version"] == answer["Tus-Resumable"] == "1.0.0"
        offered = {"creation", "creation-with-upload", "checksum", "expiration", "termination"}
        assert set(answer["Tus-Extension"].split(",")) == offered
        assert answer["Tus-Max-Size"] == str(MAX_FILE)
        assert answer["Tus-Checksum-Algorithm"] == "sha1,sha256"
        assert "Access-Control-Allow-Origin" not in answer


def test_a_whole_upload(client, collection, stored_files):
    created = create(client, collection, len(DATA), name="Müllers Vertrag.jpg")
    assert created.status_code == 201
    assert created["Upload-Offset"] == "0"
    address = created["Location"]
    first = patch(client, address, DATA[:500], at=0)
    assert (first.status_code, first["Upload-Offset"]) == (204, "500")
    state = head(client, address)
    assert (state.status_code, state["Upload-Offset"], state["Upload-Length"]) == (200, "500", str(len(DATA)))
    assert state["Cache-Control"] == "no-store"
    assert state["Upload-Metadata"] == target(collection, name="Müllers Vertrag.jpg")
    assert patch(client, address, DATA[500:], at=500)["Upload-Offset"] == str(len(DATA))
    upload = Upload.objects.get()
    assert (upload.filename, upload.slot, upload.complete) == ("Müllers Vertrag.jpg", "mietvertrag", True)
    with upload.opened() as file:
        assert file.read() == DATA
    assert len(stored_files()) == 2


@pytest.mark.parametrize("given", [None, "0.2.2", "1.0", ""])
@pytest.mark.parametrize("method", ["POST", "HEAD", "PATCH", "DELETE"])
def test_another_version_is_refused_with_ours(client, collection, address, method, given):
    place = reverse("documents:uploads") if method == "POST" else address
    headers = {} if given is None else {"Tus-Resumable": given}
    answer = client.generic(method, place, DATA, content_type=BYTES, headers={"Upload-Offset": "0", **headers})
    assert (answer.status_code, answer["Tus-Version"], answer["Tus-Resumable"]) == (412, "1.0.0", "1.0.0")
    assert [one.offset for one in Upload.objects.all()] == [0]


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"Upload-Length": None}, 400),
        ({"Upload-Length": None, "Upload-Defer-Length": "1"}, 400),
        ({"Upload-Length": "-1"}, 400),
        ({"Upload-Length": "many"}, 400),
        ({"Upload-Length": "9" * 30}, 400),
        ({"Upload-Length": str(MAX_FILE + 1)}, 413),
        ({"Upload-Length": str(MAX_FILE)}, 201),
        ({"Upload-Metadata": None}, 400),
        ({"Upload-Metadata": "filename %%%"}, 400),
        ({"Upload-Metadata": "collection,collection"}, 400),
        ({"Upload-Metadata": metadata(collection="x", slot="a")}, 400),
        ({"Upload-Metadata": metadata(collection=uuid.UUID(int=1), slot="a")}, 404),
        ({"slot": "mit Leerzeichen"}, 400),
        ({"slot": "a" * 81}, 400),
        ({"name": "a" * 4000}, 400),
        ({"name": ""}, 201),
        ({"Origin": "https://example.org"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}, 201),
    ],
    ids=lambda part: (
        None if isinstance(part, int) else "-".join(f"{key}={str(value)[:12]}" for key, value in part.items())
    ),
)
def test_creation(client, collection, changed, status):
    answer = create(client, collection, 10, **changed)
    assert (answer.status_code, answer["Tus-Resumable"]) == (status, "1.0.0")
    assert Upload.objects.count() == (status == 201)


@pytest.mark.parametrize(
    ("changed", "at", "status"),
    [
        ({"Content-Type": "application/octet-stream"}, 0, 415),
        ({"Content-Type": None}, 0, 415),
        ({"Upload-Offset": None}, 0, 400),
        ({"Upload-Offset": "-1"}, 0, 400),
        ({"Upload-Offset": "x"}, 0, 400),
        ({}, 1, 409),
        ({}, len(DATA), 409),
        ({}, 10**12, 409),
        ({"Upload-Checksum": "md5 AAAA"}, 0, 400),
        ({"Upload-Checksum": "sha1"}, 0, 400),
        ({"Upload-Checksum": "sha1 !"}, 0, 400),
        ({"Upload-Checksum": "sha1 AAAA"}, 0, 400),
        ({"Upload-Checksum": checksum(b"other")}, 0, 460),
        ({"Upload-Checksum": checksum(b"other", "sha256")}, 0, 460),
        ({"Origin": "https://example.org"}, 0, 403),
    ],
    ids=lambda part: (
        None if isinstance(part, int) else "-".join(f"{key}={value}" for key, value in part.items()) or "-"
    ),
)
def test_bytes_that_are_not_taken_leave_nothing(client, address, stored_files, changed, at, status):
    answer = patch(client, address, DATA, **{"at": at, **changed})
    assert (answer.status_code, answer["Tus-Resumable"]) == (status, "1.0.0")
    assert offset(client, address) == 0
    assert stored_files() == []


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_bytes_with_the_right_checksum(client, address, algorithm):
    assert patch(client, address, DATA, at=0, **{"Upload-Checksum": checksum(DATA, algorithm)}).status_code == 204
    assert offset(client, address) == len(DATA)


def test_a_wrong_checksum_takes_back_nothing_but_its_own_bytes(client, address):
    patch(client, address, DATA[:100], at=0)
    assert patch(client, address, b"x" * 50, at=100, **{"Upload-Checksum": checksum(DATA[100:150])}).status_code == 460
    assert patch(client, address, DATA[100:], at=100).status_code == 204
    with Upload.objects.get().opened() as file:
        assert file.read() == DATA


def test_more_bytes_than_announced(client, collection, stored_files):
    address = create(client, collection, 10)["Location"]
    assert patch(client, address, b"x" * 11, at=0).status_code == 413
    assert patch(client, address, b"x" * 8, at=0).status_code == 204
    assert patch(client, address, b"x" * 3, at=8).status_code == 413
    assert offset(client, address) == 8
    assert len(stored_files()) == 1


def test_no_bytes_change_nothing(client, collection, address, stored_files):
    assert patch(client, address, b"", at=0).status_code == 204
    empty = create(client, collection, 0)["Location"]
    assert patch(client, empty, b"", at=0).status_code == 204
    assert patch(client, empty, b"x", at=0).status_code == 413
    assert stored_files() == []


def test_the_first_bytes_may_come_with_the_creation(client, collection, stored_files):
    place, headers = reverse("documents:uploads"), {**VERSION, "Upload-Metadata": target(collection)}
    headers["Upload-Length"] = str(len(DATA))
    answer = client.generic("POST", place, DATA[:100], content_type=BYTES, headers=headers)
    assert (answer.status_code, answer["Upload-Offset"]) == (201, "100")
    assert patch(client, answer["Location"], DATA[100:], at=100).status_code == 204
    wrong = {**headers, "Upload-Checksum": checksum(b"other")}
    assert client.generic("POST", place, DATA, content_type=BYTES, headers=wrong).status_code == 460
    assert Upload.objects.count() == 1
    assert len(stored_files()) == 2


def test_methods_behind_networks_that_know_only_post(client, address):
    def post(method, data=b"", **more):
        headers = {**VERSION, "X-HTTP-Method-Override": method, **more}
        return client.generic("POST", address, data, content_type=BYTES, headers=headers)

    assert post("PATCH", DATA[:10], **{"Upload-Offset": "0"})["Upload-Offset"] == "10"
    assert post("HEAD")["Upload-Offset"] == "10"
    assert post("GET").status_code == 405
    assert post("DELETE").status_code == 204
    assert post("HEAD").status_code == 404


@pytest.mark.parametrize("method", ["GET", "PUT", "POST"])
def test_methods_that_are_none(client, address, method):
    answer = client.generic(method, address, headers=VERSION)
    assert (answer.status_code, answer["Allow"]) == (405, "DELETE, HEAD, OPTIONS, PATCH")
    if method != "POST":
        assert client.generic(method, reverse("documents:uploads"), headers=VERSION)["Allow"] == "OPTIONS, POST"


def test_an_upload_that_ends_leaves_nothing(client, address, stored_files, django_capture_on_commit_callbacks):
    patch(client, address, DATA[:100], at=0)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.delete(address, headers=VERSION).status_code == 204
    assert head(client, address).status_code == 404
    assert patch(client, address, DATA[100:], at=100).status_code == 404
    assert (Upload.objects.count(), stored_files()) == (0, [])


def test_it_says_until_when_and_that_moves_on(client, collection, address):
    Upload.objects.update(expires_at=timezone.now() + timedelta(minutes=1))
    for answer in (create(client, collection, 1), patch(client, address, DATA, at=0), head(client, address)):
        assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT", answer["Upload-Expires"])
        left = parsedate_to_datetime(answer["Upload-Expires"]) - timezone.now()
        assert timedelta(hours=23) < left <= timedelta(hours=24)


def test_after_that_it_is_gone(client, address):
    Upload.objects.update(expires_at=timezone.now())
    for answer in (
        head(client, address),
        patch(client, address, DATA, at=0),
        client.delete(address, headers=VERSION),
    ):
        assert (answer.status_code, answer["Tus-Resumable"]) == (410, "1.0.0")


def test_papers_that_were_sent_take_no_more(client, collection):
    collection.close(timezone.now(), 0)
    answer = create(client, collection, 10)
    assert answer.status_code == 410
    assert "schon gesendet" in answer.text


def test_no_more_at_once_than_somebody_can_need(client, collection, monkeypatch):
    for _ in range(MAX_UPLOADS):
        assert create(client, collection, 1).status_code == 201
    answer = create(client, collection, 1)
    assert answer.status_code == 429
    assert "zu viele Dateien auf einmal" in answer.text
    Upload.objects.filter(pk=Upload.objects.first().pk).update(outcome="added")
    assert create(client, collection, 1).status_code == 201


def test_what_is_under_way_counts_as_if_it_were_there(client, collection, anna):
    Collection.objects.create(owner=anna, size=MAX_PERSON - 100)
    assert create(client, collection, 60).status_code == 201
    answer = create(client, collection, 41)
    assert answer.status_code == 413
    assert "Speicherplatz" in answer.text
    assert create(client, collection, 40).status_code == 201


def test_not_in_more_pieces_than_a_bad_connection_makes(client, address):
    Upload.objects.update(pieces=["uploads/x"] * MAX_PIECES)
    answer = patch(client, address, DATA, at=0)
    assert answer.status_code == 400
    assert "zu oft unterbrochen" in answer.text


def test_a_full_disk_keeps_nothing_and_says_so(client, address, stored_files, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        answer = patch(client, address, DATA, at=0)
    assert (answer.status_code, offset(client, address), stored_files()) == (507, 0, [])
    assert patch(client, address, DATA, at=0).status_code == 204


def test_somebody_else_finds_nothing(client, address, collection, ben, client_of):
    bens = client_of(ben)
    for answer in (
        head(bens, address),
        patch(bens, address, DATA, at=0),
        bens.delete(address, headers=VERSION),
        bens.options(address),
        create(bens, collection, 10),
    ):
        assert (answer.status_code, answer["Tus-Resumable"]) == (404, "1.0.0")
    assert offset(client, address) == 0


def test_a_page_of_somebody_else_is_told_apart_from_a_draft_that_is_gone(client, collection, anna, ben, client_of):
    hers, his = mark_on(client), mark_on(client_of(ben))
    assert create(client_of(ben), collection, 10, **{"Outbox-Owner": hers}).status_code == 403
    assert create(client_of(ben), collection, 10, **{"Outbox-Owner": his}).status_code == 404
    assert create(client, collection, 10, **{"Outbox-Owner": his}).status_code == 201
    Collection.discard(collection.pk, anna)
    assert create(client, collection, 10, **{"Outbox-Owner": hers}).status_code == 404


def test_without_an_account_just_what_the_link_is_for(client, address, collection):
    dora = Person.objects.create(provider_number="31704")
    papers = Collection.objects.create(owner=dora)
    guest = browser_of(dora)
    key = uploaded(guest, papers, DATA)
    assert Upload.objects.get(pk=key).owner == dora
    assert head(guest, address).status_code == 404
    assert create(guest, collection, 10).status_code == 404
    assert head(client, reverse("documents:upload", args=[key])).status_code == 404


def test_signed_out_in_between_it_goes_on_after_signing_in(client, address, anna):
    patch(client, address, DATA[:100], at=0)
    client.logout()
    for answer in (
        head(client, address),
        patch(client, address, DATA[100:], at=100),
        client.options(reverse("documents:uploads")),
        Client().post(reverse("documents:uploads"), headers=VERSION),
    ):
        assert (answer.status_code, answer["Tus-Resumable"]) == (401, "1.0.0")
    client.force_login(anna.user)
    session = client.session
    session["second_factor"] = True
    session.save()
    assert offset(client, address) == 100
    assert patch(client, address, DATA[100:], at=100).status_code == 204


def test_nothing_readable_is_kept(client, collection, stored_files):
    key = uploaded(client, collection, DATA, name="Kontoauszug Anna.jpg", chunk=500)
    assert stored_files()
    for path in stored_files():
        assert b"Mietvertrag" not in path.read_bytes()
        assert key not in str(path.relative_to(django_settings.STORAGES["default"]["OPTIONS"]["location"]))


def test_few_queries(client, collection, django_assert_num_queries):
    with django_assert_num_queries(5):
        address = create(client, collection, len(DATA))["Location"]
    with django_assert_num_queries(3):
        patch(client, address, DATA, at=0)
    with django_assert_num_queries(2):
        head(client, address)
    assert key_of(address) == str(Upload.objects.get().pk)
