"""A person with unmistakable data goes through the whole app. None of it may turn up where it does not belong:
not in a log line, not on the console, not in an address, not readable in the database or the file store."""

import contextlib
import logging
import re
import time
from pathlib import Path

import httpx
import pytest
from django.core import mail
from django.db import connection
from django.utils.timezone import localdate

from config.logging import LOGGING
from jobcenter.accounts import demo
from jobcenter.delivery import handing_over, reconciling
from jobcenter.delivery.models import Parcel
from jobcenter.people.models import Person
from jobcenter.submissions.formless import turns
from jobcenter.submissions.models import Asked, Draft, EvidenceRequest
from tests.citizen import Citizen
from tests.photos import photographed_page

PROFILE = {
    "given_name": "Zephyrine",
    "family_name": "Kanarienvogelsang",
    "birth_date": "1913-02-28",
    "bg_number": "31704BG7654321",
    "customer_number": "317D765432",
    "address": {"street": "Xylophonkehre", "house_number": "777zk", "postcode": "33602", "place": "Bielefeld"},
    "phone": "0521 98769876",
    "iban": "DE75512108001245126199",
    "account_holder": "Zephyrine Kanarienvogelsang",
}
TELLTALE = (
    *("Zephyrine", "Kanarienvogelsang", "1913-02-28", "28.02.1913", "31704BG7654321", "317D765432", "Xylophonkehre"),
    *("777zk", "98769876", "DE75512108001245126199", "DE75 5121 0800 1245 1261 99", "Kanarienpasswort"),
    "Federleichte Geheimnisse",
)


def leaks(text):
    return [word for word in TELLTALE if word.casefold() in text.casefold()]


@pytest.fixture
def log_lines():
    """Everything that is logged, as the console would show it."""
    lines = []
    formatter = logging.config.dictConfigClass(LOGGING).configure_formatter({**LOGGING["formatters"]["json"]})

    class Lines(logging.Handler):
        def emit(self, record):
            lines.append(f"{formatter.format(record)} {record.getMessage()} {record.args}")

    handler = Lines(level=logging.DEBUG)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lines
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def canary(connected, live_server, settings):
    settings.DEMO = True
    demo.load()
    Person.objects.filter(user__username="demo-anna").update(profile=PROFILE)
    addresses = []

    def watch(response: httpx.Response) -> None:
        addresses.extend([str(response.url), response.headers.get("Location", "")])

    citizen = Citizen(live_server.url, watch=watch)
    citizen.addresses = addresses
    return citizen


def _go_through_everything(canary, monkeypatch):
    photo = ("Kanarienvogelsang Mietvertrag.jpg", photographed_page(width=900, height=1200), "image/jpeg")
    broken = ("Zephyrine.pdf", b"%PDF-1.7 Kanarienvogelsang", "application/pdf")
    draft = canary.renew(photos=[photo])
    canary.go(f"{draft}nachweise/")
    with contextlib.suppress(httpx.HTTPStatusError):
        canary.press(canary.form("/unterlagen/"), files=[("files", broken)])
    canary.go(f"{draft}erklaerung/")
    canary.press(canary.form(""), **{_free_text(canary): "Federleichte Geheimnisse"})
    with monkeypatch.context() as patch:
        patch.setattr(Draft, "submit", lambda self, by, **_: {}[by.pk])
        canary.go(f"{draft}pruefen/")
        assert {"Zephyrine", "Xylophonkehre", "Federleichte Geheimnisse"} <= set(leaks(canary.at.text))
        with contextlib.suppress(httpx.HTTPStatusError):
            canary.press(canary.form("/absendung/"), note="Zephyrine")
    number = canary.send(draft)
    canary.go(f"/eingang/{number}/bestaetigung.pdf")
    canary.go(f"/eingang/{number}/antrag.pdf")
    for path in ("/mein-bereich/", "/konto/", "/antrag/", "/echtheit/"):
        canary.go(path)
    _without_an_account(canary, monkeypatch)
    _by_the_link_in_a_letter(canary, photo)
    stranger = httpx.Client(base_url=str(canary.http.base_url))
    stranger.get("/konto/anmelden/")
    stranger.post(
        "/konto/anmelden/",
        data={
            "login": "Kanarienvogelsang",
            "password": "Kanarienpasswort",
            "csrfmiddlewaretoken": stranger.cookies["csrftoken"],
        },
    )
    for parcel in Parcel.objects.all():
        handing_over.hand_over(parcel.pk)
    reconciling.reconcile()


def _without_an_account(canary, monkeypatch):
    """A formless application, its papers, a letter to print, and the way into the account."""
    monkeypatch.setattr(turns, "TYPING", 0)
    born = dict(zip(("year", "month", "day"), PROFILE["birth_date"].split("-"), strict=True))
    typed = {
        **{f"applicant-{part}": PROFILE[part] for part in ("given_name", "family_name")},
        **{f"applicant-birth_date-{part}": text for part, text in born.items()},
        **{f"address-{part}": text for part, text in PROFILE["address"].items()},
        "phone": PROFILE["phone"],
    }
    canary.go("/antrag-sichern/")
    for wrong in ({"address-postcode": "1"}, {"brief": "1"}):
        with contextlib.suppress(httpx.HTTPStatusError):
            canary.press(canary.form("/antrag-sichern/"), **{**typed, **wrong})
        canary.go("/antrag-sichern/")
    canary.press(canary.form("/antrag-sichern/"), **typed)
    assert canary.at.url.path == "/antrag-sichern/gesendet/"
    canary.go("/antrag-sichern/gesendet/bestaetigung.pdf")
    canary.go("/antrag-sichern/gesendet/antrag.pdf")
    canary.go("/mein-bereich/antrag-uebernehmen/")
    canary.press(canary.form("/mein-bereich/"), hier="1")
    assert "Der Antrag gehört jetzt zu Ihrem Konto" in canary.at.text


def _by_the_link_in_a_letter(canary, photo):
    """What a Jobcenter asks for under her number: the page says neither that nor who she is."""
    asked = [Asked("Mietvertrag", "Federleichte Geheimnisse")]
    letter = EvidenceRequest.make(
        "31704", reference=PROFILE["bg_number"], asked=asked, due=localdate(), consequence="Zephyrine"
    )
    canary.go(letter.path)
    assert sorted(leaks(canary.at.text)) == ["Federleichte Geheimnisse", "Zephyrine"]  # what the letter says itself
    canary.press(canary.form(letter.path))
    canary.press(canary.form("/asked_1/"), files=[("files", photo)])
    canary.press(canary.form("/nachreichen/sendung/"))
    assert canary.at.url.path.endswith("/gesendet/")
    canary.go(f"{canary.at.url.path}bestaetigung.pdf")
    letter.withdraw()
    with contextlib.suppress(httpx.HTTPStatusError):
        canary.go(letter.path)


def _free_text(canary):
    return re.search(r'<textarea[^>]* name="([^"]+)"', canary.at.text)[1]


def test_nothing_of_a_person_leaks(canary, log_lines, monkeypatch, capfd, settings):
    started = time.time()
    _go_through_everything(canary, monkeypatch)

    out = capfd.readouterr()
    assert not leaks("\n".join(log_lines))
    assert not leaks(out.out + out.err)
    assert not leaks("\n".join(canary.addresses))
    assert not mail.outbox
    assert not _readable_in_database()
    store = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    kept = [path for path in store.rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        assert not leaks(path.read_bytes().decode("latin-1") + str(path)), path
    assert any("KeyError" in line for line in log_lines), "the fault in between was not even logged"
    for path in settings.DATA.rglob("*.zip"):
        if path.stat().st_mtime >= started:
            assert not leaks(path.name)


def _readable_in_database():
    """Tables in which something telltale can be read."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT string_agg("{table}"::text, chr(10)) FROM "{table}"')
            if words := leaks(cursor.fetchone()[0] or ""):
                found[table] = words
    return found


def test_the_telltale_words_would_be_found(log_lines):
    logging.getLogger("jobcenter").warning("Hallo %s", "Zephyrine")
    assert leaks("\n".join(log_lines)) == ["Zephyrine"]
