"""Real SIGKILL, in a process of its own, at every step that changes the world: what is sent arrives exactly once."""

import os
import signal

import pytest
from django.db import connection as database

from jobcenter.delivery import handing_over, watching
from jobcenter.delivery.couriers.folder import replies
from jobcenter.delivery.handing_over import hand_over
from jobcenter.delivery.models import Parcel, Sign
from jobcenter.delivery.tests.test_handing_over import STEPS, take_all
from jobcenter.delivery.tests.test_replies import reply
from jobcenter.delivery.tests.test_worker import until

pytestmark = pytest.mark.django_db(transaction=True)
SENDING = [*STEPS, (handing_over, "_reserve", 1), (handing_over, "_carry", 1), (handing_over, "_tried", 1)]
CHILD = "doomed child"  # how its connections are called
READING = [(watching.Sign, "record", 1), (replies.os, "rename", 1), (Parcel, "empty", 1)]


def lines_of_the_child():
    with database.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = %s", [CHILD])
        return cursor.fetchone()[0]


def die_at(owner, name, nth, moment, work):
    """Do `work` in a child that kills itself before or after the nth call of `owner.name`."""
    database.close()
    database.close_pool()  # its threads would not survive the fork
    child = os.fork()
    if child:
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        until(lambda: not lines_of_the_child())  # the database hears of it a moment later
        return
    # After a journey the browser's event loop runs in the parent, and Django gives who has one a connection of its own.
    # The child has none: it would speak on a line that the parent holds open.
    database.connection = None
    os.environ["PGAPPNAME"] = CHILD
    signal.alarm(60)  # a child that hangs ends otherwise than expected
    try:
        real, calls = getattr(owner, name), 0

        def deadly(*args, **kwargs):
            nonlocal calls
            calls += 1
            if calls == nth and moment == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            result = real(*args, **kwargs)
            if calls == nth:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        setattr(owner, name, deadly)
        work()
    finally:
        os._exit(1)


def test_a_worker_killed_while_sending_loses_nothing_and_sends_nothing_twice(connection, folder, send):
    for owner, name, nth in SENDING:
        for moment in ("before", "after"):
            parcel = send()
            die_at(owner, name, nth, moment, lambda parcel=parcel: hand_over(parcel.pk))
            arrived = take_all(folder)
            hand_over(parcel.pk)
            assert arrived + take_all(folder) == 1, f"{moment} {name} {nth}"
            assert Parcel.objects.with_state().get(pk=parcel.pk).state == "handed_over"


def test_a_worker_killed_while_reading_records_each_reply_once(connection, folder, send):
    for owner, name, nth in READING:
        for moment in ("before", "after"):
            parcel = send()
            hand_over(parcel.pk)
            reply(folder, parcel.process_id)
            die_at(owner, name, nth, moment, watching.watch)
            watching.watch()
            assert Sign.objects.filter(parcel=parcel).count() == 1, f"{moment} {name}"
            assert not list((folder / "antwort").glob("*.zip"))
            emptied = Parcel.objects.settled()
            assert [p.pk for p in emptied] in ([], [parcel.pk])
            for left in emptied:
                left.empty()
            assert Parcel.objects.get(pk=parcel.pk).stored == []
