import uuid

import pytest
from django.db import OperationalError, connection

from jobcenter.audit.models import Event
from jobcenter.delivery import alarms
from jobcenter.delivery.models import Attempt, Parcel, Sign
from jobcenter.operations.models import Alarm


@pytest.fixture
def olga(client_of, ben):
    ben.user.is_staff = True
    ben.user.save()
    return client_of(ben)


def parcel(**changes):
    return Parcel.objects.create(
        **{
            "idempotency_key": uuid.uuid4().hex,
            "provider_number": "31702",
            "subject": uuid.uuid4(),
            "kind": "application",
            "manifest": "",
            **changes,
        }
    )


def test_health_says_only_whether_it_works(client, db):
    answer = client.get("/gesundheit/")
    assert (answer.status_code, answer.json()) == (200, {"ok": True})


def test_health_without_database(client, db):
    def gone(*_):
        raise OperationalError("secret host name")

    with connection.execute_wrapper(gone):
        answer = client.get("/gesundheit/")
    assert (answer.status_code, answer.json()) == (503, {"ok": False})


@pytest.mark.parametrize("path", ["/betrieb/", "/betrieb/alarm/1/", f"/betrieb/paket/{uuid.UUID(int=0)}/"])
def test_nobody_else_learns_of_the_operators_page(client, client_of, anna, path):
    assert client.get(path).status_code == 302 or client.post(path).status_code == 302
    signed_in = client_of(anna)
    ask = signed_in.get if path == "/betrieb/" else signed_in.post
    assert ask(path).status_code == 404


def test_an_empty_installation(olga):
    page = olga.get("/betrieb/").content.decode()
    assert "Kein Alarm" in page
    assert "Kein Paket wartet." in page
    assert "Kein Arbeiter läuft." in page


def test_alarms_parcels_and_signs_are_shown_in_few_queries(olga, django_assert_max_num_queries):
    waiting, failed = parcel(), parcel()
    waiting.attempts.create(outcome=Attempt.Outcome.TEMPORARY, error="Ordner voll.")
    failed.attempts.create(outcome=Attempt.Outcome.PERMANENT, error="Abgelehnt zur Probe.")
    Sign.record(parcel=parcel(), kind="received", reference="x")
    alarms.alarm("delivery.waiting", waiting.pk, "Wartet schon lange.")
    with django_assert_max_num_queries(10):
        page = olga.get("/betrieb/").content.decode()
    for words in ("Ordner voll.", "Abgelehnt zur Probe.", "Eingegangen", "Wartet schon lange."):
        assert words in page


def test_a_failed_parcel_is_handed_over_again(olga, ben):
    failed = parcel()
    failed.attempts.create(outcome=Attempt.Outcome.PERMANENT)
    first = Parcel.objects.get().process_id
    assert olga.post(f"/betrieb/paket/{failed.pk}/").status_code == 302
    again = Parcel.objects.get()
    assert again.state == "waiting"
    assert again.process_id != first
    assert olga.post(f"/betrieb/paket/{failed.pk}/").status_code == 404
    assert Event.objects.get(verb="parcel.reopened").actor == ben.pk


def test_an_alarm_is_one_row_until_it_is_resolved(olga, caplog):
    for _ in range(3):
        alarms.alarm("courier.unclear_reply", "31702", "Unklare Antwort.")
    alarm = Alarm.objects.get()
    assert alarm.times == 3
    assert olga.post(f"/betrieb/alarm/{alarm.pk}/").status_code == 302
    assert not Alarm.objects.unresolved().exists()
    alarms.alarm("courier.unclear_reply", "31702", "Unklare Antwort.")
    assert Alarm.objects.count() == 2
    alarms.all_clear(["courier.unclear_reply"], ["31702"])
    assert not Alarm.objects.unresolved().exists()
    assert [record.msg["event"] for record in caplog.records].count("alarm") == 4
