"""How many queries each main page costs, exactly: a page that costs one more says why in a changed number."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobcenter.local.models import CONTENT
from tests.consistency.addresses import ADDRESSES
from tests.representations import acting_for

STRANGER = {
    "web:start": 0,
    "web:without_internet": 0,
    "web:privacy": 0,
    "web:manifest": 0,
    "web:no_connection": 0,
    "web:worker": 0,
    "directory:find": 0,
    "directory:offline": 0,
    "local:emergency": 0,
    "local:jobcenter": 0,
    "local:sites": 0,
    "local:events": 0,
    "local:event": 0,
    "local:event_file": 0,
    "local:calendar": 0,
    "local:applications": 0,
    "local:help": 0,
    "local:services": 0,
    "local:search": 0,
    "local:share": 0,
    "directory:sources": 0,
    "account_login": 0,
    "account_signup": 0,
    "documents:scan": 0,
    "submissions:forms": 0,
    "submissions:blanks": 0,
    "submissions:blank": 0,
    "submissions:verify": 0,
    "submissions:formless": 0,
    "submissions:requested": 2,  # the request, and whether its Jobcenter takes anything
}
# One of them is the session with its account, on every page.
OWNER = {
    "account": 3,
    "usersessions_list": 2,
    "cases:home": 4,
    "cases:papers": 5,
    "people:helpers": 3,
    "people:helper": 3,
    "people:others": 2,
    "people:other": 3,
    "people:consents": 2,
    "cases:case": 4,
    "submissions:new": 3,
    "submissions:page": 2,
    "submissions:check": 3,
    "submissions:receipt": 2,
    "submissions:claim": 1,
    "submissions:claimed": 3,
}

# Somebody who acts for another asks once more: whether they still may.
FOR_ANOTHER = {
    name: OWNER[name] + 1 for name in OWNER if name.startswith(("cases:", "submissions:")) and "claim" not in name
}
FOR_ANOTHER["people:others"] = 3

# The start page of the desk counts each kind of content, and shows what waits of each kind.
EDITOR = {
    "editors:index": 14,
    "editors:forms": 2,
    "editors:requests": 3,
    "editors:request": 3,
    "editors:form_preview": 2,
    "editors:local_event_changelist": 6,
    "editors:local_event_change": 6,
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
    assert world.helper
    sql = queries_of(client_of(anna), name, world)
    assert len(sql) == OWNER[name] <= 10, "\n".join(sql)


@pytest.mark.parametrize("name", FOR_ANOTHER)
def test_personal_page_for_another(name, world, anna, ben, client_of):
    assert world.case
    client = client_of(ben)
    client.post(reverse("people:act", args=[acting_for(anna, ben).pk]))
    sql = queries_of(client, name, world)
    assert len(sql) == FOR_ANOTHER[name] <= 10, "\n".join(sql)


@pytest.mark.parametrize("name", EDITOR)
def test_page_of_the_desk(name, world, anna, client_of):
    for model in CONTENT:
        world.at_desk(model)
    sql = queries_of(client_of(anna), name, world)
    assert len(sql) == EDITOR[name] <= 15, "\n".join(sql)
