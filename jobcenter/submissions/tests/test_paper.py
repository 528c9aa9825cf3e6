"""The papers: right standard, same bytes for the same content, and what people type stays text."""

import io
import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pikepdf
import pypdfium2
import pytest

from jobcenter.submissions.paper import ApplicationPaper, Line, ReceiptPaper
from jobcenter.submissions.paper.wording import exact_time, size_in_words

NOON = datetime(2026, 11, 22, 13, 3, 59, tzinfo=UTC)
HOSTILE = '#eval("1+1") $x^2$ *fett* _kursiv_ `code` <marke> @ref \\ /* k */ // k = Titel #panic() [a] {b} ~ "'


def application(text, **changes):
    row = SimpleNamespace(label="Was hat sich geändert?", text=text)
    page = SimpleNamespace(title="Änderungen", heading="Änderungen", kind="questions")
    content = {
        "title": "Weiterbewilligungsantrag",
        "legal_basis": "§ 37 SGB II",
        "sections": [SimpleNamespace(page=page, rows=[row])],
        "receipt_number": "JC-7K3M-9QXD-4T",
        "submitted_at": NOON,
        "jobcenter": "Jobcenter Bielefeld",
        "person": "Anna",
        "attachments": [Line.of("miete.pdf", "Mietvertrag", b"x")],
        "following": ["Kontoauszüge"],
    }
    return ApplicationPaper(**{**content, **changes}).pdf()


def receipt(**changes):
    content = {
        "receipt_number": "JC-7K3M-9QXD-4T",
        "check_code": "P3WX-08HJ-Q2",
        "submitted_at": NOON,
        "jobcenter": "Jobcenter Bielefeld",
        "title": "Weiterbewilligungsantrag",
        "files": [Line.of("antrag.pdf", "Weiterbewilligungsantrag", b"y")],
        "following": [],
        "missing": [],
        "verify_address": "https://jobcenter.example/echtheit/",
    }
    return ReceiptPaper(**{**content, **changes}).pdf()


def text_of(pdf):
    text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("pdf", [application("nichts"), receipt()], ids=["application", "receipt"])
def test_pdf_says_that_it_is_archivable_and_accessible(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
        assert opened.Root.Lang == "de"
        assert opened.Root.MarkInfo.Marked


def test_same_content_gives_the_same_bytes():
    assert application("nichts") == application("nichts")
    assert receipt() == receipt()


def test_markup_in_an_answer_is_just_text():
    printed = text_of(application(HOSTILE))
    for part in ('#eval("1+1")', "$x^2$", "*fett*", "<marke>", "@ref", "= Titel", "#panic()"):
        assert part in printed


def test_lines_of_an_answer_stay_lines():
    assert "erste Zeile zweite Zeile" in text_of(application("erste Zeile\nzweite Zeile"))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Çağrı Łódź", "Çağrı Łódź"),
        ("Привіт", "Привіт"),
        ("froh 😀 sehr", "froh [GRINNING FACE] sehr"),
        ("中", "[CJK UNIFIED IDEOGRAPH-4E2D]"),
        ("a\x00b\x07c\ufeffd", "abcd"),
        ("\ue000", "Was hat sich geändert?"),
    ],
)
def test_characters_no_font_has_appear_by_name(typed, shown):
    assert shown in text_of(application(typed))


def test_right_to_left_scripts_are_printed():
    assert application("سلام عليكم")


def test_receipt_carries_everything_needed_to_check_it():
    printed = text_of(receipt())
    assert "22. November 2026, 14:03:59 Uhr (MEZ, UTC+1)" in printed
    for part in ("JC-7K3M-9QXD-4T", "P3WX-08HJ-Q2", "https://jobcenter.example/echtheit/", "Jobcenter Bielefeld"):
        assert part in printed
    assert Line.of("antrag.pdf", "", b"y").sha256 in printed.replace(" ", "")


def test_times_name_their_zone_and_sizes_their_unit():
    assert exact_time(datetime(2026, 7, 1, 12, 0, 1, tzinfo=UTC)) == "1. Juli 2026, 14:00:01 Uhr (MESZ, UTC+2)"
    assert [size_in_words(size) for size in (1, 812_345, 2_400_000)] == ["1 kB", "812 kB", "2,4 MB"]
