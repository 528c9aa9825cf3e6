"""Guessing is slow: each secret has its limit, shared by all processes, and a page that says so kindly."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from conftest import PASSWORD

pytestmark = pytest.mark.django_db


def is_kind_429(response):
    return response.status_code == 429 and "Bitte kurz warten" in response.content.decode()


def tries(times, attempt):
    """The answers to `times` attempts; the last must be the first to be refused."""
    answers = [attempt() for _ in range(times)]
    assert not any(answer.status_code == 429 for answer in answers[:-1]), [a.status_code for a in answers]
    return answers[-1]


def sign_in(client, username="anna", password="falsch", **headers):
    return client.post(reverse("account_login"), {"login": username, "password": password}, **headers)


def at_second_step(person):
    client = Client()
    response = sign_in(client, person.user.username, PASSWORD)
    assert response["Location"] == reverse("mfa_authenticate")
    return client


def test_password(client, anna):
    assert is_kind_429(tries(6, lambda: sign_in(client)))
    # The right password does not help during the pause, nor another browser, spelling or host.
    assert is_kind_429(sign_in(Client(), password=PASSWORD))
    assert is_kind_429(sign_in(Client(), " ANNA"))
    assert is_kind_429(sign_in(Client(), HTTP_HOST="localhost:4711"))


def test_password_of_an_account_that_does_not_exist_is_limited_alike(client):
    assert is_kind_429(tries(6, lambda: sign_in(client, "niemand")))


def test_many_accounts_from_one_address(client):
    answers = [sign_in(client, f"person{number}") for number in range(21)]
    assert is_kind_429(answers[-1])
    assert not any(answer.status_code == 429 for answer in answers[:-1])


def test_a_second_address_is_not_held_up(client, anna):
    tries(21, lambda: sign_in(client, f"person{len(client.cookies)}{id(object())}"))
    response = sign_in(Client(REMOTE_ADDR="192.0.2.7"), "anna", PASSWORD)
    assert response.status_code == 302


def test_code_and_recovery_code(anna):
    client = at_second_step(anna)
    assert is_kind_429(tries(6, lambda: client.post(reverse("mfa_authenticate"), {"code": "00000000"})))
    other = at_second_step(anna)
    assert is_kind_429(other.post(reverse("mfa_authenticate"), {"code": "000000"}))


def test_confirming_by_password_or_code(client_of, anna):
    client = client_of(anna)
    assert is_kind_429(tries(6, lambda: client.post(reverse("account_reauthenticate"), {"password": "falsch"})))
    assert is_kind_429(tries(5, lambda: client.post(reverse("mfa_reauthenticate"), {"code": "000000"})))


def test_setting_up_the_code_app(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("cem"))
    page = reverse("mfa_activate_totp")
    client.get(page)
    assert is_kind_429(tries(6, lambda: client.post(page, {"code": "000000"})))


def test_changing_the_password(client_of, anna):
    client = client_of(anna)
    data = {"oldpassword": "falsch", "password1": "vier blaue Schuhe"}
    assert is_kind_429(tries(6, lambda: client.post(reverse("account_change_password"), data)))


def test_opening_accounts(client):
    data = {"username": "", "password1": ""}
    assert is_kind_429(tries(31, lambda: client.post(reverse("account_signup"), data)))


def test_passkey(client):
    assert is_kind_429(tries(31, lambda: client.post(reverse("mfa_login_webauthn"), {"credential": "{}"})))


@pytest.mark.django_db(transaction=True)
def test_guessing_in_parallel_wins_nothing(anna):
    def guess(number):
        try:
            return sign_in(Client(), password=f"falsch{number}").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(guess, range(18)))
    assert answers.count(200) <= 5
    assert answers.count(429) == 18 - answers.count(200)


def test_counters_are_shared_by_all_processes(client, anna):
    sign_in(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache WHERE cache_key LIKE '%%login_failed%%'")
        assert cursor.fetchone()[0] >= 2
