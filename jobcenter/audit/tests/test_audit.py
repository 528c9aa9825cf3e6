import uuid

import pytest
from django.db import DatabaseError, transaction

from jobcenter.audit.models import Event


def test_an_act_is_recorded_with_its_actor_and_facts(anna):
    subject = uuid.uuid4()
    Event.record("draft.submitted", actor=anna, subject=subject, form="wba")
    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject, event.facts) == (
        "draft.submitted",
        anna.pk,
        subject,
        {"form": "wba"},
    )


def test_recording_takes_one_query(anna, django_assert_num_queries):
    with django_assert_num_queries(1):
        Event.record("account.opened", actor=anna)


def test_the_database_refuses_changes(db):
    event = Event.record("something.done")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.update(verb="something.else")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.delete()
    assert Event.objects.get().verb == "something.done"


def test_only_the_shredder_gets_through_and_closes_the_door_behind_it(db):
    first, second = Event.record("old"), Event.record("new")
    first.shred()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        second.delete()
    assert [event.verb for event in Event.objects.all()] == ["new"]
