from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from jobcenter.audit.models import Event
from jobcenter.delivery.models import Parcel, ParcelFile, Sign
from jobcenter.operations.models import Alarm
from jobcenter.retention.models import Rule, rules, shred
from jobcenter.vault import files as vault


@pytest.fixture
def parcel(db):
    return Parcel.seal(
        idempotency_key="a",
        provider_number="31702",
        subject="3ac94711-7386-4af2-b2ca-3d84c990694e",
        kind="application",
        title="Antrag",
        metadata={},
        files=[ParcelFile("a.pdf", "application/pdf", b"x", "Antrag", "form")],
    )


def years(number):
    return timezone.now() + timedelta(days=365 * number)


def test_what_is_younger_stays(parcel):
    Event.record("something.done")
    shred(timezone.now())
    assert Event.objects.count() == 1
    assert Parcel.objects.get().stored


def test_the_audit_trail_is_shredded_after_four_years(db):
    Event.record("something.done")
    shred(years(6))
    assert not Event.objects.exists()


def test_settled_content_goes_at_once_and_the_row_stays(parcel):
    name = parcel.stored[0]
    Sign.record(parcel=parcel, kind="received", reference="1", settles=True)
    shred(timezone.now() + timedelta(seconds=1))
    assert Parcel.objects.get().stored == []
    with pytest.raises(FileNotFoundError):
        vault.fetch(name)


def test_received_but_never_settled_content_goes_after_thirty_days(parcel):
    Sign.record(parcel=parcel, kind="received", reference="1")
    shred(timezone.now() + timedelta(days=29))
    assert Parcel.objects.get().stored
    shred(timezone.now() + timedelta(days=31))
    assert not Parcel.objects.get().stored


def test_refused_and_waiting_content_is_never_shredded(parcel):
    Sign.record(parcel=parcel, kind="received", reference="1")
    Sign.record(parcel=parcel, kind="failed", reference="2")
    shred(years(10))
    assert Parcel.objects.get().stored


def test_in_the_end_the_parcel_goes_with_its_signs(parcel):
    Sign.record(parcel=parcel, kind="received", reference="1", settles=True)
    shred(years(1))
    shred(years(6))
    assert not Parcel.objects.exists()
    assert not Sign.objects.exists()


def test_one_failing_rule_stops_no_other(db, monkeypatch):
    Event.record("something.done")
    broken = Rule(model="audit.Event", why="-", after=timedelta(0), of="no_such_field")
    everything = [broken, *rules()]
    monkeypatch.setattr("jobcenter.retention.models.rules", lambda: iter(everything))
    done = shred(years(6))
    assert not Event.objects.exists()
    assert (done.counts["audit.Event"], done.failed) == (1, ["audit.Event"])
    assert Alarm.objects.get().kind == "retention.failed"


def test_the_command_lists_its_rules(db, capsys):
    call_command("shred", "--list")
    assert "audit.Event" in capsys.readouterr().out
    call_command("shred")
    assert "delivery.Parcel" in capsys.readouterr().out
