"""Uploads against a real server: connections that break off, a server that is killed, two other clients."""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import uuid

import pytest
from django.conf import settings as django_settings
from tusclient.client import TusClient

from jobcenter.documents.models import Collection, Upload
from jobcenter.documents.tests.sending import BYTES, VERSION, create, hand_in, key_of, outcomes, target
from jobcenter.documents.tests.serving import Cutting, Granian, half_sent, script, session_of, wait_until
from tests.photos import photographed_page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("granian")]
CHUNK = 400_000


@pytest.fixture(scope="module")
def running(django_db_setup, tmp_path_factory):
    server = Granian(tmp_path_factory.mktemp("granian"))
    yield server
    server.stop()


@pytest.fixture
def granian(running, settings):
    """The server, which shares the file store with the test."""
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": running.data / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    shutil.rmtree(running.data / "files", ignore_errors=True)
    return running


@pytest.fixture
def cutting(granian):
    """cutting(cuts): a bad connection to the server."""
    made = []
    yield lambda *cuts: made.append(Cutting(granian, cuts)) or made[-1]
    for connection in made:
        connection.close()


@pytest.fixture
def collection(anna):
    return Collection.open(uuid.uuid4(), anna)


@pytest.fixture
def client(anna, client_of):
    return client_of(anna)


@pytest.fixture
def photo():
    return photographed_page(width=2400, height=3000)


def offset(http, address):
    return int(http.head(address, headers=VERSION).headers["Upload-Offset"])


def patched(http, address, data, *, at):
    headers = {**VERSION, "Content-Type": BYTES, "Upload-Offset": str(at)}
    return http.patch(address, content=data, headers=headers)


def arrived(key):
    with Upload.objects.get(pk=key).opened() as file:
        return file.read()


def test_broken_off_in_every_chunk_nothing_is_lost_or_doubled(granian, client, collection, photo, stored_files):
    address = create(client, collection, len(photo))["Location"]
    http, at, cuts = granian.http(client), 0, 0
    while at < len(photo):
        chunk = photo[at : at + CHUNK]
        sent = len(chunk) // 2
        half_sent(granian, client, address, chunk, at=at, sent=sent).close()
        wait_until(lambda at=at: offset(http, address) > at, "what arrived was not kept")
        assert offset(http, address) == at + sent
        cuts += 1
        answer = patched(http, address, chunk[sent:], at=at + sent)
        assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, str(at + len(chunk)))
        at += len(chunk)
    assert cuts > 1
    assert arrived(key_of(address)) == photo
    assert len(stored_files()) == 2 * cuts
    assert outcomes(hand_in(client, collection, key_of(address))) == ["added"]


def test_broken_off_with_a_checksum_nothing_of_it_counts(granian, client, collection, photo, stored_files):
    address = create(client, collection, len(photo))["Location"]
    promised = f"Upload-Checksum: sha1 {base64.b64encode(hashlib.sha1(photo).digest()).decode()}\r\n"
    connection = half_sent(granian, client, address, photo, at=0, sent=600_000, more=promised)
    wait_until(granian.partials, "nothing is being written")
    connection.close()
    wait_until(lambda: not granian.partials(), "it still waits for bytes")
    assert offset(granian.http(client), address) == 0
    assert stored_files() == []


def test_killed_while_bytes_come_in_the_offset_is_true(granian, client, collection, photo):
    address = create(client, collection, len(photo))["Location"]
    assert patched(granian.http(client), address, photo[:CHUNK], at=0).status_code == 204
    rest = photo[CHUNK:]
    with half_sent(granian, client, address, rest, at=CHUNK, sent=len(rest) - 1):
        wait_until(granian.partials, "nothing is being written")
        granian.kill()
    granian.start()
    http = granian.http(client)
    assert offset(http, address) == CHUNK
    assert patched(http, address, rest, at=CHUNK).status_code == 204
    assert arrived(key_of(address)) == photo
    assert len(granian.partials()) == 1  # swept by the broom, see test_uploads


def test_carried_on_while_the_old_connection_still_hangs(granian, client, collection, photo, stored_files):
    """A phone changes from one network to another: nobody tells the server that the first connection is dead."""
    address = create(client, collection, len(photo))["Location"]
    with half_sent(granian, client, address, photo, at=0, sent=600_000):
        wait_until(granian.partials, "nothing is being written")
        http = granian.http(client)
        assert offset(http, address) == 0
        assert patched(http, address, photo, at=0).status_code == 204
    wait_until(lambda: not granian.partials(), "it still waits for bytes")
    assert arrived(key_of(address)) == photo
    wait_until(lambda: len(stored_files()) == 1, "what was poured in vain is still there")


def test_what_is_wrong_is_heard_even_by_whoever_is_still_sending(granian, client, collection):
    large = os.urandom(4_000_000)
    address = create(client, collection, len(large))["Location"]
    http = granian.http(client)
    assert [patched(http, address, large, at=1).status_code for _ in range(5)] == [409] * 5
    assert patched(http, address, large + b"x", at=0).status_code == 413
    assert http.patch(address, content=large, headers=VERSION).status_code == 415
    assert offset(http, address) == 0


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_without_a_length(granian, client, collection, announced, stored_files):
    """Chunked transfer: the bytes end where they end, and never beyond what was announced."""
    data = os.urandom(1_000_000)
    address = create(client, collection, len(data) - (not announced))["Location"]
    http = granian.http(client)
    answer = patched(http, address, iter([data[:300_000], data[300_000:]]), at=0)
    assert answer.request.headers["Transfer-Encoding"] == "chunked"
    if announced:
        assert answer.status_code == 204
        assert arrived(key_of(address)) == data
    else:
        assert (answer.status_code, offset(http, address), stored_files()) == (413, 0, [])


def test_the_whole_way_over_the_network(granian, client, collection, photo):
    http = granian.http(client)
    headers = {**VERSION, "Upload-Length": str(len(photo)), "Upload-Metadata": target(collection)}
    address = http.post("/unterlagen/hochladen/", headers=headers).headers["Location"]
    assert http.options(address).status_code == 204
    assert patched(http, address, photo, at=0).status_code == 204
    assert http.delete(address, headers=VERSION).status_code == 204
    assert http.head(address, headers=VERSION).status_code == 404


@pytest.mark.parametrize("cuts", [[], [500_000], [300_000, 700_000]], ids=["good", "one cut", "two cuts"])
def test_tuspy(granian, cutting, client, collection, photo, tmp_path, cuts):
    file = tmp_path / "Mietvertrag.jpg"
    file.write_bytes(photo)
    way = cutting(*cuts)
    other = TusClient(f"{way.url}/unterlagen/hochladen/", headers={"Cookie": f"sessionid={session_of(client)}"})
    facts = {"filename": "Mietvertrag.jpg", "collection": str(collection.pk), "slot": "mietvertrag"}
    uploader = other.uploader(
        str(file), chunk_size=CHUNK * 2, metadata=facts, retries=5, retry_delay=0, upload_checksum=not cuts
    )
    uploader.upload()
    key = key_of(uploader.url)
    assert way.cuts == []
    assert arrived(key) == photo
    assert outcomes(hand_in(client, collection, key)) == ["added"]


@pytest.mark.parametrize("cuts", [[], [500_000], [300_000, 700_000]], ids=["good", "one cut", "two cuts"])
@pytest.mark.parametrize("with_creation", [False, True], ids=["", "bytes with the creation"])
def test_tus_js_client(granian, cutting, client, collection, photo, tmp_path, cuts, with_creation):
    file = tmp_path / "Mietvertrag.jpg"
    file.write_bytes(photo)
    way = cutting(*cuts)
    wanted = {
        "endpoint": f"{way.url}/unterlagen/hochladen/",
        "cookie": f"sessionid={session_of(client)}",
        "file": str(file),
        "metadata": {"filename": "Mietvertrag.jpg", "collection": str(collection.pk), "slot": "mietvertrag"},
        "chunkSize": CHUNK * 2,
        "withCreation": with_creation,
    }
    done = subprocess.run(
        ["node", script("tus_client.mjs"), json.dumps(wanted)],
        cwd=django_settings.ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    key = key_of(done.stdout.strip())
    assert way.cuts == []
    assert arrived(key) == photo
    assert outcomes(hand_in(client, collection, key)) == ["added"]
