"""The change report: each kind opens exactly its pages and calls for exactly its documents."""

import random

import pytest

from jobcenter.questions.models import Form, catalogue
from jobcenter.questions.repeating import base
from jobcenter.questions.tests.change_cases import CASES

# Ids the renewal knows too, so that it can compare with what was said last.
SHARED = {"address", "iban", "account_holder", "rent", "side_costs", "heating_costs", "heating_with", "floor_space"}
PREFIX = {
    "work_start": ("work_start_",),
    "work_end": ("work_end_",),
    "income": ("income_changes", "wages", "incomes", "once"),
    "self_employed": ("self_employed_",),
    "education": ("education_",),
    "pension": ("pension_",),
    "assets": ("assets",),
    "move": ("move_", "address", "floor_space", "tenure", "rent", "own_", "side_costs", "heating_", "hot_water"),
    "housing": ("housing_", "bill_", "tenure", "rent", "own_", "side_costs", "heating_", "hot_water"),
    "pregnancy": ("pregnancy_",),
    "birth": ("birth_",),
    "marriage": ("marriage_",),
    "separation": ("separation_",),
    "moving_in": ("moving_in_",),
    "moving_out": ("moving_out_",),
    "account": ("account_", "iban"),
    "person": ("person_",),
    "residence": ("residence_",),
    "facility": ("facility_",),
    "other": ("other_",),
}
AROUND = {"changes", "applicant", "bg_number", "message", "declared_true", "declared_duty"}


@pytest.fixture(scope="module")
def form() -> Form:
    return catalogue().latest("veraenderung")


def begun(form, case):
    """The kind that an entry is for, and all answers of the case."""
    entry = form.entry(case.entry)
    return entry.answers["changes"][0], {**entry.answers, **case.answers}


def asked(form, answers):
    """The ids of what is asked, without people's keys and without promises of documents."""
    walk = form.walk(answers)
    return [
        question.id.partition("__")[0]
        for page in walk.pages
        if page.kind != "evidence"
        for question in walk.asked[page.id]
    ]


@pytest.mark.parametrize("name", CASES)
def test_a_way_in_opens_its_pages_calls_for_its_documents_and_asks_nothing_else(form, name):
    case = CASES[name]
    kind, answers = begun(form, case)
    pages = [page.id for page in form.visible_pages(answers)]
    assert pages == ["was", "person", *case.pages, "nachweise", "erklaerung"]
    assert [one.slot for one in form.evidence_for(answers)] == [*case.slots, "more"]
    assert [one for one in asked(form, answers) if one not in AROUND and not one.startswith(PREFIX[kind])] == []


def test_each_kind_has_one_way_in_with_words_of_its_own(form):
    options = next(one for page in form.pages for one in page.questions if one.id == "changes").options
    assert sorted(entry.answers["changes"][0] for entry in form.entries) == sorted(option.id for option in options)
    assert all(len(entry.answers["changes"]) == 1 for entry in form.entries)
    for told in ("title", "description"):
        assert len({getattr(entry, told) for entry in form.entries}) == len(form.entries)
    assert all(entry.search for entry in form.entries)
    assert {case.entry for case in CASES.values()} == {entry.id for entry in form.entries}


def test_every_page_every_document_and_every_question_can_be_reached(form):
    seen, slots, questions = set(), set(), set()
    for case in CASES.values():
        _, answers = begun(form, case)
        seen |= {base(page.id) for page in form.visible_pages(answers)}
        slots |= {one.slot.partition("__")[0] for one in form.evidence_for(answers)}
        questions |= set(asked(form, answers))
    assert {page.id for page in form.pages} == seen
    assert {rule.slot for rule in form.evidence} == slots
    assert {question.id for page in form.pages for question in page.questions} == questions


def test_no_two_documents_are_called_the_same(form):
    """Somebody who tells several changes at once must see which wage is meant."""
    titles = [rule.title for rule in form.evidence]
    assert sorted(set(titles)) == sorted(titles)


def test_no_kind_is_long(form):
    for case in CASES.values():
        assert len(case.pages) <= 6, case.entry
    assert all(len(page.questions) <= 5 for page in form.pages)


@pytest.mark.parametrize("seed", range(30))
def test_several_changes_at_once_are_each_asked_once(form, seed):
    """Whatever is chosen together: the pages and documents of each, none twice, in the order of the form."""
    chance = random.Random(seed)
    chosen = chance.sample(sorted({case.entry for case in CASES.values()}), 3)
    cases = [chance.choice([case for case in CASES.values() if case.entry == entry]) for entry in chosen]
    together = {"changes": [begun(form, case)[0] for case in cases]}
    for case in cases:
        together |= case.answers
    pages = [page.id for page in form.visible_pages(together)]
    slots = [one.slot for one in form.evidence_for(together)]
    places = [form._place(page) for page in pages]
    assert places == sorted(set(places))
    assert len(slots) == len(set(slots))
    if {"umzug", "wohnkosten"} <= set(chosen):
        return  # these two share pages: tested on their own
    assert set(pages) == {"was", "person", "nachweise", "erklaerung"}.union(*(case.pages for case in cases))
    assert set(slots) == {"more"}.union(*(case.slots for case in cases))


def test_everything_at_once_opens_every_kind(form):
    everything = {"changes": [option for entry in form.entries for option in entry.answers["changes"]]}
    opened = {page.id for page in form.visible_pages(everything)}
    assert {case.pages[0] for case in CASES.values()} <= opened


def test_a_move_and_a_bill_for_the_old_home_ask_for_the_new_costs_once(form):
    answers = {"changes": ["move", "housing"], "housing_changes": ["bill"], "bill_result": "pay", "tenure": "rent"}
    ids = asked(form, answers)
    assert len(ids) == len(set(ids))
    assert {"rent", "side_costs", "heating_costs", "bill_due_amount", "heating_with", "address"} <= set(ids)


@pytest.mark.parametrize(
    ("change", "tenure", "amounts"),
    [
        ("rent", "rent", ["rent"]),
        ("side", "rent", ["side_costs"]),
        ("heating", "rent", ["heating_costs"]),
        ("rent", "own", ["own_interest"]),
        ("side", "own", ["own_costs"]),
        ("heating", "own", ["own_heating"]),
    ],
)
def test_of_the_costs_of_a_home_only_what_changed_is_asked(form, change, tenure, amounts):
    ids = asked(form, {"changes": ["housing"], "housing_changes": [change], "tenure": tenure})
    costs = {"rent", "side_costs", "heating_costs", "own_interest", "own_costs", "own_heating"}
    assert [one for one in ids if one in costs] == amounts


def test_new_values_have_the_names_of_the_renewal_and_do_not_come_filled_in_with_the_old_ones(form, anna):
    questions = {question.id: question for page in form.pages for question in page.questions}
    assert questions.keys() >= SHARED | {"tenure"}
    assert form.prefilled(anna.profile).keys() == {"applicant", "bg_number"}
    assert {questions[one].remember for one in ("address", "iban", "account_holder")} == {
        "address",
        "iban",
        "account_holder",
    }


def test_a_pregnancy_asks_who_and_when_and_nothing_more(form):
    assert [one for one in asked(form, {"changes": ["pregnancy"]}) if one not in AROUND] == [
        "pregnancy_who",
        "pregnancy_due",
    ]


def test_of_a_lodger_only_the_name_and_the_share_of_the_rent_are_asked(form):
    flatmates = next(one for page in form.pages for one in page.questions if one.id == "moving_in_flatmates")
    assert [part.id for part in flatmates.parts] == ["name", "since", "share"]


@pytest.mark.parametrize("kind", ["separation", "facility"])
def test_nobody_has_to_give_reasons_or_illnesses(form, kind):
    words = ("grund", "diagnose", "krankheit", "warum")
    for page in form.pages:
        for question in page.questions:
            if question.id.startswith(kind):
                assert not any(word in f"{question.label} {page.title}".lower() for word in words), question.id


def test_the_subject_line_names_the_changes(form):
    told = form.headlined({"changes": ["move", "account"]})
    assert told == "Veränderungsmitteilung: Umzug, Neues Konto"
