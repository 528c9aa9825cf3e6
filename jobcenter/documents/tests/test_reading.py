"""What is written on photos, read by the real tesseract: searchable afterwards, and never in anybody's way."""

import asyncio
import io
import subprocess
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from procrastinate.contrib.django import app, connector_params
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.psycopg_connector import PsycopgConnector

from jobcenter.documents.checks import photos_can_be_read
from jobcenter.documents.models import Collection, Document, DocumentPage, read_page, reader_state
from jobcenter.documents.models import reading as models_reading
from jobcenter.documents.reading import recognising
from jobcenter.documents.tests.archive import check_archive
from jobcenter.documents.tests.samples import image, pdf_with_text, written
from jobcenter.retention.models import shred
from tests.photos import photographed_page

pytestmark = pytest.mark.django_db
LETTER = "Kontoauszug Nr. 7\nSparkasse Musterstadt\nAlter Kontostand 1.204,17\nGeheimnis Zwiebelkuchen"


@pytest.fixture
def switched_on(settings):
    settings.OCR = "auto"


@pytest.fixture
def collection(anna):
    return Collection.open(uuid.uuid4(), anna)


def add(collection, data, *, name="foto.jpg", kind="image/jpeg", slot="bank_statements"):
    upload = SimpleUploadedFile(name, data, kind)
    outcome = collection.take_in([upload], slot=slot, title="Kontoauszüge")
    assert outcome.added == 1, outcome.refusals
    return DocumentPage.objects.filter(document__collection=collection).latest("position")


def words_of(pdf):
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def script(folder, text):
    """A program that stands where tesseract should be."""
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o700)
    return str(path)


def jobs():
    return ProcrastinateJob.objects.filter(task_name="documents.read")


def test_off_means_off(collection, settings):
    assert settings.OCR == "off"
    page = add(collection, written(LETTER))
    assert not jobs().exists()
    assert not read_page(page.pk)
    assert not reader_state().wanted


def test_each_photo_waits_behind_everything_else(collection, switched_on):
    page = add(collection, written(LETTER))
    add(collection, pdf_with_text(), name="a.pdf", kind="application/pdf")
    (job,) = jobs()
    assert (job.args, job.lock, job.priority < 0) == ({"page": str(page.pk)}, "documents.read", True)


def test_the_finished_file_can_be_searched_and_is_an_archive_still(collection, switched_on):
    page = add(collection, photographed_page())
    before = page.document.merged()
    assert not words_of(before).strip()
    assert read_page(page.pk)
    (document,) = Document.objects.freeze(collection.pk, collection.owner)
    sent = document.merged()
    assert "Die Miete ist im Monat" in words_of(sent)
    pdf = check_archive(sent)
    assert len(pdf.pages) == 1
    assert bytes(pdf.pages[0].Resources.XObject.Foto.read_raw_bytes()) in before  # the very same picture


def test_the_words_lie_where_they_are_seen(collection, switched_on):
    page = add(collection, written("\n" * 20 + "Zwiebelkuchen", size=40))
    assert read_page(page.pk)
    merged = page.document.merged()
    boxes = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=merged, capture_output=True, check=True).stdout
    (line,) = [line for line in boxes.decode().splitlines() if "Zwiebelkuchen" in line]
    left, top = (float(part.split('"')[1]) for part in line.split()[1:3])
    drawn = photo_box(written("\n" * 20 + "Zwiebelkuchen", size=40))
    assert (left, top) == (pytest.approx(drawn[0], abs=4), pytest.approx(drawn[1], abs=8))


def photo_box(jpeg):
    """Where the ink begins on an A4 sheet, in points from the left and from the top."""
    with Image.open(io.BytesIO(jpeg)) as picture:
        left, top, _, _ = picture.point(lambda value: 255 if value < 128 else 0).getbbox()
        scale = min(595.28 / picture.width, 841.89 / picture.height)
        margin = (841.89 - picture.height * scale) / 2
    return left * scale, top * scale + margin


def test_the_same_pages_give_the_same_bytes(collection, switched_on):
    for text in (LETTER, "Mietvertrag"):
        assert read_page(add(collection, written(text)).pk)
    document = Document.objects.get()
    assert document.merged() == document.merged() == Document.objects.get().merged()


def test_a_page_keeps_its_words_when_it_moves_and_takes_them_along_when_it_goes(
    collection, switched_on, stored_files, django_capture_on_commit_callbacks
):
    one, two = (add(collection, written(text)) for text in ("Erste Zwiebel", "Zweite Kartoffel"))
    assert read_page(one.pk)
    assert read_page(two.pk)
    document = Document.objects.get()
    document.move(two.pk, "up")
    moved = words_of(Document.objects.get().merged())
    assert moved.index("Kartoffel") < moved.index("Zwiebel")
    assert len(stored_files()) == 6
    with django_capture_on_commit_callbacks(execute=True):
        document.remove(two.pk)
    assert len(stored_files()) == 3
    assert "Kartoffel" not in words_of(Document.objects.get().merged())
    with django_capture_on_commit_callbacks(execute=True):
        Document.objects.freeze(collection.pk, collection.owner)
    assert len(stored_files()) == 1


@pytest.mark.parametrize("harm", ["lost", "changed"])
def test_words_that_the_store_lost_hold_up_nobody(collection, switched_on, stored_files, harm):
    page = add(collection, written(LETTER))
    without = Document.objects.get().merged()
    assert read_page(page.pk)
    name = Path(DocumentPage.objects.get().text_layer).name
    path = next(path for path in stored_files() if path.name == name)
    if harm == "lost":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1])
    assert Document.objects.get().merged() == without
    Document.objects.freeze(collection.pk, collection.owner)
    assert Document.objects.get().final


def test_nothing_that_was_read_lies_about_in_clear(collection, switched_on, stored_files, caplog):
    page = add(collection, written(LETTER))
    assert read_page(page.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM documents_documentpage")
        row = str([bytes(one) if isinstance(one, memoryview) else one for one in cursor.fetchone()])
    assert DocumentPage.objects.get().kind == "bank_statement"
    assert "bank_statement" not in row
    assert "Zwiebelkuchen" not in row
    assert not [path for path in stored_files() if b"GlyphLessFont" in path.read_bytes()]
    assert "Zwiebelkuchen" not in caplog.text


def test_reading_is_no_work_on_the_draft(collection, switched_on):
    page = add(collection, written(LETTER))
    before = Collection.objects.get(pk=collection.pk).touched_at
    assert read_page(page.pk)
    assert Collection.objects.get(pk=collection.pk).touched_at == before


def test_sending_waits_for_nothing_and_what_was_sent_does_not_change(
    collection, switched_on, monkeypatch, stored_files
):
    """It is sent in the very moment in which it is being read."""
    page = add(collection, written(LETTER))
    recognise = recognising.recognise

    def send_meanwhile(*args, **facts):
        Document.objects.freeze(collection.pk, collection.owner)
        return recognise(*args, **facts)

    monkeypatch.setattr(models_reading, "recognise", send_meanwhile)
    before = len(stored_files())
    assert not read_page(page.pk)
    assert not words_of(Document.objects.get().merged()).strip()
    assert len(stored_files()) == before + 1  # the PDF/A; the page's own files go with the commit


def test_a_page_that_goes_while_it_is_read_leaves_nothing(collection, switched_on, monkeypatch, stored_files):
    page = add(collection, written(LETTER))
    recognise = recognising.recognise

    def remove_meanwhile(*args, **facts):
        DocumentPage.objects.all().delete()
        return recognise(*args, **facts)

    monkeypatch.setattr(models_reading, "recognise", remove_meanwhile)
    before = stored_files()
    assert not read_page(page.pk)
    assert stored_files() == before
    assert not read_page(page.pk)


@pytest.mark.parametrize(
    ("does", "reason"),
    [
        ("cat >/dev/null; kill -9 $$", "failed"),
        ("cat >/dev/null; exit 1", "failed"),
        ("cat >/dev/null", "failed"),
        ("cat >/dev/null; echo Zwiebelkuchen", "garbage"),
        ("cat >/dev/null; echo Zwiebelkuchen >&2; head -c 5000000 /dev/zero", "garbage"),
        ("cat >/dev/null; echo Zwiebelkuchen >unerwartet; exit 1", "failed"),
    ],
    ids=["killed", "error", "silence", "garbage", "flood", "writes files"],
)
def test_whatever_goes_wrong_the_page_stays_as_it_is(collection, settings, tmp_path, caplog, does, reason):
    settings.OCR = script(tmp_path, does)
    page = add(collection, written(LETTER))
    before = page.document.merged()
    with caplog.at_level("WARNING"):
        assert not read_page(page.pk)
    assert f"'reason': '{reason}'" in caplog.text
    assert "Zwiebelkuchen" not in caplog.text
    assert Document.objects.get().merged() == before
    assert not Path("unerwartet").exists()


def test_it_does_not_take_for_ever(collection, settings, tmp_path, monkeypatch):
    settings.OCR = script(tmp_path, "exec sleep 600")
    monkeypatch.setattr(recognising, "_SECONDS", 0.5)
    with pytest.raises(recognising.NotRead, match="time"):
        recognising.recognise(written(LETTER), program=settings.OCR)
    assert not read_page(add(collection, written(LETTER)).pk)


def visible(pdf):
    """What a program might send that was taken over: a sheet that shows something."""
    pdf.pages[0].Contents = pdf.make_stream(b"BT 3 Tr ET BT /F1 24 Tf [<0041>] TJ ET")


@pytest.mark.parametrize(
    "sheet",
    [
        pdf_with_text(),
        pdf_with_text(change=visible),
        pdf_with_text(sheets=2),
        pdf_with_text(change=lambda pdf: setattr(pdf.pages[0], "Contents", pdf.make_stream(b"/X Do"))),
        pdf_with_text(change=lambda pdf: setattr(pdf.pages[0], "Contents", pdf.make_stream(b"BT 3 Tr ET"))),
    ],
    ids=["visible text", "visible again", "two sheets", "something else", "a foreign font"],
)
def test_only_invisible_words_are_taken_over(collection, settings, tmp_path, sheet):
    (tmp_path / "sheet.pdf").write_bytes(sheet)
    settings.OCR = script(tmp_path, f"cat >/dev/null; cat {tmp_path}/sheet.pdf")
    with pytest.raises(recognising.NotRead, match="garbage"):
        recognising.recognise(written(LETTER), program=settings.OCR)


def test_the_program_knows_nothing_of_us_and_has_bounds():
    bounds = [sys.executable, "-I", str(recognising._BOUNDS)]
    known = subprocess.run([*bounds, "/usr/bin/env"], capture_output=True, text=True, check=True).stdout.split()
    assert sorted(known) == ["LC_ALL=C", "OMP_THREAD_LIMIT=1"]
    limits = subprocess.run(
        [*bounds, "/bin/sh", "-c", "ulimit -v; ulimit -t; ulimit -f"], capture_output=True, check=True
    )
    assert limits.stdout.split() == [b"976562", b"30", b"0"]


@pytest.mark.parametrize(
    "data",
    [
        written(""),
        image("JPEG", size=(3, 3)),
        written(LETTER, size=400),
    ],
    ids=["blank", "tiny", "huge letters"],
)
def test_pages_with_nothing_to_read(collection, switched_on, data):
    page = add(collection, data)
    read_page(page.pk)
    check_archive(page.document.merged())


def test_one_single_dot(collection, switched_on):
    target = io.BytesIO()
    Image.new("RGB", (1, 1), "white").save(target, "JPEG")
    page = add(collection, target.getvalue())
    assert not read_page(page.pk)
    check_archive(page.document.merged())


def test_a_page_upside_down_stays_upside_down(collection, switched_on):
    page = add(collection, written(LETTER, turned=True))
    before = page.content()
    read_page(page.pk)
    assert DocumentPage.objects.get().content() == before


def test_german_is_read(collection, switched_on):
    page = add(
        collection, written("Größe der Wohnung: 54 m²\nMüllabfuhr, Straßenreinigung\nÄnderungsbescheid", size=30)
    )
    assert read_page(page.pk)
    read = words_of(page.document.merged())
    assert "Größe" in read
    assert "Straßenreinigung" in read
    assert "Änderungsbescheid" in read


@pytest.mark.parametrize(
    ("does", "words"),
    [
        (None, "Die Texterkennung arbeitet."),
        ("echo eng", "Der Texterkennung fehlt Deutsch (deu)."),
        ("exit 3", "Der Texterkennung fehlt Deutsch (deu)."),
        ("", "Die Texterkennung ist eingeschaltet, aber tesseract ist nicht da."),
    ],
    ids=["works", "no german", "broken", "not there"],
)
def test_the_operator_learns_how_it_is(settings, tmp_path, does, words, anna, client_of):
    settings.OCR = "auto" if does is None else script(tmp_path, does) if does else str(tmp_path / "nichts")
    assert reader_state().words == words
    told = [warning.msg for warning in photos_can_be_read(None)]
    assert told == ([] if does is None else [words])
    anna.user.is_staff = True
    anna.user.save()
    assert words in client_of(anna).get(reverse("operations:overview")).content.decode()


def test_switched_off_nobody_is_told_anything(anna, client_of):
    assert photos_can_be_read(None) == []
    anna.user.is_staff = True
    anna.user.save()
    assert "Texterkennung" not in client_of(anna).get(reverse("operations:overview")).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_worker_reads_what_waits(collection, switched_on):
    page = add(collection, written(LETTER))

    async def work():
        connector = PsycopgConnector(kwargs=connector_params("default"), min_size=1, max_size=2, timeout=5)
        with app.replace_connector(connector):
            async with app.open_async():
                await app.run_worker_async(queues=["documents"], wait=False, install_signal_handlers=False)

    # In a thread of its own: after a journey the browser's event loop is in this one.
    with ThreadPoolExecutor(1) as other:
        other.submit(asyncio.run, work()).result(60)
    page.refresh_from_db()
    assert page.kind == "bank_statement"
    assert "Zwiebelkuchen" in words_of(page.document.merged())
    assert set(jobs().values_list("status", flat=True)) == {"succeeded"}


def test_the_broom_for_stray_files_leaves_the_words(collection, switched_on):
    page = add(collection, written(LETTER))
    assert read_page(page.pk)
    shred(timezone.now() + timedelta(days=2))
    assert "Zwiebelkuchen" in words_of(page.document.merged())
