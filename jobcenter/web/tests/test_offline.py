"""What the service worker is told, and the rules it keeps."""

import json
import shutil
import subprocess
from datetime import datetime

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from PIL import Image

from config.operator import Operator
from jobcenter.web import manifest, middleware, offline
from tests import javascript


@pytest.fixture(autouse=True)
def _made_anew():
    offline.script.cache_clear()
    yield
    offline.script.cache_clear()


class TestWorker:
    def test_every_copy_is_compared_before_use(self, client):
        answer = client.get("/sw.js", headers={"Accept-Encoding": "gzip"})
        assert answer["Content-Type"] == "text/javascript; charset=utf-8"
        assert answer["Cache-Control"] == "no-cache"
        assert "connect-src 'self'" in answer["Content-Security-Policy"]
        assert client.get("/sw.js", headers={"If-None-Match": answer["ETag"]}).status_code == 304

    def test_it_is_one_script_that_can_be_read(self, client, tmp_path):
        script = tmp_path / "sw.js"
        script.write_bytes(client.get("/sw.js").content)
        assert script.read_text().startswith('"use strict";\nconst RELEASE = {')
        subprocess.run(["node", "--check", script], check=True)

    @pytest.mark.parametrize("change", ["operator", "file", "template", "script"])
    def test_other_bytes_for_every_release(self, settings, monkeypatch, tmp_path, change):
        before = offline.script().etag
        offline.script.cache_clear()
        assert offline.script().etag == before
        offline.script.cache_clear()
        if change == "operator":
            settings.OPERATOR = Operator(name="Stadt Musterhausen")
        elif change == "file":
            monkeypatch.setattr(offline, "staticfiles_storage", type("S", (), {"hashed_files": {"a.css": "a.1.css"}})())
        elif change == "template":
            shutil.copytree(settings.ROOT / "jobcenter" / "web" / "templates", tmp_path / "jobcenter/web/templates")
            settings.ROOT = tmp_path
        else:
            monkeypatch.setattr(offline, "SOURCES", offline.SOURCES[1:])
        assert offline.script().etag != before

    def test_pages_of_everybody_only(self, client, anna, client_of):
        facts = offline.release()
        hers = client_of(anna)
        for path in facts["open"]:
            answer, to_her = client.get(path), hers.get(path)
            assert answer.status_code == 200
            assert answer.content == to_her.content
            assert not answer.cookies
        assert set(facts["pages"]) <= set(facts["open"])
        assert not [path for path in facts["open"] if path.startswith(("/konto/", "/mein-bereich/", "/antrag/"))]


class TestRules:
    def told(self, script, given):
        facts = {"open": ["/", "/impressum/"], "finder": "/mein-jobcenter/"}
        stage = f'const RELEASE = {json.dumps(facts)}; const location = {{ origin: "https://app.example" }};'
        return javascript.of_worker(["rules.js"], stage + script, given)

    @pytest.mark.parametrize(
        ("address", "is_open"),
        [
            *(("https://app.example/", True), ("https://app.example/impressum/", True)),
            *(("https://app.example/mein-jobcenter/31704/", True), ("https://elsewhere.example/", False)),
            *(("https://app.example/mein-bereich/", False), ("https://app.example/konto/?next=/impressum/", False)),
            *(("https://app.example/impressum", False), ("https://app.example/eingang/JC-1/", False)),
        ],
    )
    def test_addresses(self, address, is_open):
        assert self.told("console.log(isOpen(new URL(given)))", address) == is_open

    @pytest.mark.parametrize(
        ("change", "for_everybody"),
        [
            ({}, True),
            ({"Cache-Control": "public, max-age=300", "Vary": "Accept-Encoding"}, True),
            ({"Cache-Control": "private, no-cache"}, False),
            ({"Cache-Control": "No-Store"}, False),
            ({"Vary": "Accept-Encoding, Cookie"}, False),
            ({"Content-Type": "application/pdf"}, False),
            ({"ok": False}, False),
            ({"redirected": True}, False),
            ({"type": "opaqueredirect"}, False),
        ],
    )
    def test_answers(self, change, for_everybody):
        script = """
        const { ok = true, redirected = false, type = "basic", ...headers } = given;
        const all = new Headers({ "Content-Type": "text/html; charset=utf-8", ...headers });
        console.log(isForEverybody({ ok, redirected, type, headers: all }));
        """
        assert self.told(script, change) == for_everybody


@pytest.mark.parametrize(
    ("at", "now", "words"),
    [
        ("2026-11-24T11:40Z", "2026-11-24T22:59Z", "heute, 12:40"),
        ("2026-11-24T11:40Z", "2026-11-24T23:00Z", "gestern, 12:40"),
        ("2026-11-22T22:59Z", "2026-11-24T10:00Z", "22. November, 23:59"),
        ("2026-11-22T23:00Z", "2026-11-24T10:00Z", "gestern, 00:00"),
        ("2025-12-31T22:00Z", "2026-01-01T10:00Z", "gestern, 23:00"),
        ("2025-12-30T22:00Z", "2026-01-01T10:00Z", "30. Dezember 2025, 23:00"),
        # The days when the clocks change have 23 and 25 hours.
        ("2026-03-28T23:30Z", "2026-03-29T22:30Z", "gestern, 00:30"),
        ("2026-10-24T22:30Z", "2026-10-25T22:45Z", "heute, 00:30"),
    ],
)
def test_the_age_of_a_copy_in_words(at, now, words):
    assert datetime.fromisoformat(at) <= datetime.fromisoformat(now)
    script = "console.log(JSON.stringify(inWords(new Date(given[0]), new Date(given[1]))))"
    assert javascript.of_worker(["time.js"], script, [at, now]) == words


class TestManifest:
    @pytest.fixture
    def facts(self, client):
        answer = client.get("/app.webmanifest")
        assert answer["Content-Type"] == "application/manifest+json"
        return answer.json()

    def test_what_an_installable_app_says(self, facts):
        assert (facts["id"], facts["start_url"], facts["scope"], facts["display"]) == ("/", "/", "/", "standalone")
        assert (facts["lang"], facts["dir"]) == ("de", "ltr")
        assert {icon["purpose"] for icon in facts["icons"]} == {"any", "maskable", "monochrome"}
        assert {"192x192", "512x512"} <= {icon["sizes"] for icon in facts["icons"] if icon["type"] == "image/png"}
        assert {picture["form_factor"] for picture in facts["screenshots"]} == {"narrow", "wide"}

    def test_every_picture_is_there_and_has_the_size_it_is_said_to_have(self, facts, settings):
        shown = [*facts["icons"], *facts["screenshots"], *(icon for one in facts["shortcuts"] for icon in one["icons"])]
        for picture in shown:
            file = settings.ROOT / "jobcenter/web" / picture["src"].lstrip("/")
            assert file.stat().st_size < 120 * 1024
            if picture["type"] == "image/png":
                assert "x".join(map(str, Image.open(file).size)) == picture["sizes"]

    def test_the_sign_lies_within_what_every_shape_leaves(self, settings):
        icon = Image.open(settings.ROOT / "jobcenter/web/static/web/icon-maskable-512.png").convert("RGB")
        ground, middle = icon.getpixel((0, 0)), icon.width / 2
        for x in range(0, icon.width, 2):
            for y in range(0, icon.height, 2):
                outside = (x - middle) ** 2 + (y - middle) ** 2 > (0.4 * icon.width) ** 2
                assert not outside or icon.getpixel((x, y)) == ground

    def test_every_shortcut_leads_somewhere(self, facts):
        for shortcut in facts["shortcuts"]:
            assert resolve(shortcut["url"])
        assert len(manifest.SHORTCUTS) == 4


@pytest.mark.parametrize(("before", "after"), [(None, "private"), ("public, max-age=300", "max-age=300, private")])
def test_an_answer_with_a_cookie_is_for_one_browser(before, after):
    def view(request):
        response = HttpResponse()
        if before:
            response["Cache-Control"] = before
        response.set_cookie("messages", "x")
        return response

    assert middleware.CookiesAreForOne(view)(RequestFactory().get("/"))["Cache-Control"] == after


def test_a_message_makes_a_page_private(client):
    from django.contrib.messages import constants
    from django.contrib.messages.storage.cookie import CookieStorage

    writer = CookieStorage(RequestFactory().get("/"))
    writer.add(constants.SUCCESS, "Ihr Konto ist gelöscht.")
    written = HttpResponse()
    writer.update(written)
    client.cookies["messages"] = written.cookies["messages"].value
    answer = client.get("/")
    assert "Ihr Konto ist gelöscht." in answer.content.decode()
    assert "private" in answer["Cache-Control"]
    assert "Cache-Control" not in client.get("/")
