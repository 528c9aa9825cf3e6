"""The markup of fields: labelled, described, grouped, with the right keyboard; and quick to make."""

import html5lib
import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from jobcenter.questions.catalogue import HERE, Catalogue
from jobcenter.questions.tests import FOLDER, TODAY

SHELF = Catalogue([HERE, FOLDER], TODAY)
EVERYTHING = {"many": "a", "some": ["a"], "items": [{"what": "x"}]}


def rendered(form, page, *, sent: bool, answers=EVERYTHING):
    bound = page.bind(answers, QueryDict("") if sent else None)
    return bound, render_to_string("questions/page.html", {"bound": bound})


@pytest.mark.parametrize("sent", [False, True], ids=["fresh", "sent-empty"])
@pytest.mark.parametrize("form", SHELF.forms(), ids=lambda form: form.id)
def test_every_input_is_labelled_and_every_message_tied_to_it(form, sent):
    for page in form.pages:
        bound, html = rendered(form, page, sent=sent)
        tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), page.id
        labelled = {element.get("for") for element in tree.iter("label")}
        for element in tree.iter():
            if element.tag in {"input", "textarea", "select"} and element.get("type") != "hidden":
                assert element.get("id") in labelled, (page.id, element.get("name"))
            for attribute in ("aria-describedby",):
                assert set((element.get(attribute) or "").split()) <= set(ids), page.id
            if element.tag == "fieldset":
                assert next(iter(element)).tag == "legend", page.id
        assert {target for target, _ in bound.errors} <= set(ids), page.id
        assert len(list(tree.iter("p"))) >= len(bound.errors)


def test_a_message_is_marked_at_its_input():
    page = SHELF.latest("muster").page("zahlen")
    bound = page.bind({}, QueryDict("past-day=1&past-month=13&past-year=2020"))
    assert ("f-past-month", "Diesen Monat gibt es nicht. Bitte geben Sie eine Zahl von 1 bis 12 ein.") in bound.errors
    html = render_to_string("questions/page.html", {"bound": bound})
    assert html.count('id="f-past-error"') == 1
    assert 'aria-describedby="f-past-error"' in html
    month = html[html.index('id="f-past-month"') :]
    assert 'aria-invalid="true"' in month[: month.index(">")]
    assert (
        "Ohne Zeile geht es nicht."
        in dict(SHELF.latest("muster").page("worte").bind({}, QueryDict("")).errors)["f-line"]
    )


@pytest.mark.parametrize(
    ("page", "markup"),
    [
        ("worte", 'type="tel"'),
        ("worte", 'autocomplete="tel"'),
        ("worte", 'maxlength="30"'),
        ("worte", 'aria-describedby="f-line-hint"'),
        ("worte", "Rechtsgrundlage: § 1"),
        ("zahlen", 'inputmode="decimal"'),
        ("zahlen", 'inputmode="numeric"'),
        ("zahlen", "<select"),
        ("gruppen", 'autocomplete="given-name"'),
        ("gruppen", 'autocomplete="postal-code"'),
        ("gruppen", 'autocomplete="bday-year"'),
        ("gruppen", "Der Personalausweis."),
        ("dinge", 'value="add:items"'),
    ],
)
def test_inputs_bring_the_right_keyboard_and_help(page, markup):
    form = SHELF.latest("muster")
    assert markup in rendered(form, form.page(page), sent=False)[1]


def test_what_people_type_is_only_ever_text():
    page = SHELF.latest("muster").page("worte")
    typed = {"line": ["</textarea><script>alert(1)</script>\"'"], "lines": ["</textarea><script>"]}
    assert "<script>" not in render_to_string("questions/page.html", {"bound": page.bind({}, typed=typed)})


def test_enter_does_not_remove_an_entry():
    form = SHELF.latest("muster")
    typed = {"items-rows": ["2"]}
    html = render_to_string("questions/page.html", {"bound": form.page("dinge").bind({}, typed=typed)})
    assert html.index("<button") < html.index("remove:items:0")
    assert 'name="action"' not in html[html.index("<button") : html.index("</button>")]
