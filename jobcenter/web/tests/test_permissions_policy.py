"""What pages may ask of a device: the camera, for the scanner, and nothing else."""

import pytest
from django.conf import settings
from django.test import Client

FIRST, *OTHERS = settings.PERMISSIONS_POLICY.split(", ")


def test_nothing_but_the_camera():
    assert FIRST == "camera=(self)"
    assert {"microphone=()", "geolocation=()"} <= set(OTHERS)
    assert all(one.endswith("=()") for one in OTHERS)


@pytest.mark.parametrize("path", ["/", "/gibt-es-nicht/", "/mein-bereich/", "/robots.txt"])
def test_every_answer_says_what_may_be_asked_of_the_device(client, db, path):
    assert client.get(path)["Permissions-Policy"] == settings.PERMISSIONS_POLICY


def test_a_refused_form_says_it_as_well(db):
    answer = Client(enforce_csrf_checks=True).post("/konto/anmelden/", {})
    assert answer.status_code == 403
    assert answer["Permissions-Policy"] == settings.PERMISSIONS_POLICY
