"""Opening an account, the two steps of signing in, and what must not open it."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from conftest import PASSWORD, TOTP_SECRET
from jobcenter.accounts.models import User
from jobcenter.audit.models import Event

pytestmark = pytest.mark.django_db


def code(ahead=0):
    return format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30 + ahead))


def password(client, username="anna", secret=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": username, "password": secret, **more})


def second_step(client, typed):
    return client.post(reverse("mfa_authenticate"), {"code": typed})


def sign_up(client, username="sonnenblume27", secret=PASSWORD):
    return client.post(reverse("account_signup"), {"username": username, "password1": secret})


def signed_in(client):
    return client.get(reverse("account")).status_code == 200


def test_sign_up_asks_for_name_and_password_only_and_leads_to_the_second_factor(client):
    assert sign_up(client, " Sonnenblume27 ")["Location"] == reverse("second_factor")
    user = User.objects.get(username="sonnenblume27")
    assert user.person
    assert not user.email
    assert not signed_in(client)
    assert list(Event.objects.values_list("verb", flat=True)) == ["account.opened", "account.signed_in"]


@pytest.mark.parametrize(
    ("username", "secret", "words"),
    [
        ("ab", PASSWORD, "mindestens 3 Zeichen"),
        ("ab cd", PASSWORD, "keine Leerzeichen"),
        ("demo-anna", PASSWORD, "anderen Benutzernamen"),
        ("ANNA", PASSWORD, "gibt es schon"),
        ("ａｎｎａ", PASSWORD, "gibt es schon"),
        ("cem27", "kurz", "zu kurz"),
        ("cem27", "passwort123", "sehr viele Menschen"),
        ("cem27", "Jobcenter2026!", "sehr viele Menschen"),
        ("cem27", "90817263544", "nur aus Ziffern"),
        ("sonnenblume", "Sonnenblume", "nicht enthalten"),
        ("cem27", "", "füllen Sie dieses Feld aus"),
    ],
)
def test_what_a_new_account_may_not_have(client, anna, username, secret, words):
    response = sign_up(client, username, secret)
    assert words in response.content.decode()
    assert User.objects.count() == 1


def test_two_steps_open_the_account(client, anna):
    response = password(client, " Anna", next="/konto/geraete/")
    assert response["Location"] == reverse("mfa_authenticate")
    assert not signed_in(client)
    assert second_step(client, code())["Location"] == "/konto/geraete/"
    assert signed_in(client)


def test_sign_in_leads_to_no_other_site(client, anna):
    password(client, next="https://example.org/")
    assert second_step(client, code())["Location"] == "/mein-bereich/"


def test_a_code_opens_once_for_as_long_as_it_is_accepted(anna, monkeypatch):
    seen = code()
    first, second = Client(), Client()
    password(first)
    password(second)
    second_step(first, seen)
    assert signed_in(first)
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 31)
    assert second_step(second, seen).status_code == 200
    assert not signed_in(second)


def test_a_recovery_code_opens_once(anna):
    codes = Authenticator.objects.get(user=anna.user, type="recovery_codes").wrap().get_unused_codes()
    for client, opens in ((Client(), True), (Client(), False)):
        password(client)
        second_step(client, f"{codes[0][:4]} {codes[0][4:]}")
        assert signed_in(client) is opens


def test_unknown_name_and_wrong_password_get_the_same_answer(client, anna):
    def answer(*typed):
        page = password(Client(), *typed).content.decode()
        return page.replace(typed[0], "…").split('name="csrfmiddlewaretoken"')[0], "stimmt nicht" in page

    assert answer("anna", "falsch falsch") == answer("nobody", "falsch falsch")


def test_secrets_are_sealed_in_the_database(anna):
    stored = str(list(Authenticator.objects.filter(user=anna.user).values_list("data", flat=True)))
    assert TOTP_SECRET not in stored
    assert '"seed": "' not in stored or len(stored) > 200


def test_the_key_stays_when_the_set_up_page_is_opened_again(client):
    sign_up(client)
    first = client.get(reverse("mfa_activate_totp")).context["form"].secret
    assert client.get(reverse("mfa_activate_totp")).context["form"].secret == first


def test_there_is_time_to_find_a_code_app(client, monkeypatch):
    sign_up(client)
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 20 * 60)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    monkeypatch.setattr("time.time", lambda: now + 40 * 60)
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_reauthenticate"))


def test_a_blocked_account_stays_closed_and_its_sessions_end(client, client_of, anna):
    open_session = client_of(anna)
    User.objects.filter(pk=anna.user.pk).update(is_active=False)
    assert not signed_in(open_session)
    assert password(client)["Location"] == reverse("account_inactive")
    assert "gesperrt" in client.get(reverse("account_inactive")).content.decode()


def test_the_last_second_factor_stays(client_of, anna):
    client = client_of(anna)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=anna.user, type="totp").exists()


def test_somebody_elses_passkey_is_not_found(client_of, anna, ben):
    passkey = Authenticator.objects.create(user=ben.user, type="webauthn", data={"name": "Bens Handy"})
    client = client_of(anna)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(reverse(name, args=[passkey.pk])).status_code == 404
        assert client.post(reverse(name, args=[passkey.pk]), {"name": "x"}).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_add_webauthn",
        "mfa_deactivate_totp",
        "delete_account",
    ],
)
def test_important_pages_ask_again(client_of, anna, name):
    client = client_of(anna)
    assert client.get(reverse(name))["Location"].startswith(reverse("account_reauthenticate"))
    answer = client.post(reverse(name))
    assert answer.status_code == 405 or answer["Location"].startswith(reverse("account_reauthenticate"))


def test_asking_again_is_over_after_five_minutes(client_of, anna, monkeypatch):
    client = client_of(anna)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 301)
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 302


def test_a_new_password_ends_the_other_sign_ins(client_of, anna):
    here, there = client_of(anna), client_of(anna)
    data = {"oldpassword": PASSWORD, "password1": "vier blaue Schuhe"}
    assert here.post(reverse("account_change_password"), data).status_code == 302
    assert signed_in(here)
    assert not signed_in(there)


def sign_in_fully(person, ahead, **headers):
    client = Client(**headers)
    password(client, person.user.username)
    second_step(client, code(ahead))
    assert signed_in(client)
    return client


def test_one_device_or_all_are_signed_out_at_once(anna, ben, client_of):
    phone = sign_in_fully(anna, 0, HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36")
    laptop = sign_in_fully(anna, 1, HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/132.0")
    page = laptop.get(reverse("usersessions_list")).content.decode()
    assert "Chrome auf Android" in page
    assert "Firefox auf Windows" in page
    assert set(UserSession.objects.values_list("ip", flat=True)) == {"0.0.0.0"}
    session = UserSession.objects.get(user=anna.user, session_key=phone.cookies["sessionid"].value)
    assert client_of(ben).post(reverse("sign_out_device", args=[session.pk])).status_code == 404
    assert signed_in(phone)
    laptop.post(reverse("sign_out_device", args=[session.pk]))
    assert not signed_in(phone)
    assert signed_in(laptop)
    assert laptop.post(reverse("sign_out_everywhere"))["Location"] == reverse("account_login")
    assert not signed_in(laptop)


def test_deleting_the_account(client_of, anna):
    client, other = client_of(anna), client_of(anna)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert "Beim Jobcenter bleibt" in client.get(reverse("delete_account")).content.decode()
    assert client.post(reverse("delete_account"))["Location"] == "/"
    assert not User.objects.filter(username="anna").exists()
    assert not signed_in(other)
    assert Event.objects.filter(verb="account.deleted", actor=anna.id).exists()


def test_main_page_is_cheap(client_of, anna, django_assert_max_num_queries):
    client = client_of(anna)
    with django_assert_max_num_queries(4):
        client.get(reverse("account"))
    with django_assert_max_num_queries(3):
        client.get(reverse("usersessions_list"))


def test_signing_in_costs_little_beside_the_password(client, anna, django_assert_max_num_queries):
    with django_assert_max_num_queries(35):
        password(client)
    with django_assert_max_num_queries(40):
        second_step(client, code())
