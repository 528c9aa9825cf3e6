"""Forms as a whole: every condition in words, numbered questions, whom a page is for."""

import re

import pytest

from jobcenter.questions.catalogue import HERE, Catalogue
from jobcenter.questions.conditions import Condition
from jobcenter.questions.models import outline
from jobcenter.questions.outline import spoken_of_anybody
from jobcenter.questions.saying import Named, when
from jobcenter.questions.tests import FOLDER, TODAY
from jobcenter.questions.tests.test_catalogue import read
from jobcenter.questions.tests.test_possible import HEAD

SHELF = Catalogue([HERE, FOLDER], TODAY)


@pytest.fixture
def asked(tmp_path):
    pages = read(tmp_path, HEAD).latest("probe").pages
    return {one.id: Named(one, f"„{one.label}“") for page in pages for one in page.questions}


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"question": "moved", "is": True}, "Sie bei „Umzug“ „Ja“ angekreuzt haben"),
        ({"not": {"question": "moved", "is": True}}, "Sie bei „Umzug“ nicht „Ja“ angekreuzt haben"),
        ({"question": "tenure", "in": ["rent", "own"]}, "Sie bei „Wie“ „A“ oder „B“ angekreuzt haben"),
        ({"not": {"question": "tenure", "in": ["rent", "own"]}}, "Sie bei „Wie“ weder „A“ noch „B“ angekreuzt haben"),
        ({"question": "some", "has": "a"}, "Sie bei „Was“ „A“ angekreuzt haben"),
        ({"question": "some", "greater": 1}, "Sie bei „Was“ mindestens 2 Antworten angekreuzt haben"),
        ({"question": "extra", "greater": 0}, "Sie bei „Was“ etwas anderes als „Nichts“ angekreuzt haben"),
        ({"question": "extra", "less": 1}, "Sie bei „Was“ „Nichts“ angekreuzt haben"),
        ({"question": "rent", "greater": 0}, "Sie bei „Miete“ mehr als 0 Euro eingetragen haben"),
        ({"not": {"question": "rent", "greater": 500}}, "Sie bei „Miete“ nicht mehr als 500 Euro eingetragen haben"),
        ({"question": "rooms", "less": 3}, "Sie bei „Zimmer“ weniger als 3 eingetragen haben"),
        ({"question": "phone", "answered": True}, "Sie bei „Telefon“ etwas eingetragen haben"),
        ({"not": {"question": "phone", "answered": True}}, "Sie bei „Telefon“ nichts eingetragen haben"),
        ({"question": "cars", "greater": 0}, "Sie bei „Autos“ etwas eingetragen haben"),
        ({"question": "cars", "greater": 2}, "Sie bei „Autos“ mindestens 3 Einträge eingetragen haben"),
        ({"question": "cars", "less": 3}, "Sie bei „Autos“ weniger als 3 Einträge eingetragen haben"),
        ({"question": "people", "has": "child"}, "Sie bei „Leute“ jemanden als „Kind“ eingetragen haben"),
        ({"not": {"question": "people", "has": "child"}}, "Sie bei „Leute“ niemanden als „Kind“ eingetragen haben"),
        ({"question": "people", "greater": 0}, "Sie bei „Leute“ jemanden eingetragen haben"),
        (
            {"any": [{"question": "some", "has": "a"}, {"question": "some", "has": "c"}]},
            "Sie bei „Was“ „A“ oder „C“ angekreuzt haben",
        ),
        (
            {"all": [{"not": {"question": "some", "has": "a"}}, {"not": {"question": "some", "has": "c"}}]},
            "Sie bei „Was“ weder „A“ noch „C“ angekreuzt haben",
        ),
        (
            {"not": {"any": [{"question": "some", "has": "a"}, {"question": "moved", "is": True}]}},
            "Sie bei „Was“ nicht „A“ und bei „Umzug“ nicht „Ja“ angekreuzt haben",
        ),
        (
            {"all": [{"question": "moved", "is": True}, {"question": "rent", "greater": 0}]},
            "Sie bei „Umzug“ „Ja“ angekreuzt und bei „Miete“ mehr als 0 Euro eingetragen haben",
        ),
        (
            {
                "all": [
                    {"question": "moved", "is": True},
                    {"any": [{"question": "tenure", "is": "own"}, {"question": "phone", "answered": False}]},
                ]
            },
            "Sie bei „Umzug“ „Ja“ angekreuzt haben, und wenn Sie bei „Wie“ „B“ angekreuzt oder bei „Telefon“ nichts "
            "eingetragen haben",
        ),
        ({"question": "me", "greater": 24}, "Sie bei „Ich“ eine Person ab 25 Jahren eingetragen haben"),
    ],
)
def test_a_condition_in_german(asked, condition, words):
    assert when(Condition.model_validate(condition), asked) == f"wenn {words}"


def test_what_somebody_else_answered_is_told_apart():
    parts = {part.page.id: part for part in outline(SHELF.latest("leute")).parts}
    assert "und für diese Person bei Frage 3.1 „Was gibt es?“ „Lohn“ angekreuzt" in parts["lohn"].when
    assert "und für jemanden bei Frage 3.1 „Was gibt es?“ „Lohn“ angekreuzt" in parts["lohn-aller"].when
    assert parts["geld"].whom == "Sie selbst und jede Person aus Frage 2.2 „Andere“, die 15 Jahre oder älter ist"
    assert parts["schule"].whom == (
        "jede Person aus Frage 2.2 „Andere“, für die bei „Diese Person ist“ „Kind“ angekreuzt ist "
        "und für die bei „Wohnt hier?“ „Ja“ angekreuzt ist"
    )


def test_what_is_given_needs_no_condition():
    parts = {part.page.id: part for part in outline(SHELF.latest("leute"), {"about": ["money"]}).parts}
    assert parts["worum"].items[0].given == ["money"]
    assert parts["geld"].when == ""
    assert parts["lohn"].when == "wenn Sie für diese Person bei Frage 3.1 „Was gibt es?“ „Lohn“ angekreuzt haben"


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Geld von {name}", "Geld von dieser Person"),
        ("Geht {name} zur Schule?", "Geht diese Person zur Schule?"),
        ("{name} ist neu", "Diese Person ist neu"),
        (
            "Unterhalt für {name}: Was kommt bei {name} an?",
            "Unterhalt für diese Person: Was kommt bei dieser Person an?",
        ),
        ("Was gehört {name}?", "Was gehört dieser Person?"),
        ("Ihr Geld", "Ihr Geld"),
    ],
)
def test_where_no_name_is_known(text, spoken):
    assert spoken_of_anybody(text) == spoken


@pytest.mark.parametrize(
    "form", [*SHELF.forms(), SHELF.latest("weiterbewilligung", "31704")], ids=lambda form: f"{form.id}{form.addition}"
)
def test_every_condition_of_every_form_can_be_said(form):
    told = outline(form)
    numbers = {item.number for part in told.parts for item in part.items}
    texts = [*(part.when for part in told.parts), *(item.when for part in told.parts for item in part.items)]
    texts += [paper.when for paper in told.evidence]
    read_by_people = [(part.page.title, part.page.intro, part.page.why) for part in told.parts]
    read_by_people += [(item.question.label, item.question.hint) for part in told.parts for item in part.items]
    assert "{name}" not in str(read_by_people)
    for text in filter(None, texts):
        assert text.startswith("wenn Sie ")
        assert text.endswith((" haben", " haben)"))
        assert set(re.findall(r"Frage (\d+\.\d+)", text)) <= numbers
