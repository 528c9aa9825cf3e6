"""Uploads become part of a document: once, whatever breaks off in between and however often it is asked for."""

import os
import socket
import tempfile
import uuid
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobcenter.documents import scanner
from jobcenter.documents.models import Closed, Collection, Document, DocumentPage, Moved, Upload, take_uploads
from jobcenter.documents.models import collection as collection_model
from jobcenter.documents.retention import RULES
from jobcenter.documents.tests.conftest import EICAR
from jobcenter.documents.tests.samples import image, pdf_with_text, tiff
from jobcenter.documents.tests.sending import create, hand_in, head, outcomes, patch, uploaded
from jobcenter.vault.resealing import reseal
from tests.at_once import at_once
from tests.photos import photographed_page

ONCE = pytest.mark.django_db
REALLY = pytest.mark.django_db(transaction=True)


@pytest.fixture
def collection(anna):
    return Collection.open(uuid.uuid4(), anna)


@pytest.fixture
def client(anna, client_of):
    return client_of(anna)


def photo(number=1):
    return photographed_page(width=240, height=320, number=number)


def names(stored_files, folder="uploads"):
    return [path.name for path in stored_files() if path.parent.name == folder]


@REALLY
def test_begun_while_the_draft_is_deleted_it_is_not_there(client, collection, anna, monkeypatch):
    room = Collection.room

    def deleted_now(held):
        Collection.discard(held.pk, anna)
        return room(held)

    monkeypatch.setattr(Collection, "room", deleted_now)
    assert create(client, collection, 100).status_code == 404
    assert not Upload.objects.exists()


@REALLY
def test_what_arrived_becomes_a_page_and_its_bytes_go(client, collection, clamd, stored_files):
    key = uploaded(client, collection, photo(), chunk=1000)
    assert DocumentPage.objects.count() == 0
    answer = hand_in(client, collection, key)
    assert (answer.status_code, outcomes(answer)) == (200, ["added"])
    assert "1 Datei hinzugefügt." in answer.text
    assert DocumentPage.objects.count() == 1
    assert Upload.objects.get().outcome == "added"
    assert names(stored_files) == []
    assert len(stored_files()) == 2


@REALLY
def test_doing_it_again_says_the_same_and_does_nothing(client, collection, stored_files):
    key = uploaded(client, collection, photo())
    first = hand_in(client, collection, key)
    DocumentPage.objects.get()
    for _ in range(2):
        again = hand_in(client, collection, key)
        assert (again.status_code, outcomes(again)) == (200, ["added"])
        assert "1 Datei hinzugefügt." in again.text
    assert first.status_code == 200
    assert DocumentPage.objects.count() == 1
    document = Document.objects.get()
    document.remove(document.pages.get().pk)
    assert outcomes(hand_in(client, collection, key)) == ["added"]
    assert DocumentPage.objects.count() == 0, "a page that was removed came back"
    assert stored_files() == []


@REALLY
def test_several_in_their_order_and_each_for_itself(client, collection, clamd):
    pages = [uploaded(client, collection, photo(number), name=f"{number}.jpg") for number in (3, 1, 2)]
    virus = uploaded(client, collection, pdf_with_text() + EICAR, name="b.pdf")
    answer = hand_in(client, collection, pages[0], virus, pages[1], pages[0], pages[2])
    assert (answer.status_code, outcomes(answer)) == (422, ["added", "refused", "added", "added"])
    assert "3 Dateien hinzugefügt. 1 Datei nicht angenommen." in answer.text
    assert "„b.pdf“: In der Datei wurde ein Virus gefunden." in answer.text
    assert DocumentPage.objects.count() == 3
    again = hand_in(client, collection, pages[0], virus, pages[1], pages[2])
    assert (again.status_code, outcomes(again)) == (422, outcomes(answer))
    assert "ein Virus gefunden" in again.text


@REALLY
def test_the_same_file_under_two_keys_is_there_once(client, collection):
    keys = [uploaded(client, collection, photo(), name=f"{nth}.jpg") for nth in (1, 2)]
    for _ in range(2):
        answer = hand_in(client, collection, *keys)
        assert outcomes(answer) == ["added", "known"]
        assert "„2.jpg“ ist schon da" in answer.text
    assert DocumentPage.objects.count() == 1


REFUSED = {
    "empty": (b"", "Die Datei ist leer"),
    "a zip in disguise": (b"PK\x03\x04" + bytes(100), "Das ist kein Foto und kein PDF"),
    "a page of the web": (b"<html><script>alert(1)</script>", "Das ist kein Foto und kein PDF"),
    "a program": (b"\x7fELF" + bytes(100), "Diese Art von Datei"),
    "a broken picture": (b"\xff\xd8\xff\xe0" + bytes(100), "Das Bild ist beschädigt"),
    "a broken pdf": (b"%PDF-1.7 nothing", "Das PDF ist beschädigt"),
    "a virus": (EICAR, "Das ist kein Foto"),
    "a virus behind a pdf": (pdf_with_text() + EICAR, "ein Virus gefunden"),
    "a picture of too many dots": (image("PNG", size=(9000, 9000), mode="1"), "zu viele Bildpunkte"),
}


@REALLY
@pytest.mark.parametrize("sort", REFUSED)
def test_what_is_refused_is_refused_for_good(client, collection, clamd, stored_files, sort):
    data, words = REFUSED[sort]
    key = uploaded(client, collection, data, name="<b>.pdf")
    for _ in range(2):
        answer = hand_in(client, collection, key)
        assert (answer.status_code, outcomes(answer)) == (422, ["refused"])
        assert words in answer.text
    assert (DocumentPage.objects.count(), stored_files()) == (0, [])


@REALLY
@pytest.mark.parametrize("lacks", ["bytes", "sheets"])
def test_where_there_is_no_room_nothing_is_wrong_with_the_file(client, collection, monkeypatch, stored_files, lacks):
    monkeypatch.setattr(collection_model, "MAX_COLLECTION", 1)
    key = uploaded(client, collection, photo() if lacks == "bytes" else tiff(51))
    for _ in range(2):
        answer = hand_in(client, collection, key)
        assert (answer.status_code, outcomes(answer)) == (422, ["full"])
        assert ("kein Platz mehr" if lacks == "bytes" else "mehr als 50 Seiten") in answer.text
    assert (DocumentPage.objects.count(), stored_files()) == (0, [])


@REALLY
def test_a_picture_with_something_behind_it_arrives_as_a_picture_alone(client, collection, clamd):
    key = uploaded(client, collection, photo() + b"PK\x03\x04<script>alert(1)</script>")
    assert outcomes(hand_in(client, collection, key)) == ["added"]
    assert b"script" not in DocumentPage.objects.get().content()


@REALLY
def test_the_scanner_is_away_and_comes_back_without_sending_again(client, collection, clamd, settings, stored_files):
    key = uploaded(client, collection, photo())
    working, settings.CLAMD = settings.CLAMD, "unix:/nowhere"
    for _ in range(2):
        answer = hand_in(client, collection, key)
        assert (answer.status_code, outcomes(answer)) == (422, ["later"])
        assert "Prüfung auf Viren ist gerade nicht möglich" in answer.text
    assert len(names(stored_files)) == 1
    settings.CLAMD = working
    assert outcomes(hand_in(client, collection, key)) == ["added"]


@REALLY
def test_a_scanner_that_does_not_answer_in_time(client, collection, settings, monkeypatch, stored_files):
    key = uploaded(client, collection, photo())
    monkeypatch.setattr(scanner, "_ANSWER_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CLAMD = f"tcp:127.0.0.1:{silent.getsockname()[1]}"
        assert outcomes(hand_in(client, collection, key)) == ["later"]
    assert len(names(stored_files)) == 1
    settings.CLAMD = ""
    assert outcomes(hand_in(client, collection, key)) == ["added"]


@REALLY
def test_a_full_disk_passes(client, collection, monkeypatch):
    key = uploaded(client, collection, photo())
    with monkeypatch.context() as patched:
        patched.setattr(tempfile, "TemporaryFile", lambda: open("/dev/full", "wb", buffering=0))
        answer = hand_in(client, collection, key)
    assert outcomes(answer) == ["later"]
    assert "konnte gerade nicht gespeichert werden" in answer.text
    assert outcomes(hand_in(client, collection, key)) == ["added"]


@REALLY
def test_not_all_is_there_yet(client, collection):
    address = create(client, collection, len(photo()))["Location"]
    patch(client, address, photo()[:100], at=0)
    key = Upload.objects.get().pk
    answer = hand_in(client, collection, key)
    assert (answer.status_code, outcomes(answer)) == (422, ["incomplete"])
    assert "noch nicht ganz hochgeladen" in answer.text
    patch(client, address, photo()[100:], at=100)
    assert outcomes(hand_in(client, collection, key)) == ["added"]


@REALLY
def test_what_is_gone_is_told_without_a_word_about_why(client, collection, anna, ben, client_of):
    other = Collection.open(uuid.uuid4(), anna)
    bens = Collection.open(uuid.uuid4(), ben)
    expired = uploaded(client, collection, photo())
    Upload.objects.update(expires_at=timezone.now())
    keys = [
        expired,
        str(uuid.uuid4()),
        uploaded(client, other, photo()),
        uploaded(client, collection, photo(), slot="ausweis"),
        uploaded(client_of(ben), bens, photo()),
    ]
    for key in keys:
        answer = hand_in(client, collection, key)
        assert (answer.status_code, outcomes(answer)) == (422, ["gone"])
        assert "Bitte laden Sie die Datei noch einmal hoch." in answer.text
    assert DocumentPage.objects.count() == 0
    assert hand_in(client, collection, "x", by_script=False).status_code == 404


@REALLY
@pytest.mark.parametrize("harm", ["lost", "changed"])
def test_what_the_store_lost_begins_anew(client, collection, stored_files, harm):
    key = uploaded(client, collection, photo(), chunk=5000)
    path = stored_files()[0]
    if harm == "lost":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1])
    assert outcomes(hand_in(client, collection, key)) == ["gone"]
    assert (Upload.objects.count(), stored_files()) == (0, [])
    assert outcomes(hand_in(client, collection, uploaded(client, collection, photo()))) == ["added"]


@REALLY
def test_papers_that_were_sent_meanwhile(client, collection, anna):
    settled, late = uploaded(client, collection, photo(1)), uploaded(client, collection, photo(2))
    hand_in(client, collection, settled)
    Collection.objects.get(pk=collection.pk).close(timezone.now(), 0)
    assert outcomes(hand_in(client, collection, settled)) == ["added"]
    answer = hand_in(client, collection, late)
    assert answer.status_code == 422
    assert "schon gesendet" in answer.text
    with pytest.raises(Closed):
        take_uploads(Collection.objects.get(pk=collection.pk), [uuid.UUID(late)], slot="mietvertrag", title="x")


@REALLY
def test_a_draft_that_is_deleted_takes_its_uploads_along(client, collection, anna, stored_files):
    key = uploaded(client, collection, photo())
    Collection.discard(collection.pk, anna)
    assert (Upload.objects.count(), stored_files()) == (0, [])
    assert hand_in(client, collection, key, by_script=False).status_code == 404


@REALLY
def test_without_the_script_as_well(client, collection):
    key = uploaded(client, collection, photo())
    address = reverse("documents:add", args=[collection.pk, "mietvertrag"])
    answer = client.post(address, {"upload": [key], "next": "/antrag/x/"})
    assert (answer.status_code, answer["Location"]) == (302, "/antrag/x/#unterlage-mietvertrag")
    broken = uploaded(client, collection, b"x")
    assert client.post(address, {"upload": [broken]}).status_code == 422


@REALLY
def test_the_card_still_wants_its_token(anna, collection, client):
    key = uploaded(client, collection, photo())
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert hand_in(strict, collection, key, by_script=False).status_code == 403
    assert head(strict, reverse("documents:upload", args=[key])).status_code == 200


@REALLY
def test_asked_for_at_once_it_is_added_once_and_both_hear_the_same(client, collection, anna, client_of, stored_files):
    keys = [uploaded(client, collection, photo(number)) for number in (1, 2)]
    tabs = [client_of(anna) for _ in range(3)]
    answers = at_once(*[lambda tab=tab: hand_in(tab, collection, *keys) for tab in tabs])
    assert [outcomes(answer) for answer in answers] == [["added", "added"]] * 3
    assert DocumentPage.objects.count() == 2
    assert names(stored_files) == []
    assert len(stored_files()) == 4


@REALLY
def test_whoever_is_overtaken_before_reading_hears_the_same(client, collection, monkeypatch):
    key = uuid.UUID(uploaded(client, collection, photo()))
    where, take_in = {"slot": "mietvertrag", "title": "Mietvertrag"}, Collection.take_in

    def overtaken(held, files, **more):
        monkeypatch.setattr(Collection, "take_in", take_in)
        assert take_uploads(collection, [key], **where).uploads == {key: "added"}
        return take_in(held, files, **more)

    monkeypatch.setattr(Collection, "take_in", overtaken)
    assert take_uploads(collection, [key], **where).uploads == {key: "added"}
    assert Upload.objects.get().outcome == "added"
    assert DocumentPage.objects.count() == 1


@REALLY
def test_the_same_bytes_at_once_come_in_once(client, collection, anna, client_of, stored_files):
    address = create(client, collection, len(photo()))["Location"]
    tabs = [client_of(anna) for _ in range(4)]
    half = len(photo()) // 2
    for part, at in ((photo()[:half], 0), (photo()[half:], half)):
        answers = at_once(*[lambda tab=tab, part=part, at=at: patch(tab, address, part, at=at) for tab in tabs])
        assert sorted(answer.status_code for answer in answers) == [204, 409, 409, 409]
    assert len(names(stored_files)) == 2
    with Upload.objects.get().opened() as file:
        assert file.read() == photo()


@ONCE
def test_whoever_comes_second_has_poured_in_vain(collection, client, stored_files):
    """While bytes come in another request brings them first."""
    create(client, collection, 10)
    slow, fast = Upload.objects.get(), Upload.objects.get()

    def arriving():
        fast.receive([b"0123"], at=0)
        yield b"01"

    with pytest.raises(Moved):
        slow.receive(arriving(), at=0)
    assert Upload.objects.get().offset == 4
    assert len(stored_files()) == 1
    fast.delete()
    with pytest.raises(Moved):
        fast.receive([b"4"], at=4)
    assert len(stored_files()) == 1


@REALLY
def test_while_bytes_come_in_nobody_waits_for_the_database(collection, client):
    from django.db import connection

    create(client, collection, 2)
    held = []

    def arriving():
        for _ in range(2):
            held.append(connection.connection)
            yield b"x"

    Upload.objects.get().receive(arriving(), at=0)
    assert held == [None, None]


@ONCE
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), cuts=st.lists(st.integers(0, 300), max_size=8), again=st.booleans())
def test_however_it_is_cut_the_file_is_the_same(client, collection, data, cuts, again):
    address = create(client, collection, len(data))["Location"]
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    for start, end in pairwise(edges):
        assert patch(client, address, data[start:end], at=start).status_code == 204
        if again and end > start:  # the answer was lost
            assert patch(client, address, data[start:end], at=start).status_code == 409
        assert int(head(client, address)["Upload-Offset"]) == end
    upload = Upload.objects.get(pk=address.split("/")[-2])
    assert upload.complete
    with upload.opened() as file:
        assert file.read() == data
    upload.delete()


def rule(nth):
    return [one for one in RULES if one.model == "documents.Upload"][nth]


@REALLY
def test_uploads_nobody_carries_on_go_with_their_bytes(client, collection, stored_files):
    uploaded(client, collection, photo())
    now = timezone.now()
    assert rule(0).shred(now + timedelta(hours=23)) == 0
    assert rule(0).shred(now + timedelta(hours=25)) == 1
    assert (Upload.objects.count(), stored_files()) == (0, [])


@REALLY
def test_bytes_that_belong_to_no_upload_go_after_a_day(client, collection, stored_files):
    uploaded(client, collection, photo(), chunk=5000)
    kept = stored_files()
    upload = Upload.objects.get()
    Upload.objects.filter(pk=upload.pk).update(pieces=upload.pieces[1:])
    stray = next(path for path in kept if path.name in upload.pieces[0])
    broken = stray.with_name("f" * 32 + ".part")  # left behind by a server that was killed
    broken.write_bytes(b"x")
    assert rule(1).shred(timezone.now()) == 0
    for path in (*kept, broken):
        then = path.stat().st_mtime - 2 * 86400
        os.utime(path, (then, then))
    assert rule(1).shred(timezone.now()) == 2
    assert stored_files() == sorted(set(kept) - {stray})


@REALLY
def test_a_new_key_in_between_harms_no_upload(client, collection, settings):
    key = uploaded(client, collection, photo(), chunk=5000)
    old = settings.AT_REST_KEYS
    settings.AT_REST_KEYS = ["00000001:" + "A" * 43 + "=", *old]
    resealed = reseal()
    assert resealed.unreadable == 0
    assert resealed.done >= len(Upload.objects.get().pieces)
    settings.AT_REST_KEYS = settings.AT_REST_KEYS[:1]
    assert outcomes(hand_in(client, collection, key)) == ["added"]


@REALLY
def test_files_of_a_form_need_no_upload(client, collection):
    address = reverse("documents:add", args=[collection.pk, "mietvertrag"])
    answer = client.post(
        address, {"files": [SimpleUploadedFile("a.jpg", photo())]}, headers={"X-Requested-With": "fetch"}
    )
    assert answer.status_code == 200
    assert "Upload-Outcome" not in answer
