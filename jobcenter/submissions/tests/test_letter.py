"""What goes into the letter: the QR code, the sheet, and the command that makes them."""

import io
import json
import re

import pypdfium2
import pytest
import zxingcpp
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.timezone import localdate
from PIL import Image, ImageFilter

from jobcenter.submissions.models import EvidenceRequest
from jobcenter.submissions.requested.qr import matrix
from jobcenter.submissions.tests.asking import REFERENCE, asked_for
from tests.applications import BIELEFELD

pytestmark = pytest.mark.django_db
LONG = "https://app.jobcenter-landkreis-musterhausen-am-see.de"


@pytest.fixture
def letter(connected, settings):
    settings.BASE_URL = LONG
    return asked_for()


def read_in(image):
    return [found.text for found in zxingcpp.read_barcodes(image)]


def make(*arguments):
    out = io.StringIO()
    call_command("evidence_request", "make", BIELEFELD, *arguments, stdout=out)
    return json.loads(out.getvalue())


def asked(*more, due=None):
    return [
        "--reference",
        REFERENCE,
        "--paper",
        "Kontoauszüge|1. Mai bis 31. Juli",
        "--due",
        due or f"{localdate()}",
        *more,
    ]


def test_the_code_leads_to_the_page(letter):
    [url] = read_in(Image.open(io.BytesIO(letter.qr_png())))
    assert url == letter.url
    assert Client().get(url.removeprefix(LONG)).status_code == 200


def test_printed_small_and_photographed_badly_it_can_still_be_read(letter):
    """25 mm at 150 dpi, blurred and grey, as a phone sees it in bad light."""
    code = Image.open(io.BytesIO(letter.qr_png())).convert("L").resize((148, 148))
    photo = Image.new("L", (400, 400), 150)
    photo.paste(code.point(lambda value: 60 + value // 3), (120, 130))
    assert read_in(photo.rotate(7, fillcolor=150).resize((800, 800)).filter(ImageFilter.GaussianBlur(2))) == [
        letter.url
    ]


def test_even_a_long_address_makes_a_code_of_45_modules_at_most(letter):
    assert len(letter.url) > 105
    assert len(matrix(letter.url)) - 2 * 4 <= 45  # at 30 mm each is 0.57 mm, with the quiet zone


def test_the_sheet_can_be_scanned_read_and_typed(letter):
    pdf = pypdfium2.PdfDocument(letter.insert_pdf())
    assert len(pdf) == 1
    page = pdf[0]
    assert [round(side / 72 * 25.4) for side in page.get_size()] == [148, 210]
    assert read_in(page.render(scale=2).to_pil()) == [letter.url]
    words = page.get_textpage().get_text_bounded()
    assert REFERENCE in words
    assert "Kontoauszüge" in words
    code = re.search(r"(?:[0-9A-Z]{6}-){6}[0-9A-Z]{6}", words)[0]
    assert Client().get(f"/nachreichen/{code.lower()}/").status_code == 200
    assert letter.insert_pdf() == letter.insert_pdf()


def test_the_fullest_sheet_is_one_page(connected):
    from jobcenter.submissions.models import Asked

    many = [Asked(f"{number} " + "Kontoauszug " * 9, "vom 1. Mai bis zum 31. Juli " * 4) for number in range(10)]
    pdf = pypdfium2.PdfDocument(asked_for(*many, reference="W" * 60).insert_pdf())
    assert len(pdf) == 1


def test_the_command_makes_a_request_with_all_papers(connected, tmp_path):
    told = make(*asked("--svg", f"{tmp_path}/a.svg", "--png", f"{tmp_path}/a.png", "--pdf", f"{tmp_path}/a.pdf"))
    made = EvidenceRequest.objects.get()
    assert told["url"] == made.url
    assert told["id"] == str(made.pk)
    assert made.reference == REFERENCE
    assert told["papers"] == [{"title": "Kontoauszüge", "period": "1. Mai bis 31. Juli", "why": ""}]
    assert REFERENCE not in json.dumps(told)
    assert read_in(Image.open(tmp_path / "a.png")) == [made.url]
    assert (tmp_path / "a.svg").read_text().startswith("<svg")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_the_reference_can_come_without_standing_in_the_command(connected, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("geheim-1\n"))
    make(*asked("--reference", "-"))
    assert EvidenceRequest.objects.get().reference == "geheim-1"


def test_what_is_wrong_is_said(connected):
    with pytest.raises(CommandError, match="Frist"):
        make(*asked(due="2020-01-01"))


def test_the_command_lists_and_withdraws(letter):
    out = io.StringIO()
    call_command("evidence_request", "list", BIELEFELD, stdout=out)
    told = json.loads(out.getvalue())
    assert told["state"] == "open"
    assert REFERENCE not in out.getvalue()
    assert letter.path.split("/")[-2] not in out.getvalue()
    call_command("evidence_request", "withdraw", told["id"], stdout=out)
    letter.refresh_from_db()
    assert letter.state == "withdrawn"
    for unknown in ("x", "5a3d1a53-9b53-5a0e-8f0f-6b9c1d3b2a77"):
        with pytest.raises(CommandError):
            call_command("evidence_request", "withdraw", unknown)
