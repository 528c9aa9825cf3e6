"""The first application: who is asked what, for which papers, and how long it takes."""

from collections import Counter

import pytest

from jobcenter.questions.models import Form, catalogue
from jobcenter.questions.repeating import base
from jobcenter.questions.tests.effort import effort
from jobcenter.questions.tests.households import (
    ALONE,
    FAMILY,
    LIVES,
    SELF_EMPLOYED,
    SINGLE_PARENT,
    STUDENT,
    WITH_PENSIONER,
    answers,
    born,
    entry,
    key,
    of,
    person,
)


@pytest.fixture(scope="module")
def form() -> Form:
    return catalogue().latest("hauptantrag")


def pages(form, *told):
    return [page.id for page in form.visible_pages(answers(*told))]


def asked(form, page, *told):
    """Of whom the page is asked, by the first letters of their keys."""
    return [one.partition("_")[2] for one in pages(form, *told) if base(one) == page]


def slots(form, *told):
    return [one.slot for one in form.evidence_for(answers(*told))]


def test_alone_without_work_and_savings_it_is_short(form):
    assert pages(form, ALONE) == [
        "person",
        "anschrift",
        "beginn",
        "notlage",
        "zuvor",
        "leben",
        "staatsangehoerigkeit",
        "familienstand_ich",
        "lage_ich",
        "arbeitsfaehig_ich",
        "versicherung_ich",
        "einkommen_ich",
        "vorrang",
        "wohnung",
        "mietkosten",
        "heizung",
        "vermoegen",
        "mehrbedarf",
        "ansprueche",
        "konto",
        "konto-daten",
        "nachweise",
        "erklaerung",
    ]
    assert form.gaps(answers(ALONE)) == []
    assert slots(form, ALONE) == [
        "identity__ich",
        "bank_statements__ich",
        "tenancy_agreement",
        "heating_bill",
        "more",
    ]


@pytest.mark.parametrize("life", LIVES)
def test_nothing_is_missing_in_lives_as_they_are(form, life):
    assert [(gap.page.id, gap.question_id) for gap in form.gaps(answers(LIVES[life]))] == []


def test_who_is_alone_is_done_in_a_quarter_of_an_hour(form):
    cost = effort(form, answers(ALONE))
    assert cost.pages <= 24
    assert 8 <= cost.minutes <= 15, cost
    assert cost.minutes <= form.minutes


def test_only_name_birth_date_and_address_are_needed_to_send_it(form):
    assert form.incomplete
    only = {name: ALONE[name] for name in ("applicant", "address")}
    assert not [gap for gap in form.gaps(only) if gap.essential]
    assert {gap.question_id for gap in form.gaps({}) if gap.essential} == {"applicant", "address"}


def test_a_family_each_person_is_asked_what_the_law_looks_at(form):
    ben, carla, dana = map(key, ("Ben", "Carla", "Dana"))
    assert asked(form, "lage", FAMILY) == asked(form, "versicherung", FAMILY) == ["ich", ben, carla]
    assert asked(form, "einkommen", FAMILY) == ["ich", ben, carla]
    assert asked(form, "arbeitsfaehig", FAMILY) == ["ich", ben]
    assert asked(form, "lohn", FAMILY) == [ben]
    assert asked(form, "ausbildung", FAMILY) == [carla]
    assert asked(form, "kind", FAMILY) == [carla, dana]
    assert asked(form, "kind-geld", FAMILY) == asked(form, "kind-betraege", FAMILY) == [dana]
    for page in ("familienstand", "partnerschaft", "uh-kind", "allein-mit-kind", "vermoegen-arten", "aufenthalt"):
        assert asked(form, page, FAMILY) == []


def test_one_person_is_finished_before_the_next_begins(form):
    way = [one.partition("_")[2] for one in pages(form, FAMILY)]
    people = [one for one in way[: way.index(key("Dana"))] if one]
    assert people == sorted(people, key=["ich", key("Ben"), key("Carla")].index)


def test_papers_of_a_family_are_asked_of_the_right_people(form):
    found = slots(form, FAMILY)
    assert [one for one in found if one.startswith("payslips")] == [f"payslips__{key('Ben')}"]
    whose = [one.whom for one in form.evidence_for(answers(FAMILY)) if one.slot.startswith("bank_statements")]
    assert whose == ["Anna", "Ben", "Carla"]
    assert f"birth_certificate__{key('Dana')}" in found
    assert f"birth_certificate__{key('Carla')}" not in found
    assert f"education__{key('Carla')}" in found


def test_bank_statements_say_what_may_be_blacked(form):
    (statements,) = (one for one in form.evidence_for(answers(ALONE)) if one.slot.startswith("bank_statements"))
    assert "drei Monate" in statements.period
    for word in ("Ausgaben", "schwärzen", "Religion", "Gewerkschaft", "Gesundheit", "Der Betrag bleibt"):
        assert word in statements.why


def test_self_employed_people_estimate_six_months(form):
    assert [one for one in pages(form, SELF_EMPLOYED) if one.startswith("eks")] == [
        "eks-geschaeft_ich",
        "eks-umfang_ich",
        "eks-einnahmen_ich",
        "eks-ausgaben_ich",
        "eks-ausgaben-mehr_ich",
    ]
    assert "lohn_ich" not in pages(form, SELF_EMPLOYED)
    assert {"business_figures__ich", "business_registration__ich"} <= set(slots(form, SELF_EMPLOYED))
    labels = [one.label for one in form.walk(answers(SELF_EMPLOYED)).asked["eks-einnahmen_ich"]]
    assert not any("Umsatzsteuer" in label for label in labels)


def test_a_single_parent_is_asked_for_the_other_parent(form):
    dana = key("Dana")
    assert {f"uh-kind_{dana}", f"uh-vorschuss_{dana}", f"uh-betreuung_{dana}", "allein-mit-kind"} <= set(
        pages(form, SINGLE_PARENT)
    )
    assert f"maintenance_title__{dana}" in slots(form, SINGLE_PARENT)
    older = {"household": [entry("Dana", 5, "child")]}
    assert f"uh-betreuung_{dana}" not in pages(form, SINGLE_PARENT, older)
    paid = {"child_pays": of(Dana="regular")}
    assert f"uh-vorschuss_{dana}" not in pages(form, SINGLE_PARENT, paid)


def test_names_of_others_who_owe_maintenance_are_never_required(form):
    for one in ("uh-ehe", "uh-kind", "uh-schwanger", "uh-eltern-wer"):
        named = [part for part in form.page(one).questions if "name" in part.id or "address" in part.id]
        assert named
        assert not any(part.required for part in named)


def test_with_a_pensioner_the_pension_is_asked_once(form):
    ben = key("Ben")
    assert asked(form, "rente", WITH_PENSIONER) == [ben]
    assert asked(form, "arbeitsfaehig", WITH_PENSIONER) == ["ich"]
    assert asked(form, "partnerschaft", WITH_PENSIONER) == [ben]
    assert f"pension_notice__{ben}" in slots(form, WITH_PENSIONER)


def test_a_student_with_the_mother_but_not_her_purse(form):
    eva = key("Eva")
    assert asked(form, "eltern", STUDENT) == [eva]
    assert asked(form, "verwandte", STUDENT) == []
    assert asked(form, "einkommen", STUDENT) == ["ich"]
    assert asked(form, "uh-eltern-wer", STUDENT) == ["ich"]
    assert {"education__ich", "education_aid__ich"} <= set(slots(form, STUDENT))
    together = {"parent_shares": of(Eva=True)}
    assert asked(form, "einkommen", STUDENT, together) == ["ich", eva]
    assert [one for one in slots(form, STUDENT, together) if one.startswith("identity")] == [
        "identity__ich",
        f"identity__{eva}",
    ]


def test_from_25_on_parents_are_relatives_and_tell_only_whether_they_help(form):
    adult = {"applicant": person("Anna", 25), "shares": of(Eva=True), "kin_support": of(Eva="no")}
    eva = key("Eva")
    assert asked(form, "eltern", STUDENT, adult) == []
    assert asked(form, "verwandte", STUDENT, adult) == asked(form, "verwandte-hilfe", STUDENT, adult) == [eva]
    assert [one for one in pages(form, STUDENT, adult) if one.endswith(eva)] == [
        f"verwandte_{eva}",
        f"verwandte-hilfe_{eva}",
    ]
    assert asked(form, "uh-eltern", STUDENT, adult) == []


def test_who_is_from_elsewhere_is_asked_person_by_person(form):
    foreign = {"all_german": False, "nationality": of(Anna="other", Ben="eu", Carla="german", Dana="german")}
    assert asked(form, "aufenthalt", FAMILY, foreign) == ["ich", key("Ben"), key("Carla"), key("Dana")]
    assert asked(form, "aufenthalt-titel", FAMILY, foreign) == ["ich"]
    assert asked(form, "aufenthalt-eu", FAMILY, foreign) == [key("Ben")]
    assert [one for one in slots(form, FAMILY, foreign) if one.startswith("residence")] == ["residence__ich"]


def test_in_need_one_is_told_to_call_and_may_ask_for_an_advance(form):
    told = answers(ALONE, {"urgent": ["food"]})
    page = form.after("notlage", told)
    assert (page.id, page.title) == ("vorschuss", "Bitte rufen Sie auch an")
    assert "Rufen Sie im Jobcenter an" in page.intro


def test_every_page_and_every_paper_can_be_reached(form):
    lives = LIVES.values()
    seen = {base(one) for life in lives for one in pages(form, life)}
    assert {page.id for page in form.pages} - seen == set()
    papers = {one.partition("__")[0] for life in lives for one in slots(form, life)}
    assert {rule.slot for rule in form.evidence} - papers == set()


@pytest.mark.parametrize("life", LIVES)
def test_nothing_is_asked_twice(form, life):
    walk = form.walk(answers(LIVES[life]))
    twice = Counter(
        (page.person.key if page.person else "", question.label)
        for page in walk.pages
        for question in walk.asked[page.id]
        if page.kind != "evidence"
    )
    known = {"Anschrift, wenn Sie sie wissen"}  # of different people
    assert [one for one, times in twice.items() if times > 1 and one[1] not in known] == []
    kinds = Counter(question.kind for asked_here in walk.asked.values() for question in asked_here)
    assert kinds["person"] == kinds["address"] == 1
    assert kinds["iban"] <= 1


def test_names_that_later_forms_compare_with_are_kept(form):
    ids = {question.id for page in form.pages for question in page.questions}
    assert ids >= {
        "address", "iban", "account_holder", "rent", "side_costs", "heating_costs", "heating_with",
        "hot_water_separate", "floor_space", "tenure", "household", "applicant", "bg_number", "phone",
    }  # fmt: skip


def test_a_day_of_birth_on_the_edge(form):
    """Who turns 15 has the pages of an adult from that day on."""
    child, grown = ({"household": [entry("Dana", years, "child")]} for years in (14, 15))
    assert asked(form, "lage", SINGLE_PARENT, child) == ["ich"]
    assert asked(form, "lage", SINGLE_PARENT, grown) == ["ich", key("Dana")]
    assert asked(form, "kind-geld", SINGLE_PARENT, grown) == []
    assert born(15) < born(14)
