"""Whatever people answer: every path ends, nothing crashes, what is shown is read as the same again."""

import itertools
import json
from collections.abc import Callable

import jsonschema_rs
import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jobcenter.questions.catalogue import HERE, Catalogue
from jobcenter.questions.models import Form
from jobcenter.questions.tests import FOLDER, TODAY
from jobcenter.questions.tests.answers import sent_by_browser, values_of

SHELF = Catalogue([HERE, FOLDER], TODAY)
FORMS = [*SHELF.forms(), SHELF.latest("weiterbewilligung", "31704")]
every_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.id}{form.addition}")


def every_way_through(test: Callable[[Form, st.DataObject], None]) -> Callable[[Form], None]:
    """The test on every form, with fewer examples where a form is long: a long one holds more in each."""

    def on_a_form(form: Form) -> None:
        @settings(
            max_examples=max(5, min(30, 300 // len(form.pages))),
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking a whole application takes minutes
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        )
        @given(data=st.data())
        def once(data: st.DataObject) -> None:
            test(form, data)

        once()

    on_a_form.__name__ = test.__name__
    found: Callable[[Form], None] = every_form(on_a_form)
    return found


TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["ja", "nein", "none", "", "1", "-1", "2026", "99999999999999999999", "add:new_people", "x" * 30_000]
    ),
    st.sampled_from(
        ["\ud800", "\u202e\u0000", "😀" * 10, "<script>", "1\t2\n3\t4", "remove:assets:-1", "ſ", "½", "١٢"]
    ),
)


def _checker(form: Form) -> jsonschema_rs.Draft202012Validator:
    schema = form.json_schema()
    jsonschema_rs.meta.validate(schema)
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def _walked(form: Form, data: st.DataObject) -> tuple[dict, list[str]]:
    """Somebody goes through the form page by page, answering or skipping at random."""
    answers: dict = {}
    seen: list[str] = []
    page = form.visible_pages(answers)[0]
    while page:
        seen.append(page.id)
        assert len(seen) == len(set(seen))
        for question in page.asked(answers):
            if data.draw(st.integers(0, 5), label=f"skip {question.id}"):
                answers[question.id] = data.draw(values_of(question), label=question.id)
        page = form.after(page.id, answers)
    return answers, seen


@every_way_through
def test_every_path_ends_complete_or_says_what_is_missing(form, data):
    answers, seen = _walked(form, data)
    assert seen == [page.id for page in form.visible_pages(answers)]
    missing = {
        question.id
        for page in form.visible_pages(answers)
        for question in page.asked(answers)
        if question.required and question.kind != "document" and answers.get(question.id) is None
    }
    gaps = form.gaps(answers)
    assert {gap.question_id for gap in gaps} == missing
    first = form.first_open(answers, seen)
    needed = [gap for gap in gaps if gap.essential]
    assert (first.id if first else None) == (needed[0].page.id if needed else None)
    assert form.incomplete or needed == gaps
    assert form.reachable(form.reachable(answers)) == form.reachable(answers)
    assert all(row.text for section in form.summary(answers) for row in section.rows)
    for page_id in seen:
        step, of = form.progress(page_id, answers)
        assert 1 <= step <= of == len(seen)
    for back, forth in itertools.pairwise(seen):
        assert form.before(forth, answers).id == back


@every_way_through
def test_what_is_shown_is_read_as_the_same_again(form, data):
    answers, _ = _walked(form, data)
    answers = form.reachable(json.loads(json.dumps(answers)))
    for page in form.visible_pages(answers):
        html = render_to_string("questions/page.html", {"bound": page.bind(answers)})
        again = page.bind(answers, sent_by_browser(html))
        kept = {key: value for key, value in again.values.items() if value is not None}
        shown = [one for one in page.asked(answers) if one.on_page()]
        assert kept == {one.id: answers[one.id] for one in shown if one.id in answers}


@every_way_through
def test_a_complete_form_is_exported_as_its_schema_says(form, data):
    answers, _ = _walked(form, data)
    while gaps := form.gaps(answers):
        gap = gaps[0]
        question = next(one for one in gap.page.asked(answers) if one.id == gap.question_id)
        answers[question.id] = data.draw(values_of(question))
    _checker(form).validate(json.loads(json.dumps(form.export(answers))))


@st.composite
def _sent(draw: st.DrawFn, form: Form) -> str:
    """Anything a hostile or broken browser could send for the inputs of a form."""
    page = draw(st.sampled_from(form.pages))
    asked = page.asked({}) or [question for page in form.pages for question in page.questions]
    names = {
        name
        for one in asked
        for name in (one.id, f"{one.id}-rows", f"{one.id}-0-who", f"{one.id}-day", f"{one.id}-0-person-birth_date-day")
    }
    query = QueryDict(mutable=True)
    for name in draw(st.lists(st.sampled_from([*sorted(names), "action", "evidence_later", "zzz"]), max_size=12)):
        query.setlist(name, draw(st.lists(TEXTS, max_size=3)))
    return page.id, query


@every_way_through
def test_nothing_that_is_sent_crashes(form, data):
    page_id, query = data.draw(_sent(form))
    page = form.page(page_id)
    bound = page.bind({}, query)
    json.dumps(bound.typed, ensure_ascii=True)
    assert bound.is_valid() == (not bound.errors and not bound.action)
    render_to_string("questions/page.html", {"bound": bound}).encode(errors="surrogatepass")
    for key, value in bound.values.items():
        question = next(one for one in bound.questions if one.id == key)
        assert value is None or question.valid(value)
    render_to_string("questions/page.html", {"bound": page.bind(bound.values, typed=bound.typed)})


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["2026-99-99", "-", "1-2-3", "1e9"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.just("birth_date"), inner, max_size=3)
    ),
    max_leaves=6,
)


@every_way_through
def test_answers_of_a_wrong_shape_count_as_gaps_not_as_crashes(form, data):
    ids = [question.id for page in form.pages for question in page.questions]
    answers = data.draw(st.dictionaries(st.sampled_from(ids), JSON, max_size=20))
    form.gaps(answers)
    form.summary(answers)
    form.export(answers)
    for page in form.visible_pages(answers):
        render_to_string("questions/page.html", {"bound": page.bind(answers)})
