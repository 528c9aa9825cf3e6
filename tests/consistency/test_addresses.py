"""Every address against a stranger, another person and its owner."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from jobcenter.editors.models import Editor
from tests.consistency.addresses import ADDRESSES, EDITOR, OWN, PERSONAL, PUBLIC, STAFF


def names_of(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield f"{namespace}{pattern.name}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names_of(pattern, inner)


NAMES = sorted(set(names_of(get_resolver())))


def test_every_address_is_registered():
    assert not set(NAMES) - set(ADDRESSES)


def answer_of(name, client, world):
    address = ADDRESSES[name]
    path = reverse(name, kwargs=address.made(world))
    answer = client.post(path) if address.post else client.get(path)
    if answer.status_code == 302 and answer["Location"].startswith("/konto/bestaetigen/"):
        return "confirm"
    asked_in = answer.status_code == 302 and answer["Location"].startswith("/konto/anmelden/?next=")
    # A program is asked by a status; a page would be no answer.
    return "sign-in" if asked_in or answer.status_code == 401 else answer.status_code


def _opens(found):
    """It answered, if only to say that something is missing or that this address only takes POST."""
    return found == "confirm" or (found != "sign-in" and (found < 403 or found in {405, 409, 412, 422}))


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger(name, world):
    found = answer_of(name, Client(), world)
    if ADDRESSES[name].kind == PUBLIC:
        assert (found == 404) if ADDRESSES[name].absent else _opens(found)
    else:
        assert found == "sign-in"


@pytest.mark.parametrize("name", NAMES)
def test_another_person(name, world, ben, client_of):
    found = answer_of(name, client_of(ben), world)
    match ADDRESSES[name].kind:
        case "own" | "staff" | "editor":
            assert found in {404, "confirm"}
        case "personal":
            assert _opens(found)
        case _:
            assert ADDRESSES[name].absent or _opens(found)


@pytest.mark.parametrize(
    "name", [name for name in NAMES if ADDRESSES.get(name) and ADDRESSES[name].kind in {OWN, PERSONAL, EDITOR}]
)
def test_the_owner(name, world, anna, client_of):
    found = answer_of(name, client_of(anna), world)
    assert _opens(found)


@pytest.mark.parametrize("name", [name for name in NAMES if ADDRESSES.get(name) and ADDRESSES[name].kind == EDITOR])
def test_an_editor_of_another_jobcenter(name, world, ben, client_of):
    Editor.grant(ben.user, "31778")
    found = answer_of(name, client_of(ben), world)
    assert (found == 404) if ADDRESSES[name].made(world) else _opens(found)


@pytest.mark.parametrize("name", [name for name in NAMES if ADDRESSES.get(name) and ADDRESSES[name].kind == STAFF])
def test_an_operator(name, world, ben, client_of):
    ben.user.is_staff = True
    ben.user.save()
    assert answer_of(name, client_of(ben), world) < 403
