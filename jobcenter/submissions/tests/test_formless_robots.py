"""What keeps robots back: the ticket, the proof of work, the turns. And that people get through, whatever happens."""

import time
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from django.test import RequestFactory

from jobcenter.operations.models import Alarm
from jobcenter.submissions.formless import proof, ticket, turns
from jobcenter.submissions.formless.ticket import GOOD_FOR, Ticket
from tests.javascript import of_module

SOLVING = "submissions/static/submissions/solving.js"
NOW = 1_800_000_000


@pytest.fixture
def clock(monkeypatch):
    """A clock to set: `clock.now`."""

    class Clock:
        now = float(NOW)

    monkeypatch.setattr(ticket.time, "time", lambda: Clock.now)
    return Clock


class TestTicket:
    def test_it_comes_back_as_it_was(self, clock):
        given = Ticket().promised(NOW + 30)
        assert Ticket.read(str(given)) == given

    @pytest.mark.parametrize("text", ["", "x", "a.b.c", "😀", "0" * 10_000, "\0", f"{'0' * 32}.{NOW}.0:{'A' * 43}"])
    def test_nothing_else_is_one(self, text):
        assert Ticket.read(text) is None

    def test_it_cannot_be_changed(self, clock):
        text = str(Ticket())
        for changed in (text.replace(".0:", ".1:"), text.replace(str(NOW), str(NOW + 9)), "0" * 32 + text[32:]):
            assert changed != text
            assert Ticket.read(changed) is None

    def test_its_hour(self, clock):
        given = Ticket()
        clock.now += GOOD_FOR - 1
        assert given.good
        clock.now += 1
        assert not given.good
        assert given.renewed().good
        assert given.renewed().id == given.id

    def test_a_promise_outlasts_the_hour_and_is_not_renewed(self, clock):
        given = Ticket().promised(NOW + 2 * GOOD_FOR)
        clock.now += 2 * GOOD_FOR
        assert given.good
        assert given.renewed().turn_at == 0


def solved(given: UUID) -> str:
    return of_module(
        SOLVING,
        "console.log(JSON.stringify(module.solve(given.ticket, given.puzzles, given.bits)))",
        {"ticket": given.hex, "puzzles": proof.PUZZLES, "bits": proof.BITS},
    )


class TestProof:
    def test_what_the_browser_finds_is_taken_for_its_ticket_alone(self):
        given = uuid4()
        solution = solved(given)
        assert proof.solves(given, solution)
        assert not proof.solves(uuid4(), solution)

    def test_the_hash_is_the_one_that_everybody_means(self):
        texts = [("xY.9~ " * 10)[:length] for length in range(56)]
        found = of_module(SOLVING, "console.log(JSON.stringify(given.map(module.beginning)))", texts)
        assert found == [int.from_bytes(sha256(text.encode()).digest()[:4]) for text in texts]

    @pytest.mark.parametrize(
        "changed",
        [
            lambda right: "",
            lambda right: right.rpartition(".")[0],
            lambda right: f"{right}.0",
            lambda right: right.replace(".", "..", 1),
            lambda right: ".".join(["0"] * proof.PUZZLES),
            lambda right: ".".join([right.partition(".")[0]] * proof.PUZZLES),
            lambda right: right + "ß",
            lambda right: "9" * 10_000,
            lambda right: "." * 10_000,
        ],
    )
    def test_anything_else_is_not(self, changed):
        given = UUID("6f1b4c7e-0d55-4f0c-9d5e-2f1f3a6c8b10")
        assert not proof.solves(given, changed(solved(given)))

    def test_checking_costs_next_to_nothing(self):
        given = uuid4()
        solution = solved(given)
        started = time.perf_counter()
        for _ in range(200):
            proof.solves(given, solution)
        assert (time.perf_counter() - started) / 200 < 0.001


class TestQueue:
    def test_some_at_once_then_one_after_the_other(self):
        queue = turns.Queue(at_once=3, seconds=60)
        assert [queue.turn(b"a", NOW) - NOW for _ in range(6)] == [0, 0, 0, 60, 120, 180]
        assert queue.turn(b"b", NOW) == NOW
        assert queue.turn(b"a", NOW + 10_000) == NOW + 10_000

    def test_it_forgets_the_oldest_networks(self, monkeypatch):
        monkeypatch.setattr(turns, "REMEMBERED", 3)
        queue = turns.Queue(at_once=1, seconds=60)
        for network in (b"a", b"b", b"c", b"d"):
            queue.turn(network, NOW)
        assert queue.turn(b"d", NOW) == NOW + 60
        assert queue.turn(b"a", NOW) == NOW


class TestLastHour:
    def test_the_wait_grows_and_ends(self, db):
        hour = turns.LastHour(most=10)
        waits = []
        for _ in range(30):
            waits.append(hour.delay(NOW))
            hour.note(NOW)
        assert waits[:10] == [0] * 10
        assert 0 < waits[10] < waits[15] < waits[19] <= 600
        assert waits[25] == 600
        assert hour.delay(NOW + 3601) == 0

    def test_an_operator_hears_of_it(self, db, django_capture_on_commit_callbacks):
        hour = turns.LastHour(most=2)
        with django_capture_on_commit_callbacks(execute=True):
            for _ in range(4):
                hour.note(NOW)
        alarm = Alarm.objects.get(kind="formless.flood")
        assert alarm.times == 3

    def test_what_was_sent_does_not_depend_on_the_alarm(self, db, monkeypatch, django_capture_on_commit_callbacks):
        monkeypatch.setattr(Alarm, "ring", lambda *facts: {}["broken"])
        hour = turns.LastHour(most=1)
        with django_capture_on_commit_callbacks(execute=True):
            hour.note(NOW)


class TestTurns:
    @pytest.fixture
    def mine(self):
        return turns.Turns()

    @pytest.fixture
    def request_from(self):
        return lambda address: RequestFactory().post("/", REMOTE_ADDR=address)

    def test_with_a_proof_at_once(self, clock, mine, request_from):
        assert mine.of(request_from("192.0.2.1"), Ticket(), proved=True) == NOW

    def test_without_one_as_soon_as_somebody_can_have_typed(self, clock, mine, request_from):
        given = Ticket()
        assert mine.of(request_from("192.0.2.1"), given, proved=False) == NOW + 5
        clock.now += 20
        assert mine.of(request_from("192.0.2.1"), given, proved=False) == NOW + 20

    def test_a_crowd_behind_one_address_without_proof_does_not_hold_up_those_with_one(self, clock, mine, request_from):
        for _ in range(500):
            mine.of(request_from("192.0.2.1"), Ticket(issued_at=NOW - 60), proved=False)
        assert mine.of(request_from("192.0.2.1"), Ticket(), proved=True) == NOW
        assert mine.of(request_from("192.0.2.2"), Ticket(issued_at=NOW - 60), proved=False) == NOW

    def test_one_network_of_many_addresses_counts_once(self, clock, mine, request_from):
        ages = [
            mine.of(request_from(f"2001:db8::{number:x}"), Ticket(issued_at=NOW - 60), proved=False)
            for number in range(1, 7)
        ]
        assert ages[-1] > NOW

    def test_a_promise_is_kept_whatever_is_going_on(self, clock, mine, request_from):
        for _ in range(10):
            mine.of(request_from("192.0.2.1"), Ticket(issued_at=NOW - 60), proved=False)
        given = Ticket(issued_at=NOW - 60)
        promised = given.promised(mine.of(request_from("192.0.2.1"), given, proved=False))
        assert promised.turn_at == NOW + 7 * 60
        for _ in range(2000):
            mine.of(request_from("192.0.2.1"), Ticket(issued_at=NOW - 60), proved=False)
            mine.last_hour._sent.append(NOW)
        clock.now = promised.turn_at
        assert promised.good
        assert mine.of(request_from("192.0.2.1"), promised, proved=False) <= clock.now
