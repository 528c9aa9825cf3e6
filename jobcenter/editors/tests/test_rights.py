"""Who may write where, since when and until when."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from jobcenter.accounts.models import User
from jobcenter.audit.models import Event as Act
from jobcenter.editors import retention
from jobcenter.editors.models import Editor, FourEyes
from jobcenter.local.models import Announcement


def test_a_right_holds_from_when_it_is_given_until_it_ends(maya, client_of, directory):
    client = client_of(maya)
    assert client.get("/redaktion/").status_code == 200
    Editor.objects.get().end()
    assert client.get("/redaktion/").status_code == 404
    Editor.grant(maya.user, "31704", until=timezone.now() + timedelta(hours=1))
    assert client.get("/redaktion/").status_code == 200
    Editor.objects.current().update(until=timezone.now())
    assert client.get("/redaktion/").status_code == 404


def test_giving_it_again_changes_it(anna, ben):
    Editor.grant(anna.user, "31704")
    Editor.grant(anna.user, "31704", by=ben.user, may_release=False)
    right = Editor.objects.get()
    assert (right.may_release, right.granted_by) == (False, ben.user)
    acts = Act.objects.filter(verb="editor.granted").order_by("pk")
    assert [(act.actor, act.subject) for act in acts] == [(None, anna.id), (ben.id, anna.id)]
    assert acts[1].facts == {"jobcenter": "31704", "may_release": False, "may_request": False}


def test_editors_of_other_jobcenters_find_nothing(kim, notice, client_of, directory):
    client = client_of(kim)
    assert "Hier ist noch nichts." in client.get("/redaktion/aushaenge/").content.decode()
    path = f"/redaktion/aushaenge/{notice.pk}/"
    for rest in ("", "verlauf/", "loeschen/", "vorschau/", "freigabe/"):
        assert client.get(path + rest).status_code == 404
    for rest in ("", "loeschen/", "freigabe/", "sichtbarkeit/"):
        assert client.post(path + rest, {"hidden": "1", "post": "yes", "decision": "release"}).status_code == 404
    notice.refresh_from_db()
    assert not notice.hidden


def test_strangers_sign_in_with_both_factors(client, maya, directory):
    assert client.get("/redaktion/")["Location"] == "/konto/anmelden/?next=/redaktion/"
    client.force_login(maya.user)  # the password alone
    assert client.get("/redaktion/")["Location"].startswith("/konto/anmelden/")


def test_what_was_typed_survives_a_session_that_has_ended(client, db, directory):
    ours = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
    sent = urlencode({"title_de": "Heute geschlossen"})
    form = "application/x-www-form-urlencoded"
    page = client.post("/redaktion/aushaenge/neu/", sent, content_type=form, headers=ours)
    assert page.status_code == 403
    assert 'name="title_de" value="Heute geschlossen"' in page.content.decode()


def test_operators_do_not_write_and_editors_do_not_operate(operator, desk, notice):
    start = operator.get("/redaktion/").content.decode()
    assert "Quellen" in start
    assert "Aushänge" not in start
    for name in ("changelist", "add"):
        assert operator.get(reverse(f"editors:local_announcement_{name}")).status_code == 404
        assert desk.get(reverse(f"editors:local_feed_{name}")).status_code == 404
        assert desk.get(reverse(f"editors:editors_editor_{name}")).status_code == 404
    assert operator.get(f"/redaktion/aushaenge/{notice.pk}/").status_code == 404
    right = Editor.objects.get()
    assert desk.post(f"/redaktion/rechte/{right.pk}/loeschen/", {"post": "yes"}).status_code == 404


def test_nonsense_in_addresses_is_not_found(desk):
    for path in ("aushaenge/0/", "aushaenge/abc/", f"aushaenge/{10**30}/", "aushaenge/?hidden__x=1"):
        assert desk.get(f"/redaktion/{path}").status_code == 404


def test_operators_give_and_take_rights(operator, forms, anna):
    page = forms.save(operator, "/redaktion/rechte/neu/", username="niemand", provider_number="00001").content.decode()
    assert "Ein Konto mit diesem Benutzernamen gibt es nicht." in page
    assert "Ein Jobcenter mit der Trägernummer „00001“ gibt es nicht." in page
    forms.save(operator, "/redaktion/rechte/neu/", username="Anna", provider_number="31704")
    right = Editor.objects.get()
    assert (right.user, right.may_release, right.granted_by.username) == (anna.user, True, "olga")
    path = f"/redaktion/rechte/{right.pk}/"
    fields = forms.filled(operator, path)
    operator.post(path, {name: value for name, value in fields.items() if name != "may_release"})
    assert not Editor.objects.get().may_release
    assert "Darf nicht freigeben" in operator.get("/redaktion/rechte/").content.decode()
    operator.post(f"{path}loeschen/", {"post": "yes"})
    assert not Editor.objects.current().exists()
    assert [act.verb for act in Act.objects.order_by("pk")] == ["editor.granted", "editor.granted", "editor.ended"]


def test_a_right_goes_with_its_account_and_some_time_after_its_end(maya):
    Editor.objects.get().end()
    rule = next(rule for rule in retention.RULES if rule.model == "editors.Editor")
    assert rule.shred(timezone.now() + timedelta(days=89)) == 0
    assert rule.shred(timezone.now() + timedelta(days=91)) == 1
    Editor.grant(maya.user, "31704")
    maya.user.shred()
    assert not Editor.objects.exists()


def test_the_history_is_kept_for_two_years(desk, forms, notice):
    forms.save(desk, f"/redaktion/aushaenge/{notice.pk}/", title="Zu")
    rule = next(rule for rule in retention.RULES if rule.model == "admin.LogEntry")
    assert rule.shred(timezone.now() + timedelta(days=729)) == 0
    assert rule.shred(timezone.now() + timedelta(days=731)) == 1


def test_on_the_command_line(anna, directory, capsys):
    call_command("editor", "add", "ANNA", "31704", "--may-not-release")
    call_command("editor", "list")
    assert capsys.readouterr().out.splitlines()[-1] == "31704 anna (darf nicht freigeben)"
    call_command("editor", "remove", "anna", "31704")
    assert not Editor.objects.current().exists()
    call_command("four_eyes", "31704", "on")
    assert FourEyes.objects.get().pk == "31704"
    call_command("four_eyes", "31704", "off")
    assert not FourEyes.objects.exists()
    assert Act.objects.filter(verb="four_eyes.switched").count() == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("editor", "add", "niemand", "31704"),
        ("editor", "add", "anna", "00001"),
        ("editor", "remove", "anna", "31704"),
        ("editor",),
        ("four_eyes", "00001", "on"),
        ("four_eyes", "31704", "perhaps"),
    ],
)
def test_mistakes_on_the_command_line_are_named(anna, directory, arguments):
    with pytest.raises(CommandError):
        call_command(*arguments)
    assert not Editor.objects.exists()


def test_an_operator_may_be_an_editor_too(operator, notice):
    Editor.grant(User.objects.get(username="olga"), "31704")
    assert operator.get(f"/redaktion/aushaenge/{notice.pk}/").status_code == 200
    assert operator.get("/redaktion/quellen/").status_code == 200
    assert Announcement.objects.count() == 1
