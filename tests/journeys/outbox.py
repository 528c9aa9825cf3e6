"""What lies on a device, and files to put there."""

import random

from pikepdf import Stream

from jobcenter.documents.tests.samples import pdf_with_text
from tests.photos import photographed_page

DUMP = """async () => {
    if (!(await indexedDB.databases()).some((one) => one.name === "outbox")) return null;
    const database = await new Promise((done, failed) => {
        const asked = indexedDB.open("outbox");
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => failed(asked.error);
    });
    const all = (store) => new Promise((done) => {
        const asked = database.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result);
    });
    const latin = (bytes) => Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
    const plain = (value) => {
        if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return latin(value.buffer ?? value);
        if (value && typeof value === "object")
            return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
        return value;
    };
    const [key] = await all("keys");
    const taken = key && (await crypto.subtle.exportKey("raw", key).then(() => true, () => false));
    const found = {
        entries: (await all("entries")).map(plain),
        files: (await all("files")).map(plain),
        key: key && { extractable: key.extractable, taken },
    };
    database.close();
    return found;
}"""


def left_on(page):
    """Everything in the outbox as anybody finds it who opens the browser's store; None: there is no store."""
    return page.evaluate(DUMP)


def waiting(page):
    """How many entries lie on the device."""
    found = left_on(page)
    return len(found["entries"]) if found else 0


def photo(number):
    data = photographed_page(width=900, height=1200, number=number)
    return {"name": f"IMG_{number}.jpg", "mimeType": "image/jpeg", "buffer": data}


def large_pdf(megabytes):
    """A PDF that takes several pieces to upload."""

    def fill(pdf):
        noise = random.Random(7).randbytes(megabytes * 1024 * 1024)
        pdf.pages[0].obj["/Padding"] = pdf.make_indirect(Stream(pdf, noise))

    return {"name": "gross.pdf", "mimeType": "application/pdf", "buffer": pdf_with_text(change=fill)}


def choose(page, *files):
    page.get_by_label("Dateien auswählen").set_input_files(list(files))


def lines(page):
    """The pages that the server has."""
    return page.locator("main form > ol > li")


def unsent(page):
    """The pages that wait on the device, as the page shows them."""
    return page.locator("main [data-part=waiting] > li")
