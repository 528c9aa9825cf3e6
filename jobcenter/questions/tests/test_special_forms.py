"""The forms for special occasions: which pages answers open, which evidence they call for, how each form leaves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobcenter.questions.models import Form, catalogue

ANNA = {"given_name": "Anna", "family_name": "Beispiel", "birth_date": "1991-04-17"}
FORMS = {
    "anliegen": ("request", "other"),
    "bildung-und-teilhabe": ("application", "education"),
    "darlehen": ("application", "needs"),
    "erstausstattung": ("application", "needs"),
    "krankmeldung": ("change", "absence"),
    "ortsabwesenheit": ("request", "absence"),
    "schwangerschaft-und-baby": ("application", "needs"),
    "ueberpruefung": ("application", "rights"),
    "umzug-zusicherung": ("application", "housing"),
    "widerspruch": ("objection", "rights"),
}


def form(form_id: str) -> Form:
    return catalogue().latest(form_id)


def pages(form_id, answers):
    """The pages between one's own data and the evidence."""
    found = [page.id for page in form(form_id).visible_pages({"applicant": ANNA, **answers})]
    assert found[0] == "person"
    assert found[-2:] == ["nachweise", "erklaerung"]
    return found[1:-2]


def papers(form_id, answers):
    """The evidence that must be there or promised, and with a question mark what may be shown."""
    found = form(form_id).evidence_for({"applicant": ANNA, **answers})
    assert (found[-1].slot, found[-1].required, found[-1].may_follow) == ("more", False, False)
    return [one.slot + ("" if one.required else "?") for one in found[:-1]]


@pytest.mark.parametrize("form_id", FORMS)
def test_each_stands_where_people_look_for_it(form_id):
    found = form(form_id)
    assert (found.kind, found.group) == FORMS[form_id]
    assert found.search
    assert found.minutes <= 5
    assert "Grundsicherungsgeld (früher Bürgergeld)" in found.description
    assert [one.id for one in found.pages[-1].questions][-1].startswith("declared_")


AWAY = {"away_from": "2026-12-07", "away_until": "2026-12-18", "away_reason": "private", "away_others": False}


def test_nobody_says_why_they_go_on_holiday():
    assert pages("ortsabwesenheit", AWAY) == ["zeitraum", "grund", "ort", "wer"]
    assert papers("ortsabwesenheit", AWAY) == []


@pytest.mark.parametrize("reason", ["work", "family", "event", "volunteering", "other"])
def test_an_important_reason_is_told_and_may_be_proved(reason):
    answers = {**AWAY, "away_reason": reason, "away_others": True}
    assert pages("ortsabwesenheit", answers) == ["zeitraum", "grund", "grund-genauer", "ort", "wer", "wer-noch"]
    assert papers("ortsabwesenheit", answers) == ["away_proof?"]


def test_a_cure_needs_its_approval_and_no_explanation():
    answers = {**AWAY, "away_reason": "health"}
    assert "grund-genauer" not in pages("ortsabwesenheit", answers)
    assert papers("ortsabwesenheit", answers) == ["rehab_approval"]


def test_a_sick_note_for_oneself_without_more():
    answers = {"sick_who": "me", "sick_certificate": "first", "hospital": "no", "accident": "no"}
    answers |= {"sick_appointment": "no"}
    shown = ["krank-wer", "krank-zeitraum", "krankenhaus", "unfall", "krank-termin"]
    assert pages("krankmeldung", answers) == shown
    assert papers("krankmeldung", answers) == ["sick_note"]


def test_a_sick_note_for_somebody_in_hospital_with_an_appointment():
    answers = {"sick_who": "other", "sick_certificate": "not_yet", "hospital": "rehab", "sick_appointment": "jobcenter"}
    found = pages("krankmeldung", answers)
    assert {"krank-person", "krankenhaus-wann", "krank-termin-wann"} < set(found)
    assert papers("krankmeldung", answers) == ["sick_note", "hospital_note?"]


def test_no_question_of_the_sick_note_asks_which_illness():
    asked = " ".join(one.label for page in form("krankmeldung").pages for one in page.questions).lower()
    assert "diagnose" not in asked
    assert "welche krankheit" not in asked


def born(years: int) -> str:
    return (timezone.localdate() - timedelta(days=366 * years)).isoformat()


def child(key: str, name: str, years: int) -> dict:
    person = {"given_name": name, "family_name": "Beispiel", "birth_date": born(years)}
    return {"key": key, "person": person, "relation": "child"}


def test_education_asks_each_child_only_for_what_was_chosen():
    answers = {
        "children": [child("aaaaaa", "Mia", 9), child("bbbbbb", "Tim", 4), child("cccccc", "Lea", 19)],
        "but_wanted__aaaaaa": ["trip", "learning"],
        "but_place__aaaaaa": "school",
        "but_wanted__bbbbbb": ["lunch", "taking_part"],
        "but_place__bbbbbb": "nursery",
        "but_wanted__cccccc": ["supplies", "transport", "taking_part"],
        "but_place__cccccc": "school",
        "but_supplies__cccccc": "older",
        "but_paid": False,
    }
    assert pages("bildung-und-teilhabe", answers) == [
        "kinder",
        *(f"but-{page}_aaaaaa" for page in ("wahl", "einrichtung", "ausflug", "lernen")),
        *(f"but-{page}_bbbbbb" for page in ("wahl", "einrichtung", "essen", "teilhabe")),
        # Taking part is paid under 18 (§ 28 Abs. 7 SGB II).
        *(f"but-{page}_cccccc" for page in ("wahl", "einrichtung", "schulsachen", "fahrt")),
        "but-bezahlt",
    ]
    assert papers("bildung-und-teilhabe", answers) == [
        "trip_letter__aaaaaa",
        "school_certificate__cccccc",
        "ticket__cccccc",
        "learning_confirmation__aaaaaa",
        "lunch_contract__bbbbbb",
        "taking_part_proof__bbbbbb",
    ]
    assert (
        form("bildung-und-teilhabe").visible_page("but-ausflug_aaaaaa", answers).title == "Ausflüge und Fahrten von Mia"
    )


def test_education_tells_the_amounts_of_the_law():
    page = form("bildung-und-teilhabe").page("but-wahl")
    wanted = next(one for one in page.questions if one.id == "but_wanted")
    hints = {option.id: option.hint for option in wanted.options}
    assert "130 Euro im August und 65 Euro im Februar" in hints["supplies"]
    assert "15 Euro im Monat" in hints["taking_part"]


def test_a_first_home():
    answers = {"outfit": ["home"], "home_reason": "first", "outfit_insured": False}
    shown = ["ausstattung", "wohnung-grund", "wohnung", "moebel", "geraete", "ausstattung-andere"]
    assert pages("erstausstattung", answers) == shown
    assert papers("erstausstattung", answers) == ["home_lease"]


def test_clothes_after_a_fire_with_an_insurance():
    answers = {"outfit": ["clothes"], "clothes_reason": "loss", "outfit_insured": True}
    assert pages("erstausstattung", answers) == ["ausstattung", "kleidung", "ausstattung-andere"]
    assert papers("erstausstattung", answers) == ["loss_proof?", "insurance_letter"]


def test_a_baby_on_the_way():
    answers = {"pregnant_who": "me", "pregnant_state": "expecting", "baby_needs": ["monthly", "outfit"]}
    assert pages("schwangerschaft-und-baby", answers) == ["baby-wer", "baby-termin", "baby-bedarf", "baby-sachen"]
    assert papers("schwangerschaft-und-baby", answers) == ["maternity_record"]


def test_a_baby_that_is_born_to_somebody_else():
    answers = {"pregnant_who": "other", "pregnant_state": "born", "baby_needs": ["maternity"]}
    assert pages("schwangerschaft-und-baby", answers) == ["baby-wer", "baby-person", "baby-geboren", "baby-bedarf"]
    assert papers("schwangerschaft-und-baby", answers) == ["birth_certificate"]


@pytest.mark.parametrize(
    ("wanted", "page", "paper"),
    [
        ("need", "darlehen-bedarf", "offer?"),
        ("rent", "darlehen-miete", "rent_letters"),
        ("energy", "darlehen-strom", "energy_letters"),
    ],
)
def test_a_loan_asks_for_what_it_is_for(wanted, page, paper):
    answers = {"loan_for": [wanted], "loan_savings": False}
    assert pages("darlehen", answers) == ["darlehen", page, "darlehen-selbst"]
    assert papers("darlehen", answers) == [paper]
    saved = {**answers, "loan_savings": True}
    assert pages("darlehen", saved)[-1] == "darlehen-erspartes"
    assert papers("darlehen", saved) == [paper, "statements"]


@pytest.mark.parametrize(("entry", "page"), [("mietschulden", "darlehen-miete"), ("stromschulden", "darlehen-strom")])
def test_debts_have_ways_in_of_their_own(entry, page):
    begun = form("darlehen").entry(entry)
    assert pages("darlehen", begun.answers) == ["darlehen", page, "darlehen-selbst"]


def test_whoever_is_about_to_lose_the_current_is_told_to_phone():
    page = form("darlehen").page("darlehen-selbst")
    assert form("darlehen").page("darlehen").bind({}).shown.title == "Eilt es sehr?"
    assert page.bind({"loan_for": ["need"], "loan_what": "Ein Herd"}).shown is None
    cut = {"loan_for": ["energy"], "energy_step": "threatened", "energy_day": "2026-12-10"}
    assert page.bind(cut).shown.title == "Rufen Sie das Jobcenter heute noch an"
    # What was answered about the current does not count once it is no longer about the current.
    assert page.bind({**cut, "loan_for": ["need"], "loan_what": "Ein Herd"}).shown is None


MOVE = {"move_signed": False, "move_reason": "notice", "move_elsewhere": "no", "move_costs": []}


def test_a_move_without_more():
    assert pages("umzug-zusicherung", MOVE) == [
        "umzug-stand",
        "umzug-grund",
        "umzug-wohnung",
        "umzug-miete",
        "umzug-kosten",
    ]
    assert papers("umzug-zusicherung", MOVE) == ["flat_offer", "move_reason_proof?"]


def test_a_move_from_ones_parents_with_every_cost():
    answers = {
        **MOVE,
        "move_reason": "parents",
        "move_young": True,
        "move_costs": ["deposit", "transport", "double"],
        "move_how": "firm",
    }
    found = pages("umzug-zusicherung", answers)
    assert {"umzug-eltern", "umzug-eltern-grund", "umzug-kaution", "umzug-transport", "umzug-sonst"} < set(found)
    assert papers("umzug-zusicherung", answers)[-1] == "removal_offers?"


def test_a_review_names_its_notices_and_the_fault():
    assert pages("ueberpruefung", {}) == ["bescheid", "fehler"]
    assert papers("ueberpruefung", {}) == ["review_notice?", "review_proof?"]
    lacking = {gap.question_id for gap in form("ueberpruefung").gaps({"applicant": ANNA})}
    assert lacking == {"review_notices", "review_faults", "review_text", "declared_true", "declared_duty"}
    assert "für dieses und das letzte Jahr" in form("ueberpruefung").page("bescheid").why


def test_of_a_request_only_the_text_is_needed():
    assert pages("anliegen", {}) == ["anliegen"]
    gaps = form("anliegen").gaps({"applicant": ANNA})
    assert [(gap.question_id, gap.essential) for gap in gaps] == [("request_text", True)]


OBJECTION = {"notice_came": "unknown", "objection_scope": "whole", "way": "online"}


def test_an_objection_needs_no_date_and_no_reasons():
    assert pages("widerspruch", OBJECTION) == ["bescheid", "zugang", "wogegen", "gruende", "wirkung", "weg"]
    optional = {"notice_date", "notice_received", "objection_reasons"}
    gaps = {gap.question_id for gap in form("widerspruch").gaps({"applicant": ANNA, **OBJECTION})}
    assert not optional & gaps
    assert papers("widerspruch", OBJECTION) == ["notice?", "objection_proof?"]


@pytest.mark.parametrize(("came", "asked"), [("post", True), ("handed", True), ("app", False), ("unknown", False)])
def test_the_day_of_arrival_is_asked_where_it_counts(came, asked):
    assert ("zugang-wann" in pages("widerspruch", {**OBJECTION, "notice_came": came})) is asked


@pytest.mark.parametrize(
    ("way", "how", "level", "page"),
    [("online", "online", "substantial", False), ("paper", "print", "", False), ("counter", "online", "", True)],
)
def test_an_objection_leaves_in_three_ways(way, how, level, page):
    answers = {"applicant": ANNA, **OBJECTION, "way": way}
    found = form("widerspruch").way(answers)
    assert (found.how, found.level) == (how, level)
    assert ("termin" in pages("widerspruch", answers)) is page


def test_who_only_asks_for_an_appointment_agrees_that_it_is_no_objection_yet():
    answers = {"applicant": ANNA, **OBJECTION, "way": "counter"}
    assert form("widerspruch").words_of(answers).parcel == "request"
    assert form("widerspruch").headlined(answers) == "Termin für einen Widerspruch"
    assert form("widerspruch").words_of({**answers, "way": "online"}).parcel == "objection"
    assert "counter_understood" in {gap.question_id for gap in form("widerspruch").gaps(answers)}
    assert form("widerspruch").page("termin").bind(answers).shown.title == "Das ist noch kein Widerspruch"


@pytest.mark.parametrize(("way", "meant"), [("online", True), ("paper", True), ("counter", False)])
def test_only_an_objection_says_that_it_is_one(way, meant):
    asked = form("widerspruch").page("erklaerung").asked({"applicant": ANNA, **OBJECTION, "way": way})
    assert ("objection_meant" in [one.id for one in asked]) is meant


@pytest.mark.parametrize("form_id", sorted(set(FORMS) - {"widerspruch"}))
def test_the_others_are_sent_from_here(form_id):
    way = form(form_id).way({"applicant": ANNA})
    assert (way.how, way.level) == ("online", "")
