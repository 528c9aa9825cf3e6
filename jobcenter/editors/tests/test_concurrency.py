"""Two editors press the button in the same moment, against a real database."""

import pytest

from jobcenter.editors.models import Proposal
from jobcenter.local.models import Announcement
from tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def typed(desk, second, forms, notice):
    path = f"/redaktion/aushaenge/{notice.pk}/"
    fields = {
        client: {**forms.filled(client, path, title=word), "_save": "1"}
        for client, word in ((desk, "A"), (second, "B"))
    }
    return [lambda client=client: client.post(path, fields[client]) for client in (desk, second)]


def test_one_is_saved_and_the_other_is_told(typed, notice):
    assert sorted(answer.status_code for answer in at_once(*typed)) == [200, 302]
    notice.refresh_from_db()
    assert str(notice) in {"A", "B"}


@pytest.mark.usefixtures("four_eyes")
def test_under_four_eyes_there_is_one_draft(typed, notice):
    assert sorted(answer.status_code for answer in at_once(*typed)) == [200, 302]
    assert Announcement.objects.filter(replaces=notice).count() == Proposal.objects.count() == 1


@pytest.mark.usefixtures("four_eyes")
def test_releasing_and_changing_at_once_keeps_one_of_the_two(desk, second, forms, notice):
    path = f"/redaktion/aushaenge/{notice.pk}/"
    forms.save(desk, path, title="Vorschlag")
    seen = second.get(f"{path}freigabe/").context["entry"].version
    fields = {**forms.filled(desk, path, title="Anders"), "_save": "1"}
    release = {"decision": "release", "seen": seen}
    at_once(lambda: desk.post(path, fields), lambda: second.post(f"{path}freigabe/", release))
    notice.refresh_from_db()
    released = str(notice) == "Vorschlag"
    assert Proposal.objects.exists() is not released, "what was not seen was released, or both got lost"
