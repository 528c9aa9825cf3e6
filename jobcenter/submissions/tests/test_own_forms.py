"""A form that one Jobcenter alone has: a draft of it goes nowhere else, and finds back from where it is not known."""

import shutil

import pytest
from django.urls import reverse

from jobcenter.delivery.models import Connection
from jobcenter.questions import catalogue as shelf
from jobcenter.questions.models import UnknownForm, catalogue
from jobcenter.submissions.models import Draft
from jobcenter.submissions.tests.test_renewed_forms import folder  # noqa: F401  a fixture
from tests.applications import BIELEFELD

pytestmark = pytest.mark.django_db
ELSEWHERE = "21104"


@pytest.fixture
def own(folder, anna, connected, phone):  # noqa: F811  the fixture
    """A draft of a form of Bielefeld's own; another Jobcenter is chosen on the phone."""
    there = folder / "jobcenters" / BIELEFELD
    there.mkdir(parents=True)
    shutil.move(folder / "leute", there / "leute")
    shelf._shelf.clear()
    Connection.attach(ELSEWHERE, courier="folder", bits=2048)
    phone.cookies["jobcenter"] = ELSEWHERE
    return Draft.start(person=anna, form=catalogue().latest("leute", BIELEFELD), provider_number=BIELEFELD)


@pytest.fixture
def address(own):
    return reverse("submissions:jobcenter", args=[own.pk])


def test_it_is_begun_at_the_jobcenter_that_has_it(own, phone):
    """Whichever is chosen on the phone: the list of that one names it, the other one says that it has no such form."""
    address = reverse("submissions:new", args=["leute"])
    page = phone.get(address)
    assert page.status_code == 200
    assert f'name="provider_number" value="{BIELEFELD}"' in page.content.decode()
    assert "hat dieses Formular nicht" in page.content.decode()
    assert phone.post(address, {"provider_number": ELSEWHERE}).status_code == 422
    begun = phone.post(address, {"provider_number": BIELEFELD})
    assert begun.status_code == 302
    latest = Draft.objects.latest("created_at")
    assert (latest.form_id, latest.provider_number) == ("leute", BIELEFELD)
    assert phone.get(begun.url).status_code == 200
    assert phone.get(reverse("submissions:new", args=["gibt-es-nicht"])).status_code == 404


def test_only_jobcenters_that_have_the_form_are_offered(own, address, phone):
    page = phone.get(address)
    assert 'type="radio"' not in page.content.decode()
    assert f'name="provider_number" value="{BIELEFELD}"' in page.content.decode()
    assert "hat dieses Formular nicht" in page.content.decode()
    assert reverse("local:jobcenter", args=[ELSEWHERE]) in page.content.decode()
    assert phone.post(address, {"provider_number": ELSEWHERE}).status_code == 422
    with pytest.raises(UnknownForm):
        own.move_to(ELSEWHERE)
    assert Draft.objects.get().provider_number == BIELEFELD


def test_a_draft_where_its_form_is_not_known_finds_back(own, address, phone):
    Draft.objects.update(provider_number=ELSEWHERE)
    home = phone.get(reverse("cases:home")).content.decode()
    assert "Dieses Formular gibt es bei diesem Jobcenter nicht" in home
    gone = phone.get(reverse("submissions:draft", args=[own.pk]))
    assert gone.status_code == 410
    assert f'href="{address}"' in gone.content.decode()
    assert f'name="provider_number" value="{BIELEFELD}"' in phone.get(address).content.decode()
    assert phone.post(address, {"provider_number": BIELEFELD}).url == reverse("submissions:check", args=[own.pk])
    assert phone.get(reverse("submissions:check", args=[own.pk])).status_code == 200


def test_nobody_else_finds_it_back(own, address, ben, client_of):
    Draft.objects.update(provider_number=ELSEWHERE)
    assert client_of(ben).post(address, {"provider_number": BIELEFELD}).status_code == 404
    assert Draft.objects.get().provider_number == ELSEWHERE
