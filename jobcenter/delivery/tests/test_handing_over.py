"""Whatever happens between two steps, a parcel arrives exactly once."""

import os
import threading
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection as database
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from jobcenter.delivery import handing_over
from jobcenter.delivery.couriers.folder import courier as folder_courier
from jobcenter.delivery.couriers.folder import message
from jobcenter.delivery.handing_over import hand_over
from jobcenter.delivery.models import Attempt, Connection, Parcel, Sign
from jobcenter.delivery.port import Permanent, Temporary
from jobcenter.delivery.reconciling import reconcile

Outcome = Attempt.Outcome


class Killed(BaseException):
    """What SIGKILL would be: nothing may catch it."""


def outcomes(parcel):
    return [attempt.outcome for attempt in parcel.attempts.all()]


def packages(folder):
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_a_parcel_is_handed_over_once(connection, folder, send):
    parcel = send()
    assert parcel.state == "waiting"
    assert hand_over(parcel.pk) == Outcome.HANDED_OVER
    assert hand_over(parcel.pk) is None
    assert packages(folder) == [message.package_name(parcel.process_id)]
    assert Parcel.objects.get().state == "handed_over"


# Every call of the folder courier that changes the world; the folder is synced three times.
STEPS = [
    (folder_courier.zipfile, "ZipFile", 1),
    (folder_courier.message, "sgo_erstellen", 1),
    (folder_courier.os, "fsync", 1),
    (folder_courier, "sync_folder", 1),
    (folder_courier.Path, "touch", 1),
    (folder_courier, "sync_folder", 2),
    (folder_courier.os, "rename", 1),
    (folder_courier, "sync_folder", 3),
]


@pytest.mark.parametrize("eaten", [False, True], ids=["package waits", "package taken meanwhile"])
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(("owner", "name", "nth"), STEPS, ids=[f"{name} {nth}" for _, name, nth in STEPS])
def test_killed_at_any_step_it_arrives_once(connection, folder, send, monkeypatch, owner, name, nth, moment, eaten):
    parcel = send()
    real, calls = getattr(owner, name), 0

    def deadly(*args, **kwargs):
        nonlocal calls
        calls += 1
        if calls == nth and moment == "before":
            raise Killed
        result = real(*args, **kwargs)
        if calls == nth:
            raise Killed
        return result

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, deadly)
        with pytest.raises(Killed):
            hand_over(parcel.pk)
    arrived = take_all(folder) if eaten else 0
    hand_over(parcel.pk)
    arrived += take_all(folder)
    assert arrived == 1
    assert Parcel.objects.get().state == "handed_over"
    assert packages(folder) == []


def take_all(folder):
    """As an electronic file does: read whole packages and take them away."""
    names = list(folder.glob("*.zip"))
    for path in names:
        assert zipfile.ZipFile(path).testzip() is None
        path.unlink()
    return len(names)


@pytest.mark.parametrize("step", ["_reserve", "_carry"])
def test_killed_around_the_transactions_it_arrives_once(connection, folder, send, monkeypatch, step):
    parcel = send()
    real = getattr(handing_over, step)

    def deadly(parcel_id):
        real(parcel_id)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(handing_over, step, deadly)
        with pytest.raises(Killed):
            hand_over(parcel.pk)
    arrived = take_all(folder)
    hand_over(parcel.pk)
    assert arrived + take_all(folder) == 1


def test_killed_after_the_rename_but_before_the_commit_nothing_is_sent_twice(connection, folder, send):
    parcel = send()
    from django.db import transaction

    handing_over._reserve(parcel.pk)
    with transaction.atomic():
        assert handing_over._carry(parcel.pk).outcome == Outcome.HANDED_OVER
        transaction.set_rollback(True)  # the database went away
    assert Parcel.objects.get().state == "waiting"
    assert take_all(folder) == 1
    assert hand_over(parcel.pk) == Outcome.HANDED_OVER
    assert take_all(folder) == 0


def test_the_reply_alone_proves_the_delivery(connection, folder, send, settings):
    """Our notes are lost (restored from an older backup), and so is the package: the reply still tells."""
    parcel = send()
    (folder / "antwort" / "verarbeitet" / f"{parcel.process_id}_FVDaten.ImportBestaetigen.0630.zip").touch()
    assert hand_over(parcel.pk) == Outcome.HANDED_OVER
    assert take_all(folder) == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_hand_over_one_parcel_once(connection, folder, send, monkeypatch):
    parcels = [send() for _ in range(4)]
    renames = []
    real = os.rename

    def counted(source, target):
        renames.append(str(target))
        real(source, target)

    monkeypatch.setattr(folder_courier.os, "rename", counted)

    def work():
        for parcel in parcels:
            hand_over(parcel.pk)
        database.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert sorted(renames) == sorted(str(folder / message.package_name(p.process_id)) for p in parcels)
    assert {p.state for p in Parcel.objects.with_state()} == {"handed_over"}


@pytest.mark.django_db(transaction=True)
def test_a_parcel_in_other_hands_is_left_alone(connection, folder, send):
    from django.db import transaction

    parcel = send()
    seen = []

    def other():
        seen.append(hand_over(parcel.pk))
        database.close()

    with transaction.atomic():
        Parcel.objects.select_for_update().get()
        worker = threading.Thread(target=other)
        worker.start()
        worker.join(30)
    assert seen == [None]
    assert hand_over(parcel.pk) == Outcome.HANDED_OVER


def test_temporary_failures_are_tried_again_later_and_later(connection, folder, send):
    parcel = send()
    (folder / "antwort" / "verarbeitet").rmdir(), (folder / "antwort" / "unklar").rmdir()
    (folder / "antwort").rmdir(), folder.rmdir()
    gaps = []
    for _ in range(4):
        assert hand_over(parcel.pk) == Outcome.TEMPORARY
        gaps.append(parcel.attempts.last().retry_at - timezone.now())
    assert gaps == sorted(gaps)
    assert gaps[0] < timedelta(seconds=11)
    assert gaps[3] > timedelta(minutes=5)
    assert ProcrastinateJob.objects.filter(task_name="delivery.hand_over", scheduled_at__isnull=False).count() == 4
    folder.mkdir()
    assert hand_over(parcel.pk) == Outcome.HANDED_OVER


def test_a_full_disk_is_temporary_and_leaves_no_part(connection, folder, send, monkeypatch):
    parcel = send()

    def full(*_):
        patch.undo()
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(folder_courier.os, "fsync", full)
        assert hand_over(parcel.pk) == Outcome.TEMPORARY
    assert packages(folder) == []
    assert hand_over(parcel.pk) == Outcome.HANDED_OVER


def test_a_refusing_courier_stops_and_tells_operator_and_person(send, db, folder_free, open_alarms):
    Connection.attach("31702", courier="refusing", bits=2048)
    parcel = send()
    assert hand_over(parcel.pk) == Outcome.PERMANENT
    assert hand_over(parcel.pk) is None
    assert Parcel.objects.get().state == "failed"
    assert open_alarms.kinds == ["delivery.permanent"]
    assert [sign.kind for sign in Sign.objects.for_subjects([parcel.subject])] == ["failed"]


@pytest.fixture
def folder_free(_folders_of_its_own):
    return None


def test_a_crashing_courier_is_tried_again(send, db, folder_free, open_alarms):
    Connection.attach("31702", courier="crashing", bits=2048)
    parcel = send()
    results = [hand_over(parcel.pk) for _ in range(3)]
    assert results == [Outcome.CRASHED, Outcome.TEMPORARY, Outcome.HANDED_OVER]
    assert not open_alarms
    assert "abgestürzt zur Probe" not in "".join(parcel.attempts.values_list("error", flat=True))


def test_reopened_it_goes_out_under_a_new_process_id(send, db, folder_free, settings, open_alarms):
    Connection.attach("31702", courier="refusing", bits=2048)
    parcel = send()
    before = parcel.process_id
    hand_over(parcel.pk)
    Connection.attach("31702", courier="folder", bits=2048)
    parcel.reopen()
    assert hand_over(parcel.pk) == Outcome.HANDED_OVER
    again = Parcel.objects.get()
    assert again.process_id == parcel.process_id != before
    assert packages(Path(settings.E_AKTE_FOLDER) / "31702") == [message.package_name(again.process_id)]
    assert not open_alarms


def test_without_connection_it_waits_and_an_operator_is_told(send, db, folder_free, open_alarms):
    parcel = send(provider_number="99999")
    assert hand_over(parcel.pk) == Outcome.TEMPORARY
    reconcile()
    assert ("delivery.not_connected", "99999") in open_alarms
    Connection.attach("99999", courier="folder", bits=2048)
    assert hand_over(parcel.pk) == Outcome.HANDED_OVER
    reconcile()
    assert not open_alarms


def test_a_missing_private_key_is_temporary(connection, send, settings, tmp_path):
    parcel = send()
    settings.KEYS_FOLDER = tmp_path / "none"
    assert hand_over(parcel.pk) == Outcome.TEMPORARY
    assert "private Schlüssel" in parcel.attempts.last().error


def test_reconcile_finds_lost_jobs_and_killed_workers(connection, folder, send):
    lost, killed, fresh = send(), send(), send()
    Parcel.objects.filter(pk=lost.pk).update(sealed_at=timezone.now() - timedelta(minutes=2))
    killed.attempts.create(
        outcome=Outcome.STARTED, reference=str(killed.process_id), retry_at=timezone.now() - timedelta(seconds=1)
    )
    reconcile()
    assert {p.pk for p in Parcel.objects.waiting()} == {fresh.pk}


def test_age_alarms(connection, folder, send, open_alarms):
    parcel, unanswered = send(), send()
    hand_over(unanswered.pk)
    long_ago = timezone.now() - timedelta(hours=100)
    Attempt.objects.filter(parcel=unanswered, outcome=Outcome.HANDED_OVER).update(at=long_ago)
    Parcel.objects.filter(pk=parcel.pk).update(sealed_at=long_ago)
    parcel.attempts.create(outcome=Outcome.TEMPORARY, retry_at=timezone.now() + timedelta(hours=1))
    reconcile()
    assert set(open_alarms) == {
        ("delivery.waiting", str(parcel.pk)),
        ("delivery.unanswered", str(unanswered.pk)),
    }


def test_rows_of_the_logbook_are_never_changed(connection, send):
    attempt = send().attempts.create(outcome=Outcome.STARTED)
    with pytest.raises(TypeError):
        attempt.save()


def test_errors_say_themselves_whether_they_are_permanent():
    assert not issubclass(Temporary, Permanent)
    assert not issubclass(Permanent, Temporary)
