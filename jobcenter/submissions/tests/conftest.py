"""A form with pages once per person, that may have gaps and has two ways out."""

import pytest

from jobcenter.questions.models import catalogue
from jobcenter.questions.tests import FOLDER
from jobcenter.submissions.models import Draft
from tests.applications import BIELEFELD

PEOPLE = {
    "about": ["money"],
    "me": {"given_name": "Anna", "family_name": "Beispiel", "birth_date": "1991-04-17"},
    "others": [
        {
            "key": "bbbbbb",
            "person": {"given_name": "Ben", "family_name": "Beispiel", "birth_date": "1990-02-01"},
            "relation": "partner",
        }
    ],
    "sources__ich": [],
    "sources__bbbbbb": ["wage"],
    "wage__bbbbbb": "450.00",
    "steady": True,
    "out": "online",
    "evidence_later": ["payslip__bbbbbb"],
}


@pytest.fixture
def own_catalogue(settings):
    """An operator's own folder of forms."""
    settings.JOBCENTER_CATALOGUE = str(FOLDER)


def begun_about_people(person):
    """A draft about several people, ready to be sent."""
    draft = Draft.start(person=person, form=catalogue().latest("leute"), provider_number=BIELEFELD)
    draft.answers = {**PEOPLE}
    draft.done = [page.id for page in draft.form.visible_pages(draft.answers)]
    draft.save()
    return draft


@pytest.fixture
def people(own_catalogue, anna, connected):
    """A draft about several people, ready to be sent."""
    return begun_about_people(anna)


@pytest.fixture
def phone(anna, client_of):
    return client_of(anna)
