import threading
import time

import pytest

from jobcenter.web.memory import CHECK_EVERY, Memory


@pytest.fixture
def later(monkeypatch):
    """later(): more than a check's time has gone by."""
    clock = [time.monotonic()]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    return lambda: clock.__setitem__(0, clock[0] + CHECK_EVERY + 1)


def test_it_is_asked_for_once_a_minute_and_gets_what_is_at_hand(later):
    given = []
    memory = Memory(lambda kept: given.append(kept) or f"edition {len(given)}")
    assert [memory.get(), memory.get()] == ["edition 1", "edition 1"]
    later()
    assert memory.get() == "edition 2"
    assert given == [None, "edition 1"]


def test_look_and_forget():
    given = []
    memory = Memory(lambda kept: given.append(kept) or len(given))
    memory.get()
    memory.look()
    memory.get()
    memory.forget()
    memory.get()
    assert given == [None, 1, None]


def test_what_fails_is_tried_again():
    answers = iter([OSError("weg"), "da"])

    def refresh(kept):
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    memory = Memory(refresh)
    with pytest.raises(OSError, match="weg"):
        memory.get()
    assert memory.get() == "da"


def test_while_one_looks_the_others_go_on_with_what_is_at_hand():
    looking, go_on = threading.Event(), threading.Event()

    def refresh(kept):
        if kept is None:
            return "alt"
        looking.set()
        go_on.wait(5)
        return "neu"

    memory = Memory(refresh)
    memory.get()
    memory.look()
    thread = threading.Thread(target=memory.get)
    thread.start()
    assert looking.wait(5)
    assert memory.get() == "alt"
    go_on.set()
    thread.join()
    assert memory.get() == "neu"
