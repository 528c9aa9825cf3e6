"""What can be reached: never less than somebody gets to, and not what no answers lead to."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobcenter.questions.catalogue import HERE, Catalogue
from jobcenter.questions.conditions import Condition
from jobcenter.questions.possible import Possibilities, verdict, without
from jobcenter.questions.repeating import base
from jobcenter.questions.tests import FOLDER, TODAY
from jobcenter.questions.tests.answers import values_of
from jobcenter.questions.tests.test_catalogue import read

SHELF = Catalogue([HERE, FOLDER], TODAY)
FORMS = [*SHELF.forms(), SHELF.latest("weiterbewilligung", "31704")]
every_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.id}{form.addition}")
SOME = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

HEAD = """id: probe
version: "2026.1"
valid_from: 2026-01-01
title: Probe
description: Für alle.
legal_basis: keine
minutes: 1
pages:
  - id: eins
    title: Eins
    questions:
      - {id: moved, kind: yes_no, label: Umzug}
      - id: tenure
        kind: one_of
        label: Wie
        options: [{id: rent, label: A}, {id: own, label: B}, {id: free, label: C}]
      - {id: some, kind: several_of, label: Was, options: [{id: a, label: A}, {id: b, label: B}, {id: c, label: C}]}
      - {id: extra, kind: several_of, label: Was, none: Nichts, options: [{id: a, label: A}, {id: b, label: B}]}
      - {id: rent, kind: money, label: Miete}
      - {id: rooms, kind: number, label: Zimmer, least: 1, most: 9}
      - {id: phone, kind: text, label: Telefon, required: false}
      - id: cars
        kind: things
        label: Autos
        entry: Auto
        another: Noch eins
        required: false
        questions: [{id: what, kind: text, label: Was}]
      - id: people
        kind: people
        label: Leute
        entry: Person
        another: Noch eine
        relations: [{id: partner, label: Partner}, {id: child, label: Kind}]
      - {id: me, kind: person, label: Ich}
  - id: zwei
    title: Zwei
    show_if: {question: moved, is: true}
    questions:
      - {id: agreed, kind: yes_no, label: Zusage}
"""


def form_with(folder, condition, more=""):
    last = f"""  - id: drei
    title: Drei
    {more}
    show_if: {condition}
    questions:
      - {{id: last, kind: yes_no, label: Ende}}
"""
    return read(folder, HEAD + last).latest("probe")


def reached(form, answers=None):
    return [page.id for page, _ in Possibilities(form, answers).pages()]


@pytest.mark.parametrize(
    ("condition", "possible"),
    [
        ("{all: [{question: moved, is: true}, {question: moved, is: false}]}", False),
        ("{all: [{question: moved, is: true}, {question: agreed, is: true}]}", True),
        ("{all: [{question: moved, is: false}, {question: agreed, answered: true}]}", False),
        ("{question: agreed, answered: false}", True),
        ("{question: moved, answered: false}", False),
        ("{question: phone, answered: false}", True),
        ("{all: [{question: tenure, in: [rent, own]}, {question: tenure, is: free}]}", False),
        ("{not: {question: tenure, in: [rent, own, free]}}", False),
        ("{not: {question: tenure, in: [rent, own]}}", True),
        ("{all: [{question: some, has: a}, {question: some, has: b}]}", True),
        ("{not: {any: [{question: some, has: a}, {question: some, has: b}, {question: some, has: c}]}}", False),
        ("{all: [{not: {question: extra, has: a}}, {not: {question: extra, has: b}}]}", True),
        ("{all: [{question: some, greater: 2}, {not: {question: some, has: a}}]}", False),
        ("{question: some, less: 1}", False),
        ("{question: extra, less: 1}", True),
        ("{question: some, greater: 3}", False),
        ("{all: [{question: rent, greater: 0}, {question: rent, less: 1}]}", True),
        ("{all: [{question: rooms, greater: 2}, {question: rooms, less: 3}]}", False),
        ("{question: rooms, greater: 9}", False),
        ("{question: rooms, less: 2}", True),
        ("{question: cars, greater: 2}", True),
        ("{question: cars, less: 1}", False),
        ("{all: [{question: people, less: 2}, {question: people, has: child}, {question: people, has: partner}]}", 0),
        ("{all: [{question: people, has: child}, {question: people, has: partner}]}", True),
    ],
)  # fmt: skip
def test_what_no_answers_lead_to_is_found(tmp_path, condition, possible):
    assert ("drei" in reached(form_with(tmp_path, condition))) == possible


@pytest.mark.parametrize(
    ("who", "possible"),
    [
        ("{all: [{question: age, greater: 14}, {question: age, less: 25}]}", True),
        ("{all: [{question: age, greater: 14}, {question: age, less: 15}]}", False),
        ("{question: relation, is: child}", True),
        ("{all: [{question: relation, is: child}, {question: relation, is: partner}]}", False),
        ("{not: {question: relation, in: [child, partner]}}", False),
    ],
)
def test_people_that_cannot_be_are_found(tmp_path, who, possible):
    form = form_with(tmp_path, "{question: moved, is: true}", f"each: people\n    who: {who}")
    assert ("drei" in reached(form)) is possible


def test_with_answers_given_only_what_they_leave_open_is_reached():
    leute = SHELF.latest("leute")
    assert reached(leute) == [page.id for page in leute.pages]
    assert reached(leute, {"out": "paper"}) == [page.id for page in leute.pages]
    renewal = SHELF.latest("weiterbewilligung")
    left = reached(renewal, {"household_changed": False, "housing_changed": False, "income_changed": False})
    assert left == [
        "person", "haushalt", "wohnen", "einkommen", "vermoegen", "vermoegen-was", "mehrbedarf", "mehrbedarf-was",
        "konto", "konto-neu", "nachweise", "erklaerung",
    ]  # fmt: skip


def test_what_is_too_much_to_try_counts_as_possible(tmp_path):
    options = ", ".join(f"{{id: o{number}, label: X}}" for number in range(9))
    many = f"      - {{id: many, kind: several_of, label: Viel, options: [{options}]}}\n"
    everything = ", ".join(f"{{question: many, has: o{number}}}" for number in range(9))
    form = read(tmp_path, HEAD.replace("  - id: zwei", f"{many}  - id: zwei") + f"""  - id: drei
    title: Drei
    show_if: {{all: [{everything}]}}
    questions: [{{id: last, kind: yes_no, label: Ende}}]
""").latest("probe")  # fmt: skip
    assert "drei" in reached(form)


@every_form
@SOME
@given(data=st.data())
def test_nobody_gets_where_nobody_can(form, data):
    possible = {page.id: {one.id for one in asked} for page, asked in Possibilities(form).pages()}
    answers = {}
    page = form.visible_pages(answers)[0]
    while page:
        asked = page.asked(answers)
        if page.kind != "evidence":
            assert {one.id.partition("__")[0] for one in asked} <= possible[base(page.id)]
        for one in asked:
            needed = one.required and (one.essential or not form.incomplete)
            if needed or data.draw(st.booleans()):
                answers[one.id] = data.draw(values_of(one))
        page = form.after(page.id, answers)


@SOME
@given(data=st.data())
def test_nobody_gets_further_than_given_answers_allow(data):
    form = SHELF.latest("weiterbewilligung")
    choices = [one for page in form.pages for one in page.questions if one.kind in {"yes_no", "one_of", "several_of"}]
    given_answers = {one.id: data.draw(values_of(one)) for one in choices if data.draw(st.booleans())}
    possible = {page.id for page, _ in Possibilities(form, given_answers).pages()}
    answers = {}
    page = form.visible_pages(answers)[0]
    while page:
        assert page.id in possible
        for one in page.asked(answers):
            answers[one.id] = given_answers.get(one.id, data.draw(values_of(one)))
        page = form.after(page.id, answers)


TESTS = st.builds(
    lambda name, test: {"question": name, **test},
    st.sampled_from("abc"),
    st.sampled_from([{"is": True}, {"is": False}, {"answered": True}, {"answered": False}]),
)
CONDITIONS = st.recursive(
    TESTS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(lambda some: {"all": some})
        | st.lists(inner, min_size=1, max_size=3).map(lambda some: {"any": some})
        | inner.map(lambda one: {"not": one})
    ),
    max_leaves=8,
)
ANSWERS = st.dictionaries(st.sampled_from("abc"), st.sampled_from([True, False, None]))


@given(data=CONDITIONS, known=ANSWERS, rest=ANSWERS)
def test_what_is_left_of_a_condition_says_the_same(data, known, rest):
    condition = Condition.model_validate(data)
    everything = {"a": None, "b": None, "c": None, **rest, **known}
    left = without(condition, known)
    assert (left if isinstance(left, bool) else left.holds(everything)) is condition.holds(everything)
    assert verdict(condition, known) in {None, condition.holds(everything)}
    if not isinstance(left, bool):
        assert not {leaf.question for leaf in left.leaves()} & set(known)
