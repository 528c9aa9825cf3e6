"""What somebody told last is shown where it is asked whether it has changed, whatever form it was in."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.dateformat import format as worded

from jobcenter.cases.models import Case
from jobcenter.people.models import Scope
from jobcenter.people.models.acting import SESSION_KEY
from jobcenter.questions import catalogue as shelf
from jobcenter.questions.catalogue import HERE, Catalogue
from jobcenter.questions.models import CatalogueError, catalogue
from jobcenter.questions.tests import FOLDER, TODAY
from jobcenter.questions.tests.test_catalogue import FORM, read
from jobcenter.questions.tests.test_people import ANSWERS
from jobcenter.submissions.models import Draft, Submission
from tests.applications import BIELEFELD, UNCHANGED
from tests.representations import acting_for

RENT = {**UNCHANGED, "housing_changed": True, "housing_changes": ["rent"], "tenure": "rent", "rent_since": "2026-01-01"}


@pytest.fixture
def forms(monkeypatch):
    """The test forms are in the catalogue."""
    held = Catalogue([HERE, FOLDER], TODAY)
    monkeypatch.setattr(shelf, "_shelf", {(HERE,): held})
    monkeypatch.setattr(shelf, "folders_in_use", lambda: [HERE])


@pytest.fixture
def said(anna, db):
    """said(answers, …): something that Anna sent some days ago."""

    def send(answers, form_id="weiterbewilligung", days=0, version="2026.1", person=anna, title=""):
        case = Case.open(person=person, provider_number=BIELEFELD, title="x")
        number = Submission.objects.count()
        return Submission.objects.create(
            case=case, sent_by=person, title=title or form_id.capitalize(), provider_number=BIELEFELD, form_id=form_id,
            form_version=version, receipt_number=f"JC-{number}", check_code="x", answers=answers, files=[],
            application=f"none-{number}", submitted_at=timezone.now() - timedelta(days=days),
        )  # fmt: skip

    return send


def recalled(person, *wanted):
    return [(one.title, one.rows) for one in Submission.objects.of(person).recalled(wanted)]


def test_the_newest_answer_to_each_question_is_recalled(anna, said):
    said({**RENT, "rent": "400.00", "side_costs": "90.00"}, days=30, title="Erster")
    said({**RENT, "rent": "450.00"}, days=3, title="Zweiter")
    assert recalled(anna, "rent", "side_costs", "heating_costs") == [
        ("Zweiter", [("Miete ohne Nebenkosten (Kaltmiete)", "450,00 €")]),
        ("Erster", [("Nebenkosten ohne Heizung", "90,00 €")]),
    ]


def test_nothing_said_is_nothing_recalled(anna, said, django_assert_num_queries):
    assert recalled(anna, "rent") == []
    said(UNCHANGED)
    assert recalled(anna, "rent") == []
    with django_assert_num_queries(0):
        assert recalled(anna) == []


def test_it_costs_one_query_and_reads_ten_submissions_at_most(anna, said, django_assert_num_queries):
    said({**RENT, "rent": "400.00"}, days=40)
    for days in range(10):
        said(UNCHANGED, days=days)
    with django_assert_num_queries(1):
        assert recalled(anna, "rent") == []  # long ago
    Submission.objects.filter(receipt_number="JC-3").delete()
    with django_assert_num_queries(1):
        assert len(recalled(anna, "rent")) == 1


def test_nobody_recalls_what_others_said(ben, said):
    said({**RENT, "rent": "400.00"})
    assert recalled(ben, "rent") == []


def test_what_each_person_answered_is_told_with_the_name(anna, said, forms):
    said({**ANSWERS, "sources__cccccc": ["pension"]}, "leute")
    assert recalled(anna, "sources", "wage") == [
        (
            "Leute",
            [
                ("Anna: Was gibt es?", "Nichts"),
                ("Ben: Was gibt es?", "Lohn"),
                ("Wie viel bekommt Ben?", "450,00 €"),
            ],
        )
    ]


def test_what_did_not_count_is_not_recalled(anna, said):
    said({**UNCHANGED, "rent": "400.00"})  # an answer on a way that was taken back
    assert recalled(anna, "rent") == []


def test_a_bank_account_is_only_hinted_at(anna, said):
    said({**UNCHANGED, "account_changed": True, "account_holder": "Anna", "iban": "DE02120300000000202051"})
    assert recalled(anna, "account_holder", "iban")[0][1] == [("Wem gehört das Konto?", "Anna"), ("IBAN", "DE … 2051")]


def test_a_form_that_is_gone_has_no_words(anna, said):
    said({**RENT, "rent": "400.00"}, days=5)
    said({"rent": "500.00"}, "verschwunden")
    said({"rent": "500.00"}, version="1999.1")
    assert [title for title, _ in recalled(anna, "rent")] == ["Weiterbewilligung"]


# -- on the pages ----------------------------------------------------------------------------------------------------


@pytest.fixture
def shown(client_of, anna, draft):
    """shown(page): what the panel on that page of Anna's renewal says, "" where there is none."""
    client = client_of(anna)

    def look(page, of=draft):
        html = client.get(f"/antrag/{of.pk}/{page}/").content.decode()
        panel = re.search(r'<section class="panel recalled".*?</section>', html, re.DOTALL)
        return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", panel[0])).strip() if panel else ""

    return look


def test_the_panel_says_what_was_said_and_when(shown, draft, said):
    sent = said({**RENT, "rent": "450.00"}, days=3, title="Hauptantrag")
    draft.answers = {**UNCHANGED}
    draft.save()
    day = worded(timezone.localtime(sent.submitted_at), "j. F Y")
    panel = shown("wohnen")
    assert panel.startswith(f"Das haben Sie zuletzt angegeben Hauptantrag vom {day}")
    assert "450,00 €" in panel
    assert shown("person") == ""
    assert shown("konto") == ""


def test_a_long_panel_is_folded(shown, said):
    costs = {"rent": "1.00", "side_costs": "2.00", "heating_costs": "3.00", "heating_with": "gas", "floor_space": "50"}
    moved = {"housing_changes": ["moved", "rent"], "moved_on": "2026-01-01", "move_agreed": True}
    said({**RENT, **moved, **costs, "hot_water_separate": True})
    assert "weitere Angaben" not in shown("wohnen")
    recall = Submission.objects.of(Submission.objects.get().case.person).recalled(
        [*costs, "tenure", "moved_on", "rent_since"]
    )
    assert (len(recall[0].first_rows), len(recall[0].more_rows)) == (6, 2)


def test_a_supplement_shows_none(shown, said, complete, anna):
    said({**RENT, "rent": "450.00"}, days=3)
    case = complete.submit(by=anna).case
    supplement = Draft.supplement(case)
    assert shown("wohnen", supplement) == ""


@pytest.mark.parametrize(("scope", "seen"), [([Scope.APPLY, Scope.CASES], True), ([Scope.APPLY], False)])
def test_who_acts_for_somebody_sees_it_if_they_may_see_what_was_sent(client_of, anna, ben, draft, said, scope, seen):
    said({**RENT, "rent": "450.00"})
    draft.answers = {**UNCHANGED}
    draft.save()
    client = client_of(ben)
    session = client.session
    session[SESSION_KEY] = str(acting_for(anna, ben, scope=scope).pk)
    session.save()
    answer = client.get(f"/antrag/{draft.pk}/wohnen/")
    assert answer.status_code == 200
    assert ("450,00 €" in answer.content.decode()) is seen


def test_a_page_with_recall_costs_one_query_more(client_of, anna, draft, said, django_assert_num_queries):
    said({**RENT, "rent": "450.00"})
    client, path = client_of(anna), f"/antrag/{draft.pk}/"
    client.get(f"{path}person/")
    with django_assert_num_queries(2):
        client.get(f"{path}person/")
    with django_assert_num_queries(3):
        client.get(f"{path}haushalt/")


# -- in the catalogue ------------------------------------------------------------------------------------------------


def test_what_our_forms_recall_is_asked_somewhere():
    forms = catalogue().forms()
    asked = {one.id for form in forms for page in form.pages for one in page.questions}
    wanted = {name for form in forms for page in form.pages for name in page.recalls}
    assert wanted
    assert wanted - asked == set()


@pytest.mark.parametrize(
    ("recalls", "words"),
    [
        ("[rent, rent]", "there twice"),
        ('["9x"]', "should match pattern"),
        ('["a-b"]', "should match pattern"),
        ("rent", "valid list"),
    ],
)
def test_only_question_ids_can_be_recalled(tmp_path, recalls, words):
    with pytest.raises(CatalogueError, match=words) as wrong:
        read(tmp_path, FORM.replace("    title: Zwei\n", f"    title: Zwei\n    recalls: {recalls}\n"))
    assert wrong.value.line == 16
    read(tmp_path, FORM.replace("    title: Zwei\n", "    title: Zwei\n    recalls: [nobody_asks_this]\n"))
