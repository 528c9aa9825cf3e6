"""Every address for somebody who acts for another: before it is allowed, while it is, after it ended, and beyond what
is allowed. A page that does not say that it may be opened for others never is."""

from datetime import timedelta
from itertools import combinations

import pytest
from django.db import transaction
from django.urls import resolve, reverse
from django.utils import timezone

from jobcenter.people.models import OFFERED, Representation
from jobcenter.people.models.acting import SESSION_KEY
from tests.consistency.addresses import ADDRESSES, PUBLIC
from tests.consistency.test_addresses import NAMES
from tests.representations import acting_for, invitation

OPEN = [name for name in NAMES if ADDRESSES[name].kind == PUBLIC and not ADDRESSES[name].absent]
PERSONAL = [name for name in NAMES if ADDRESSES[name].kind != PUBLIC]
SOME = [list(some) for size in range(1, len(OFFERED) + 1) for some in combinations(OFFERED, size)]


@pytest.fixture
def bens(client_of, ben):
    """bens(representation): Ben's browser, acting under it as his session says."""

    def acting(representation):
        client = client_of(ben)
        session = client.session
        session[SESSION_KEY] = str(representation.pk)
        session.save()
        return client

    return acting


def path_of(name, world):
    return reverse(name, kwargs=ADDRESSES[name].made(world))


def answer_of(name, client, path):
    return client.post(path) if ADDRESSES[name].post else client.get(path)


def is_for_others(view):
    return bool(getattr(view, "acting_scopes", ()) or getattr(view, "also_while_acting", False))


@pytest.mark.parametrize("name", PERSONAL)
def test_while_it_holds(name, world, anna, ben, bens):
    path = path_of(name, world)
    answer = answer_of(name, bens(acting_for(anna, ben)), path)
    if not is_for_others(resolve(path).func):
        assert answer.status_code == 403
        assert "Sie handeln gerade für Anna" in answer.content.decode()
    elif ADDRESSES[name].kind == "own" and name.startswith("people:"):
        assert answer.status_code == 404  # whom Anna acts for is not Ben's to see
    else:
        assert answer.status_code < 403 or answer.status_code in {405, 409, 412, 422}


def _ended(representation):
    representation.end(by=representation.represented)


def _expired(representation):
    representation.ends = timezone.localdate() - timedelta(days=1)
    representation.save()


def _of_somebody_else(representation):
    representation.representative = representation.represented
    representation.save()


@pytest.mark.parametrize("name", PERSONAL)
@pytest.mark.parametrize(
    "over", [_ended, _expired, _of_somebody_else, None], ids=["ended", "expired", "other", "before"]
)
def test_before_and_after(name, over, world, anna, ben, bens):
    made = acting_for(anna, ben) if over else invitation(anna)
    client = bens(made)
    if over:
        over(made)
    answer = answer_of(name, client, path_of(name, world))
    assert answer.status_code == 302
    assert answer["Location"] == "/mein-bereich/fuer-andere/"
    assert SESSION_KEY not in client.session
    told = client.get(answer["Location"]).content.decode()
    assert "Sie handeln wieder für sich selbst." in told


@pytest.mark.parametrize("scope", SOME, ids=lambda scope: "+".join(map(str, scope)))
def test_no_further_than_allowed(scope, world, anna, ben, bens):
    client = bens(acting_for(anna, ben, scope=scope))
    for name in PERSONAL:
        path = path_of(name, world)
        view = resolve(path).func
        allowed = set(getattr(view, "acting_scopes", ())) & set(scope) or getattr(view, "also_while_acting", False)
        before = transaction.savepoint()
        assert (answer_of(name, client, path).status_code != 403) == bool(allowed), name
        transaction.savepoint_rollback(before)


def test_what_can_be_allowed_is_what_some_page_asks_for(world):
    views = [resolve(path_of(name, world)).func for name in PERSONAL]
    asked = {scope for view in views for scope in getattr(view, "acting_scopes", ())}
    assert asked == set(OFFERED)


@pytest.mark.parametrize("name", ["cases:home", "submissions:page", "documents:page", "submissions:receipt"])
def test_ones_own_things_are_out_of_reach_meanwhile(name, world, anna, ben, client_of):
    """Anna acts for Ben: her own things are not there until she comes back to herself."""
    client = client_of(anna)
    path = path_of(name, world)
    assert client.get(path).status_code == 200
    held = acting_for(ben, anna)
    client.post(reverse("people:act", args=[held.pk]))
    answer = client.get(path)
    assert answer.status_code == (200 if name == "cases:home" else 404)
    assert str(world.draft.pk) not in answer.content.decode()
    client.post(reverse("people:stop"))
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("name", OPEN)
def test_public_pages_are_the_same_while_acting(name, world, anna, ben, bens, directory):
    """They show nobody's matters, so nobody is asked about, except where the way begins to somebody's matters."""
    client = bens(acting_for(anna, ben))
    Representation.objects.all().delete()
    path = path_of(name, world)
    answer = answer_of(name, client, path)
    if getattr(resolve(path).func, "also_while_acting", False) and name != "account_logout":
        assert answer["Location"] == "/mein-bereich/fuer-andere/"
    else:
        assert answer.get("Location") != "/mein-bereich/fuer-andere/" or name == "account_logout"
