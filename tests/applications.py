"""Fixtures for whatever needs an application: the real renewal form, the real directory, people with drafts."""

import datetime

import pytest

from jobcenter.delivery.models import Connection
from jobcenter.directory import index
from jobcenter.directory.content import SHIPPED, Content
from jobcenter.questions.models import catalogue
from jobcenter.submissions.models import Draft

BIELEFELD = "31704"
# Nothing has changed: the shortest way through the renewal.
UNCHANGED = {
    "applicant": {"given_name": "Anna", "family_name": "Beispiel", "birth_date": "1991-04-17"},
    "bg_number": "31704BG0001234",
    "household_size": "2",
    "household_changed": False,
    "address": {"street": "Musterweg", "house_number": "12", "postcode": "33602", "place": "Bielefeld"},
    "housing_changed": False,
    "income_changed": False,
    "self_employed": False,
    "assets_changed": False,
    "needs_changed": False,
    "account_changed": False,
    "declared_true": True,
    "declared_duty": True,
}


@pytest.fixture(scope="session")
def shipped():
    """The directory that comes with the software."""
    return index.Directory(Content.read(SHIPPED), datetime.date(2026, 11, 22))


@pytest.fixture
def directory(shipped, monkeypatch):
    """All Jobcenters, in memory as ever, without filling the tables for each test."""
    monkeypatch.setattr(index.memory, "_kept", shipped)
    monkeypatch.setattr(index.memory, "_check_at", float("inf"))


@pytest.fixture
def renewal():
    return catalogue().latest("weiterbewilligung", BIELEFELD)


@pytest.fixture
def connected(db, directory):
    """Bielefeld takes parcels from its drop folder; a small key keeps the tests quick."""
    return Connection.attach(BIELEFELD, courier="folder", bits=2048)


@pytest.fixture
def draft(anna, renewal, connected):
    """A draft that Anna has just begun."""
    return Draft.start(person=anna, form=renewal, provider_number=BIELEFELD)


@pytest.fixture
def complete(draft):
    """A draft that is ready to be sent."""
    draft.answers = {**UNCHANGED}
    draft.done = [page.id for page in draft.form.visible_pages(draft.answers)]
    draft.save()
    return draft
