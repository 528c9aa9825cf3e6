"""Putting a document together in the browser: by phone and desk, with the script and without."""

import io
import uuid

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from jobcenter.documents.models import Collection, Document, DocumentPage
from jobcenter.documents.tests.samples import pdf_with_text
from tests.photos import photographed_page

pytestmark = pytest.mark.django_db(transaction=True)


def photo(number):
    data = photographed_page(width=900, height=1200, number=number)
    return {"name": f"IMG_{number}.jpg", "mimeType": "image/jpeg", "buffer": data}


def heic(number):
    target = io.BytesIO()
    Image.new("RGB", (600, 800), (number * 40, 90, 90)).save(target, "HEIF")
    return {"name": f"IMG_{number}.heic", "mimeType": "image/heic", "buffer": target.getvalue()}


BROKEN = {"name": "defekt.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 kaputt"}
STATEMENT = {"name": "konto.pdf", "mimeType": "application/pdf", "buffer": pdf_with_text(sheets=3)}


@pytest.fixture
def card(page, anna, signed_in, live_server):
    """Anna, signed in, at the card of her tenancy agreement."""
    collection = Collection.open(uuid.uuid4(), anna)
    signed_in(page, anna)
    page.goto(f"{live_server.url}{reverse('documents:add', args=[collection.id, 'mietvertrag'])}")
    return page


def choose(page, *files):
    page.get_by_label("Dateien auswählen").set_input_files(list(files))


def lines(page):
    return page.locator("main form > ol > li")


def order():
    return [str(page.pk) for page in DocumentPage.objects.order_by("position")]


def test_a_document_with_the_script(card, width, sound):
    choose(card, photo(1), BROKEN, heic(2), STATEMENT)
    status = card.get_by_role("status")
    expect(status).to_contain_text("3 von 4 Dateien hinzugefügt.")
    expect(status).to_contain_text("defekt.pdf")
    expect(lines(card)).to_have_count(3)
    expect(card.locator("main .kern-error")).to_contain_text("„defekt.pdf“: Das PDF ist beschädigt")
    expect(card.get_by_label("Dateien auswählen")).to_be_focused()
    expect(card.get_by_text("PDF mit 3 Seiten")).to_be_visible()
    for picture in card.locator("main ol img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => image.naturalWidth") > 100
    sound(card)

    first, second, third = order()
    card.get_by_role("button", name="Seite 3 nach oben").click()
    expect(status).to_have_text("Seite verschoben.")
    expect(card.locator(f"[id='hoch-{third}']")).to_be_focused()
    assert order() == [first, third, second]
    card.get_by_role("button", name="Seite 2 nach oben").click()
    expect(card.locator(f"[id='runter-{third}']")).to_be_focused()  # it is the first now and cannot go up

    for left in (2, 1, 0):
        card.get_by_role("button", name="Seite 1 entfernen").click()
        expect(lines(card)).to_have_count(left)
    expect(card.get_by_label("Dateien auswählen")).to_be_focused()
    assert not Document.objects.exists()


def test_the_same_photo_again_is_told(card):
    choose(card, photo(1))
    expect(card.get_by_role("status")).to_have_text("1 Datei hinzugefügt.")
    choose(card, photo(1))
    expect(card.get_by_role("status")).to_contain_text("ist schon da")
    expect(lines(card)).to_have_count(1)


def test_a_broken_connection_is_told_and_tried_again(card, watch):
    watch.expect("Anfrage gescheitert")
    card.route("**/unterlagen/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    choose(card, photo(1))
    expect(card.get_by_role("status")).to_contain_text("1 Seite ist nicht gesendet. Keine Verbindung.")
    card.unroute_all()
    card.get_by_role("button", name="Jetzt hochladen").click()
    expect(lines(card)).to_have_count(1)
    expect(card.locator("main .kern-error")).to_have_count(0)


def test_a_large_film_is_not_even_sent(card):
    card.evaluate(
        """() => {
            const input = document.querySelector('input[type=file][multiple]');
            const files = new DataTransfer();
            files.items.add(new File([new Uint8Array(25 * 1024 * 1024 + 1)], 'film.mov'));
            input.files = files.files;
            input.dispatchEvent(new Event('change', {bubbles: true}));
        }"""
    )
    expect(card.get_by_role("status")).to_contain_text("größer als 25 MB")


def test_after_signing_out_elsewhere_nothing_is_lost_silently(card, anna):
    card.context.clear_cookies(name="sessionid")
    choose(card, photo(1))
    expect(card.get_by_role("status")).to_contain_text("Bitte melden Sie sich an, dann geht es weiter.")
    expect(card.get_by_text("Nicht gesendet", exact=True)).to_be_visible()
    assert not Document.objects.exists()


def test_only_the_phone_offers_the_camera(card, width):
    camera = card.get_by_label("Foto aufnehmen")
    expect(camera).to_have_attribute("capture", "environment")
    assert camera.is_visible() == (width < 1000)


class TestWithoutTheScript:
    @pytest.fixture
    def javascript(self):
        return False

    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_a_document(self, card, width):
        send = card.get_by_role("button", name="Hochladen")
        choose(card, photo(1), photo(2))
        send.click()
        expect(lines(card)).to_have_count(2)
        choose(card, BROKEN, STATEMENT)
        send.click()
        expect(lines(card)).to_have_count(3)
        expect(card.locator("main .kern-error")).to_contain_text("„defekt.pdf“: Das PDF ist beschädigt")
        card.get_by_role("button", name="Seite 3 nach oben").click()
        expect(lines(card).nth(1)).to_contain_text("PDF mit 3 Seiten")
        card.get_by_role("button", name="Seite 1 entfernen").click()
        expect(lines(card)).to_have_count(2)
        send.click()
        expect(card.get_by_role("alert")).to_contain_text("Bitte wählen Sie zuerst eine Datei aus")


def test_what_is_chosen_before_the_script_is_there_counts(page, anna, signed_in):
    collection = Collection.open(uuid.uuid4(), anna)
    signed_in(page, anna)
    held = []

    def hold(route):
        held.append(route)

    page.route("**/documents/card*.js", hold)
    with page.expect_request("**/documents/card*.js"):
        page.goto(f"/unterlagen/{collection.id}/mietvertrag/", wait_until="commit")
    choose(page, photo(1))
    held[0].continue_()
    expect(lines(page)).to_have_count(1)
