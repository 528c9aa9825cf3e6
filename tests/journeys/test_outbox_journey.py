"""Bad reception, closed tabs, ended sessions: what was chosen is either at the server or honestly still here."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from jobcenter.documents.models import Collection, Document, DocumentPage, Upload
from jobcenter.documents.models import collection as collection_model
from jobcenter.submissions.models import Submission
from tests.journeys.outbox import choose, large_pdf, left_on, lines, photo, unsent, waiting
from tests.photos import photographed_page

expect.set_options(timeout=15_000)  # machines that test are busy

pytestmark = pytest.mark.django_db(transaction=True)
UPLOADS = "**/unterlagen/hochladen/**"
MEGABYTE = 1024 * 1024
HURRY = 20_000  # milliseconds after which a window that waits asks the one that sends (outbox/alone.js)
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


@pytest.fixture
def address(anna, live_server):
    collection = Collection.open(uuid.uuid4(), anna)
    return f"{live_server.url}{reverse('documents:add', args=[collection.id, 'mietvertrag'])}?title=Mietvertrag"


@pytest.fixture
def card(page, anna, signed_in, address):
    """Anna, signed in, at the card of her tenancy agreement."""
    signed_in(page, anna)
    page.goto(address)
    return page


def notice(page):
    return page.get_by_role("region", name="Noch nicht gesendet")


def status(page):
    return page.locator("main [data-part=status]")


def offline(page, watch, *, yes=True):
    watch.expect("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(yes)


def in_a_week():
    day = timezone.localtime() + timedelta(days=7)
    return f"{day.day}. {MONTHS[day.month - 1]}"


def count_of_pages():
    return DocumentPage.objects.count()


def test_what_is_chosen_without_network_waits_and_goes_from_a_new_tab_by_itself(card, watch, sound):
    offline(card, watch)
    choose(card, photo(1), photo(2))
    expect(unsent(card)).to_have_count(2)
    expect(unsent(card).first).to_contain_text("Nicht gesendet")
    expect(unsent(card).first).to_contain_text(f"Bleibt bis {in_a_week()} auf diesem Gerät.")
    expect(unsent(card).nth(0)).to_contain_text("IMG_1.jpg")
    expect(unsent(card).nth(1)).to_contain_text("IMG_2.jpg")
    expect(status(card)).to_contain_text("2 Seiten sind nicht gesendet. Keine Verbindung.")
    for picture in unsent(card).locator("img").all():
        assert picture.evaluate("image => image.naturalWidth") == 900
    sound(card)
    context = card.context
    card.close()
    assert not Document.objects.exists()

    context.set_offline(False)
    tab = context.new_page()
    tab.goto("/mein-bereich/")
    expect(notice(tab)).to_contain_text("Alles hochgeladen")
    assert count_of_pages() == 2
    assert waiting(tab) == 0
    tab.reload()
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    expect(notice(tab)).to_have_count(0)


def test_when_the_network_is_back_the_page_that_is_open_goes_on_by_itself(card, watch):
    offline(card, watch)
    choose(card, photo(1))
    expect(unsent(card)).to_have_count(1)
    offline(card, watch, yes=False)
    expect(lines(card)).to_have_count(1)
    expect(unsent(card)).to_have_count(0)
    assert waiting(card) == 0


def test_a_photo_that_cannot_be_made_smaller_in_time_goes_as_it_is(card):
    card.evaluate(
        """() => {
            const later = setTimeout;
            window.Worker = class { postMessage() {} terminate() {} };
            window.setTimeout = (what, wait, ...rest) => later(what, wait === 20_000 ? 0 : wait, ...rest);
        }"""
    )
    large = photographed_page(width=3000, height=4000, number=1)
    assert len(large) > 700_000
    choose(card, {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": large}, photo(2))
    expect(lines(card)).to_have_count(2)
    assert Upload.objects.filter(length=len(large)).exists()


def test_a_large_file_goes_on_where_the_connection_broke(card, watch):
    watch.expect("Anfrage gescheitert")
    seen = []

    def cut(route):
        request = route.request
        seen.append((request.method, request.headers.get("upload-offset")))
        if request.method == "PATCH" and request.headers["upload-offset"] != "0":
            route.abort()
        else:
            route.continue_()

    card.route(UPLOADS, cut)
    choose(card, large_pdf(9))
    expect(unsent(card)).to_contain_text("Keine Verbindung")
    assert Upload.objects.get().offset == 4 * MEGABYTE
    assert ("PATCH", str(4 * MEGABYTE)) in seen
    card.unroute_all()
    seen.clear()
    card.on("request", lambda one: seen.append((one.method, one.headers.get("upload-offset"))))
    card.reload()  # in another life of the page, too
    expect(lines(card)).to_have_count(1)
    patches = [offset for method, offset in seen if method == "PATCH"]
    assert patches == [str(4 * MEGABYTE), str(8 * MEGABYTE)]
    assert waiting(card) == 0


def test_progress_can_be_stopped_and_goes_on(card, sound):
    card.route(  # the second piece never gets an answer
        UPLOADS, lambda route: None if route.request.headers.get("upload-offset", "0") != "0" else route.continue_()
    )
    with card.expect_request(lambda request: request.method == "PATCH" and request.headers["upload-offset"] != "0"):
        choose(card, large_pdf(5))
    expect(card.get_by_role("progressbar")).to_be_visible()
    expect(unsent(card)).to_contain_text("Wird hochgeladen")
    sound(card)
    card.get_by_role("button", name="Anhalten").click()
    expect(unsent(card)).to_contain_text("Nicht gesendet")
    expect(card.get_by_role("progressbar")).to_be_hidden()
    assert not Document.objects.exists()
    card.unroute_all()
    card.get_by_role("button", name="Jetzt hochladen").click()
    expect(lines(card)).to_have_count(1)


def test_what_waits_can_be_taken_back(card, watch):
    offline(card, watch)
    choose(card, photo(1), photo(2))
    expect(unsent(card)).to_have_count(2)
    unsent(card).first.get_by_role("button", name="„IMG_1.jpg“ von diesem Gerät entfernen").click()
    expect(unsent(card)).to_have_count(1)
    expect(status(card)).to_contain_text("„IMG_1.jpg“ ist von diesem Gerät entfernt.")
    offline(card, watch, yes=False)
    expect(lines(card)).to_have_count(1)
    assert waiting(card) == 0


def test_nobody_can_read_what_lies_on_the_device(card, watch):
    offline(card, watch)
    choose(card, photo(1))
    expect(unsent(card)).to_have_count(1)
    left = left_on(card)
    assert left["key"] == {"extractable": False, "taken": False}
    (entry,), (file,) = left["entries"], left["files"]
    assert set(entry) == {"id", "owner", "madeAt", "expiresAt", "size", "facts"}
    assert set(file) == set(entry["facts"]) == {"iv", "data"}
    assert re.fullmatch(r"[0-9a-f]{32}\.[0-9a-f]{32}", entry["owner"])
    text = repr(left)
    for word in ("IMG_1", "image/jpeg", "JFIF", "Mietvertrag", "unterlagen", "Geheimes Telefon"):
        assert word not in text
    picture = photo(1)["buffer"].decode("latin-1")
    assert picture.startswith("\xff\xd8\xff")
    for place in range(0, len(picture) - 16, 997):  # three bytes alone are somewhere by chance
        assert picture[place : place + 16] not in file["data"]
    assert len(file["data"]) == len(photo(1)["buffer"]) + 16


class TestSessions:
    def test_signed_out_elsewhere_it_stays_and_goes_after_the_next_sign_in(self, card, anna, signed_in):
        card.context.clear_cookies(name="sessionid")
        choose(card, photo(1))
        expect(unsent(card)).to_contain_text("Bitte melden Sie sich an, dann geht es weiter.")
        assert not Document.objects.exists()
        signed_in(card, anna)
        card.goto("/mein-bereich/")
        expect(notice(card)).to_contain_text("Alles hochgeladen")
        assert count_of_pages() == 1

    def test_another_person_on_the_same_device_sees_and_sends_nothing_of_it(self, card, ben, signed_in, address):
        card.context.clear_cookies(name="sessionid")
        choose(card, photo(1))
        expect(unsent(card)).to_contain_text("Bitte melden Sie sich an")
        signed_in(card, ben)
        asked = []
        card.on("request", lambda request: asked.append(request.url))
        card.goto("/mein-bereich/")
        with card.expect_response("**/everywhere.js"):
            card.reload()
        card.wait_for_load_state("networkidle")
        expect(notice(card)).to_have_count(0)
        assert "IMG_1" not in card.content()
        collection = Collection.open(uuid.uuid4(), ben)
        card.goto(reverse("documents:add", args=[collection.id, "mietvertrag"]))
        card.wait_for_load_state("networkidle")
        expect(unsent(card)).to_have_count(0)
        expect(card.get_by_role("button", name="Von diesem Gerät hinzufügen")).to_be_hidden()
        assert not [url for url in asked if "hochladen" in url]
        assert not Document.objects.exists()
        assert waiting(card) == 1

    def test_a_window_of_whoever_was_signed_in_before_gives_nothing_up(self, card, anna, ben, signed_in, watch):
        watch.expect("Anfrage gescheitert", "Antwort 403", "tus: ")
        card.context.clear_cookies(name="sessionid")
        signed_in(card, ben)
        choose(card, photo(1))
        expect(unsent(card)).to_contain_text("Bitte laden Sie diese Seite neu, dann geht es weiter.")
        assert not Upload.objects.exists()
        signed_in(card, anna)
        card.goto("/mein-bereich/")
        expect(notice(card)).to_contain_text("Alles hochgeladen")
        assert count_of_pages() == 1

    def test_a_draft_that_is_gone_is_told_in_german(self, card, watch):
        watch.expect("Antwort 404", "tus: ")
        offline(card, watch)
        choose(card, photo(1))
        expect(unsent(card)).to_have_count(1)
        Collection.objects.all().delete()
        offline(card, watch, yes=False)
        expect(unsent(card)).to_contain_text("Den Entwurf dazu gibt es nicht mehr.")
        assert waiting(card) == 1

    def test_signing_out_asks_and_can_send_first(self, card, watch, sound, address):
        offline(card, watch)
        choose(card, photo(1), photo(2))
        expect(unsent(card)).to_have_count(2)
        card.route(UPLOADS, lambda route: route.abort())
        watch.expect("Anfrage gescheitert")
        offline(card, watch, yes=False)
        card.goto("/konto/")
        expect(notice(card)).to_contain_text("2 Seiten noch nicht gesendet")
        sound(card)
        card.get_by_role("button", name="Abmelden").click()
        question = card.get_by_role("dialog", name="2 Seiten sind noch nicht gesendet.")
        expect(question).to_be_visible()
        sound(card)
        question.get_by_role("button", name="Zurück").click()
        expect(question).to_have_count(0)
        card.unroute_all()
        card.get_by_role("button", name="Abmelden").click()
        question.get_by_role("button", name="Jetzt hochladen").click()
        expect(question.get_by_role("status")).to_have_text("Alles ist hochgeladen. Sie können sich jetzt abmelden.")
        assert count_of_pages() == 2
        question.get_by_role("button", name="Abmelden").click()
        card.wait_for_url("/")

    @pytest.mark.parametrize("path", ["/konto/", "/konto/abmelden/", "/konto/geraete/"])
    def test_signing_out_leaves_nothing(self, card, watch, path):
        offline(card, watch)
        choose(card, photo(1))
        expect(unsent(card)).to_have_count(1)
        card.route(UPLOADS, lambda route: route.abort())
        watch.expect("Anfrage gescheitert")
        offline(card, watch, yes=False)
        card.goto(path)
        card.get_by_role("button", name=re.compile("^(Abmelden|Überall abmelden)")).click()
        question = card.get_by_role("dialog", name="1 Seite ist noch nicht gesendet.")
        with card.expect_navigation():
            question.get_by_role("button", name="Abmelden und Seite löschen").click()
        assert waiting(card) == 0
        assert left_on(card)["files"] == []
        assert not Document.objects.exists()

    def test_with_nothing_waiting_nobody_is_asked(self, card):
        card.goto("/konto/")
        card.get_by_role("button", name="Abmelden").click()
        card.wait_for_url("/")


def test_what_finds_no_room_stays_and_can_be_tried_again(card, monkeypatch, watch):
    watch.expect("Antwort 422")
    monkeypatch.setattr(collection_model, "MAX_COLLECTION", 1)
    choose(card, photo(1))
    expect(unsent(card)).to_contain_text("Für diese Datei ist kein Platz mehr.")
    assert waiting(card) == 1
    monkeypatch.undo()
    card.get_by_role("button", name="Jetzt hochladen").click()
    expect(lines(card)).to_have_count(1)
    assert (count_of_pages(), waiting(card)) == (1, 0)


def test_hochgeladen_is_not_said_of_what_was_taken_away_in_another_window(card, watch, address):
    offline(card, watch)
    choose(card, photo(1))
    expect(unsent(card)).to_have_count(1)
    other = card.context.new_page()
    other.route(UPLOADS, lambda route: route.abort())
    watch.expect("Anfrage gescheitert")
    offline(card, watch, yes=False)
    card.route(UPLOADS, lambda route: route.abort())
    other.goto("/mein-bereich/")
    expect(notice(other)).to_contain_text("1 Seite noch nicht gesendet")
    unsent(card).get_by_role("button").click()
    expect(notice(other)).to_contain_text("Hier wartet nichts mehr")
    assert not Document.objects.exists()


def test_two_windows_send_everything_once(card, watch, address):
    other = card.context.new_page()
    other.goto(address)
    offline(card, watch)
    choose(card, photo(1), photo(2))
    expect(unsent(card)).to_have_count(2)
    choose(other, photo(3))
    for window in (card, other):
        expect(unsent(window)).to_have_count(3)
    taken = []
    for window in (card, other):
        window.on(
            "request", lambda one: taken.append(one.url) if one.method == "POST" and "hochladen" in one.url else None
        )
    offline(card, watch, yes=False)
    for window in (card, other):
        expect(lines(window)).to_have_count(3)
        expect(unsent(window)).to_have_count(0)
    assert count_of_pages() == 3
    assert len(taken) == 3


class TestWindowsThatDoNotMove:
    """One window sends at a time, but none holds up the others because the browser has frozen it."""

    @pytest.fixture
    def stuck(self, card):
        """A window that is in the middle of an upload whose answer does not come."""
        card.route(UPLOADS, lambda route: None if route.request.method == "PATCH" else route.continue_())
        with card.expect_request(lambda request: request.method == "PATCH"):
            choose(card, photo(1))
        return card

    def other_window(self, context, address, *, hurried=(HURRY,)):
        """`hurried`: waits, in milliseconds, that are over at once."""
        other = context.new_page()
        other.add_init_script(
            f"""const later = setTimeout;
            window.setTimeout = (what, wait, ...rest) =>
                later(what, {list(hurried)}.includes(wait) ? 20 : wait, ...rest);
            let answers = 0;
            new BroadcastChannel("outbox-alone").onmessage = ({{data}}) =>
                data === "here" && (document.documentElement.dataset.answers = answers += 1);"""
        )
        other.goto(address)
        return other

    def test_a_frozen_window_lets_go_and_goes_on_when_it_thaws(self, stuck, address):
        """As the browser tells it (Page Lifecycle). Really frozen are hidden pages alone, and here none is hidden."""
        tell = lambda what: stuck.evaluate("what => void document.dispatchEvent(new Event(what))", what)  # noqa: E731
        tell("freeze")
        other = self.other_window(stuck.context, address, hurried=())
        expect(lines(other)).to_have_count(1)
        assert (count_of_pages(), waiting(other)) == (1, 0)
        stuck.unroute_all()
        other.route(UPLOADS, lambda route: route.abort())
        choose(stuck, photo(2))
        expect(unsent(stuck)).to_have_count(1)
        assert count_of_pages() == 1
        tell("resume")
        expect(lines(stuck)).to_have_count(2)
        assert (count_of_pages(), waiting(stuck)) == (2, 0)

    def test_a_window_that_answers_is_waited_for(self, stuck, address):
        other = self.other_window(stuck.context, address)
        expect(other.locator("html")).to_have_attribute("data-answers", re.compile("[3-9]"))
        assert not Document.objects.exists()
        expect(unsent(stuck)).to_contain_text("Wird hochgeladen")
        stuck.get_by_role("button", name="Anhalten").click()
        expect(lines(other)).to_have_count(1)
        assert count_of_pages() == 1

    def test_from_one_that_does_not_answer_the_turn_is_taken_and_it_waits_for_its_next(self, stuck, address):
        """As a phone does it that stops windows without telling them."""
        stuck.evaluate("BroadcastChannel.prototype.postMessage = () => {}")
        other = self.other_window(stuck.context, address, hurried=(HURRY, 5_000))
        expect(lines(other)).to_have_count(1)
        assert (count_of_pages(), waiting(other)) == (1, 0)
        stuck.unroute_all()
        choose(stuck, photo(2))
        expect(lines(stuck)).to_have_count(2)
        assert count_of_pages() == 2


@pytest.mark.parametrize("where", ["upload", "take"])
def test_a_server_in_trouble_loses_nothing(card, watch, where):
    watch.expect("Antwort 500", "tus: ")
    place = UPLOADS if where == "upload" else "**/mietvertrag/*"
    card.route(place, lambda route: route.fulfill(status=500) if route.request.method == "POST" else route.continue_())
    choose(card, photo(1))
    expect(unsent(card)).to_contain_text("Das hat gerade nicht geklappt.")
    expect(status(card)).to_contain_text("1 Seite ist nicht gesendet.")
    card.unroute_all()
    card.get_by_role("button", name="Jetzt hochladen").click()
    expect(lines(card)).to_have_count(1)
    assert count_of_pages() == 1


def test_an_upload_that_the_server_has_forgotten_begins_anew(card, watch):
    watch.expect("Antwort 500", "tus: ")
    card.route(
        "**/mietvertrag/*",
        lambda route: route.fulfill(status=500) if route.request.method == "POST" else route.continue_(),
    )
    choose(card, photo(1))
    expect(unsent(card)).to_contain_text("Das hat gerade nicht geklappt.")
    Upload.objects.all().delete()
    card.unroute_all()
    card.get_by_role("button", name="Jetzt hochladen").click()
    expect(lines(card)).to_have_count(1)


def test_when_the_papers_are_sent_meanwhile_the_page_can_go_elsewhere(card, anna, watch, address):
    offline(card, watch)
    choose(card, photo(1))
    expect(unsent(card)).to_have_count(1)
    Collection.objects.update(closed_at=timezone.now())
    offline(card, watch, yes=False)
    expect(unsent(card)).to_contain_text("Diese Unterlagen sind schon gesendet.")
    elsewhere = Collection.open(uuid.uuid4(), anna)
    card.goto(reverse("documents:add", args=[elsewhere.id, "konto"]))
    card.get_by_role("button", name="Von diesem Gerät hinzufügen: 1 Seite").click()
    expect(lines(card)).to_have_count(1)
    assert Document.objects.get().collection == elsewhere
    assert waiting(card) == 0


def test_where_the_browser_keeps_nothing_the_page_says_so_and_sends_all_the_same(card, watch):
    card.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    card.reload()
    offline(card, watch)
    choose(card, photo(1))
    expect(unsent(card)).to_contain_text("Bleibt nur, solange diese Seite offen ist.")
    offline(card, watch, yes=False)
    expect(lines(card)).to_have_count(1)


def test_where_there_is_no_room_left_the_page_says_so(card, watch):
    card.evaluate(
        """() => {
            const put = IDBObjectStore.prototype.put;
            IDBObjectStore.prototype.put = function (...what) {
                if (this.name === "files") throw new DOMException("", "QuotaExceededError");
                return put.apply(this, what);
            };
        }"""
    )
    offline(card, watch)
    choose(card, photo(1))
    expect(unsent(card)).to_contain_text("Bleibt nur, solange diese Seite offen ist.")
    assert waiting(card) == 0
    offline(card, watch, yes=False)
    expect(lines(card)).to_have_count(1)


def test_a_refusal_is_not_lost_when_nobody_looks_at_the_card(card, watch, address):
    offline(card, watch)
    choose(card, {"name": "defekt.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 kaputt"})
    expect(unsent(card)).to_have_count(1)
    offline(card, watch, yes=False)
    card.goto("/mein-bereich/")
    expect(notice(card)).to_contain_text("„defekt.pdf“ wurde nicht angenommen. Das PDF ist beschädigt")
    card.goto(address)
    expect(unsent(card)).to_contain_text("Das PDF ist beschädigt")
    unsent(card).get_by_role("button").click()
    expect(unsent(card)).to_have_count(0)
    assert waiting(card) == 0


def test_pages_without_a_destination_are_offered_where_a_page_names_one(card, anna, address, sound):
    card.goto("/scannen/")
    choose(card, photo(1), photo(2))
    expect(unsent(card)).to_have_count(2)
    collection = Collection.objects.get().pk
    add = reverse("documents:add", args=[collection, "mietvertrag"])
    place = (
        f'<div data-destination data-collection="{collection}" data-slot="mietvertrag" data-title="Mietvertrag" '
        f'data-add="{add}"></div></main>'
    )

    def named(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", place))

    card.route("**/mein-bereich/", named)
    card.goto("/mein-bereich/")
    sound(card)
    with card.expect_navigation():
        card.get_by_role("button", name="2 wartende Seiten hierhin hochladen").click()
    assert [page.document.slot for page in DocumentPage.objects.all()] == ["mietvertrag"] * 2
    assert waiting(card) == 0


def test_a_desk_keeps_nothing(card, watch, live_server):
    card.context.add_cookies([{"name": "desk-mode", "value": "1", "url": live_server.url}])
    card.reload()
    offline(card, watch)
    choose(card, photo(1))
    expect(unsent(card)).to_contain_text("Bleibt nur, solange diese Seite offen ist.")
    assert card.evaluate("async () => (await indexedDB.databases()).length") == 0
    offline(card, watch, yes=False)
    expect(lines(card)).to_have_count(1)
    assert card.evaluate("async () => (await indexedDB.databases()).length") == 0


def test_nothing_is_made_on_the_device_of_somebody_who_only_looks(card):
    card.goto("/mein-bereich/")
    card.wait_for_load_state("networkidle")
    assert left_on(card) is None


def test_after_a_week_it_is_gone(card, watch):
    offline(card, watch)
    choose(card, photo(1))
    expect(unsent(card)).to_have_count(1)
    card.evaluate(
        """async () => {
            const database = await new Promise((done) => {
                const asked = indexedDB.open("outbox");
                asked.onsuccess = () => done(asked.result);
            });
            const change = database.transaction("entries", "readwrite").objectStore("entries");
            const rows = await new Promise((done) => {
                const asked = change.getAll();
                asked.onsuccess = () => done(asked.result);
            });
            for (const row of rows) change.put({...row, expiresAt: Date.now() - 1});
            await new Promise((done) => (change.transaction.oncomplete = done));
            database.close();
        }"""
    )
    offline(card, watch, yes=False)
    card.goto("/mein-bereich/")
    card.wait_for_load_state("networkidle")
    expect(notice(card)).to_have_count(0)
    assert left_on(card)["files"] == []
    assert not Document.objects.exists()


def test_by_keyboard_narrow_and_enlarged(card, watch, width, sound, zoomed, rtl, tab_to):
    offline(card, watch)
    choose(card, photo(1))
    expect(unsent(card)).to_have_count(1)
    tab_to(unsent(card).get_by_role("button"))
    tab_to(card.get_by_role("button", name="Jetzt hochladen"))
    sound(zoomed(rtl(card)))
    offline(card, watch, yes=False)
    card.keyboard.press("Enter")
    expect(lines(card)).to_have_count(1)


class TestNobodySendsWithoutKnowing:
    """Pages that still wait are not part of what is sent, and that is said before."""

    @pytest.fixture
    def held_up(self, page, anna, complete, signed_in, watch):
        """Anna's application is ready; a page for it waits on her phone because uploads do not get through."""
        signed_in(page, anna)
        page.goto(f"/antrag/{complete.pk}/nachweise/")
        page.route(UPLOADS, lambda route: route.abort())
        watch.expect("Anfrage gescheitert")
        page.get_by_label("Dateien auswählen").first.set_input_files([photo(1)])
        expect(unsent(page)).to_contain_text("Keine Verbindung")
        return page

    def test_on_the_way(self, held_up, sound):
        hold = held_up.locator(".outbox-hold")
        expect(hold).to_contain_text("1 Seite ist noch nicht hochgeladen. Sie gehört noch nicht dazu.")
        here = held_up.url
        held_up.get_by_role("button", name="Weiter", exact=True).click()
        expect(hold).to_contain_text("Sie gehört noch nicht dazu.")
        assert held_up.url == here
        sound(held_up)
        held_up.unroute_all()
        with held_up.expect_navigation():
            held_up.get_by_role("button", name="Weiter", exact=True).click()
        assert count_of_pages() == 1

    def test_before_sending(self, held_up, complete, sound):
        held_up.goto(f"/antrag/{complete.pk}/pruefen/")
        hold = held_up.locator(".outbox-hold")
        expect(hold).to_contain_text("1 Seite ist noch nicht hochgeladen. Sie fehlt, wenn Sie jetzt senden.")
        sound(held_up)
        held_up.get_by_role("button", name="Jetzt senden").click()
        expect(hold).to_contain_text("Wir warten darauf")
        expect(hold).to_contain_text("Sie fehlt, wenn Sie jetzt senden.")
        assert not Submission.objects.exists()
        held_up.unroute_all()
        held_up.get_by_role("button", name="Jetzt senden").click()
        held_up.wait_for_url("**/eingang/**")
        assert Submission.objects.exists()
        assert Document.objects.get().final

    def test_what_was_chosen_a_moment_ago_is_waited_for_as_well(self, page, anna, complete, signed_in):
        signed_in(page, anna)
        page.goto(f"/antrag/{complete.pk}/nachweise/")
        page.evaluate(
            """() => {
                const read = Blob.prototype.arrayBuffer;
                const released = new Promise((done) => (window.release = done));
                Blob.prototype.arrayBuffer = async function () { await released; return read.call(this); };
            }"""
        )
        here = page.url
        page.get_by_label("Dateien auswählen").first.set_input_files([photo(1)])
        page.get_by_role("button", name="Weiter", exact=True).click()
        expect(page.locator(".outbox-hold")).to_contain_text("Ihre Dateien werden noch vorbereitet.")
        assert page.url == here
        with page.expect_navigation():
            page.evaluate("release()")
        assert count_of_pages() == 1

    def test_nothing_goes_on_by_itself_when_a_page_was_refused(self, held_up):
        here = held_up.url
        held_up.get_by_label("Dateien auswählen").first.set_input_files(
            [{"name": "defekt.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 kaputt"}]
        )
        expect(unsent(held_up)).to_have_count(2)
        held_up.unroute_all()
        held_up.get_by_role("button", name="Weiter", exact=True).click()
        expect(held_up.locator(".outbox-hold")).to_contain_text("Eine Datei wurde nicht angenommen.")
        expect(held_up.get_by_text("Das PDF ist beschädigt").first).to_be_visible()
        assert (held_up.url, count_of_pages()) == (here, 1)
        with held_up.expect_navigation():
            held_up.get_by_role("button", name="Weiter", exact=True).click()

    def test_sending_without_is_possible_and_meant(self, held_up, complete):
        held_up.goto(f"/antrag/{complete.pk}/pruefen/")
        held_up.get_by_role("button", name="Ohne diese Seite senden").click()
        held_up.wait_for_url("**/eingang/**")
        assert not Document.objects.exists()


class TestScanning:
    """/scannen/: without an account and without network; the destination comes later."""

    def test_scan_in_the_cellar_sign_in_upstairs(self, device, page, anna, draft, signed_in, sound):
        device.go_offline()
        page.goto("/scannen/")
        expect(page.locator(".kept")).to_be_visible()
        choose(page, photo(1), photo(2))
        expect(unsent(page)).to_have_count(2)
        expect(page.get_by_role("heading", name="2 Seiten noch nicht gesendet")).to_be_visible()
        expect(page.get_by_text("Zum Senden brauchen Sie Internet.")).to_be_visible()
        expect(page.get_by_role("link", name="Anmelden und senden")).to_be_hidden()
        sound(page)
        unsent(page).first.get_by_role("button").click()
        expect(unsent(page)).to_have_count(1)
        device.go_online()
        page.reload()
        expect(page.get_by_role("link", name="Anmelden und senden")).to_be_visible()
        assert "IMG_2" not in repr(left_on(page))

        signed_in(page, anna)
        page.goto("/mein-bereich/")
        expect(notice(page)).to_contain_text("1 Seite noch nicht gesendet")
        sound(page)
        page.goto(f"/antrag/{draft.pk}/nachweise/")
        page.get_by_role("button", name="Von diesem Gerät hinzufügen: 1 Seite").first.click()
        expect(lines(page)).to_have_count(1)
        assert waiting(page) == 0

    def test_pages_of_somebody_signed_in_are_only_counted(self, card, watch):
        offline(card, watch)
        choose(card, photo(1))
        expect(unsent(card)).to_have_count(1)
        offline(card, watch, yes=False)
        card.context.clear_cookies()
        card.goto("/scannen/")
        expect(card.get_by_text("Außerdem wartet hier 1 Seite von jemandem, der angemeldet war.")).to_be_visible()
        expect(unsent(card)).to_have_count(0)
        assert "IMG_1" not in card.content()

    def test_at_a_desk_nothing_is_collected(self, page, directory, live_server, sound):
        page.context.add_cookies([{"name": "desk-mode", "value": "1", "url": live_server.url}])
        page.goto("/scannen/")
        expect(page.get_by_text("Am Beratungsplatz bleibt nichts auf dem Gerät.")).to_be_visible()
        expect(page.get_by_label("Dateien auswählen")).to_be_hidden()
        sound(page)
