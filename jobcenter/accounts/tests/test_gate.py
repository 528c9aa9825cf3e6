"""Nobody sees anything personal without sign-in and a second factor."""

import pytest
from django.test import Client
from django.urls import reverse

from conftest import PASSWORD
from jobcenter.accounts.models import User


def test_a_stranger_is_sent_to_sign_in(client, db):
    response = client.get(reverse("account"))
    assert response.status_code == 302
    assert response["Location"] == "/konto/anmelden/?next=/konto/"


def test_a_password_alone_leads_to_the_second_factor(client, db):
    user = User.objects.create_user("cem", password="drei wilde Enten")
    client.force_login(user)
    assert client.get(reverse("account"))["Location"] == "/konto/zweiter-schritt/"


def test_a_session_from_before_the_factor_is_ended(client, anna):
    client.force_login(anna.user)
    for name in ("account", "second_factor", "mfa_add_webauthn"):
        response = client.get(reverse(name))
        assert response["Location"].startswith("/konto/anmelden/")
        client.force_login(anna.user)


def test_nothing_from_before_the_sign_in_counts_as_second_factor(client, db):
    User.objects.create_user("cem", password=PASSWORD)
    session = client.session
    session["second_factor"] = True
    session.save()
    client.post(reverse("account_login"), {"login": "cem", "password": PASSWORD})
    assert client.get(reverse("account"))["Location"] == "/konto/zweiter-schritt/"


def test_a_signed_in_page_costs_one_query_for_session_user_and_person(client_of, anna, django_assert_num_queries):
    client = client_of(anna)
    with django_assert_num_queries(1):
        response = client.get(reverse("account_logout"))
    assert response.status_code == 200


def test_personal_pages_are_never_stored(client_of, anna):
    assert "no-store" in client_of(anna).get(reverse("account"))["Cache-Control"]


@pytest.mark.django_db
def test_every_account_has_a_person():
    assert User.objects.create_user("neu").person.profile == {}


def test_sign_out_forgets_kept_pages(client_of, anna):
    client = client_of(anna)
    response = client.post(reverse("account_logout"))
    assert response["Clear-Site-Data"] == '"cache"'
    assert client.get(reverse("account")).status_code == 302


def test_demo_page_is_not_there_outside_the_demo(db):
    assert Client().get("/konto/demo/").status_code == 404


def test_password_managers_find_the_page(client_of, anna):
    assert client_of(anna).get("/.well-known/change-password")["Location"] == reverse("account_change_password")
