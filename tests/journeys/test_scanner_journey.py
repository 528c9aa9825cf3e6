"""Scanning with the camera in the page: by itself and by hand, checking, order, and what happens without a camera."""

import contextlib
import io
import re
import uuid

import pytest
from django.urls import reverse
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Error, expect

from jobcenter.documents.models import Collection, Upload
from tests.journeys.outbox import lines, unsent, waiting
from tests.journeys.scanning import Scanner, browser_with_camera, film, jpeg

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = "images => images.map((image) => [image.naturalWidth, image.naturalHeight])"
PLACE = "(element) => element.getBoundingClientRect().toJSON()"
STILL = 4  # a sheet on a ground from which it stands out
OTHERS = (9, 1)
HIDE = """(hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture(scope="module")
def still_camera(playwright, browser_type_launch_args, tmp_path_factory):
    """A browser whose camera always sees the same sheet."""
    pictures = film(tmp_path_factory.mktemp("film") / "still.mjpeg", [STILL], frames=2)
    with browser_with_camera(playwright, browser_type_launch_args, pictures) as browser:
        yield browser


@pytest.fixture
def at_card(browser_context_args, watch, anna, client_of, live_server):
    """Opens the card of Anna's tenancy agreement in a browser; the scanner there."""
    contexts = []

    def open_card(browser, script="", **more):
        context = browser.new_context(**{**browser_context_args, **more})
        contexts.append(context)
        context.set_default_timeout(20_000)
        context.on("page", watch.follow)
        session = client_of(anna).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        if script:
            context.add_init_script(script)
        page = context.new_page()
        collection = Collection.open(uuid.uuid4(), anna)
        page.goto(f"{live_server.url}{reverse('documents:add', args=[collection.id, 'mietvertrag'])}")
        page.get_by_label("Dateien auswählen").focus()
        return Scanner(page)

    yield open_card
    for context in contexts:
        context.close()
    watch.check()


@pytest.fixture
def scanner(at_card, still_camera):
    """On a phone, with the first photo taken by itself and waiting to be checked."""
    scanner = at_card(still_camera).open()
    scanner.sees("Seite 1 prüfen")
    return scanner


def images(files):
    return [Image.open(io.BytesIO(data)) for _, _, data in files]


def differ(one, other):
    return one.size != other.size or ImageStat.Stat(ImageChops.difference(one, other)).mean[0] > 2


def test_sheets_are_taken_by_themselves_one_after_the_other(playwright, browser_type_launch_args, at_card, tmp_path):
    pictures = film(tmp_path / "three.mjpeg", [STILL, *OTHERS], frames=110)
    with browser_with_camera(playwright, browser_type_launch_args, pictures) as browser:
        scanner, taken = at_card(browser).open(), []

        def known(picture):
            taken.append(picture)
            return not all(differ(picture, one) for one in taken[:-1])

        for number in (1, 2, 3):
            scanner.sees(f"Seite {number} aufnehmen")
            scanner.take_another(known)
        scanner.sees("Seite 4 aufnehmen")
        scanner.press("Fertig (3 Seiten)")
        files = scanner.files()
        assert [(name, kind) for name, kind, _ in files] == [(f"scan-{i}.jpg", "image/jpeg") for i in (1, 2, 3)]
        assert all(20_000 < len(data) <= 700_000 for _, _, data in files)
        assert len({data for _, _, data in files}) == 3
        assert all(image.format == "JPEG" and max(image.size) > 500 for image in images(files))
        expect(scanner.page.get_by_label("Dateien auswählen")).to_be_focused()


def test_one_sheet_is_not_taken_twice_by_itself(scanner):
    scanner.press("Übernehmen")
    scanner.sees("Seite 2 aufnehmen")
    expect(scanner.hint).to_contain_text("Diese Seite ist aufgenommen.", timeout=20_000)
    scanner.take()
    scanner.sees("Seite 3 aufnehmen")


def test_by_hand_only(scanner):
    scanner.press("Neu aufnehmen")
    scanner.sees("Seite 1 aufnehmen")
    switch = scanner.dialog.get_by_role("switch", name="Automatisch auslösen")
    expect(switch).to_be_checked()
    switch.click()
    expect(switch).not_to_be_checked()
    expect(scanner.hint).to_contain_text("Drücken Sie auf „Aufnehmen“.", timeout=20_000)
    scanner.take()
    scanner.sees("Seite 2 aufnehmen")


def test_pages_are_put_in_order_turned_taken_anew_and_removed(scanner):
    dialog = scanner.dialog
    upright = scanner.result().size
    scanner.press("Drehen")
    assert scanner.result().size == upright[::-1]
    scanner.press("Übernehmen")
    for number in (2, 3):
        scanner.sees(f"Seite {number} aufnehmen")
        if number == 3:
            scanner.press("Aufnehmen")
            scanner.sees("Seite 3 prüfen")
            dialog.get_by_label("Schwarz-Weiß").check()
            scanner.press("Übernehmen")
        else:
            scanner.take()
    scanner.sees("Seite 4 aufnehmen")
    scanner.press("3 Seiten ansehen")
    expect(dialog.get_by_role("heading", name="3 Seiten")).to_be_focused()
    scanner.press("Seite 1 nach unten")
    expect(dialog.get_by_role("button", name="Seite 2 nach unten")).to_be_focused()
    scanner.press("Seite 2 nach unten")
    expect(dialog.get_by_role("button", name="Seite 3 nach oben")).to_be_focused()
    expect(dialog.get_by_role("button", name="Seite 1 nach oben")).to_be_disabled()
    scanner.press("Seite 1 drehen")
    expect(dialog.get_by_text("Seite 1 gedreht.")).to_be_attached()
    scanner.press("Seite 2 neu aufnehmen")
    scanner.sees("Seite 2 aufnehmen")
    scanner.take()
    scanner.sees("3 Seiten")
    scanner.press("Seite 1 entfernen")
    scanner.press("Behalten")
    expect(dialog.get_by_role("listitem")).to_have_count(3)
    scanner.press("Seite 1 entfernen")
    scanner.press("Entfernen")
    expect(dialog.get_by_role("listitem")).to_have_count(2)
    expect(dialog.get_by_role("button", name="Seite 1 entfernen")).to_be_focused()
    scanner.press("Fertig (2 Seiten)")
    anew, turned = images(scanner.files())
    assert anew.size == upright
    assert turned.size == upright[::-1]


MOVED = """async (element, [before, dx, dy]) => {
    const moved = () => {
        const { x, y } = element.getBoundingClientRect();
        return [Math.round(x - before.x), Math.round(y - before.y)];
    };
    const end = Date.now() + 10_000; // keys are on their way for a while when the machine is busy
    while (moved().join() !== [dx, dy].join() && Date.now() < end) await new Promise(requestAnimationFrame);
    return moved();
}"""


def moved(corner, before, dx, dy):
    return corner.evaluate(MOVED, [before, dx, dy]) == [dx, dy]


def test_corners_by_keyboard(scanner, axe):
    before = scanner.result()
    scanner.press("Ecken ändern")
    corner = scanner.dialog.get_by_role("button", name="Ecke oben links")
    place = corner.evaluate(PLACE)
    corner.focus()
    for _ in range(3):
        scanner.page.keyboard.press("ArrowRight")
    scanner.page.keyboard.press("ArrowDown")
    assert moved(corner, place, 3, 1)
    scanner.page.keyboard.press("Shift+ArrowDown")
    scanner.page.keyboard.press("Shift+ArrowDown")
    assert moved(corner, place, 3, 25)
    for _ in range(60):
        scanner.page.keyboard.press("Shift+ArrowDown")
    lower = scanner.dialog.get_by_role("button", name="Ecke unten links")
    place = lower.evaluate(PLACE)
    lower.focus()
    scanner.page.keyboard.press("ArrowLeft")
    assert moved(lower, place, -1, 0)  # then all keys before have arrived, too
    assert corner.evaluate(PLACE)["y"] < place["y"]  # corners never change places
    axe(scanner.page)
    scanner.press("Ecken ändern")
    assert differ(before, scanner.result())


def test_corners_by_finger(scanner):
    scanner.press("Ecken ändern")
    corner = scanner.dialog.get_by_role("button", name="Ecke unten rechts")
    box = corner.evaluate(PLACE)
    x, y = box["x"] + box["width"] / 2 + 9, box["y"] + box["height"] / 2 - 7
    scanner.page.mouse.move(x, y)
    scanner.page.mouse.down()
    scanner.page.mouse.move(x - 30, y - 40, steps=4)
    scanner.page.mouse.up()
    scanner.page.mouse.move(x, y)
    assert moved(corner, box, -30, -40)
    expect(corner).to_be_focused()


class Finger:
    """On the screen, as the browser hears it from the hardware."""

    def __init__(self, page):
        self.browser = page.context.new_cdp_session(page)

    def _touch(self, kind, *points):
        self.browser.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    def down(self, x, y):
        self._touch("touchStart", {"x": x, "y": y})

    def move(self, x, y):
        self._touch("touchMove", {"x": x, "y": y})

    def up(self):
        self._touch("touchEnd")


def middle_of(corner):
    box = corner.evaluate(PLACE)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


SHOWN = "(canvas) => canvas.toDataURL()"


@pytest.mark.parametrize("width_of_phone", [320, 390])
def test_a_finger_does_not_hide_the_corner_that_it_moves(at_card, still_camera, width_of_phone):
    scanner = at_card(still_camera, viewport={"width": width_of_phone, "height": 640}).open()
    scanner.sees("Seite 1 prüfen")
    scanner.press("Ecken ändern")
    loupe, stage = (
        scanner.dialog.locator(".scanner-loupe"),
        scanner.dialog.locator(".scanner-view--review .scanner-stage"),
    )
    expect(loupe).to_be_hidden()
    finger = Finger(scanner.page)

    def beside(x, y):
        """Where it is as soon as it is seen whole, and not under the finger (which hides 20 pixels around)."""
        expect(loupe).to_be_visible()
        for _ in range(100):  # a move is handled with the next frame
            box, room = loupe.evaluate(PLACE), stage.evaluate(PLACE)
            whole = room["left"] <= box["left"] and box["right"] <= room["right"]
            whole = whole and room["top"] <= box["top"] and box["bottom"] <= room["bottom"]
            if whole and not (box["left"] - 20 < x < box["right"] + 20 and box["top"] - 20 < y < box["bottom"] + 20):
                return box
            scanner.page.wait_for_timeout(20)
        raise AssertionError((box, room, x, y))

    corner = scanner.dialog.get_by_role("button", name="Ecke unten rechts")
    x, y = middle_of(corner)
    finger.down(x, y)
    assert beside(x, y)["bottom"] < y
    before = loupe.locator("canvas").evaluate(SHOWN)
    finger.move(x - 40, y - 40)
    beside(x - 40, y - 40)
    assert loupe.locator("canvas").evaluate(SHOWN) != before
    assert loupe.get_attribute("aria-hidden") == "true"
    finger.up()
    expect(loupe).to_be_hidden()

    for name, at_left in (("Ecke oben links", True), ("Ecke oben rechts", False)):
        x, y = middle_of(scanner.dialog.get_by_role("button", name=name))
        finger.down(x, y)
        top = stage.evaluate(PLACE)["top"] + 10
        finger.move(x, top)
        box = beside(x, top)
        assert (box["left"] > x) == at_left
        finger.up()
        expect(loupe).to_be_hidden()


def test_mouse_and_keyboard_need_no_magnifier(scanner):
    scanner.press("Ecken ändern")
    loupe, corner = (
        scanner.dialog.locator(".scanner-loupe"),
        scanner.dialog.get_by_role("button", name="Ecke oben links"),
    )
    x, y = middle_of(corner)
    before = corner.evaluate(PLACE)
    scanner.page.mouse.move(x, y)
    scanner.page.mouse.down()
    scanner.page.mouse.move(x + 10, y + 10)
    assert moved(corner, before, 10, 10)
    expect(loupe).to_be_hidden()
    scanner.page.mouse.up()
    scanner.page.keyboard.press("ArrowRight")
    assert moved(corner, before, 11, 10)
    expect(loupe).to_be_hidden()


def test_the_looks_of_a_page(scanner):
    paper = scanner.result()
    scanner.dialog.get_by_label("Schwarz-Weiß").check()
    black = scanner.result()
    scanner.dialog.get_by_label("Farbe").check()
    colour = scanner.result()
    assert paper.size == black.size == colour.size
    grey = black.convert("L").histogram()
    assert sum(grey[40:215]) < 0.15 * sum(grey)
    assert differ(paper, colour)
    assert differ(paper, black)


def test_a_page_is_changed_later_from_its_photo(scanner):
    scanner.press("Übernehmen")
    scanner.sees("Seite 2 aufnehmen")
    scanner.press("1 Seite ansehen")
    scanner.press("Seite 1 bearbeiten")
    scanner.sees("Seite 1 bearbeiten")
    scanner.dialog.get_by_label("Schwarz-Weiß").check()
    scanner.press("Zurück")
    scanner.press("Seite 1 bearbeiten")
    expect(scanner.dialog.get_by_label("Papier")).to_be_checked()
    scanner.dialog.get_by_label("Schwarz-Weiß").check()
    scanner.press("Übernehmen")
    scanner.sees("1 Seite")
    scanner.press("Fertig (1 Seite)")
    (page,) = images(scanner.files())
    grey = page.convert("L").histogram()
    assert sum(grey[40:215]) < 0.15 * sum(grey)


def test_nothing_is_thrown_away_unasked(scanner):
    escape = lambda: scanner.page.keyboard.press("Escape")  # noqa: E731 (pressed often)
    scanner.press("Übernehmen")
    scanner.sees("Seite 2 aufnehmen")
    escape()
    question = scanner.dialog.get_by_role("dialog", name="Die Seite verwerfen?")
    expect(question).to_be_visible()
    expect(question.get_by_role("button", name="Weiter scannen")).to_be_focused()
    escape()
    expect(question).to_have_count(0)
    scanner.press("1 Seite ansehen")
    escape()
    scanner.sees("Seite 2 aufnehmen")
    assert scanner.camera_is_on()
    scanner.press("Abbrechen")
    scanner.press("Verwerfen")
    assert scanner.files() == []
    assert not scanner.camera_is_on()


def test_the_camera_is_off_when_nobody_looks(scanner):
    scanner.press("Übernehmen")
    scanner.sees("Seite 2 aufnehmen")
    assert scanner.camera_is_on()
    scanner.page.evaluate(HIDE, True)
    assert not scanner.camera_is_on()
    scanner.page.evaluate(HIDE, False)
    scanner.take()
    scanner.sees("Seite 3 aufnehmen")
    scanner.page.evaluate("() => (window.track = document.querySelector('.scanner video').srcObject.getTracks()[0])")
    scanner.press("Fertig (2 Seiten)")
    assert len(scanner.files()) == 2
    assert scanner.page.evaluate("() => window.track.readyState") == "ended"


def test_a_camera_that_is_taken_away_takes_no_page_along(scanner):
    scanner.press("Übernehmen")
    scanner.sees("Seite 2 aufnehmen")
    expect(scanner.dialog.locator(".scanner-view--live .scanner-outline")).to_have_attribute("points", re.compile("."))
    scanner.page.evaluate(
        "() => document.querySelector('.scanner video').srcObject.getTracks()[0].dispatchEvent(new Event('ended'))"
    )
    scanner.sees("Die Kamera ist abgeschaltet worden")
    expect(scanner.dialog.get_by_text("Ihre Seite ist noch da.")).to_be_visible()
    scanner.press("Noch einmal versuchen")
    scanner.sees("Seite 2 aufnehmen")
    scanner.take()
    scanner.press("Fertig (2 Seiten)")
    assert len(scanner.files()) == 2


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("NotAllowedError", "Die Kamera ist nicht erlaubt"),
        ("NotReadableError", "Die Kamera ist gerade belegt"),
        ("TypeError", "Die Kamera startet nicht"),
    ],
)
def test_a_camera_that_does_not_start_is_explained(at_card, still_camera, axe, name, words):
    refuse = f"(navigator.mediaDevices ?? {{}}).getUserMedia = () => Promise.reject(new DOMException('no', '{name}'));"
    scanner = at_card(still_camera, refuse).open()
    scanner.sees(words)
    expect(scanner.dialog.get_by_role("heading", name=words)).to_be_focused()
    axe(scanner.page)
    scanner.press("Abbrechen")
    assert scanner.files() == []
    expect(scanner.page.get_by_label("Dateien auswählen")).to_be_focused()


def test_permission_denied_in_earnest(playwright, browser_type_launch_args, at_card, tmp_path):
    pictures = film(tmp_path / "still.mjpeg", [STILL], frames=1)
    with browser_with_camera(playwright, browser_type_launch_args, pictures, allowed=False) as browser:
        scanner = at_card(browser).open()
        scanner.sees("Die Kamera ist nicht erlaubt")


def test_without_a_camera_photos_become_pages_all_the_same(playwright, browser_type_launch_args, at_card):
    photos = [{"name": f"IMG_{i}.jpg", "mimeType": "image/jpeg", "buffer": jpeg(i)} for i in (STILL, *OTHERS)]
    broken = {"name": "kaputt.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff kaputt"}
    with browser_with_camera(playwright, browser_type_launch_args) as browser:
        scanner = at_card(browser).open()
        scanner.sees("Keine Kamera gefunden")
        choose = scanner.dialog.get_by_label("Fotos auswählen")
        choose.set_input_files([broken])
        expect(scanner.dialog.get_by_text("„kaputt.jpg“ lässt sich hier nicht öffnen.")).to_be_visible()
        choose.set_input_files(photos)
        scanner.sees("Seite 1 prüfen")
        scanner.press("Übernehmen")
        scanner.sees("Seite 2 prüfen")
        shown = scanner.dialog.locator(".scanner-result")
        expect(shown).to_have_attribute("src", re.compile("^blob:"))
        left_out = shown.get_attribute("src")
        scanner.press("Weglassen")
        # The next one is page 2 as well.
        expect(shown).to_have_attribute("src", re.compile(f"^(?!{re.escape(left_out)})blob:"))
        scanner.press("Übernehmen")
        scanner.sees("2 Seiten")
        scanner.press("Fertig (2 Seiten)")
        assert len({data for _, _, data in scanner.files()}) == 2


def test_escape_leaves_when_there_is_nothing_to_lose(playwright, browser_type_launch_args, at_card):
    with browser_with_camera(playwright, browser_type_launch_args) as browser:
        scanner = at_card(browser).open()
        scanner.sees("Keine Kamera gefunden")
        scanner.page.keyboard.press("Escape")
        assert scanner.files() == []


@pytest.mark.parametrize("missing", ["OffscreenCanvas", "Worker", "ImageCapture"])
def test_old_browsers_do_the_work_in_the_page(at_card, still_camera, missing):
    scanner = at_card(still_camera, f"delete window.{missing};").open()
    scanner.sees("Seite 1 prüfen")
    scanner.press("Übernehmen")
    scanner.sees("Seite 2 aufnehmen")
    scanner.press("Fertig (1 Seite)")
    ((name, _, data),) = scanner.files()
    assert name == "scan-1.jpg"
    assert max(Image.open(io.BytesIO(data)).size) > 500


WITHIN = """() => [...document.querySelectorAll(".scanner *")].filter((one) => {
    const box = one.getBoundingClientRect();
    const seen = box.width > 1 && one.checkVisibility() && getComputedStyle(one).clipPath === "none";
    return seen && (box.right > innerWidth + 1 || box.left < -1);
}).map((one) => one.outerHTML.slice(0, 120))"""
SMALL = """() => [...document.querySelectorAll(".scanner button, .scanner label")].filter((one) => {
    const box = one.getBoundingClientRect();
    return one.checkVisibility() && (box.width < 47.5 || box.height < 47.5);
}).map((one) => one.outerHTML.slice(0, 120))"""


def test_every_view_is_within_reach(at_card, still_camera, width, axe, rtl, zoomed):
    scanner = at_card(still_camera).open()
    page = scanner.page

    def good():
        axe(page)
        assert page.evaluate(WITHIN) == []
        assert page.evaluate(SMALL) == []

    scanner.sees("Seite 1 prüfen")
    good()
    scanner.press("Ecken ändern")
    good()
    scanner.press("Übernehmen")
    scanner.sees("Seite 2 aufnehmen")
    good()
    scanner.take()
    scanner.press("2 Seiten ansehen")
    good()
    scanner.press("Abbrechen")
    good()
    scanner.press("Weiter scannen")
    rtl(page)
    good()
    zoomed(page)
    good()
    scanner.press("Weitere Seite")
    good()
    scanner.take()
    scanner.sees("Seite 4 aufnehmen")


def test_a_phone_on_its_side(at_card, still_camera, axe):
    scanner = at_card(still_camera, viewport={"width": 640, "height": 320}).open()
    scanner.sees("Seite 1 prüfen")
    assert scanner.page.evaluate(WITHIN) == []
    for name in ("Papier", "Schwarz-Weiß", "Farbe"):
        expect(scanner.dialog.get_by_label(name)).to_be_in_viewport(ratio=1)
    for name in ("Ecken ändern", "Drehen", "Neu aufnehmen", "Übernehmen", "Abbrechen"):
        expect(scanner.dialog.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    scanner.press("Übernehmen")
    scanner.sees("Seite 2 aufnehmen")
    for name in ("Aufnehmen", "Fertig (1 Seite)", "1 Seite ansehen"):
        expect(scanner.dialog.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
    axe(scanner.page)


@pytest.fixture
def from_card(at_card, still_camera):
    """The scanner as the button of the card opens it, with one page taken, which lies on the device."""
    scanner = at_card(still_camera)
    scanner.page.get_by_role("button", name=re.compile("^Scannen")).click()
    scanner.take(by_itself=True)
    scanner.sees("Seite 2 aufnehmen")
    wait_for(scanner.page, 1)
    return scanner


def wait_for(page, number):
    """Returns when so many pages lie on the device."""
    for _ in range(200):
        if waiting(page) == number:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{waiting(page)} pages lie on the device, not {number}")


def crashed(scanner):
    """The renderer is killed: no script of the page runs any more. The same address in a new tab."""
    page = scanner.page
    address, context = page.url, page.context
    with page.expect_event("crash"), contextlib.suppress(Error):
        context.new_cdp_session(page).send("Page.crash", timeout=1)
    tab = context.new_page()
    tab.goto(address)
    return tab


def another_look(scanner, number):
    """A second page of the same sheet, which is another file."""
    scanner.press("Aufnehmen")
    scanner.sees(f"Seite {number} prüfen")
    scanner.dialog.get_by_label("Schwarz-Weiß").check()
    scanner.result()


def test_a_crash_loses_nothing_that_was_scanned_and_sends_nothing_by_itself(from_card, sound):
    another_look(from_card, 2)
    from_card.press("Übernehmen")
    from_card.sees("Seite 3 aufnehmen")
    wait_for(from_card.page, 2)
    page = crashed(from_card)
    expect(unsent(page)).to_have_count(2)
    for place, line in enumerate(unsent(page).all(), start=1):
        expect(line).to_contain_text("Nicht gesendet")
        expect(line).to_contain_text(f"scan-{place}.jpg")
        expect(line).to_contain_text("Wir senden die Seite erst, wenn Sie es sagen.")
        assert line.locator("img").evaluate("image => image.naturalWidth") > 300
    expect(page.get_by_role("region", name="Noch nicht gesendet")).to_have_count(0)  # the card says it
    assert not Upload.objects.exists()
    sound(page)
    page.get_by_role("button", name="Jetzt hochladen").click()
    expect(lines(page)).to_have_count(2)
    wait_for(page, 0)


@pytest.mark.parametrize(
    "script",
    [
        """() => new Promise((gone) => {
            Object.assign(indexedDB.deleteDatabase("outbox"), { onsuccess: gone, onerror: gone });
        })""",
        """() => {
            IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
        }""",
    ],
    ids=["gone", "full"],
)
def test_whatever_becomes_of_the_store_what_was_scanned_is_sent(from_card, script):
    from_card.page.evaluate(script)
    from_card.press("Fertig (1 Seite)")
    expect(lines(from_card.page)).to_have_count(1)
    expect(unsent(from_card.page)).to_have_count(0)


def test_what_a_crash_left_can_be_thrown_away(from_card):
    page = crashed(from_card)
    page.get_by_role("button", name="„scan-1.jpg“ von diesem Gerät entfernen").click()
    expect(unsent(page)).to_have_count(0)
    wait_for(page, 0)
    assert not Upload.objects.exists()


def test_signing_out_asks_about_what_a_crash_left(from_card):
    page = crashed(from_card)
    page.goto("/konto/")
    page.get_by_role("button", name="Abmelden").click()
    question = page.get_by_role("dialog", name="1\u00a0Seite ist noch nicht gesendet.")
    with page.expect_navigation():
        question.get_by_role("button", name="Abmelden und Seite löschen").click()
    wait_for(page, 0)


def test_a_page_that_is_being_checked_survives_as_well(from_card):
    another_look(from_card, 2)
    wait_for(from_card.page, 2)
    from_card.press("Neu aufnehmen")
    from_card.sees("Seite 2 aufnehmen")
    wait_for(from_card.page, 1)
    another_look(from_card, 2)
    wait_for(from_card.page, 2)
    expect(unsent(crashed(from_card))).to_have_count(2)


def test_what_lies_on_the_device_is_what_the_scanner_has(from_card):
    """Turned, put in order, taken out: whenever it crashes the last state is there."""
    another_look(from_card, 2)
    from_card.press("Übernehmen")
    from_card.sees("Seite 3 aufnehmen")
    from_card.take()
    from_card.sees("Seite 4 aufnehmen")
    wait_for(from_card.page, 3)
    from_card.press("3 Seiten ansehen")
    from_card.press("Seite 1 drehen")
    expect(from_card.dialog.get_by_text("Seite 1 gedreht.")).to_be_attached()
    from_card.press("Seite 1 nach unten")
    from_card.press("Seite 3 entfernen")
    from_card.press("Entfernen")
    pictures = from_card.dialog.locator("li img")
    expect(pictures).to_have_count(2)
    for picture in pictures.all():
        expect(picture).to_have_js_property("complete", True)
    sizes = pictures.evaluate_all(SIZES)
    assert sizes[0] == sizes[1][::-1]
    wait_for(from_card.page, 2)
    page = crashed(from_card)
    expect(unsent(page)).to_have_count(2)
    expect(unsent(page).nth(0)).to_contain_text("scan-1.jpg")
    expect(unsent(page).nth(1)).to_contain_text("scan-2.jpg")
    expect(unsent(page).locator("img")).to_have_count(2)
    assert unsent(page).locator("img").evaluate_all(SIZES) == sizes


def test_elsewhere_it_is_told_and_can_be_added_there(from_card, anna):
    page = crashed(from_card)
    elsewhere = Collection.open(uuid.uuid4(), anna)
    page.goto(reverse("documents:add", args=[elsewhere.id, "konto"]))
    expect(page.get_by_role("region", name="Noch nicht gesendet")).to_contain_text("1\u00a0Seite noch nicht gesendet")
    page.get_by_role("button", name="Von diesem Gerät hinzufügen: 1\u00a0Seite").click()
    expect(lines(page)).to_have_count(1)
    wait_for(page, 0)


def test_at_a_desk_what_is_scanned_is_in_memory_alone(at_card, still_camera, live_server):
    scanner = at_card(still_camera)
    page = scanner.page
    page.context.add_cookies([{"name": "desk-mode", "value": "1", "url": live_server.url}])
    page.reload()
    page.get_by_role("button", name=re.compile("^Scannen")).click()
    scanner.take(by_itself=True)
    scanner.sees("Seite 2 aufnehmen")
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
    scanner.press("Fertig (1 Seite)")
    expect(lines(page)).to_have_count(1)
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0


def test_who_comes_back_to_the_scanner_sends_nothing_twice(from_card):
    page = from_card.page
    page.evaluate(HIDE, True)
    page.evaluate(HIDE, False)
    another_look(from_card, 2)  # else it would be the same page again
    from_card.press("Übernehmen")
    from_card.sees("Seite 3 aufnehmen")
    from_card.press("Fertig (2 Seiten)")
    expect(lines(page)).to_have_count(2)
    wait_for(page, 0)


def test_what_is_thrown_away_is_gone_from_the_device(from_card):
    page = from_card.page
    from_card.press("Abbrechen")
    from_card.press("Verwerfen")
    wait_for(page, 0)
    expect(lines(page)).to_have_count(0)
