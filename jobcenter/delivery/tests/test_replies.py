"""Replies: recorded once, moved away, and never able to hurt."""

import os
import random
import time
import uuid
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from lxml import etree

from jobcenter.delivery.couriers.folder.reading import Reply, Unclear, read
from jobcenter.delivery.handing_over import hand_over
from jobcenter.delivery.models import Connection, Parcel, Sign
from jobcenter.delivery.reconciling import reconcile
from jobcenter.delivery.tests.test_folder import schema
from jobcenter.delivery.watching import watch
from samples import e_akte

IMPORTED, TAKEN = "FVDaten.ImportBestaetigen.0630", "FVDaten.EmpfangBestaetigen.0629"


@pytest.fixture
def parcel(connection, folder, send):
    parcel = send()
    hand_over(parcel.pk)
    return parcel


def reply(folder, process_id, name=IMPORTED, code="0000000"):
    e_akte.answer(folder, str(process_id), name, e_akte.outcome(code, None) if name == IMPORTED else "")


def drop(folder, data, name="antwort.zip", *, age=60):
    path = folder / "antwort" / name
    path.write_bytes(data)
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def zipped(data, name="x.xml"):
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, data)
    return target.getvalue()


def in_folder(folder, name=""):
    return sorted(path.name for path in (folder / "antwort" / name).iterdir() if path.is_file())


def test_0629_means_received_and_keeps_the_content(parcel, folder):
    reply(folder, parcel.process_id, TAKEN)
    assert watch() == 1
    assert Parcel.objects.get().state == "received"
    assert Parcel.objects.get().stored


def test_0630_means_received_for_good_and_the_content_goes(parcel, folder, settings):
    reply(folder, parcel.process_id)
    assert watch() == 1
    kept = Parcel.objects.get()
    assert kept.state == "received"
    assert (kept.stored, kept.manifest) == ([], "")
    location = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    assert not list((location / "parcels").iterdir())
    assert in_folder(folder) == []
    assert in_folder(folder, "verarbeitet") == [f"{parcel.process_id}_{IMPORTED}.zip"]


def test_the_same_reply_again_is_no_news(parcel, folder):
    for _ in range(3):
        reply(folder, parcel.process_id)
        watch()
    assert Sign.objects.count() == 1
    assert len(in_folder(folder, "verarbeitet")) == 3


def test_killed_between_recording_and_moving_it_is_still_recorded_once(parcel, folder, monkeypatch):
    reply(folder, parcel.process_id)
    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            watch()
    assert watch() == 0
    assert Sign.objects.count() == 1
    assert in_folder(folder) == []


@pytest.mark.parametrize("code", ["0604003", "0000008", "0000499"])
def test_an_error_reply_tells_person_and_operator(parcel, folder, code, open_alarms):
    reply(folder, parcel.process_id, code=code)
    watch()
    sign = Sign.objects.for_subjects([parcel.subject]).get()
    assert sign.kind == "failed"
    assert sign.detail["codes"] == [code]
    assert Parcel.objects.get().state == "failed"
    assert list(Parcel.objects.failed()) == [parcel]
    assert Parcel.objects.get().stored, "an operator may want to send it again"
    assert open_alarms.kinds == ["delivery.rejected"]


def test_after_a_rejection_it_can_be_sent_again(parcel, folder, open_alarms):
    reply(folder, parcel.process_id, code="0604003")
    watch()
    parcel.reopen()
    hand_over(parcel.pk)
    assert Parcel.objects.get().state == "handed_over"
    assert not Parcel.objects.failed().exists()
    reply(folder, parcel.process_id)
    watch()
    assert Parcel.objects.get().state == "received"
    assert not open_alarms


def test_processed_before_means_that_they_have_it(parcel, folder):
    reply(folder, parcel.process_id, code="0000009")
    watch()
    assert Parcel.objects.get().state == "received"


def test_a_reply_before_our_own_commit_is_matched(connection, folder, send):
    """The electronic file may answer faster than we write down that we handed over."""
    from jobcenter.delivery import handing_over

    parcel = send()
    handing_over._reserve(parcel.pk)
    reply(folder, parcel.process_id, TAKEN)
    assert watch() == 1


def test_foreign_replies_are_set_aside(parcel, folder, open_alarms):
    reply(folder, uuid.uuid4())
    assert watch() == 0
    assert len(in_folder(folder, "unklar")) == 1
    assert open_alarms.kinds == ["courier.unclear_reply"]


def test_one_jobcenter_cannot_speak_for_another(parcel, folder, settings):
    Connection.attach("99901", courier="folder", bits=2048)
    reply(Path(settings.E_AKTE_FOLDER) / "99901", parcel.process_id)
    assert watch() == 0
    assert Parcel.objects.get().state == "handed_over"


def test_unfinished_files_are_left_alone_and_young_broken_ones_too(parcel, folder):
    drop(folder, b"PK", "x.zip.part")
    drop(folder, b"PK", ".x.zip")
    drop(folder, b"PK", "x.zip", age=0)
    watch()
    assert len(in_folder(folder)) == 3
    assert in_folder(folder, "unklar") == []


BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><l>&j;</l>"
)
EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>'


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "leer.zip"),
        (b"keine zip-datei", "x.zip"),
        (zipped(b"<a/>"), "x.zip"),
        (zipped(b"<a"), "x.zip"),
        (zipped(b"<a/>", "folder/x.xml"), "x.zip"),
        (zipped(b"<a/>", "x.txt"), "x.zip"),
        (zipped(b" " * 50_000_000), "bombe.zip"),
        (zipped(BILLION_LAUGHS), "lachen.zip"),
        (zipped(EXTERNAL), "fremd.zip"),
        (b"x" * 6_000_000, "gross.xml"),
        (b"\xff\xfe\x00", "x.xml"),
        (b"x", "notiz.docx"),
        (b"<x/>", "ä ö.xml"),
    ],
)
def test_broken_replies_are_set_aside_and_alarmed(parcel, folder, data, name, open_alarms):
    started = time.process_time()
    drop(folder, data, name)
    assert watch() == 0
    assert time.process_time() - started < 2
    assert in_folder(folder) == []
    assert in_folder(folder, "unklar") == [name]
    assert open_alarms.kinds == ["courier.unclear_reply"]


def test_the_alarm_does_not_quote_the_file(parcel, folder, open_alarms):
    drop(folder, zipped(b"<Anna-Beispiel/>"), "Anna-Beispiel.zip")
    watch()
    assert open_alarms
    assert "Anna" not in str(open_alarms)


def good_reply() -> bytes:
    folder = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path("/tmp")
    base = folder / f"antwort-{os.getpid()}"
    (base / "antwort").mkdir(parents=True, exist_ok=True)
    process_id = "3ac94711-7386-4af2-b2ca-3d84c990694e"
    e_akte.answer(base, process_id, IMPORTED, e_akte.outcome("0000000", str(uuid.uuid4())))
    path = base / "antwort" / f"{process_id}_{IMPORTED}.zip"
    data = path.read_bytes()
    path.unlink()
    return data


GOOD = good_reply()


@hypothesis_settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(seed=st.integers(), cuts=st.integers(0, 12), packed=st.booleans())
def test_a_damaged_reply_is_read_or_unclear_and_nothing_else(tmp_path, seed, cuts, packed):
    dice = random.Random(seed)
    with zipfile.ZipFile(BytesIO(GOOD)) as package:
        data = bytearray(GOOD if packed else package.read(package.namelist()[0]))
    for _ in range(cuts):
        place = dice.randrange(len(data) or 1)
        match dice.randrange(3):
            case 0 if data:
                data[place] = dice.randrange(256)
            case 1:
                del data[place : place + dice.randrange(40)]
            case _:
                data[place:place] = dice.randbytes(dice.randrange(20))
    path = tmp_path / ("x.zip" if packed else "x.xml")
    path.write_bytes(data)
    with suppress(Unclear):
        assert isinstance(read(path), Reply)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<xdomea:ErfolgOderMisserfolg/>",
        "<xdomea:ErfolgOderMisserfolg><xdomea:Rueckmeldung/></xdomea:ErfolgOderMisserfolg>",
    ],
)
def test_a_0630_that_does_not_say_how_it_went_is_unclear(tmp_path, body):
    (tmp_path / "antwort").mkdir()
    e_akte.answer(tmp_path, str(uuid.uuid4()), IMPORTED, body)
    with pytest.raises(Unclear):
        read(next((tmp_path / "antwort").iterdir()))


def test_one_part_that_failed_makes_the_whole_fail(tmp_path):
    (tmp_path / "antwort").mkdir()
    body = e_akte.outcome("0000000", str(uuid.uuid4())).replace(">true<", ">false<")
    e_akte.answer(tmp_path, str(uuid.uuid4()), IMPORTED, body)
    assert not read(next((tmp_path / "antwort").iterdir())).ok


@pytest.mark.parametrize("code", ["0000000", "0604003", "0000008"])
def test_the_stand_in_answers_valid_xdomea(tmp_path, code):
    (tmp_path / "antwort").mkdir()
    process_id = str(uuid.uuid4())
    e_akte.answer(tmp_path, process_id, TAKEN, "")
    e_akte.answer(tmp_path, process_id, IMPORTED, e_akte.outcome(code, str(uuid.uuid4())))
    xsd = schema()
    for path in (tmp_path / "antwort").iterdir():
        with zipfile.ZipFile(path) as package:
            xsd.assertValid(etree.fromstring(package.read(package.namelist()[0])))


def test_a_missing_reply_folder_is_an_alarm_and_the_others_are_still_asked(parcel, folder, settings, open_alarms):
    Connection.attach("00001", courier="folder", bits=2048)
    broken = Path(settings.E_AKTE_FOLDER) / "00001" / "antwort"
    broken.rename(broken.with_name("weg"))
    reply(folder, parcel.process_id)
    assert watch() == 1
    assert open_alarms.kinds == ["courier.unreachable"]
    broken.with_name("weg").rename(broken)
    reconcile()
    assert not open_alarms


def test_looking_for_news_costs_two_queries(parcel, django_assert_num_queries):
    with django_assert_num_queries(2):
        watch()


def test_received_is_never_before_sent(connection, folder, send):
    """Replies tell their time to the second only, and by another clock."""
    parcel = send()
    hand_over(parcel.pk)
    reply(folder, parcel.process_id)
    watch()
    assert Sign.objects.get().at >= parcel.sealed_at
