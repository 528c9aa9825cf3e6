"""A camera for the browser: Chromium's own stand-in, which shows the photos of tests/papers.py. And the scanner."""

import base64
import io
from contextlib import contextmanager

from PIL import Image
from playwright.sync_api import expect

from tests.papers import photographed_paper

SIZE = (720, 960)
# As the button of a card does it. The files are kept in the window for the test to look at.
_OPEN = """async () => {
    const script = [...document.scripts].find((one) => one.src.includes("documents/"));
    const { scan } = await import(script.src.replace(/documents.*/, "documents/scanner/scan.js"));
    scan().then((files) => (window.scanned = files));
}"""
_TAKEN = """async () => Promise.all(window.scanned.map(async (file) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return [file.name, file.type, btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))];
}))"""


def jpeg(number):
    """The photo with this number, upright."""
    picture = photographed_paper(number, size=SIZE).image
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=90)
    return target.getvalue()


def film(path, papers, *, frames):
    """A film (JPEG after JPEG, 30 a second) in which each of these papers lies still for a while: its path."""
    path.write_bytes(b"".join(jpeg(number) * frames for number in papers))
    return path


@contextmanager
def browser_with_camera(playwright, launch_args, film=None, *, allowed=True):
    """A browser of its own whose camera shows `film`, none without. `allowed`: whoever asks may use it."""
    flags = [f"--use-fake-ui-for-media-stream{'' if allowed else '=deny'}"]
    if film:
        flags += ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={film}"]
    browser = playwright.chromium.launch(**{**launch_args, "args": [*launch_args["args"], *flags]})
    try:
        yield browser
    finally:
        browser.close()


class Scanner:
    """The scanner on `page`, in words of what somebody does with it."""

    def __init__(self, page):
        self.page = page
        self.dialog = page.get_by_role("dialog", name="Scanner")
        self.hint = self.dialog.locator(".scanner-view--live [role=status]")

    def open(self):
        self.page.evaluate(_OPEN)
        return self

    def press(self, name):
        self.dialog.get_by_role("button", name=name, exact=True).click()

    def sees(self, heading):
        expect(self.dialog.get_by_role("heading", name=heading)).to_be_visible(timeout=30_000)

    def result(self):
        """The page as the review shows it."""
        picture = self.dialog.locator(".scanner-result")
        expect(self.dialog.locator("[aria-busy]")).to_have_count(0)
        expect(picture).to_be_visible()
        expect(picture).to_have_js_property("complete", True)
        data = picture.evaluate(
            """async (image) => {
                await image.decode();
                const canvas = document.createElement("canvas");
                [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
                canvas.getContext("2d").drawImage(image, 0, 0);
                return canvas.toDataURL("image/png").split(",")[1];
            }"""
        )
        return Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB")

    def take(self, *, by_itself=False):
        """Photographs what lies there, and says yes to it."""
        if not by_itself:
            self.press("Aufnehmen")
        self.sees("prüfen")
        self.press("Übernehmen")

    def take_another(self, known):
        """Says yes to what is taken by itself as soon as its picture is not `known`: a film goes round, and where
        somebody is slow an earlier sheet lies there again."""
        for _ in range(30):
            self.sees("prüfen")
            if not known(self.result()):
                return self.press("Übernehmen")
            self.press("Neu aufnehmen")
        raise AssertionError("Es kommt kein anderes Blatt.")

    def files(self):
        """What the page that opened the scanner got: (name, kind, bytes) of each file."""
        expect(self.dialog).to_have_count(0)
        return [(name, kind, base64.b64decode(data)) for name, kind, data in self.page.evaluate(_TAKEN)]

    def camera_is_on(self):
        return self.page.evaluate("() => Boolean(document.querySelector('.scanner video')?.srcObject?.active)")
