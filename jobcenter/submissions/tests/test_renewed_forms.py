"""A new version never breaks a draft: it ends in its own version, or is carried over and the person is told."""

import shutil
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from jobcenter.people.models import Scope
from jobcenter.questions import catalogue as shelf
from jobcenter.questions.models import catalogue
from jobcenter.questions.tests import FOLDER
from jobcenter.submissions.models import Draft, Submission
from jobcenter.submissions.tests.conftest import begun_about_people
from jobcenter.submissions.tests.test_supplement import add_payslip
from tests.applications import BIELEFELD
from tests.representations import acting_for

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


def withdraw(folder):
    """The operator has no such form any more."""
    shutil.rmtree(folder / "leute")
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


def test_a_process_that_has_not_looked_yet_keeps_a_draft_as_it_is(folder, phone, anna, connected, monkeypatch):
    catalogue()
    behind = dict(shelf._shelf)
    renew(folder, keep=True)
    draft = begun_about_people(anna)
    assert draft.form_version == "2026.2"
    monkeypatch.setattr(shelf, "_shelf", behind)
    page = phone.get(reverse("submissions:check", args=[draft.pk])).content.decode()
    assert "erneuert" not in page
    assert "Welcher Weg" in page
    assert Draft.objects.values_list("form_version", "done", "revision").get() == ("2026.2", draft.done, draft.revision)


def test_a_form_that_another_process_knows_already_can_be_begun(folder, phone, connected):
    catalogue()
    new = folder / "leute-neu/2026.1.yaml"
    new.parent.mkdir()
    new.write_text((folder / "leute/2026.1.yaml").read_text().replace("id: leute", "id: leute-neu"))
    assert phone.get(reverse("submissions:new", args=["leute-neu"])).status_code == 200


def test_a_draft_never_goes_back_to_an_older_version(folder, phone, anna, connected):
    text = (folder / "leute/2026.1.yaml").read_text()
    for version in ("2026.9", "2026.10"):
        (folder / f"leute/{version}.yaml").write_text(text.replace('"2026.1"', f'"{version}"'))
    draft = begun_about_people(anna)
    assert draft.form_version == "2026.10"
    newest = (folder / "leute/2026.10.yaml").rename(folder / "away")
    shelf._shelf.clear()
    check = reverse("submissions:check", args=[draft.pk])
    assert phone.get(check).status_code == 410
    assert Draft.objects.values_list("form_version", "done").get() == ("2026.10", draft.done)
    newest.rename(folder / "leute/2026.10.yaml")
    shelf._shelf.clear()
    assert phone.get(check).status_code == 200


def test_a_jobcenter_counts_its_own_versions(folder, begun, phone):
    own = folder / "jobcenters/31704/leute/2026.5.yaml"
    own.parent.mkdir(parents=True)
    own.write_text((folder / "leute/2026.1.yaml").read_text().replace('"2026.1"', '"2026.5"'))
    shelf._shelf.clear()
    Draft.objects.update(provider_number="31704", form_version="2026.5")
    Draft.objects.get().move_to("96204")
    page = phone.get(reverse("submissions:check", args=[begun.pk])).content.decode()
    assert "Formular wurde inzwischen erneuert" in page
    assert Draft.objects.get().form_version == "2026.1"


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
    withdraw(folder)
    home = phone.get(reverse("cases:home")).content.decode()
    assert "Dieses Formular gibt es nicht mehr" in home
    for name in ("check", "send", "draft", "jobcenter", "to_sign"):
        answer = phone.get(reverse(f"submissions:{name}", args=[begun.pk]))
        assert answer.status_code == 410
        assert reverse("submissions:new", args=["anliegen"]) in answer.content.decode()
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
    withdraw(folder)
    for name, key in (("submissions:receipt", submission.receipt_number), ("cases:case", submission.case_id)):
        assert "Leute: Geld" in phone.get(reverse(name, args=[key])).content.decode() or name == "submissions:receipt"
    assert Submission.objects.get().receipt_pdf("https://jobcenter.example/echtheit/").startswith(b"%PDF")


def test_a_supplement_goes_on_with_the_version_there_is(folder, begun, phone, anna):
    sent = begun.submit(by=anna)
    renew(folder, keep=False)
    page = phone.post(reverse("submissions:supplement", args=[sent.case_id]), {"was": "angaben"}, follow=True)
    assert page.status_code == 200
    assert "Formular wurde inzwischen erneuert" in page.content.decode()
    draft = Draft.objects.get(case=sent.case)
    assert draft.answers == sent.answers
    phone.post(reverse("submissions:page", args=[draft.pk, "lohn_bbbbbb"]), {"wage__bbbbbb": "600"})
    phone.post(reverse("submissions:send", args=[draft.pk]))
    last = Submission.objects.in_case(sent.case)[1]
    assert (last.form_version, last.answers["wage__bbbbbb"]) == ("2026.2", "600.00")


def test_papers_are_added_whatever_the_new_version_asks(folder, begun, anna):
    sent = begun.submit(by=anna)
    renew(folder, keep=False)
    new = folder / "leute/2026.2.yaml"
    asks = "      - {id: news, kind: text, label: Neues, essential: true}\n"
    new.write_text(new.read_text().replace("    questions:\n", f"    questions:\n{asks}", 1))
    draft = Draft.supplement(sent.case)
    assert [gap.question_id for gap in draft.form.gaps(draft.answers) if gap.essential] == ["news"]
    add_payslip(draft)
    assert draft.submit(by=anna).form_version == "2026.2"


def test_whoever_wants_to_add_to_a_form_that_is_gone_learns_what_else_they_can_do(folder, begun, phone, anna):
    sent = begun.submit(by=anna)
    withdraw(folder)
    answer = phone.post(reverse("submissions:supplement", args=[sent.case_id]), {"was": "angaben"})
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "Was schon gesendet ist, bleibt gesendet." in page
    assert sent.receipt_number in page
    for way in (reverse("submissions:new", args=["anliegen"]), reverse("local:jobcenter", args=[BIELEFELD])):
        assert way in page
    assert not Draft.objects.filter(case=sent.case).exists()


def test_what_was_typed_when_the_form_went_is_on_the_page_and_the_draft_stays(folder, begun, phone, anna):
    draft = Draft.supplement(begun.submit(by=anna).case)
    withdraw(folder)
    path = reverse("submissions:page", args=[draft.pk, "lohn_bbbbbb"])
    typed = {"boss__bbbbbb": "Bäckerei <Korn>", "wage__bbbbbb": ""}
    ours = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
    urlencoded = "application/x-www-form-urlencoded"
    page = phone.post(path, urlencode(typed), content_type=urlencoded, headers=ours).content.decode()
    assert "Bäckerei &lt;Korn&gt;" in page
    assert "Der Entwurf bleibt bis zum" in page
    elsewhere = phone.post(path, urlencode(typed), content_type=urlencoded, headers={"Sec-Fetch-Site": "cross-site"})
    assert "Korn" not in elsewhere.content.decode()
    assert phone.post(reverse("submissions:interim", args=[draft.pk, "lohn_bbbbbb"])).status_code == 409
    assert Draft.objects.get(pk=draft.pk).answers == draft.answers


def test_nobody_else_learns_that_the_form_of_a_draft_is_gone(folder, begun, ben, client_of):
    withdraw(folder)
    stranger = client_of(ben)
    for name in ("check", "draft", "documents"):
        assert stranger.get(reverse(f"submissions:{name}", args=[begun.pk])).status_code == 404


@pytest.mark.parametrize(
    "scope",
    [
        [],
        [Scope.DOCUMENTS],
        [Scope.APPLY],
        [Scope.APPLY, Scope.DOCUMENTS],
        [Scope.DOCUMENTS, Scope.CASES],
        [Scope.APPLY, Scope.CASES],
    ],
)
@pytest.mark.parametrize("supplement", [True, False])
def test_mein_bereich_lists_a_draft_whose_form_is_gone_and_says_where_to_go(
    folder, begun, anna, ben, client_of, scope, supplement
):
    """Also to whoever acts for its person, however little they may."""
    draft = Draft.supplement(begun.submit(by=anna).case) if supplement else begun
    client = client_of(ben if scope else anna)
    if scope:
        client.post(reverse("people:act", args=[acting_for(anna, ben, scope=scope).pk]))
    withdraw(folder)
    home = client.get(reverse("cases:home"))
    assert "Dieses Formular gibt es nicht mehr" in home.content.decode()
    ways = [reverse(f"submissions:{name}", args=[draft.pk]) for name in ("draft", "documents")]
    shown = [way for way in ways if f'href="{way}"' in home.content.decode()]
    papers = client.get(reverse("cases:papers"))
    assert (home.status_code, papers.status_code) == (200, 200)
    assert [client.get(way).status_code for way in shown] == [410]
