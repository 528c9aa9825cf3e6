"""Putting documents together without an account: only those of the link, only where a view says so."""

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from jobcenter.accounts.sessions import SessionStore
from jobcenter.documents.models import Collection
from jobcenter.people.models import Person, guests_of, let_in, let_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def nobody():
    return Person.objects.create(provider_number="31704")


@pytest.fixture
def papers(nobody):
    return Collection.objects.create(owner=nobody)


def soon():
    return timezone.now() + timedelta(minutes=5)


def request_with(session):
    request = RequestFactory().get("/")
    request.session = session
    return request


def browser_of(*people, until=None, client=None):
    """A browser that was let in to these people's documents."""
    client = client or Client()
    session = client.session
    request = request_with(session)
    for person in people:
        let_in(request, person, until or soon())
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client


def card(collection):
    return reverse("documents:add", args=[collection.pk, "mietvertrag"])


def test_with_a_link_the_card_opens(nobody, papers):
    assert browser_of(nobody).get(card(papers)).status_code == 200


def test_without_one_it_asks_to_sign_in(papers):
    assert Client().get(card(papers)).status_code == 302


def test_when_its_time_is_over_it_asks_to_sign_in(nobody, papers):
    assert browser_of(nobody, until=timezone.now()).get(card(papers)).status_code == 302


def test_another_link_does_not_open_it(papers, db):
    other = Person.objects.create()
    assert browser_of(other).get(card(papers)).status_code == 404


def test_a_link_opens_nothing_else(nobody, papers):
    client = browser_of(nobody)
    assert client.get(reverse("cases:home")).status_code == 302
    assert client.get(reverse("account")).status_code == 302


def test_with_a_link_nobody_sees_what_is_the_signed_in_persons(nobody, papers, anna, ben, client_of):
    own = Collection.objects.create(owner=anna)
    client = browser_of(nobody, client=client_of(anna))
    assert client.get(card(papers)).status_code == 200
    assert client.get(card(own)).status_code == 200
    assert browser_of(nobody, client=client_of(ben)).get(card(own)).status_code == 404


def test_a_password_without_the_second_factor_opens_only_the_link(nobody, papers, anna):
    client = Client()
    client.force_login(anna.user)
    own = Collection.objects.create(owner=anna)
    assert browser_of(nobody, client=client).get(card(own)).status_code in {302, 404}


def test_nobody_is_let_in_to_somebody_with_an_account(anna):
    with pytest.raises(ValueError, match="account"):
        let_in(request_with(SessionStore()), anna, soon())


def test_letting_out_and_the_oldest_of_many(db):
    people = [Person.objects.create() for _ in range(7)]
    request = request_with(SessionStore())
    for person in people:
        let_in(request, person, soon())
    assert guests_of(request) == [person.pk for person in people[2:]]
    let_out(request, people[6])
    assert people[6].pk not in guests_of(request)


def test_a_session_that_holds_something_else_lets_nobody_in():
    request = request_with(SessionStore())
    request.session["guests"] = "x"
    assert guests_of(request) == []
