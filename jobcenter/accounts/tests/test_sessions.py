import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from jobcenter.accounts.models import Session, User

pytestmark = pytest.mark.django_db
HOME = "/konto/"


def signed_in(client) -> bool:
    return client.get(HOME).status_code == 200


def test_a_session_knows_its_account(client_of, anna):
    client_of(anna)
    assert [session.user for session in Session.objects.all()] == [anna.user]


def test_another_password_ends_every_session(client_of, anna):
    client = client_of(anna)
    assert signed_in(client)
    anna.user.set_password("vier ruhige Gänse")
    anna.user.save()
    assert not signed_in(client)


@pytest.mark.parametrize("change", [{"is_active": False}, {"username": "demo-anna"}])
def test_who_may_not_sign_in_is_out_at_once(client_of, anna, change):
    client = client_of(anna)
    User.objects.filter(pk=anna.user.pk).update(**change)
    assert not signed_in(client)


def test_a_row_whose_content_names_another_account_signs_in_only_that_one(client_of, anna, ben):
    client = client_of(anna)
    Session.objects.update(user=ben.user)
    page = client.get(HOME)
    assert page.context["user"] == anna.user
    assert client.session[SESSION_KEY] == str(anna.user.pk)


def test_an_older_secret_key_still_counts(client_of, anna, settings):
    client = client_of(anna)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "new" * 20
    assert signed_in(client)


def test_sessions_go_with_their_account(client_of, anna):
    client = client_of(anna)
    anna.user.shred()
    assert not Session.objects.exists()
    assert client.get(reverse("account")).status_code == 302
