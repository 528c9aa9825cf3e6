"""Households as they apply for the benefit: answers to the first application, made up, by kind of life.

`answers(plain, people, **of)`: `of` says per question what each person answered, by given name.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

OWN = "ich"


def born(years: int) -> str:
    """A day of birth of somebody who is so many years old, whatever today is."""
    return date(timezone.localdate().year - years - 1, 12, 31).isoformat()


def person(name: str, years: int) -> dict[str, str]:
    return {"given_name": name, "family_name": "Beispiel", "birth_date": born(years)}


def entry(name: str, years: int, relation: str) -> dict[str, Any]:
    """Somebody on the list of the household; the key is the name, filled up."""
    return {"key": key(name), "person": person(name, years), "relation": relation}


def key(name: str) -> str:
    return f"{name.lower():0<6}"[:6]


def answers(*told: Mapping[str, Any]) -> dict[str, Any]:
    """Answers under the ids of the persons' copies: what is a dict by given name becomes one answer each."""
    flat: dict[str, Any] = {}
    for question, value in {name: value for some in told for name, value in some.items()}.items():
        if isinstance(value, ByName):
            flat |= {f"{question}__{OWN if name == 'Anna' else key(name)}": one for name, one in value.items()}
        else:
            flat[question] = value
    return flat


class ByName(dict[str, Any]):
    """What each person answered, by given name; Anna fills in the form."""


def of(**told: Any) -> ByName:
    return ByName(told)


ALONE: dict[str, Any] = {
    "applicant": person("Anna", 41),
    "address": {"street": "Am Bach", "house_number": "3 a", "postcode": "33602", "place": "Bielefeld"},
    "start": "this_month",
    "urgent": [],
    "earlier_benefit": "no",
    "living": "alone",
    "all_german": True,
    "civil_status": of(Anna="single"),
    "situation": of(Anna=["jobless"]),
    "able": of(Anna="yes"),
    "institution": of(Anna="home"),
    "insurance": of(Anna="statutory"),
    "fund": of(Anna="Kasse am Bach"),
    "income_kinds": of(Anna=[]),
    "applied": [],
    "worked_enough": "no",
    "tenure": "rent",
    "rent": "380.00",
    "side_costs": "90.00",
    "heating_costs": "70.00",
    "floor_space": "45",
    "heating_with": "gas",
    "hot_water_separate": False,
    "assets": False,
    "needs_any": False,
    "claims": [],
    "account": "own",
    "account_holder": "Anna Beispiel",
    "iban": "DE02120300000000202051",
    "declared_true": True,
    "declared_duty": True,
}

# Anna and Ben, married, with Carla (16, at school) and Dana (4); Ben works.
FAMILY: dict[str, Any] = {
    **ALONE,
    "living": "family",
    "household": [entry("Ben", 43, "partner"), entry("Carla", 16, "child"), entry("Dana", 4, "child")],
    "married": True,
    "situation": of(Anna=["caring"], Ben=["employed"], Carla=["school"]),
    "able": of(Anna="yes", Ben="yes"),
    "institution": of(Anna="home", Ben="home"),
    "education_what": of(Carla="Realschule Musterstadt"),
    "education_home": of(Carla="parents"),
    "education_aid": of(Carla="no"),
    "insurance": of(Anna="statutory", Ben="statutory", Carla="family"),
    "child_home": of(Carla="always", Dana="always"),
    "other_parent": of(Carla="both", Dana="both"),
    "child_income": of(Dana=["child_benefit"]),
    "child_benefit_amount": of(Dana="259.00"),
    "income_kinds": of(Anna=[], Ben=[], Carla=["child_benefit"]),
    "own_child_benefit": of(Carla="259.00"),
    "jobs": of(Ben=[{"employer": "Bäckerei Korn", "gross": "900.00", "net": "790.00", "paid": "same"}]),
    "represents": True,
}

SELF_EMPLOYED: dict[str, Any] = {
    **ALONE,
    "situation": of(Anna=["self_employed"]),
    "business": of(Anna="Friseurin"),
    "business_since": of(Anna="2024-03"),
    "business_form": of(Anna="trade"),
    "business_vat": of(Anna=False),
    "business_rooms": of(Anna="rented"),
    "business_car": of(Anna="no"),
    "business_help": of(Anna=[]),
    "eks_sales": of(Anna="4200.00"),
    "eks_goods": of(Anna="600.00"),
}

# Anna with Dana (2); the father lives elsewhere and pays too little.
SINGLE_PARENT: dict[str, Any] = {
    **ALONE,
    "living": "family",
    "household": [entry("Dana", 2, "child")],
    "situation": of(Anna=["caring"]),
    "child_home": of(Dana="always"),
    "other_parent": of(Dana="elsewhere"),
    "child_income": of(Dana=["child_benefit", "maintenance"]),
    "child_benefit_amount": of(Dana="259.00"),
    "child_maintenance_amount": of(Dana="100.00"),
    "single_parent": "alone",
    "child_agreed": of(Dana="title"),
    "child_pays": of(Dana="partly"),
    "child_advance": of(Dana="no"),
    "carer_support": of(Dana="no"),
    "represents": True,
}

# Anna, not married to Ben, who gets an old-age pension.
WITH_PENSIONER: dict[str, Any] = {
    **ALONE,
    "living": "family",
    "household": [entry("Ben", 69, "partner")],
    "married": False,
    "civil_status": of(Anna="single", Ben="widowed"),
    "ve_since": of(Ben="2019-05"),
    "ve_facts": of(Ben=["money"]),
    "ve_stand": of(Ben=True),
    "situation": of(Anna=["jobless"], Ben=["pension"]),
    "insurance": of(Anna="family", Ben="statutory"),
    "income_kinds": of(Anna=[], Ben=[]),
    "pension_kind": of(Ben="age"),
    "pension_amount": of(Ben="810.00"),
    "represents": True,
}

# Anna, 22, studies and lives with her mother; each pays for herself.
STUDENT: dict[str, Any] = {
    **ALONE,
    "applicant": person("Anna", 22),
    "living": "family",
    "household": [entry("Eva", 50, "parent")],
    "parent_shares": of(Eva=False),
    "situation": of(Anna=["study"]),
    "education_what": of(Anna="Studium Physik in Musterstadt"),
    "education_home": of(Anna="parents"),
    "education_aid": of(Anna="refused"),
    "parents_where": of(Anna="one_elsewhere"),
    "trained": of(Anna=False),
    "parents_pay": of(Anna="partly"),
    "represents": True,
}

# Everything at once, as nobody lives: reaches what the others do not.
EVERYTHING: dict[str, Any] = {
    **FAMILY,
    "applicant": person("Anna", 23),
    "start": "asked_before",
    "asked_on": born(0),
    "urgent": ["food", "home"],
    "advance": True,
    "earlier_benefit": "elsewhere",
    "earlier_office": "Jobcenter Musterstadt",
    "living": "both",
    "household": [
        entry("Ben", 24, "partner"),
        entry("Carla", 16, "partners_child"),
        entry("Dana", 2, "child"),
        entry("Eva", 60, "relative"),
        entry("Finn", 30, "child"),
    ],
    "married": False,
    "all_german": False,
    "nationality": of(Anna="eu", Ben="other", Carla="german", Dana="german"),
    "eu_state": of(Anna="Polen"),
    "eu_since": of(Anna="2020-01"),
    "eu_reason": of(Anna="work"),
    "state": of(Ben="Kanada"),
    "in_germany": of(Ben="2021-01"),
    "permit": of(Ben="permit"),
    "sponsor": of(Ben=False),
    "civil_status": of(Anna="divorced", Ben="separated"),
    "ve_since": of(Ben="2025-05"),
    "ve_facts": of(Ben=[]),
    "ve_stand": of(Ben=False),
    "shares": of(Eva=True, Finn=False),
    "kin_support": of(Eva="things"),
    "situation": of(Anna=["employed", "self_employed"], Ben=["pension"], Carla=["school"]),
    "institution": of(Anna="home", Ben="clinic"),
    "institution_since": of(Ben=born(0)),
    "insurance": of(Anna="private", Ben="statutory", Carla="family"),
    "premium": of(Anna="240.00"),
    "other_parent": of(Carla="elsewhere", Dana="elsewhere"),
    "child_income": of(Dana=["advance"]),
    "child_advance_amount": of(Dana="227.00"),
    "income_kinds": of(Anna=["last_wage", "unemployment", "maintenance", "once"], Ben=[], Carla=[]),
    "car_insurance": of(Anna="40.00"),
    "business_form": of(Anna="shared"),
    "business_vat": of(Anna=True),
    "business_rooms": of(Anna="home"),
    "business_car": of(Anna="private"),
    "business_help": of(Anna=["staff", "grant", "loan"]),
    "applied": ["housing"],
    "applied_where": "Wohngeldstelle Bielefeld",
    "tenure": "own",
    "own_kind": "house",
    "heating_with": "oil",
    "fuel_bought": True,
    "other_people": "2",
    "assets": True,
    "asset_kinds": of(Anna=["cash", "car", "property"], Ben=[], Carla=[], Dana=["building"]),
    "car_fit": of(Anna="no"),
    "needs_any": True,
    "needs": of(
        Anna=["pregnant", "diet", "hardship"], Ben=["disability", "disability_g"], Carla=["school_books"], Dana=[]
    ),
    "expected_parent": of(Anna="elsewhere"),
    "child_agreed": of(Carla="title", Dana="no"),
    "child_pays": of(Carla="no", Dana="regular"),
    "child_advance": of(Carla="refused"),
    "ex_agreed": of(Anna="title", Ben="no"),
    "parents_where": of(Anna="elsewhere", Ben="dead"),
    "trained": of(Anna=False, Ben=True),
    "claims": ["injury", "wage"],
    "account": "other",
    "jobs": of(Anna=[{"employer": "Salon am Markt", "gross": "300.00", "net": "300.00", "paid": "next"}]),
    "last_employer": of(Anna="Salon am Tor"),
    "last_day": of(Anna=born(0)),
    "last_net": of(Anna="410.00"),
    "unemployment_amount": of(Anna="300.00"),
    "maintenance_amount": of(Anna="120.00"),
    "once": of(Anna=[{"what": "Steuer zurück", "amount": "212.00", "day": born(0)}]),
    "business": of(Anna="Friseurin"),
    "business_since": of(Anna="2024-03"),
    "eks_sales": of(Anna="4200.00"),
    "pension_kind": of(Ben="full"),
    "pension_amount": of(Ben="700.00"),
    "own_interest": "210.00",
    "own_costs": "900.00",
    "own_heating": "1400.00",
    "fuel_year": "1400.00",
    "cash_value": of(Anna="2100.00"),
    "property_what": of(Anna="Garten in Musterstadt"),
    "property_value": of(Anna="3000.00"),
    "cars": of(Anna=[{"what": "Kleinwagen, Baujahr 2012", "value": "2500.00"}]),
    "building_value": of(Dana="300.00"),
    "due_date": of(Anna=born(-1)),
    "hardship_what": of(Anna="Fahrten zu Ärzten in einer anderen Stadt"),
    "hardship_cost": of(Anna="60.00"),
    "school_books_cost": of(Carla="85.00"),
    "ex_pays": of(Anna="partly", Ben="no"),
    "parents_pay": of(Anna="no"),
    "carer_support": of(Dana="no"),
    "injury_who": "ich",
    "injury_day": born(0),
    "injury_what": "Ein Auto hat mich auf dem Radweg angefahren.",
    "injury_by": "unbekannt",
    "injury_reported": ["police"],
    "claim_what": "Salon am Tor schuldet mir den Lohn vom letzten Monat.",
}
# Few answers that lead where none of the others does.
OTHERWISE: dict[str, Any] = {
    **ALONE,
    "start": "later",
    "start_month": born(-1)[:7],
    "living": "family",
    "household": [entry("Dana", 5, "child"), entry("Gerd", 66, "parent")],
    "single_parent": "alone",
    "shares": of(Gerd=False),
    "other_parent": of(Dana="dead"),
    "tenure": "shelter",
    "situation": of(Anna=["training"]),
    "education_what": of(Anna="Ausbildung als Köchin"),
    "education_home": of(Anna="own"),
    "education_aid": of(Anna="gets"),
    "jobs": of(Anna=[{"employer": "Gasthof am See", "gross": "900.00", "net": "760.00", "paid": "same"}]),
    "child_home": of(Dana="half"),
    "child_income": of(Dana=[]),
    "represents": True,
}
LIVES = {
    "alone": ALONE,
    "family": FAMILY,
    "self_employed": SELF_EMPLOYED,
    "single_parent": SINGLE_PARENT,
    "with_pensioner": WITH_PENSIONER,
    "student": STUDENT,
    "everything": EVERYTHING,
    "otherwise": OTHERWISE,
}
