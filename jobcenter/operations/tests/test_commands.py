"""What an operator types."""

import json
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from jobcenter.accounts.models import User
from jobcenter.delivery.models import Attempt, Connection, Parcel
from jobcenter.directory.models import Jobcenter


@pytest.fixture(autouse=True)
def _folders_of_its_own(settings, tmp_path):
    settings.KEYS_FOLDER = tmp_path / "keys"
    settings.E_AKTE_FOLDER = tmp_path / "e-akte"
    settings.COURIERS_FOLDER = tmp_path / "couriers"


def test_connecting_makes_folders_and_keys_and_may_be_repeated(db, tmp_path, capsys):
    for _ in range(2):
        call_command("connect", "31702", "--bits", "2048")
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == second
    assert (tmp_path / "e-akte" / "31702" / "antwort").is_dir()
    assert (tmp_path / "keys" / "31702.jwk").is_file()
    call_command("connect", "31702", "--bits", "2048", "--new-key")
    assert json.loads(capsys.readouterr().out)["kid"] != first["kid"]


def test_what_waited_for_the_connection_is_tried_at_once(db):
    parcel = Parcel.objects.create(
        idempotency_key="a", provider_number="31702", subject=uuid.uuid4(), kind="application", manifest=""
    )
    call_command("connect", "31702", "--bits", "2048")
    assert ProcrastinateJob.objects.get().args == {"parcel": str(parcel.pk)}


def test_another_folder(db, tmp_path):
    call_command("connect", "31702", "--bits", "2048", "--setting", f"folder={tmp_path / 'share'}")
    assert (tmp_path / "share" / "antwort").is_dir()
    assert Connection.objects.get().settings == {"folder": str(tmp_path / "share")}


@pytest.mark.parametrize("arguments", [["123"], ["abcde"], [], ["31702", "--setting", "folder"]])
def test_mistakes_are_named(db, arguments):
    with pytest.raises(CommandError):
        call_command("connect", *arguments)


def test_all_at_once_for_a_demo(db, tmp_path, capsys, django_assert_max_num_queries):
    for number in ("00001", "00002", "00003"):
        Jobcenter.objects.create(provider_number=number, name=number, kind="gE", areas=[])
    call_command("connect", "00001", "--courier", "refusing", "--bits", "2048")
    with django_assert_max_num_queries(6):
        call_command("connect", "--all", "--bits", "2048")
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["connected"] == 2
    assert Connection.objects.get(pk="00001").courier == "refusing"
    assert len({str(c.public_key) for c in Connection.objects.exclude(pk="00001")}) == 1


def test_only_failed_parcels_are_redelivered(db):
    parcel = Parcel.objects.create(
        idempotency_key="a", provider_number="31702", subject=uuid.uuid4(), kind="application", manifest=""
    )
    with pytest.raises(CommandError, match="waiting"):
        call_command("redeliver", str(parcel.pk))
    parcel.attempts.create(outcome=Attempt.Outcome.PERMANENT)
    call_command("redeliver", str(parcel.pk))
    assert Parcel.objects.get().state == "waiting"
    Parcel.objects.update(emptied_at=timezone.now())
    with pytest.raises(CommandError):
        call_command("redeliver", str(parcel.pk))


def test_the_first_operator_is_made_on_the_command_line(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "drei wilde Enten")
    call_command("createsuperuser", "--no-input", "--username", "olga")
    olga = User.objects.select_related("person").get()
    assert olga.is_staff
    assert olga.person
