"""Pages once per person: who is asked what, what stays whose, what conditions see."""

import json

import pytest
from django.http import QueryDict

from jobcenter.questions.catalogue import HERE, Catalogue
from jobcenter.questions.models import CatalogueError
from jobcenter.questions.tests import FOLDER, TODAY
from jobcenter.questions.tests.test_catalogue import FORM, read

SHELF = Catalogue([HERE, FOLDER], TODAY)
BEN = {
    "key": "bbbbbb",
    "person": {"given_name": "Ben", "family_name": "B", "birth_date": "1990-02-01"},
    "relation": "partner",
}
CARLA = {
    "key": "cccccc",
    "person": {"given_name": "Carla", "family_name": "C", "birth_date": "2020-05-06"},
    "relation": "child",
    "here": True,
}
ANSWERS = {
    "about": ["money", "people"],
    "me": {"given_name": "Anna", "family_name": "A", "birth_date": "1991-04-17"},
    "others": [BEN, CARLA],
    "sources__ich": [],
    "sources__bbbbbb": ["wage"],
    "wage__bbbbbb": "450.00",
    "school__cccccc": False,
    "steady": True,
    "out": "online",
}


@pytest.fixture
def form():
    return SHELF.latest("leute")


def ids(form, answers):
    return [page.id for page in form.visible_pages(answers)]


def test_pages_are_gone_through_person_by_person(form):
    people = ["geld_ich", "geld_bbbbbb", "lohn_bbbbbb", "schule_cccccc"]
    assert ids(form, ANSWERS) == ["worum", "wer", *people, "lohn-aller", "weg", "nachweise"]
    assert [form.visible_page(page, ANSWERS).title for page in people] == [
        "Ihr Geld",
        "Geld von Ben",
        "Lohn von Ben",
        "Schule von Carla",
    ]
    assert form.visible_page("lohn_bbbbbb", ANSWERS).heading == "Lohn: Ben"
    assert form.after("geld_bbbbbb", ANSWERS).id == "lohn_bbbbbb"
    assert form.before("geld_bbbbbb", ANSWERS).id == "geld_ich"
    assert form.progress("lohn_bbbbbb", ANSWERS) == (5, 9)
    assert form.visible_page("lohn_ich", ANSWERS) is None
    # A page that is no longer on the way still knows what comes after it.
    assert form.after("lohn_ich", ANSWERS).id == "schule_cccccc"


def test_what_one_person_answered_opens_nothing_for_another(form):
    nobody_yet = {key: value for key, value in ANSWERS.items() if key != "sources__ich"}
    assert "lohn_ich" not in ids(form, nobody_yet)
    alone = {**ANSWERS, "others": [CARLA]}
    assert "lohn-aller" not in ids(form, alone)
    assert "sources__bbbbbb" not in form.reachable(alone)


def test_the_bound_page_reads_and_keeps_its_persons_answer(form):
    page = form.visible_page("lohn_bbbbbb", ANSWERS)
    assert [one.label for one in page.asked(ANSWERS)] == ["Wie viel bekommt Ben?", "Bei wem?"]
    bound = page.bind(ANSWERS, QueryDict("wage__bbbbbb=600&boss__bbbbbb=Bäckerei"))
    assert bound.is_valid()
    assert bound.values == {"wage__bbbbbb": "600.00", "boss__bbbbbb": "Bäckerei"}
    assert [field.id for field in page.bind(ANSWERS, QueryDict("")).fields] == ["f-wage__bbbbbb", "f-boss__bbbbbb"]


def test_a_person_keeps_the_key_however_the_list_is_sent(form):
    page = form.page("wer")
    typed = page.bind(ANSWERS).typed
    removed = page.bind(ANSWERS, {**typed, "action": ["remove:others:0"]})
    assert page.bind(ANSWERS, removed.typed).values["others"] == [CARLA]
    without = {name: texts for name, texts in typed.items() if not name.endswith("-key")}
    once, again = (page.bind(ANSWERS, without).values["others"] for _ in range(2))
    assert once == again
    assert len({entry["key"] for entry in once}) == 2
    assert not {entry["key"] for entry in once} & {"bbbbbb", "cccccc"}
    twins = {**typed, "others-1-key": ["bbbbbb"]}
    keys = [entry["key"] for entry in page.bind(ANSWERS, twins).values["others"]]
    assert keys[0] == "bbbbbb" != keys[1]


def test_who_is_typed_over_somebody_else_gets_nothing_of_theirs(form):
    page = form.page("wer")
    typed = page.bind(ANSWERS).typed
    name, year = "others-0-person-given_name", "others-0-person-birth_date-year"

    def key(**changed):
        return page.bind(ANSWERS, {**typed, **changed}).values["others"][0]["key"]

    assert key(**{name: ["Benno"]}) == key(**{year: ["1991"]}) == "bbbbbb"  # a mistake put right
    dora = {name: ["Dora"], year: ["1961"]}
    assert key(**dora) == key(**dora) != "bbbbbb"
    answers = {**ANSWERS, **page.bind(ANSWERS, {**typed, **dora}).values}
    assert not any(one.endswith(key(**dora)) for one in form.reachable(answers))
    assert "wage__bbbbbb" not in form.reachable(answers)
    # The same page sent twice carries Ben's key again.
    assert page.bind(answers, {**typed, **dora}).values["others"] == answers["others"]


def test_who_is_removed_and_entered_again_has_the_same_answers(form):
    page = form.page("wer")
    unknown = {name: texts for name, texts in page.bind(ANSWERS).typed.items() if not name.endswith("-key")}
    answers = {**ANSWERS, **page.bind({}, unknown).values}
    assert page.bind(answers, unknown).values["others"] == answers["others"]


def test_evidence_is_asked_of_the_person_it_concerns(form):
    evidence = form.evidence_for(ANSWERS)
    assert [(one.slot, one.name, one.period) for one in evidence] == [
        ("payslip__bbbbbb", "Lohnabrechnung: Ben", "die letzten 3 Monate"),
        ("more", "Mehr", ""),
    ]
    assert [one.slot for one in form.evidence_missing(ANSWERS, ())] == ["payslip__bbbbbb"]
    for said in ({"evidence_later": ["payslip__bbbbbb"]}, {"evidence_there": ["payslip__bbbbbb"]}):
        assert form.evidence_missing({**ANSWERS, **said}, ()) == []
    later = {"evidence_later": ["payslip__bbbbbb"], "evidence_until": {"payslip__bbbbbb": "2026-12-24", "more": "x"}}
    rows = form.summary({**ANSWERS, **later})[-1].rows
    assert [(row.label, row.text) for row in rows] == [("Lohnabrechnung: Ben", "Reiche ich nach")]
    later["evidence_until"].pop("more")
    assert form.summary({**ANSWERS, **later})[-1].rows[0].text == "Reiche ich nach bis 24.12.2026"


def test_the_export_tells_people_apart(form):
    data = json.loads(json.dumps(form.export(ANSWERS)))
    assert [(one["given_name"], one["relation"], list(one["answers"])) for one in data["people"]] == [
        ("Anna", "self", ["sources"]),
        ("Ben", "partner", ["sources", "wage"]),
        ("Carla", "child", ["school"]),
    ]
    assert "sources" not in data["answers"]
    assert data["answers"]["steady"]["value"] is True


def test_a_form_with_gaps_says_what_may_not_be_one(form):
    gaps = {gap.question_id: gap.essential for gap in form.gaps({"about": ["money"]})}
    assert gaps == {"me": True, "out": False}


def test_ways_in_and_out(form):
    assert form.entry("geld").answers == {"about": ["money"]}
    assert form.headlined(ANSWERS) == "Leute: Geld, Leute"
    assert [
        (way.how, way.level) for way in (form.way({**ANSWERS, "out": out}) for out in ("online", "proven", "paper"))
    ] == [
        ("online", ""),
        ("online", "substantial"),
        ("print", ""),
    ]


PEOPLE = """  - id: drei
    title: Drei
    questions:
      - {id: self, kind: person, label: Sie}
      - {id: folk, kind: people, label: Leute, entry: P, another: Q, relations: [{id: a, label: A}, {id: b, label: B}]}
  - id: vier
    each: folk
    title: Vier
    questions: [{id: theirs, kind: yes_no, label: Ihres}]
  - id: fuenf
    title: Fünf
    questions: [{id: last, kind: yes_no, label: Letzte}]
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("each: folk", "each: rent", 27, "no earlier page has a list of people"),
        ("each: folk", "each: folk\n    self: self", 26, "own_title"),
        ("each: folk", "each: folk\n    self: moved\n    own_title: X", 28, "no earlier page asks for a person"),
        ("each: folk", "each: folk\n    who: {question: shoes, is: a}", 28, 'asks "shoes"'),
        ("each: folk", "each: folk\n    who: {question: relation, is: c}", 28, "no option c"),
        ("title: Fünf", "title: Fünf {name}", 30, "only known on a page that is repeated"),
        ("label: Ihres", "label: Ihres, prefill: phone", 29, "no prefill"),
        ("id: theirs", "id: the__irs", 29, '"__"'),
        ("relations: [{id: a, label: A}, {id: b,", "relations: [{id: a, label: A}, {id: a,", 25, "must differ"),
    ],
)
def test_mistakes_about_people_are_found(tmp_path, old, new, line, words):
    text = FORM + PEOPLE
    read(tmp_path, text)
    with pytest.raises(CatalogueError) as wrong:
        read(tmp_path, text.replace(old, new))
    assert words in wrong.value.message
    assert wrong.value.line == line


def test_a_mistake_in_a_part_is_told_with_the_parts_file_and_line(tmp_path):
    (tmp_path / "parts/konto").mkdir(parents=True)
    part = tmp_path / "parts/konto/2026.1.yaml"
    good = "pages:\n  - id: konto\n    title: Konto\n    questions:\n      - {id: iban, kind: iban, label: IBAN}\n"
    part.write_text(good)
    text = FORM.replace(
        "  - id: zwei", "  - {include: konto/2026.1, show_if: {question: moved, is: true}}\n  - id: zwei"
    )
    form = read(tmp_path, text).latest("probe")
    assert [page.id for page in form.visible_pages({"moved": True})] == ["eins", "konto", "zwei"]
    part.write_text(good.replace("kind: iban", "kind: gold"))
    with pytest.raises(CatalogueError) as wrong:
        read(tmp_path, text)
    assert (wrong.value.file, wrong.value.line) == (part, 5)
    part.write_text(good.replace("title: Konto", "show_if: {question: rent, answered: true}\n    title: Konto"))
    with pytest.raises(CatalogueError, match='no earlier page asks "rent"') as wrong:
        read(tmp_path, text)
    assert (wrong.value.file, wrong.value.line) == (part, 3)
    for include, words in (("nix/1", "no part"), ("../probe/2026.1", "no part"), ("n" * 300, "no part")):
        with pytest.raises(CatalogueError, match=words):
            read(tmp_path, text.replace("konto/2026.1", include))


def test_a_jobcenter_has_forms_of_its_own(tmp_path):
    held = read(tmp_path, FORM)
    own = FORM.replace("title: Probe", "title: Probe von hier")
    held = read(tmp_path, own, "jobcenters/31704/probe/2026.1.yaml")
    assert held.latest("probe", "31704").title == "Probe von hier"
    assert held.latest("probe", "99999").title == "Probe"
    extra = FORM.replace("id: probe", "id: extra")
    held = read(tmp_path, extra, "jobcenters/31704/extra/2026.1.yaml")
    assert [form.id for form in held.forms("31704")] == ["extra", "probe"]
    assert [form.id for form in held.forms()] == ["probe"]
    assert [(number, form.id) for number, form in held.every()] == [
        ("", "probe"),
        ("31704", "extra"),
        ("31704", "probe"),
    ]
