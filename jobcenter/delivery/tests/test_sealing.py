import base64
import json
import os
import stat

import pytest
from django.db import connection as database
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from jobcenter.delivery.models import Connection, Parcel
from jobcenter.delivery.port import Permanent, Temporary
from jobcenter.delivery.reconciling import sweep
from jobcenter.delivery.sealing import key_pair, open_seal, private_key
from jobcenter.delivery.tests.conftest import FILES, JOBCENTER
from jobcenter.vault import files as vault


def test_a_sealed_parcel_opens_only_with_the_private_key(connection, send, settings, tmp_path):
    parcel = send()
    content = parcel.opened()
    assert [file.read() for file in content.files] == [file.data for file in FILES]
    assert content.metadata["person"]["given_name"] == "Anna"
    settings.KEYS_FOLDER = tmp_path / "elsewhere"
    with pytest.raises(Temporary):
        parcel.opened()


def test_the_seal_is_compact_jwe_with_key_id_and_content_type(connection, send):
    parcel = send()
    header, *rest = vault.fetch(parcel.stored[0]).split(b".")
    assert len(rest) == 4
    assert json.loads(base64.urlsafe_b64decode(header + b"==")) == {
        "alg": "RSA-OAEP-256",
        "enc": "A256GCM",
        "kid": connection.key["kid"],
        "cty": "application/pdf",
    }


def test_sealing_takes_four_queries(connection, send, django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(4):
        send()


def test_nothing_personal_lies_open_in_the_database(connection, send):
    send(title="Antrag von Anna")
    with database.cursor() as cursor:
        cursor.execute("SELECT delivery_parcel::text FROM delivery_parcel")
        row = cursor.fetchone()[0]
    assert "Anna" not in row
    assert "31702BG0001234" not in row


def test_the_same_key_gives_the_same_parcel_and_leaves_no_files(connection, send, settings):
    first, second = send("draft-1"), send("draft-1")
    assert first.pk == second.pk
    folder = os.path.join(settings.STORAGES["default"]["OPTIONS"]["location"], "parcels")
    assert sorted(os.listdir(folder)) == sorted(name.split("/")[1] for name in first.stored)
    assert ProcrastinateJob.objects.filter(task_name="delivery.hand_over").count() == 1


def test_a_rolled_back_transaction_leaves_no_parcel_and_no_job(connection, send):
    with transaction.atomic():
        send()
        transaction.set_rollback(True)
    assert not Parcel.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_a_full_disk_leaves_nothing_behind(connection, send, settings, monkeypatch):
    kept = []

    def full_after_one(data, *, folder):
        if kept:
            raise OSError(28, "No space left on device")
        kept.append(vault_keep(data, folder=folder))
        return kept[0]

    vault_keep = vault.keep
    monkeypatch.setattr(vault, "keep", full_after_one)
    with pytest.raises(OSError, match="No space"):
        send()
    with pytest.raises(FileNotFoundError):
        vault.fetch(kept[0])


def test_without_connection_the_parcel_waits_encrypted_at_rest(send):
    parcel = send(provider_number="99999")
    assert parcel.key_id == ""
    assert parcel.state == "waiting"
    assert [file.read() for file in parcel.opened().files] == [file.data for file in FILES]


def test_a_swapped_file_is_noticed(connection, send):
    parcel = send()
    parcel.stored = parcel.stored[::-1]
    with pytest.raises(Permanent):
        parcel.opened().files[0].read()


def test_the_private_key_is_for_its_owner_only(connection, settings):
    path = settings.KEYS_FOLDER / f"{JOBCENTER}.jwk"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "d" not in Connection.objects.get().public_key


def test_connecting_again_keeps_the_key_and_a_new_key_opens_the_old_parcels(connection, send, settings, tmp_path):
    settings.KEYS_FOLDER = tmp_path / "keys"
    first = Connection.attach(JOBCENTER, courier="folder", bits=2048).public_key
    assert Connection.attach(JOBCENTER, courier="folder", bits=2048).public_key == first
    parcel = send()
    renewed = key_pair(JOBCENTER, bits=2048, renew=True)
    assert renewed["kid"] != first["kid"]
    assert parcel.opened().title == "Weiterbewilligungsantrag"
    assert private_key(JOBCENTER, renewed["kid"])


def test_damaged_seals_are_permanent(connection):
    with pytest.raises(Permanent):
        open_seal(b"no.jwe", key=private_key(JOBCENTER, connection.key["kid"]))


def test_orphans_are_swept_once_they_are_old(connection, send, settings):
    parcel = send()
    young = vault.keep(b"x", folder="parcels")
    old = vault.keep(b"x", folder="parcels")
    location = settings.STORAGES["default"]["OPTIONS"]["location"]
    for name in [old, *parcel.stored]:
        os.utime(location / name, (0, 0))
    assert sweep() == 1
    vault.fetch(young)
    assert parcel.opened().files[0].read()
    with pytest.raises(FileNotFoundError):
        vault.fetch(old)


def test_sweeping_an_empty_store(db):
    assert sweep() == 0
