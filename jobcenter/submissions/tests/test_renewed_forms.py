"""A new version never breaks a draft: it ends in its own version, or is carried over and the person is told."""

import shutil

import pytest
from django.urls import reverse

from jobcenter.questions import catalogue as shelf
from jobcenter.questions.models import catalogue
from jobcenter.questions.tests import FOLDER
from jobcenter.submissions.models import Draft, Submission
from jobcenter.submissions.tests.conftest import begun_about_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path, settings, monkeypatch):
    """A folder of forms that an operator changes while the app runs anew."""
    shutil.copytree(FOLDER, tmp_path / "forms")
    settings.JOBCENTER_CATALOGUE = str(tmp_path / "forms")
    monkeypatch.setattr(shelf, "_shelf", {})
    return tmp_path / "forms"


@pytest.fixture
def begun(folder, anna, connected):
    return begun_about_people(anna)


def renew(folder, *, keep):
    """The operator's next version asks something else, and has lost a question."""
    old = folder / "leute/2026.1.yaml"
    text = old.read_text().replace('"2026.1"', '"2026.2"').replace("label: Weg", "label: Welcher Weg")
    (folder / "leute/2026.2.yaml").write_text(text)
    if not keep:
        old.unlink()
    shelf._shelf.clear()


def test_a_draft_ends_in_its_version(folder, begun, anna):
    renew(folder, keep=True)
    assert catalogue().latest("leute").version == "2026.2"
    assert Draft.objects.get().submit(by=anna).form_version == "2026.1"


def test_a_draft_is_carried_over_and_the_person_is_told(folder, begun, phone, anna):
    renew(folder, keep=False)
    assert phone.get(reverse("cases:home")).status_code == 200
    page = phone.get(reverse("submissions:check", args=[begun.pk])).content.decode()
    assert "Formular wurde inzwischen erneuert" in page
    assert "Welcher Weg" in page
    draft = Draft.objects.get()
    assert (draft.form_version, draft.done) == ("2026.2", [])
    assert draft.answers["wage__bbbbbb"] == "450.00"
    assert "erneuert" not in phone.get(reverse("submissions:check", args=[begun.pk])).content.decode()
    assert draft.submit(by=anna).form_version == "2026.2"


def test_nothing_is_sent_in_words_that_nobody_has_seen(folder, begun, phone):
    """The page before sending was open while the form was renewed."""
    renew(folder, keep=False)
    send = reverse("submissions:send", args=[begun.pk])
    check = phone.post(send, follow=True).content.decode()
    assert not Submission.objects.exists()
    assert "Formular wurde inzwischen erneuert" in check
    phone.post(send)
    assert Submission.objects.get().form_version == "2026.2"


def test_a_form_that_is_gone_leaves_a_draft_that_can_be_given_up(folder, begun, phone):
    shutil.rmtree(folder / "leute")
    shelf._shelf.clear()
    home = phone.get(reverse("cases:home")).content.decode()
    assert "Dieses Formular gibt es nicht mehr" in home
    assert phone.get(reverse("submissions:check", args=[begun.pk])).status_code == 404
    phone.post(reverse("submissions:discard", args=[begun.pk]))
    assert not Draft.objects.exists()


def test_that_a_new_version_asks_less_is_no_news_of_a_supplement(folder, begun, phone, anna):
    draft = Draft.supplement(begun.submit(by=anna).case)
    part = folder / "parts/haushalt/2026.1.yaml"
    pages, evidence = part.read_text().split("  - id: lohn-aller")
    part.write_text(pages + "evidence:" + evidence.partition("evidence:")[2])
    renew(folder, keep=False)
    check = phone.get(reverse("submissions:check", args=[draft.pk])).content.decode()
    assert "noch nichts hinzugefügt" in check
    assert Draft.objects.get(pk=draft.pk).brings_documents_only()


def test_what_was_sent_outlives_its_form(folder, begun, phone, anna):
    submission = begun.submit(by=anna)
    shutil.rmtree(folder / "leute")
    shelf._shelf.clear()
    for name, key in (("submissions:receipt", submission.receipt_number), ("cases:case", submission.case_id)):
        assert "Leute: Geld" in phone.get(reverse(name, args=[key])).content.decode() or name == "submissions:receipt"
    assert phone.post(reverse("submissions:supplement", args=[submission.case_id])).url.endswith("#so-erreichen")
    assert (
        "Bitte geben Sie es im Jobcenter ab"
        in phone.get(reverse("cases:case", args=[submission.case_id])).content.decode()
    )
    assert Submission.objects.get().receipt_pdf("https://jobcenter.example/echtheit/").startswith(b"%PDF")
