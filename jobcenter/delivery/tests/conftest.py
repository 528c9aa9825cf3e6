"""A connected Jobcenter with real folders, a real key and nothing pretended."""

import uuid
from pathlib import Path

import pytest

from jobcenter.delivery import alarms
from jobcenter.delivery.models import Connection, Parcel, ParcelFile

JOBCENTER = "31702"


@pytest.fixture(scope="session")
def kept_keys(tmp_path_factory):
    """One key pair for the whole run: making one takes a while."""
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(autouse=True)
def _folders_of_its_own(settings, tmp_path, kept_keys):
    settings.KEYS_FOLDER = kept_keys
    settings.E_AKTE_FOLDER = tmp_path / "e-akte"
    settings.COURIERS_FOLDER = tmp_path / "couriers"


class OpenAlarms(dict):
    """What the port has raised and not settled: (kind, subject) → text."""

    def __call__(self, kind, subject, text, **_):
        self[kind, subject] = text

    def settle(self, kinds, subjects, **_):
        for key in [key for key in self if key[0] in kinds and key[1] in subjects]:
            del self[key]

    @property
    def kinds(self):
        return [kind for kind, _ in self]


@pytest.fixture
def open_alarms():
    heard = OpenAlarms()
    alarms.raised.connect(heard)
    alarms.settled.connect(heard.settle)
    yield heard
    alarms.raised.disconnect(heard)
    alarms.settled.disconnect(heard.settle)


@pytest.fixture
def connection(db, _folders_of_its_own) -> Connection:
    return Connection.attach(JOBCENTER, courier="folder", bits=2048)


@pytest.fixture
def folder(settings, connection) -> Path:
    return Path(settings.E_AKTE_FOLDER) / JOBCENTER


FILES = [
    ParcelFile("antrag.pdf", "application/pdf", b"%PDF-1.7 Antrag", "Weiterbewilligungsantrag", "form"),
    ParcelFile("antrag.json", "application/json", b'{"form": "wba"}', "Weiterbewilligungsantrag", "data"),
    ParcelFile("miete.pdf", "application/pdf", b"%PDF-1.7 Miete", "Mietbescheinigung \x00 & <neu>", "evidence"),
]
METADATA = {
    "receipt_number": "JC-2026-000001",
    "submitted_at": "2026-11-22T23:30:00+00:00",
    "form_id": "wba",
    "form_version": "1",
    "form_title": "Weiterbewilligungsantrag",
    "bg_number": "31702BG0001234",
    "person": {"given_name": "Anna", "family_name": "Beispiel", "birth_date": "1990-05-17"},
}


@pytest.fixture
def send(db):
    """Seal a parcel as the app would."""

    def seal(key: str = "", **changes) -> Parcel:
        return Parcel.seal(
            **{
                "idempotency_key": key or uuid.uuid4().hex,
                "provider_number": JOBCENTER,
                "subject": uuid.uuid4(),
                "kind": "application",
                "title": "Weiterbewilligungsantrag",
                "metadata": METADATA,
                "files": FILES,
                **changes,
            }
        )

    return seal
