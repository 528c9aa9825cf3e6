"""What each kind of change asks: answers that choose the way, the pages they open, the documents they call for."""

from typing import Any, NamedTuple


class Case(NamedTuple):
    """`entry`: the way in; `answers`: what was said besides; `pages` and `slots`: what that opens, in order."""

    entry: str
    answers: dict[str, Any]
    pages: list[str]
    slots: list[str]


def _of(key: str, **facts: Any) -> dict[str, Any]:
    told = {"given_name": "Ben", "family_name": "Probe", "birth_date": "2001-11-02"}
    return {"key": key, "person": told, "relation": "partner", "since": "2026-11-01", **facts}


CASES = {
    "a job": Case(
        "arbeit-beginn",
        {"work_start_kind": "minijob"},
        ["arbeit-neu", "arbeit-lohn", "arbeit-kosten"],
        ["work_start_contract", "work_start_payslip"],
    ),
    "a job with a way to it": Case(
        "arbeit-beginn",
        {"work_start_kind": "job", "work_start_ticket": "58.00", "work_start_costs": "20.00"},
        ["arbeit-neu", "arbeit-lohn", "arbeit-kosten"],
        ["work_start_contract", "work_start_payslip", "work_start_ticket_proof", "work_start_costs_proof"],
    ),
    "a holiday job": Case(
        "arbeit-beginn",
        {"work_start_kind": "holiday", "work_start_ticket": "58.00"},
        ["arbeit-neu", "arbeit-lohn"],
        ["work_start_contract", "work_start_payslip"],
    ),
    "the end of a job": Case(
        "arbeit-ende",
        {"work_end_more": "unknown", "work_end_benefit": "not_applied"},
        ["arbeit-ende", "arbeit-ende-geld"],
        ["work_end_letter", "work_end_payslip"],
    ),
    "the end of a job with severance pay": Case(
        "arbeit-ende",
        {"work_end_more": "more", "work_end_benefit": "applied"},
        ["arbeit-ende", "arbeit-ende-geld", "arbeit-ende-mehr"],
        ["work_end_letter", "work_end_payslip", "work_end_more_proof", "work_end_benefit_notice"],
    ),
    "another wage": Case(
        "einkommen", {"income_changes": ["wage"]}, ["einkommen", "einkommen-lohn"], ["income_payslips"]
    ),
    "child benefit": Case(
        "einkommen", {"income_changes": ["benefit"]}, ["einkommen", "einkommen-anderes"], ["income_notice"]
    ),
    "maintenance": Case(
        "einkommen", {"income_changes": ["maintenance"]}, ["einkommen", "einkommen-anderes"], ["income_maintenance"]
    ),
    "interest": Case("einkommen", {"income_changes": ["other"]}, ["einkommen", "einkommen-anderes"], ["income_other"]),
    "money once": Case("einkommen", {"income_changes": ["once"]}, ["einkommen", "einkommen-einmal"], ["income_once"]),
    "a business begins": Case(
        "selbststaendig",
        {"self_employed_step": "starts"},
        ["selbststaendig", "selbststaendig-zahlen"],
        ["self_employed_registration", "self_employed_estimate"],
    ),
    "a business changes": Case(
        "selbststaendig",
        {"self_employed_step": "changes"},
        ["selbststaendig", "selbststaendig-zahlen"],
        ["self_employed_estimate"],
    ),
    "a business ends": Case(
        "selbststaendig",
        {"self_employed_step": "ends"},
        ["selbststaendig"],
        ["self_employed_end", "self_employed_result"],
    ),
    "training with pay and a grant": Case(
        "ausbildung",
        {
            "education_what": "training",
            "education_step": "begins",
            "education_aid": "applied",
            "education_pay": "950.00",
        },
        ["ausbildung", "ausbildung-beginn"],
        ["education_begin", "education_aid_notice", "education_payslip"],
    ),
    "school begins": Case(
        "ausbildung",
        {"education_what": "school", "education_step": "begins", "education_aid": "not_applied"},
        ["ausbildung", "ausbildung-beginn"],
        ["education_begin"],
    ),
    "a course of study ends": Case(
        "ausbildung", {"education_what": "study", "education_step": "ends"}, ["ausbildung"], ["education_end"]
    ),
    "a pension applied for": Case("rente", {"pension_step": "applied"}, ["rente"], ["pension_application"]),
    "a pension granted": Case("rente", {"pension_step": "granted"}, ["rente", "rente-betrag"], ["pension_notice"]),
    "old enough for a pension": Case("rente", {"pension_step": "age"}, ["rente"], ["pension_information"]),
    "every kind of assets": Case(
        "vermoegen",
        {"assets_kinds": ["heritage", "gift", "sale", "payout", "other"]},
        ["vermoegen", "vermoegen-wert"],
        ["assets_heritage", "assets_gift", "assets_sale", "assets_payout", "assets_other"],
    ),
    "a gift": Case("vermoegen", {"assets_kinds": ["gift"]}, ["vermoegen", "vermoegen-wert"], ["assets_gift"]),
    "everybody moves to a rented home": Case(
        "umzug",
        {"move_who": "all", "move_agreed": "agreed", "tenure": "rent"},
        ["umzug", "neue-wohnung", "wohnen", "mietkosten", "heizung"],
        ["move_consent", "housing_contract"],
    ),
    "some move without consent": Case(
        "umzug",
        {"move_who": "some", "move_agreed": "not_asked", "tenure": "free"},
        ["umzug", "umzug-wer", "umzug-grund", "neue-wohnung", "wohnen"],
        [],
    ),
    "somebody moves to their own house": Case(
        "umzug",
        {"move_who": "me", "move_agreed": "asked", "tenure": "own"},
        ["umzug", "umzug-grund", "neue-wohnung", "wohnen", "eigentum", "heizung"],
        ["housing_own_costs"],
    ),
    "a bill to pay": Case(
        "wohnkosten",
        {"housing_changes": ["bill"], "bill_result": "pay"},
        ["wohnkosten", "abrechnung", "nachzahlung"],
        ["housing_bill"],
    ),
    "a bill with a refund": Case(
        "wohnkosten",
        {"housing_changes": ["bill"], "bill_result": "refund"},
        ["wohnkosten", "abrechnung", "guthaben"],
        ["housing_bill"],
    ),
    "a bill that evens out": Case(
        "wohnkosten",
        {"housing_changes": ["bill"], "bill_result": "even"},
        ["wohnkosten", "abrechnung"],
        ["housing_bill"],
    ),
    "a new rent": Case(
        "wohnkosten",
        {"housing_changes": ["rent"], "tenure": "rent"},
        ["wohnkosten", "wohnen", "mietkosten"],
        ["housing_rent_letter"],
    ),
    "heating costs more": Case(
        "wohnkosten",
        {"housing_changes": ["heating"], "tenure": "shelter"},
        ["wohnkosten", "wohnen", "mietkosten", "heizung"],
        ["housing_heating_letter"],
    ),
    "taxes on the own house": Case(
        "wohnkosten",
        {"housing_changes": ["side", "other"], "tenure": "own"},
        ["wohnkosten", "wohnkosten-sonst", "wohnen", "eigentum"],
        ["housing_rent_letter", "housing_more_proof", "housing_own_costs"],
    ),
    "a pregnancy": Case("schwangerschaft", {}, ["schwangerschaft"], ["pregnancy_proof"]),
    "a birth": Case("geburt", {"birth_benefits": []}, ["geburt", "geburt-geld"], ["birth_certificate"]),
    "a birth with everything applied for": Case(
        "geburt",
        {"birth_benefits": ["child_benefit", "parental", "advance"]},
        ["geburt", "geburt-geld"],
        ["birth_certificate", "birth_child_benefit", "birth_parental", "birth_advance"],
    ),
    "a marriage": Case(
        "heirat", {"marriage_step": "married", "marriage_home": "already"}, ["heirat"], ["marriage_certificate"]
    ),
    "a couple in two homes": Case("heirat", {"marriage_step": "couple", "marriage_home": "apart"}, ["heirat"], []),
    "a couple in one home": Case(
        "heirat",
        {"marriage_step": "couple", "marriage_home": "new", "marriage_income": True},
        ["heirat", "heirat-person", "heirat-einkommen"],
        ["marriage_registration", "marriage_income_proof"],
    ),
    "a separation under one roof": Case(
        "trennung",
        {"separation_step": "separated", "separation_home": "same", "separation_maintenance": "not_paid"},
        ["trennung", "trennung-kinder"],
        [],
    ),
    "a divorce with maintenance": Case(
        "trennung",
        {"separation_step": "divorced", "separation_home": "other_left", "separation_maintenance": "paid"},
        ["trennung", "trennung-kinder", "trennung-auszug", "trennung-unterhalt"],
        ["separation_decree", "separation_maintenance_proof", "separation_registration"],
    ),
    "family moves in": Case(
        "einzug",
        {
            "moving_in_who": ["family"],
            "moving_in_people": [_of("aaaaaa", income=True), _of("bbbbbb", income=False)],
        },
        ["einzug", "einzug-familie", "einzug-einkommen_aaaaaa"],
        ["moving_in_registration", "moving_in_income_proof__aaaaaa"],
    ),
    "a lodger moves in": Case(
        "einzug", {"moving_in_who": ["flatmate"]}, ["einzug", "einzug-wg"], ["moving_in_contract"]
    ),
    "somebody moves out": Case("auszug", {}, ["auszug"], ["moving_out_registration"]),
    "another account": Case("konto", {}, ["konto"], ["account_proof"]),
    "all personal data": Case(
        "daten",
        {"person_changes": ["name", "nationality", "contact", "post", "insurer"]},
        ["daten", "daten-name", "daten-staat", "daten-kontakt", "daten-post", "daten-krankenkasse"],
        ["person_name_proof", "person_nationality_proof", "person_insurer_proof"],
    ),
    "a new telephone": Case("daten", {"person_changes": ["contact"]}, ["daten", "daten-kontakt"], []),
    "a residence permit": Case("aufenthalt", {}, ["aufenthalt"], ["residence_permit"]),
    "a stay in hospital": Case("einrichtung", {"facility_money": "unknown"}, ["einrichtung"], ["facility_proof"]),
    "rehabilitation with money": Case(
        "einrichtung",
        {"facility_money": "paid"},
        ["einrichtung", "einrichtung-geld"],
        ["facility_proof", "facility_money_notice"],
    ),
    "something else": Case("sonstiges", {}, ["sonst"], ["other_proof"]),
}
