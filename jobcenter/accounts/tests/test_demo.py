"""The demo's open door is open in the demo only."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.test import Client
from stdnum import iban

from conftest import TOTP_SECRET
from jobcenter.accounts import checks, demo
from jobcenter.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_demo(settings):
    settings.DEMO = True
    call_command("load_demo_people", verbosity=0)


def test_one_click_is_sign_in_with_second_factor(client, in_demo):
    assert client.get("/konto/demo/").status_code == 200
    client.post("/konto/demo/", {"name": "anna"})
    page = client.get("/konto/").content.decode()
    assert "Anna Beispiel" in page
    assert "Passwort ändern" not in page


def test_one_click_leads_from_one_to_another_whatever_they_set_up(client, in_demo):
    ben = User.objects.get(username="demo-ben")
    TOTP.activate(ben, TOTP_SECRET)
    User.objects.get(username="demo-olga").delete()
    for name, title in (("anna", "Anna"), ("ben", "Ben"), ("olga", "Olga")):
        client.post("/konto/demo/", {"name": name})
        assert f"{title} " in client.get("/konto/").content.decode()


def test_only_olga_operates(in_demo):
    staff = User.objects.filter(is_staff=True)
    assert [user.username for user in staff] == ["demo-olga"]


def test_loading_again_sets_back_and_keeps_one_of_each(in_demo):
    User.objects.get(username="demo-anna").delete()
    demo.load()
    demo.load()
    assert User.objects.count() == len(demo.PEOPLE)


def test_bank_accounts_are_valid_examples():
    assert all(iban.is_valid(one["profile"]["iban"]) for one in demo.PEOPLE.values() if "iban" in one["profile"])


def test_names_that_are_not_of_the_demo_are_not_found(client, in_demo, anna):
    assert client.post("/konto/demo/", {"name": "../anna"}).status_code == 404
    assert client.post("/konto/demo/", {}).status_code == 404


def test_outside_the_demo_there_is_no_door_and_open_sessions_end(client, in_demo, settings):
    client.post("/konto/demo/", {"name": "olga"})
    assert client.get("/konto/").status_code == 200
    settings.DEMO = False
    assert client.get("/konto/").status_code == 302
    assert Client().post("/konto/demo/", {"name": "olga"}).status_code == 404
    with pytest.raises(CommandError):
        call_command("load_demo_people")


@pytest.mark.parametrize(
    ("url", "hosts", "public", "refused"),
    [
        ("http://localhost:8000", ["localhost", "127.0.0.1", "[::1]", "testserver"], False, False),
        ("https://app.example.org", ["localhost"], False, True),
        ("http://localhost:8000", ["localhost", "app.example.org"], False, True),
        ("http://localhost:8000", ["*"], False, True),
        ("https://demo.example.org", ["demo.example.org"], True, False),
    ],
)
def test_demo_is_refused_where_others_can_reach_it(client, in_demo, settings, url, hosts, public, refused):
    settings.BASE_URL, settings.ALLOWED_HOSTS, settings.DEMO_PUBLIC = url, [*hosts, "testserver"], public
    assert bool(checks.demo_stays_at_home()) is refused
    assert (client.get("/konto/demo/").status_code == 404) is refused


def test_production_refuses_a_database_with_demo_people(in_demo, settings):
    settings.DEMO, settings.PRODUCTION = False, True
    assert checks.no_demo_people_in_production(databases=["default"])
    User.objects.filter(username__startswith="demo-").delete()
    assert not checks.no_demo_people_in_production(databases=["default"])


def test_production_refuses_an_address_without_encryption(settings):
    settings.PRODUCTION = True
    settings.BASE_URL = "http://app.example.org"
    assert checks.production_is_encrypted()
    settings.BASE_URL = "https://app.example.org"
    assert not checks.production_is_encrypted()
    # Somebody forgot JOBCENTER_URL: the cookies of app.example.org would travel without TLS.
    settings.BASE_URL, settings.ALLOWED_HOSTS = "http://localhost:8000", ["app.example.org"]
    assert checks.production_is_encrypted()
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    assert not checks.production_is_encrypted()
