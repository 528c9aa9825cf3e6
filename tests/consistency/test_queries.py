"""How many queries each main page costs, exactly: a page that costs one more says why in a changed number."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.consistency.addresses import ADDRESSES

STRANGER = {
    "web:start": 0,
    "web:without_internet": 0,
    "web:privacy": 0,
    "directory:find": 0,
    "directory:jobcenter": 0,
    "directory:sources": 0,
    "account_login": 0,
    "account_signup": 0,
    "submissions:forms": 0,
    "submissions:verify": 0,
}
# One of them is the session with its account, on every page.
OWNER = {
    "account": 3,
    "usersessions_list": 2,
    "cases:home": 3,
    "cases:case": 3,
    "submissions:new": 3,
    "submissions:page": 2,
    "submissions:check": 3,
    "submissions:receipt": 2,
}


def queries_of(client, name, world):
    path = reverse(name, kwargs=ADDRESSES[name].made(world))
    client.get(path)  # warm
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in queries]


@pytest.mark.parametrize("name", STRANGER)
def test_public_page(name, world):
    sql = queries_of(Client(), name, world)
    assert len(sql) == STRANGER[name], "\n".join(sql)


@pytest.mark.parametrize("name", OWNER)
def test_personal_page(name, world, anna, client_of):
    assert world.case  # a draft and something sent already
    sql = queries_of(client_of(anna), name, world)
    assert len(sql) == OWNER[name] <= 10, "\n".join(sql)
