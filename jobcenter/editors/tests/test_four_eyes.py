"""Nobody publishes alone: proposals, and what a second person does with them."""

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from jobcenter.audit.models import Event as Act
from jobcenter.editors.models import Editor, FourEyes, Proposal
from jobcenter.local.models import Announcement

pytestmark = pytest.mark.usefixtures("four_eyes")


@pytest.fixture
def path(notice):
    return f"/redaktion/aushaenge/{notice.pk}/"


@pytest.fixture
def proposed(desk, forms, path):
    """Maya would like to say „morgen“ instead of „heute“."""
    forms.save(desk, path, title="Morgen geschlossen")
    return Proposal.objects.get()


def decide(client, path, decision, **typed):
    """Look at the proposal and press a button."""
    seen = client.get(f"{path}freigabe/").context["entry"].version
    return client.post(f"{path}freigabe/", {"decision": decision, "seen": seen, **typed})


def public():
    return sorted(str(row) for row in Announcement.objects.shown(timezone.localdate()))


def test_a_change_waits_while_everybody_sees_the_old_one(proposed, notice, desk):
    assert public() == ["Heute geschlossen"]
    draft = Announcement.objects.get(replaces=notice)
    assert (str(draft), draft.released, draft.key) == ("Morgen geschlossen", False, notice.key)
    assert "Änderung wartet auf Freigabe" in desk.get("/redaktion/aushaenge/").content.decode()
    assert "Heute geschlossen" in desk.get("/redaktion/").content.decode()


def test_another_editor_releases_it(proposed, path, notice, second, noah, maya):
    page = second.get(f"{path}freigabe/").content.decode()
    assert "Bisher:</span> Heute geschlossen" in page
    assert "Neu:</span> Morgen geschlossen" in page
    decide(second, path, "release")
    assert public() == ["Morgen geschlossen"]
    assert Announcement.objects.get().pk == notice.pk
    assert not Proposal.objects.exists()
    act = Act.objects.get(verb="content.released")
    assert (act.actor, act.subject, act.facts["wish"]) == (noah.id, maya.id, "change")
    assert "Freigegeben: Änderung\nTitel: „Heute geschlossen“ → „Morgen geschlossen“" in [
        entry.change_message for entry in LogEntry.objects.all()
    ]


def test_whoever_wrote_it_does_not_release_it(proposed, path, desk):
    page = desk.get(f"{path}freigabe/").content.decode()
    assert "Freigeben muss es jemand anderes." in page
    assert 'value="release"' not in page
    assert decide(desk, path, "release").status_code == 404
    assert decide(desk, path, "return", note="so").status_code == 404
    assert public() == ["Heute geschlossen"]


def test_whoever_changes_the_draft_becomes_its_author(proposed, path, desk, second, forms):
    forms.save(second, path, title="Morgen und übermorgen geschlossen")
    assert decide(second, path, "release").status_code == 404
    decide(desk, path, "release")
    assert public() == ["Morgen und übermorgen geschlossen"]


def test_whoever_may_not_release_does_not(proposed, path, second, noah):
    Editor.grant(noah.user, "31704", may_release=False)
    assert 'value="release"' not in second.get(f"{path}freigabe/").content.decode()
    for decision in ("release", "return", "discard"):
        assert decide(second, path, decision, note="so").status_code == 404
    assert public() == ["Heute geschlossen"]


def test_a_new_entry_is_seen_after_its_release(desk, second, forms):
    forms.save(desk, "/redaktion/aushaenge/neu/", title="Sommerfest")
    row = Announcement.objects.get()
    assert not row.released
    assert public() == []
    assert "Neu, wartet auf Freigabe" in desk.get("/redaktion/aushaenge/").content.decode()
    decide(second, f"/redaktion/aushaenge/{row.pk}/", "release")
    assert public() == ["Sommerfest"]


def test_sent_back_with_a_note_corrected_and_released(proposed, path, desk, second, forms):
    assert decide(second, path, "return").status_code == 302
    assert Proposal.objects.get().returned_at is None, "a note is needed"
    decide(second, path, "return", note="Bitte mit Datum.")
    assert "Bitte mit Datum." in desk.get(path).content.decode()
    assert "zurückgegeben am" in desk.get("/redaktion/").content.decode()
    forms.save(desk, path, title="Am 26.11. geschlossen")
    again = Proposal.objects.get()
    assert (again.returned_at, again.note) == (None, "")
    decide(second, path, "release")
    assert public() == ["Am 26.11. geschlossen"]


@pytest.mark.parametrize("who", ["desk", "second"])
def test_a_proposal_can_be_discarded_by_its_author_and_by_whoever_releases(proposed, path, request, notice, who):
    client = request.getfixturevalue(who)
    decide(client, path, "discard")
    assert Announcement.objects.get() == notice
    assert not Proposal.objects.exists()
    assert client.get(f"{path}freigabe/").status_code == 404


def test_deleting_needs_the_second_person_too(path, desk, second):
    assert "Löschung vorschlagen" in desk.get(f"{path}loeschen/").content.decode()
    desk.post(f"{path}loeschen/", {"post": "yes"})
    assert public() == ["Heute geschlossen"]
    assert decide(desk, path, "release").status_code == 404
    decide(second, path, "release")
    assert public() == []
    assert Act.objects.get(verb="content.removed").facts["wish"] == "remove"
    assert not Proposal.objects.exists()


def test_the_wish_to_delete_takes_the_place_of_a_change_and_back(proposed, path, desk, forms, notice):
    desk.post(f"{path}loeschen/", {"post": "yes"})
    assert Proposal.objects.get().wish == "remove"
    assert Announcement.objects.get() == notice
    forms.save(desk, path, title="Doch nicht")
    assert Proposal.objects.get().wish == "change"


def test_a_draft_that_nobody_saw_is_deleted_at_once(desk, second, forms):
    forms.save(desk, "/redaktion/aushaenge/neu/", title="Sommerfest")
    row = Announcement.objects.get()
    desk.post(f"/redaktion/aushaenge/{row.pk}/loeschen/", {"post": "yes"})
    assert not Announcement.objects.exists()
    assert not Proposal.objects.exists()


def test_hiding_is_the_emergency_brake(path, desk, maya):
    Editor.grant(maya.user, "31704", may_release=False)
    desk.post(f"{path}sichtbarkeit/", {"hidden": "1"})
    assert public() == []
    assert desk.post(f"{path}sichtbarkeit/", {"hidden": "0"}).status_code == 404
    assert public() == []


def test_what_has_changed_since_it_was_seen_is_not_released(proposed, path, desk, second, forms):
    seen = second.get(f"{path}freigabe/").context["entry"].version
    forms.save(desk, path, title="Etwas ganz anderes")
    answer = second.post(f"{path}freigabe/", {"decision": "release", "seen": seen})
    assert answer["Location"] == f"{path}freigabe/"
    assert public() == ["Heute geschlossen"]
    assert "Bitte sehen Sie ihn noch einmal an." in second.get(f"{path}freigabe/").content.decode()


def test_when_the_rule_ends_its_author_may_release(proposed, path, desk):
    FourEyes.switch("31704", on=False)
    decide(desk, path, "release")
    assert public() == ["Morgen geschlossen"]


def test_a_draft_saved_after_the_rule_has_ended_is_published(proposed, path, desk, forms, notice):
    FourEyes.switch("31704", on=False)
    forms.save(desk, path, title="Übermorgen geschlossen")
    assert public() == ["Übermorgen geschlossen"]
    assert Announcement.objects.get().pk == notice.pk
    assert not Proposal.objects.exists()


def test_a_proposal_outlives_the_account_of_its_author(proposed, path, maya, second):
    maya.user.shred()
    decide(second, path, "release")
    assert public() == ["Morgen geschlossen"]


def test_an_unknown_decision_is_none(proposed, path, second):
    assert decide(second, path, "publish").status_code == 404
    assert Proposal.objects.exists()
