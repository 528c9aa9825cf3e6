"""Photos become small before they are sent, and stay readable after the server has converted them."""

import base64
import io
import re
import subprocess
import uuid

import pytest
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFilter

from jobcenter.documents.intake.images import parts_of_image
from jobcenter.documents.models import Collection
from jobcenter.documents.tests.samples import image, pdf_with_text

pytestmark = pytest.mark.django_db(transaction=True)

SHRINK = """async ({ data, name, type }) => {
    const { shrink } = await import("/static/documents/scanner/shrink.js");
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    const before = new File([bytes], name, { type });
    const after = await shrink(before);
    const url = await new Promise((resolve) => {
        const reader = Object.assign(new FileReader(), { onload: () => resolve(reader.result) });
        reader.readAsDataURL(after);
    });
    return { name: after.name, type: after.type, same: after === before, data: url.split(",")[1] ?? "" };
}"""
LINES = (
    "Die Miete beträgt monatlich 612,40 Euro und wird am Ersten",
    "fällig. Darin sind Heizkosten von 84,00 Euro enthalten, die",
    "Nebenkosten betragen 118,00 Euro. Der Vertrag beginnt am 1. Mai",
    "und gilt auf unbestimmte Zeit. Haustiere sind erlaubt.",
)
WORDS = set(re.findall(r"\w+", " ".join(LINES)))


@pytest.fixture
def card(page, anna, signed_in, live_server):
    collection = Collection.open(uuid.uuid4(), anna)
    signed_in(page, anna)
    page.goto(f"{live_server.url}{reverse('documents:add', args=[collection.id, 'mietvertrag'])}")
    return page


def shrunk(page, data, name="IMG_1.jpg", kind="image/jpeg"):
    """What comes back: its facts and its bytes."""
    answer = page.evaluate(SHRINK, {"data": base64.b64encode(data).decode(), "name": name, "type": kind})
    return answer, base64.b64decode(answer["data"])


def small_print(orientation=1):
    """A photo of 12 megapixels of an A4 sheet with 8-point text, with grain, a place and the name of a device."""
    page = Image.new("RGB", (3000, 4000), (214, 209, 199))
    draw = ImageDraw.Draw(page)
    letter = round(4000 / 297 * 25.4 / 72 * 8)  # 8 points where 297 mm are 4000 pixels
    for row in range(40):
        draw.text((300, 300 + row * letter * 2), LINES[row % 4], fill=(40, 40, 48), font_size=letter)
    grain = Image.effect_noise(page.size, 24).filter(ImageFilter.GaussianBlur(0.4))
    page = Image.blend(page, Image.merge("RGB", (grain, grain, grain)), 0.2)
    if orientation == 6:  # the camera was held upright and noted it down
        page = page.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Geheimes Telefon"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 1.0, 2.0), 3: "E", 4: (8.0, 31.0, 5.0)})
    target = io.BytesIO()
    page.save(target, "JPEG", quality=92, exif=exif)
    return target.getvalue()


def words_read(jpeg):
    answer = subprocess.run(
        ["tesseract", "-", "-", "-l", "deu", "--psm", "6"], input=jpeg, capture_output=True, check=True
    )
    return set(re.findall(r"\w+", answer.stdout.decode()))


@pytest.mark.parametrize("orientation", [1, 6])
def test_small_print_can_be_read_after_both_conversions(card, orientation):
    photo = small_print(orientation)
    assert len(photo) > 1_500_000
    answer, data = shrunk(card, photo)
    assert answer["name"] == "IMG_1.jpg"
    assert len(data) < 700_000
    (part,) = parts_of_image(io.BytesIO(data), "JPEG", max_sheets=1)
    page = Image.open(io.BytesIO(part.data))
    assert page.height > page.width  # upright, as it was held
    read = words_read(part.data)
    assert len(WORDS & read) / len(WORDS) > 0.9, sorted(WORDS - read)


def test_place_and_device_are_gone(card):
    _, data = shrunk(card, small_print())
    assert not Image.open(io.BytesIO(data)).getexif()
    assert b"Geheimes" not in data


UNCHANGED = {
    "a PDF": ("konto.pdf", "application/pdf", lambda: pdf_with_text() + b"\n" * 800_000),
    "a small photo": ("klein.jpg", "image/jpeg", lambda: image("JPEG", size=(900, 1200))),
    "an iPhone photo that this browser cannot decode": ("a.heic", "image/heic", lambda: image("HEIF") + bytes(800_000)),
    "a broken photo": ("kaputt.jpg", "image/jpeg", lambda: b"\xff\xd8\xff" + bytes(800_000)),
    "nothing": ("leer.jpg", "image/jpeg", lambda: b""),
}


@pytest.mark.parametrize("what", sorted(UNCHANGED))
def test_what_cannot_become_smaller_stays_as_it_is(card, what):
    name, kind, make = UNCHANGED[what]
    before = make()
    answer, data = shrunk(card, before, name, kind)
    assert answer["same"]
    assert data == before


def test_without_a_worker_the_page_does_it_itself(card):
    card.evaluate("() => delete window.Worker")
    _, data = shrunk(card, small_print())
    assert len(data) < 700_000
    assert max(Image.open(io.BytesIO(data)).size) > 1900
