"""What every test stands on: the real embedded PostgreSQL (tests.settings), a file store of its own, and two people."""

import os
from collections.abc import Callable

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client

from config.database import leave_embedded_postgres
from jobcenter.accounts.models import User
from jobcenter.local import boards
from jobcenter.people.models import Person

pytest_plugins = ["tests.consistency.checked", "tests.applications"]

PASSWORD = "drei wilde Enten"  # noqa: S105
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What runs whole apps takes longest, so it begins first and the other processes do the rest meanwhile."""
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)


def pytest_unconfigure() -> None:
    """The last process of the run stops the embedded PostgreSQL; test workers end without saying goodbye."""
    leave_embedded_postgres()


def _emptied(self, style, tables, *, reset_sequences=False, allow_cascade=False):
    """Row by row. Tests leave a handful; TRUNCATE makes the files of every table and index anew, for half a second."""
    return [
        "SET LOCAL session_replication_role = replica",  # no triggers, in whatever order
        *(f"DELETE FROM {self.quote_name(table)}" for table in tables),  # noqa: S608 (our own tables)
    ]


@pytest.fixture(scope="session", autouse=True)
def _tables_are_emptied_fast():
    if os.environ.get("DATABASE_URL"):  # somebody else's, where we may not be allowed to
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", _emptied)
        yield


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    """Each test keeps people's files in a folder that goes away with it."""
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": default}


@pytest.fixture(autouse=True)
def _boards_begin_anew():
    """What a test publishes is gone with its transaction, which tells nobody."""
    boards.memory.forget()


@pytest.fixture
def anna(db: None) -> Person:
    """Anna: a signed-up person with an authenticator app; her Jobcenter is Bielefeld."""
    return _person(
        "anna",
        given_name="Anna",
        family_name="Beispiel",
        birth_date="1991-04-17",
        bg_number="31704BG0001234",
        address={"street": "Musterweg", "house_number": "12", "postcode": "33602", "place": "Bielefeld"},
        iban="DE02120300000000202051",
        account_holder="Anna Beispiel",
    )


@pytest.fixture
def ben(db: None) -> Person:
    """Ben: somebody else, who must never see anything of Anna's."""
    return _person("ben", given_name="Ben", family_name="Probe", birth_date="2001-11-02", bg_number="31704BG0005678")


@pytest.fixture
def client_of() -> Callable[[Person], Client]:
    """client_of(person): a browser of that person, signed in and past the second factor."""

    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person.user)
        session = client.session
        session["second_factor"] = True
        session.save()
        return client

    return signed_in


def _person(username: str, **profile: object) -> Person:
    user = User.objects.create_user(username, password=PASSWORD)
    TOTP.activate(user, TOTP_SECRET)
    RecoveryCodes.activate(user)
    user.person.provider_number = "31704"
    user.person.profile = profile
    user.person.save()
    return user.person
