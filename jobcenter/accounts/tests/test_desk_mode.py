"""A device that belongs to nobody present keeps nothing of anybody, and signs out by itself."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from django.urls import reverse

from jobcenter.accounts import desk_mode

DESK = settings.DESK_COOKIE_NAME
EVERYTHING = '"cache", "storage"'


@pytest.fixture
def clock(monkeypatch):
    """clock(seconds): so much later."""
    now = [1_000_000]
    monkeypatch.setattr(desk_mode.time, "time", lambda: now[0])
    return lambda seconds: now.__setitem__(0, now[0] + seconds)


@pytest.fixture
def at_desk(client_of, anna):
    client = client_of(anna)
    client.cookies[DESK] = "1"
    return client


class TestSwitch:
    def test_on_before_signing_in(self, client, db):
        answer = client.post(reverse("desk_mode"), {"on": "yes"})
        assert answer["Location"] == reverse("account_login")
        assert answer["Clear-Site-Data"] == EVERYTHING
        assert not answer.cookies[DESK]["max-age"]  # gone with the browser
        assert not answer.cookies[DESK]["expires"]
        page = client.get(answer["Location"]).content.decode()
        assert "Auf diesem Gerät bleibt nichts." in page
        assert "Alles löschen" in page

    def test_on_from_the_account_and_off(self, client_of, anna):
        client = client_of(anna)
        assert client.post(reverse("desk_mode"), {"on": "yes"})["Location"] == reverse("account")
        assert "Abmelden und alles löschen" in client.get(reverse("account")).content.decode()
        client.post(reverse("desk_mode"), {"on": "no"})
        assert not client.cookies[DESK].value
        assert "Abmelden und alles löschen" not in client.get(reverse("account")).content.decode()
        assert desk_mode.SESSION_KEY not in client.session


class TestNothingStays:
    @pytest.mark.parametrize("way", ["account_logout", "desk_mode_leave", "sign_out_everywhere"])
    def test_every_way_out_empties_the_browser(self, at_desk, anna, way):
        at_desk.cookies["jobcenter"] = "31704"
        UserSession.objects.create(
            user=anna.user, session_key=at_desk.session.session_key, ip="127.0.0.1", user_agent=""
        )
        answer = at_desk.post(reverse(way))
        assert answer["Clear-Site-Data"] == EVERYTHING
        assert answer.cookies["jobcenter"]["max-age"] == 0
        assert DESK not in answer.cookies  # the next person is protected as well
        assert at_desk.get(reverse("account")).status_code == 302

    def test_never_the_cookies_of_the_whole_domain(self, at_desk):
        assert "cookies" not in at_desk.post(reverse("desk_mode_leave"))["Clear-Site-Data"]

    @pytest.mark.parametrize("name", ["web:start", "directory:find", "account", "cases:home", "account_login"])
    def test_no_page_is_stored_and_no_form_filled_in(self, at_desk, directory, name):
        answer = at_desk.get(reverse(name), headers={"Accept-Encoding": "gzip"})
        if answer.status_code == 302:
            return
        assert "no-store" in answer["Cache-Control"]
        html = answer.content.decode()
        forms = re.findall(r"<form[^>]*>", html)
        assert all('autocomplete="off"' in form for form in forms)
        assert set(re.findall(r'autocomplete="([^"]*)"', html)) <= {"off"}

    def test_every_cookie_is_gone_with_the_browser(self, at_desk, directory):
        chosen = at_desk.post(reverse("directory:choose"), {"jobcenter": "31704"})
        assert chosen.cookies["jobcenter"].value == "31704"
        assert not chosen.cookies["jobcenter"]["max-age"]
        assert not chosen.cookies["jobcenter"]["expires"]

    def test_what_every_device_keeps_elsewhere_is_not_packed_for_others(self, at_desk, client, directory):
        """The shared copies stay as they are: only this browser's answer was changed."""
        at_desk.get(reverse("directory:find"))
        assert 'autocomplete="postal-code"' in client.get(reverse("directory:find")).content.decode()

    def test_papers_open_and_are_not_put_into_a_folder(self, at_desk, complete, anna):
        sent = complete.submit(by=anna)
        for name in ("receipt_pdf", "application_pdf"):
            answer = at_desk.get(reverse(f"submissions:{name}", args=[sent.receipt_number]))
            assert answer["Content-Disposition"].startswith("inline;")
            assert "no-store" in answer["Cache-Control"]
            assert answer.content.startswith(b"%PDF")

    def test_no_service_worker(self, at_desk):
        answer = at_desk.get("/sw.js")
        assert "unregister()" in answer.content.decode()
        assert "RELEASE" not in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]


class TestWithoutActivity:
    def test_ten_minutes(self, at_desk, clock):
        assert at_desk.get(reverse("account")).status_code == 200
        clock(desk_mode.IDLE)
        assert at_desk.get(reverse("account")).status_code == 200
        clock(desk_mode.IDLE + 1)
        answer = at_desk.get(reverse("account"))
        assert answer["Location"] == reverse("desk_mode_free")
        assert answer["Clear-Site-Data"] == EVERYTHING
        assert at_desk.get(reverse("account")).status_code == 302

    def test_saying_that_one_is_still_there(self, at_desk, clock):
        at_desk.get(reverse("account"))
        for _ in range(5):
            clock(desk_mode.IDLE - 60)
            assert at_desk.post(reverse("desk_mode_stay")).status_code == 204
        assert at_desk.get(reverse("account")).status_code == 200

    def test_the_sign_in_remembers_it_when_the_cookie_is_gone(self, at_desk, clock):
        at_desk.get(reverse("account"))
        del at_desk.cookies[DESK]
        clock(desk_mode.IDLE + 1)
        assert at_desk.get(reverse("account"))["Location"] == reverse("desk_mode_free")

    def test_looking_at_public_pages_does_not_count(self, at_desk, clock, directory):
        at_desk.get(reverse("account"))
        for _ in range(3):
            clock(desk_mode.IDLE // 2)
            at_desk.get(reverse("web:start"))
        assert at_desk.get(reverse("account"))["Location"] == reverse("desk_mode_free")

    def test_what_a_slow_person_typed_comes_back_to_them(self, at_desk, clock, draft):
        at_desk.get(reverse("account"))
        clock(desk_mode.IDLE + 1)
        page = draft.form.visible_pages(draft.answers)[0]
        headers = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
        answer = at_desk.post(
            reverse("submissions:page", args=[draft.pk, page.id]),
            "applicant-given_name=Bertha",
            content_type="application/x-www-form-urlencoded",
            headers=headers,
        )
        assert answer.status_code == 403
        assert 'value="Bertha"' in answer.content.decode()

    def test_anybody_else_is_not_hurried(self, client_of, anna, clock):
        client = client_of(anna)
        client.get(reverse("account"))
        clock(5 * desk_mode.IDLE)
        assert client.get(reverse("account")).status_code == 200

    def test_it_costs_a_write_now_and_then(self, at_desk, clock, django_assert_num_queries):
        at_desk.get(reverse("account_logout"))
        at_desk.get(reverse("desk_mode_stay"))
        with django_assert_num_queries(1):
            at_desk.post(reverse("desk_mode_stay"))
        clock(60)
        with django_assert_num_queries(4):  # reading, and writing in a transaction of its own
            at_desk.post(reverse("desk_mode_stay"))


def test_a_stranger_on_the_page_of_the_switch(client, db):
    assert "Beratungsplatz einschalten" in Client().get(reverse("desk_mode")).content.decode()
