"""The way through the renewal application."""

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from jobcenter.questions.models import Form, UnknownForm, UnknownPage, catalogue

UNCHANGED = {
    "applicant": {"given_name": "Anna", "family_name": "Beispiel", "birth_date": "1990-02-28"},
    "household_size": "2",
    "household_changed": False,
    "address": {"street": "Am Bach", "house_number": "3 a", "postcode": "33602", "place": "Bielefeld"},
    "housing_changed": False,
    "income_changed": False,
    "self_employed": False,
    "assets_changed": False,
    "needs_changed": False,
    "account_changed": False,
    "declared_true": True,
    "declared_duty": True,
}


@pytest.fixture
def form() -> Form:
    return catalogue().latest("weiterbewilligung")


def test_who_has_nothing_new_to_tell_sees_nine_pages(form):
    assert [page.id for page in form.visible_pages(UNCHANGED)] == [
        "person",
        "haushalt",
        "wohnen",
        "einkommen",
        "vermoegen",
        "mehrbedarf",
        "konto",
        "nachweise",
        "erklaerung",
    ]
    assert form.gaps(UNCHANGED) == []
    assert form.first_open(UNCHANGED, {page.id for page in form.pages}) is None
    assert [one.slot for one in form.evidence_for(UNCHANGED)] == ["more"]
    assert form.evidence_missing(UNCHANGED, present=()) == []


def test_a_page_left_out_is_the_one_to_go_on_with(form):
    assert form.first_open(UNCHANGED, {"person", "haushalt"}).id == "wohnen"
    without_address = {**UNCHANGED, "address": None}
    assert form.first_open(without_address, {page.id for page in form.pages}).id == "wohnen"
    assert [(gap.page.id, gap.question_id) for gap in form.gaps(without_address)] == [("wohnen", "address")]


def test_an_answer_opens_pages_and_calls_for_documents(form):
    answers = {**UNCHANGED, "housing_changed": True, "housing_changes": ["moved"], "tenure": "rent"}
    assert form.after("wohnen", answers).id == "wohnen-was"
    assert form.after("wohnen-was", answers).id == "umzug"
    assert form.before("einkommen", answers).id == "mietkosten"
    assert form.progress("umzug", answers) == (5, 12)
    assert [one.slot for one in form.evidence_missing(answers, present=())] == ["tenancy_agreement"]
    assert form.evidence_missing({**answers, "evidence_later": ["tenancy_agreement"]}, present=()) == []
    assert form.evidence_missing(answers, present={"tenancy_agreement"}) == []


def test_what_was_answered_on_a_path_taken_back_does_not_count(form):
    answers = {**UNCHANGED, "housing_changes": ["moved"], "tenure": "rent"}
    assert form.reachable(answers) == UNCHANGED
    assert [one.slot for one in form.evidence_for(answers)] == ["more"]


def test_a_page_of_evidence_asks_only_what_comes_later(form):
    answers = {**UNCHANGED, "housing_changed": True, "housing_changes": ["moved", "bill"], "tenure": "rent"}
    page = form.page("nachweise")
    bound = page.bind(answers, QueryDict("evidence_later=&evidence_later=side_costs_bill&evidence_later=more"))
    assert bound.is_valid()
    assert bound.values == {"evidence_later": ["side_costs_bill"], "evidence_there": None}
    assert [(field.slot, field.id, field.ticked) for field in bound.fields] == [
        ("tenancy_agreement", "f-evidence_later-tenancy_agreement", False),
        ("side_costs_bill", "f-evidence_later-side_costs_bill", True),
        ("tenancy_agreement", "f-evidence_there-tenancy_agreement", False),
        ("side_costs_bill", "f-evidence_there-side_costs_bill", False),
    ]


def test_promises_for_documents_no_longer_called_for_do_not_count(form):
    answers = {**UNCHANGED, "housing_changed": True, "housing_changes": ["bill"], "tenure": "rent"}
    answers |= {"bill_result": "even", "bill_amount": "0.00", "evidence_later": ["tenancy_agreement"]}
    assert form.gaps(answers) == []
    assert "evidence_later" not in form.reachable(answers)
    assert form.gaps({**answers, "evidence_later": []}) == []
    kept = form.reachable({**answers, "evidence_later": ["tenancy_agreement", "side_costs_bill"]})
    assert kept["evidence_later"] == ["side_costs_bill"]


def test_what_the_profile_knows_is_filled_in(form):
    profile = {
        "given_name": "Anna",
        "family_name": "Beispiel",
        "birth_date": "1990-02-28",
        "bg_number": "31702BG0001234",
        "address": UNCHANGED["address"],
        "iban": "not an iban",
    }
    assert form.prefilled(profile) == {
        "applicant": UNCHANGED["applicant"],
        "bg_number": "31702BG0001234",
        "address": UNCHANGED["address"],
        "account_holder": "Anna Beispiel",
    }
    assert form.prefilled({}) == {}


def test_the_summary_says_it_in_german(form):
    rows = {row.question_id: row.text for section in form.summary(UNCHANGED) for row in section.rows}
    assert rows["applicant"] == "Anna Beispiel, geboren am 28.02.1990"
    assert rows["address"] == "Am Bach 3 a, 33602 Bielefeld"
    assert rows["household_changed"] == "Nein, alles ist gleich geblieben"
    assert rows["bg_number"] == "Keine Angabe"


def test_entries_are_added_and_removed_by_sending_the_page(form):
    page = form.page("vermoegen-was")
    answers = {**UNCHANGED, "assets_changed": True}
    sent = "assets-rows=1&assets-0-who=Anna&assets-0-what=car&assets-0-value=1.500&action="
    more = page.bind(answers, QueryDict(sent + "add:assets"))
    assert (more.action, more.is_valid(), more.errors, more.anchor) == ("add:assets", False, [], "f-assets-1")
    assert more.typed["assets-rows"] == ["2"]
    again = page.bind(answers, typed=more.typed)
    assert len(again.fields[0].rows) == 2
    fewer = page.bind(answers, QueryDict(f"{sent}remove:assets:0"))
    assert "assets-0-who" not in fewer.typed
    done = page.bind(answers, QueryDict(sent))
    assert done.is_valid()
    assert done.values == {"assets": [{"who": "Anna", "what": "car", "value": "1500.00"}]}


def test_what_was_typed_is_shown_again_without_complaint(form):
    page = form.page("person")
    bound = page.bind(UNCHANGED, typed={"bg_number": ["123"]})
    assert bound.errors == []
    html = render_to_string("questions/page.html", {"bound": bound})
    assert 'value="123"' in html
    assert 'value="Beispiel"' in html


def test_unknown_forms_and_pages_are_refused(form):
    with pytest.raises(UnknownForm):
        catalogue().latest("nope")
    with pytest.raises(UnknownForm):
        catalogue().version("weiterbewilligung", "1999.1")
    with pytest.raises(UnknownPage):
        form.page("nope")


def test_a_list_prints_itself_line_by_line(form):
    incomes = form.page("einkommen-neu").questions[0]
    wage = {"who": "Anna", "what": "wage", "amount": "1234.50", "since": "2026-10-01"}
    assert incomes.text([wage]).splitlines()[:3] == [
        "Wer bekommt das Geld? Anna",
        "Was für ein Einkommen ist das? Lohn oder Gehalt",
        "Wie viel kommt im Monat auf dem Konto an? 1.234,50 €",
    ]
    lines = incomes.text([wage, {**wage, "who": "Ben"}]).splitlines()
    assert (lines[0], lines[5], lines[6]) == ("Einkommen 1", "Einkommen 2", "Wer bekommt das Geld? Ben")
