"""Asking for papers at the desk: a right of its own, a code for the letter, and what became of it."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from jobcenter.audit.models import Event
from jobcenter.editors.models import Editor
from jobcenter.editors.tests.conftest import BIELEFELD, GUETERSLOH
from jobcenter.submissions.models import EvidenceRequest

PAGE = "/redaktion/anforderungen/"
REFERENCE = "31704//0009876-K"


@pytest.fixture
def staff(client_of, maya, connected):
    """A browser of Maya, who may see file marks."""
    Editor.grant(maya.user, BIELEFELD, may_request=True)
    return client_of(maya)


def typed(**changes):
    due = localdate() + timedelta(days=14)
    papers = "Kontoauszüge | 1. Mai bis 31. Juli\n\nMietvertrag"
    return {"provider_number": BIELEFELD, "reference": REFERENCE, "papers": papers, "due": f"{due}", **changes}


def made_by(client, **changes):
    answer = client.post(f"{PAGE}neu/", typed(**changes))
    assert answer.status_code == 302, answer.content.decode()
    return EvidenceRequest.objects.get(), answer["Location"]


def test_from_the_form_to_the_letter(staff, maya):
    assert staff.get(f"{PAGE}neu/").status_code == 200
    made, page = made_by(staff)
    assert [str(one) for one in made.asked] == ["Kontoauszüge (1. Mai bis 31. Juli)", "Mietvertrag"]
    assert made.made_by == maya
    told = unescape(staff.get(page).content.decode())
    assert made.url in told
    assert REFERENCE in told
    assert staff.get(f"{page}beileger.pdf").content.startswith(b"%PDF")
    assert staff.get(f"{page}code.png").content.startswith(b"\x89PNG")
    assert Client().get(made.path).status_code == 200
    assert Event.objects.get(verb="evidence_request.made").actor == maya.id


def test_the_list_says_what_became_of_each_and_no_file_mark(staff):
    made, _ = made_by(staff)
    words = [("Offen", {}), ("Abgelaufen", {"expires_at": timezone.now()}), ("2-mal nachgereicht", {"handed_in": 2})]
    for word, changes in words:
        EvidenceRequest.objects.filter(pk=made.pk).update(**changes)
        told = staff.get(PAGE).content.decode()
        assert word in told
        assert REFERENCE not in told


def test_withdrawing(staff, maya):
    made, page = made_by(staff)
    staff.post(page)
    assert Client().get(made.path).status_code == 410
    told = staff.get(page).content.decode()
    assert "Zurückgenommen" in told
    assert made.path not in told
    assert Event.objects.get(verb="evidence_request.withdrawn").actor == maya.id


@pytest.mark.parametrize(
    "wrong",
    [
        {"reference": ""},
        {"papers": "\n"},
        {"papers": "Papier\n" * 11},
        {"due": "2020-01-01"},
        {"due": "irgendwann"},
        {"until": f"{localdate():%Y}-01-01"},
        {"provider_number": GUETERSLOH},
    ],
    ids=["no reference", "no papers", "too many", "past", "no day", "until before", "another Jobcenter"],
)
def test_what_is_wrong_is_said_and_nothing_made(staff, wrong):
    answer = staff.post(f"{PAGE}neu/", typed(**wrong))
    assert answer.status_code == 422
    assert "Bitte prüfen Sie Ihre Eingaben" in answer.content.decode()
    assert not EvidenceRequest.objects.exists()


def test_editors_without_the_right_see_and_make_nothing(staff, second):
    made, page = made_by(staff)
    assert "eigenes Recht" in second.get(PAGE).content.decode()
    assert "Mietvertrag" not in second.get(PAGE).content.decode()
    assert second.post(f"{PAGE}neu/", typed())["Location"] == PAGE
    for rest in ("", "beileger.pdf", "code.png"):
        assert second.get(page + rest).status_code == 404
    assert second.post(page).status_code == 404
    made.refresh_from_db()
    assert made.state == "open"
    assert EvidenceRequest.objects.count() == 1


def test_another_jobcenter_finds_nothing(staff, kim, client_of):
    _, page = made_by(staff)
    Editor.grant(kim.user, GUETERSLOH, may_request=True)
    other = client_of(kim)
    assert "Hier ist noch nichts." in other.get(PAGE).content.decode()
    assert other.get(page).status_code == 404
    assert other.post(page).status_code == 404
