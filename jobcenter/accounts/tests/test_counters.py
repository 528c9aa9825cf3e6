"""The table that guessing is counted in."""

import pytest
from django.core.cache import cache, caches
from django.db import connection

from jobcenter.accounts.tasks import sweep

pytestmark = pytest.mark.django_db


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache")
        return cursor.fetchone()[0]


def test_only_the_first_adds():
    assert cache.add("lock", "mine", 10)
    assert not cache.add("lock", "theirs", 10)
    assert cache.get("lock") == "mine"


def test_what_has_expired_can_be_added_again():
    assert cache.add("lock", "mine", -1)
    assert cache.get("lock") is None
    cache.add("lock", "mine", -1)
    assert cache.add("lock", "theirs", 10)
    assert cache.get("lock") == "theirs"


def test_set_replaces_and_may_stay_for_ever():
    cache.set("history", [1.5], 10)
    cache.set("history", [2.5, 1.5], None)
    assert cache.get("history") == [2.5, 1.5]
    assert cache.touch("history", 10)
    assert not cache.touch("nothing", 10)
    assert cache.delete("history")
    assert "history" not in cache


@pytest.mark.parametrize("verb", ["add", "set"])
def test_a_write_costs_one_query(django_assert_num_queries, verb):
    with django_assert_num_queries(1):
        getattr(cache, verb)("key", "value", 10)


def test_sweeping_leaves_what_still_counts():
    cache.set("old", 1, -1)
    cache.set("new", 1, 60)
    before = rows()
    sweep(timestamp=0)
    assert rows() == before - 1
    assert cache.get("new") == 1
    assert not caches["default"].sweep()
