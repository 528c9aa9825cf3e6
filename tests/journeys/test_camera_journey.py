"""One tap of the camera: three pages, the network gone half way, and what lies in the drop folder reads back."""

import io
import re
import subprocess
import zipfile

import pypdfium2
import pytest
from django.conf import settings
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from jobcenter.delivery.couriers.folder import message
from jobcenter.delivery.handing_over import hand_over
from jobcenter.delivery.models import Parcel
from jobcenter.documents.models import DocumentPage
from jobcenter.submissions.models import Submission
from tests.journeys.outbox import waiting
from tests.journeys.scanning import Scanner, browser_with_camera
from tests.journeys.test_application_journey import begin, go_on, to_evidence

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ("Mietvertrag", "Nebenkosten", "Unterschrift")
FRAMES, EMPTY = 150, 30  # five seconds of each sheet, and one between them in which the hand takes it away


def table(word=""):
    """A table, and on it, askew, a sheet whose only large word is this one."""
    ground = Image.new("RGB", (1440, 1920), (84, 66, 52))
    if word:
        lying = sheet(word).convert("RGBA").rotate(4, Image.Resampling.BICUBIC, expand=True)
        ground.paste(lying, (180, 210), lying)
    target = io.BytesIO()
    ground.save(target, "JPEG", quality=90)
    return target.getvalue()


def sheet(word):
    paper = Image.new("RGB", (1000, 1414), (246, 245, 240))
    draw = ImageDraw.Draw(paper)
    draw.text((90, 120), word, fill=(25, 25, 30), font_size=96)
    for line in range(18):
        draw.text(
            (90, 320 + line * 52),
            f"Absatz {line + 1}: zwischen den Parteien vereinbart.",
            fill=(40, 40, 45),
            font_size=30,
        )
    return paper


@pytest.fixture
def phone(playwright, browser_type_launch_args, browser_context_args, tmp_path, anna, signed_in, connected, watch):
    """Anna's phone. Its camera sees one sheet after the other."""
    film = tmp_path / "papers.mjpeg"
    film.write_bytes(b"".join(table(word) * FRAMES + table() * EMPTY for word in PAGES))
    with browser_with_camera(playwright, browser_type_launch_args, film) as browser:
        context = browser.new_context(**browser_context_args)
        context.set_default_timeout(20_000)
        context.on("page", watch.follow)
        yield signed_in(context.new_page(), anna)
        context.close()
    watch.check()


def words_on(picture):
    """What tesseract reads there."""
    data = io.BytesIO()
    picture.save(data, "PNG")
    read = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", "deu"], input=data.getvalue(), capture_output=True, check=True
    )
    return read.stdout.decode()


def test_three_pages_the_network_gone_half_way_and_the_file_reads_back(phone, watch):
    watch.expect("ERR_FAILED", "ERR_INTERNET_DISCONNECTED", "Anfrage gescheitert")
    begin(phone)
    to_evidence(phone)
    phone.get_by_role("button", name=re.compile("Scannen.*Weitere Unterlagen")).click()
    scanner, taken = Scanner(phone), set()

    def known(picture):
        title = words_on(picture.crop((0, 0, picture.width, picture.height // 5)))
        there = {word for word in PAGES if word in title} - taken
        taken.update(there)
        return not there

    for number in (1, 2, 3):
        scanner.sees(f"Seite {number} aufnehmen")
        scanner.take_another(known)
    scanner.sees("Seite 4 aufnehmen")

    sent = []

    def first_only(route):
        if sent:
            return route.abort()
        answer = route.fetch()
        if route.request.method in {"PATCH", "POST"} and "octet-stream" in route.request.headers.get(
            "content-type", ""
        ):
            sent.append(route.request.url)
            phone.context.set_offline(True)
        return route.fulfill(response=answer)

    phone.context.route("**/unterlagen/hochladen/**", first_only)
    scanner.press("Fertig (3 Seiten)")
    unsent = phone.locator("main [data-part=waiting] > li")
    expect(phone.get_by_text("Nicht gesendet").first).to_be_visible()
    expect(unsent.nth(1)).to_be_visible()
    assert waiting(phone) >= 2
    assert DocumentPage.objects.count() < 3

    phone.context.unroute_all()
    phone.context.set_offline(False)
    expect(phone.get_by_role("img", name="Seite 3 groß ansehen")).to_be_visible(timeout=60_000)
    expect(unsent).to_have_count(0)
    assert waiting(phone) == 0

    go_on(phone)
    for box in phone.get_by_role("checkbox").all():
        box.check()
    go_on(phone)
    phone.get_by_role("button", name="Jetzt senden").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ihr Antrag ist gesendet")

    submission, parcel = Submission.objects.get(), Parcel.objects.get()
    hand_over(parcel.pk)
    folder = settings.DATA / "e-akte" / submission.provider_number
    with zipfile.ZipFile(folder / message.package_name(parcel.process_id)) as package:
        whole = [package.read(name) for name in package.namelist() if name.endswith(".pdf")]
    size = next(entry["size"] for entry in submission.files if entry["name"] == "weitere-unterlagen.pdf")
    with pypdfium2.PdfDocument(next(data for data in whole if len(data) == size)) as pdf:
        read = [words_on(page.render(scale=200 / 72).to_pil()) for page in pdf]
    assert len(read) == 3
    assert all(any(word in text for text in read) for word in PAGES)
    assert all("vereinbart" in text for text in read)
