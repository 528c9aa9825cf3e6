"""The outbox of a device: what it says, what it closes, what answers mean, and whose mark it bears."""

import uuid

import pytest
from django.test import RequestFactory
from django.urls import reverse

from jobcenter.documents.models import Collection
from jobcenter.documents.outbox import collection_mark, owner_mark
from tests.javascript import of_module
from tests.representations import acting_for

OUTBOX = "documents/static/documents/outbox"


def mark_on(client, path="/mein-bereich/"):
    html = client.get(path).content.decode()
    return html.partition('data-outbox data-owner="')[2].partition('"')[0]


class TestMarks:
    @pytest.fixture(autouse=True)
    def _database(self, db):
        pass

    def test_each_account_has_its_own_and_it_names_nobody(self, anna, ben, client_of):
        hers, his = mark_on(client_of(anna)), mark_on(client_of(ben))
        assert hers == mark_on(client_of(anna))
        assert len(hers) == len(his) == 65
        assert hers.split(".")[0] != his.split(".")[0]
        assert anna.pk.hex not in hers
        assert anna.user.username not in hers

    def test_it_depends_on_the_key_of_the_installation(self, anna, client_of, settings):
        before = mark_on(client_of(anna))
        settings.SECRET_KEY = "another one"
        assert mark_on(client_of(anna)) != before

    def test_what_is_done_for_another_is_kept_apart_but_goes_with_the_same_sign_out(self, anna, ben, client_of):
        client = client_of(ben)
        own = mark_on(client)
        client.post(reverse("people:act", args=[acting_for(anna, ben).pk]))
        for_anna = mark_on(client)
        assert for_anna != own
        assert for_anna.split(".")[0] == own.split(".")[0]

    def test_a_stranger_has_none_and_a_public_page_says_nothing(self, client, anna, client_of):
        request = RequestFactory().get("/")
        request.user = type("Nobody", (), {"is_authenticated": False})()
        assert owner_mark(request) == ""
        assert "data-outbox" not in client.get("/").content.decode()
        assert "data-outbox" not in client_of(anna).get("/scannen/").content.decode()

    def test_a_card_bears_the_mark_of_whoever_looks(self, anna, client_of):
        client = client_of(anna)
        collection = Collection.open(uuid.uuid4(), anna)
        card = client.get(reverse("documents:add", args=[collection.pk, "mietvertrag"])).content.decode()
        assert f'data-next="" data-owner="{mark_on(client)}"' in card

    def test_collections_have_marks_of_their_own(self):
        one, other = uuid.uuid4(), uuid.uuid4()
        assert collection_mark(one) == collection_mark(str(one)) != collection_mark(other)

    def test_everything_that_ends_a_session_is_named(self, anna, client_of):
        html = client_of(anna).get("/konto/").content.decode()
        assert 'data-signing-out="/konto/abmelden/ /konto/geraete/abmelden/ /konto/loeschen/"' in html

    def test_the_page_that_asks_before_signing_out_has_the_outbox_too(self, anna, client, client_of):
        assert "data-outbox" in client_of(anna).get(reverse("account_logout")).content.decode()


class TestWords:
    @pytest.mark.parametrize(
        ("seconds", "words"),
        [
            (0.2, "noch wenige Sekunden"),
            (5, "noch etwa 10 Sekunden"),
            (20, "noch etwa 20 Sekunden"),
            (54, "noch etwa 60 Sekunden"),
            (55, "noch etwa eine Minute"),
            (89, "noch etwa eine Minute"),
            (90, "noch etwa 2 Minuten"),
            (1800, "noch etwa 30 Minuten"),
            (3600, "noch mehr als eine Stunde"),
        ],
    )
    def test_how_long_it_takes(self, seconds, words):
        script = "console.log(JSON.stringify(module.remaining(given)))"
        assert of_module(f"{OUTBOX}/words.js", script, seconds) == words

    def test_nothing_is_said_about_what_nobody_can_tell(self):
        script = """
        const pace = new module.Pace();
        const said = [pace.secondsFor(100)];
        pace.note(0, 0);
        pace.note(500, 999);
        said.push(pace.secondsFor(100));
        pace.note(1000, 1000);
        said.push(pace.secondsFor(5000));
        pace.note(0, 2000);
        said.push(pace.secondsFor(100));
        console.log(JSON.stringify(said.map((one) => one ?? null)));
        """
        assert of_module(f"{OUTBOX}/words.js", script, None) == [None, None, 5, None]

    def test_only_the_last_seconds_count(self):
        script = """
        const pace = new module.Pace();
        for (let second = 0; second <= 30; second += 1) pace.note(second * 10, second * 1000);
        for (let second = 1; second <= 30; second += 1) pace.note(300 + second * 1000, (30 + second) * 1000);
        console.log(JSON.stringify(pace.secondsFor(10000)));
        """
        assert of_module(f"{OUTBOX}/words.js", script, None) == pytest.approx(10)

    @pytest.mark.parametrize(
        ("types", "words"),
        [
            (["image/jpeg"], "1 Seite ist"),
            (["image/jpeg", "image/png"], "2 Seiten sind"),
            (["application/pdf"], "1 Datei ist"),
            (["image/jpeg", "application/pdf"], "2 Dateien sind"),
        ],
    )
    def test_how_much_waits(self, types, words):
        script = "console.log(JSON.stringify(module.countedAre(given.map((type) => ({ type })))))"
        assert of_module(f"{OUTBOX}/words.js", script, types) == words

    @pytest.mark.parametrize(
        ("at", "day"), [("2026-12-02T22:59Z", "2. Dezember"), ("2026-12-02T23:00Z", "3. Dezember")]
    )
    def test_the_last_day_is_one_in_berlin(self, at, day):
        script = "console.log(JSON.stringify(module.day(Date.parse(given))))"
        assert of_module(f"{OUTBOX}/words.js", script, at) == day


class TestSealing:
    def test_what_is_closed_opens_with_the_same_key_at_the_same_place_only(self):
        script = """
        const [key, other] = [await module.newKey(), await module.newKey()];
        const sealed = await module.sealFacts(key, given, "facts 1");
        const again = await module.sealFacts(key, given, "facts 1");
        const changed = { iv: sealed.iv, data: sealed.data.slice() };
        new Uint8Array(changed.data)[0] ^= 1;
        const fails = (...how) => module.openFacts(...how).then(() => false, () => true);
        console.log(JSON.stringify({
            opened: await module.openFacts(key, sealed, "facts 1"),
            otherKey: await fails(other, sealed, "facts 1"),
            otherPlace: await fails(key, sealed, "facts 2"),
            changed: await fails(key, changed, "facts 1"),
            extractable: key.extractable,
            exported: await crypto.subtle.exportKey("raw", key).then(() => true, () => false),
            plain: Buffer.from(sealed.data).includes("Miet"),
            same: Buffer.from(sealed.data).equals(Buffer.from(again.data)),
        }));
        """
        given = {"name": "Mietvertrag.jpg"}
        assert of_module(f"{OUTBOX}/sealing.js", script, given) == {
            "opened": given,
            "otherKey": True,
            "otherPlace": True,
            "changed": True,
            "extractable": False,
            "exported": False,
            "plain": False,
            "same": False,
        }


class TestAnswers:
    @pytest.mark.parametrize(
        ("answer", "what"),
        [
            ({"status": 200, "outcome": "k=added"}, "sent"),
            ({"status": 200, "outcome": "k=known"}, "sent"),
            ({"status": 422, "outcome": "k=refused"}, "refused"),
            ({"status": 422, "outcome": "k=full"}, "full"),
            ({"status": 422, "outcome": "k=later"}, "kept"),
            ({"status": 422, "outcome": "k=gone"}, "anew"),
            ({"status": 422, "outcome": "k=incomplete"}, "further"),
            ({"status": 422}, "gone"),
            ({"status": 200}, "failed"),  # a page of ours, but not an answer to this
            ({"status": 0, "type": "opaqueredirect"}, "away"),
            ({"status": 401}, "away"),
            ({"status": 403}, "stale"),
            ({"status": 410}, "stale"),
            ({"status": 404}, "gone"),
            ({"status": 413}, "kept"),
            ({"status": 500}, "failed"),
            ({"status": 503}, "failed"),
        ],
    )
    def test_what_became_of_it(self, answer, what):
        script = 'console.log(JSON.stringify(module.whatBecame({ type: "basic", outcome: "", ...given })))'
        assert of_module(f"{OUTBOX}/answers.js", script, answer) == what

    @pytest.mark.parametrize(
        ("status", "words", "what"),
        [
            (0, "", "offline"),
            (410, "", "stale"),
            (410, "Diese Unterlagen sind schon gesendet.", "gone"),
            (413, "Ihr Speicherplatz für Unterlagen ist voll.", "kept"),
            (429, "", "kept"),
            (460, "", "failed"),
            (507, "", "failed"),
        ],
    )
    def test_why_bytes_did_not_get_through(self, status, words, what):
        script = "console.log(JSON.stringify(module.whyNot(...given)))"
        assert of_module(f"{OUTBOX}/answers.js", script, [status, words]) == what
