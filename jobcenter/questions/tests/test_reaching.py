"""Every page, question and piece of evidence of every form can be reached, and every page can be left."""

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from jobcenter.questions.catalogue import HERE, Catalogue
from jobcenter.questions.tests import FOLDER, TODAY
from jobcenter.questions.tests.answers import sent_by_browser
from jobcenter.questions.tests.plain_answers import plain_answer
from jobcenter.questions.tests.reaching import answers_calling_for, answers_opening

SHELF = Catalogue([HERE, FOLDER], TODAY)
FORMS = [*SHELF.forms(), SHELF.latest("weiterbewilligung", "31704")]
every_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.id}{form.addition}")


@every_form
def test_every_page_and_question_can_be_reached(form):
    asking = [page for page in form.pages if page.kind != "evidence"]
    out_of_reach = [page.id for page in asking if answers_opening(form, page) is None]
    assert out_of_reach == []
    never_asked = [
        question.id
        for page in form.pages
        for question in page.questions
        if question.show_if and answers_opening(form, page, question) is None
    ]
    assert never_asked == []


@every_form
def test_every_piece_of_evidence_can_be_called_for(form):
    assert [rule.slot for rule in form._rules if answers_calling_for(form, rule.slot) is None] == []


@every_form
def test_every_page_can_be_left_with_ordinary_answers(form):
    for page in form.pages:
        if page.kind == "evidence":
            continue
        answers = answers_opening(form, page)
        shown = next(one for one in form.visible_pages(answers) if one.id.partition("_")[0] == page.id)
        given = {one.id: value for one in shown.asked(answers) if (value := plain_answer(one)) is not None}
        html = render_to_string("questions/page.html", {"bound": shown.bind({**answers, **given})})
        sent = QueryDict(mutable=True)
        for name, texts in sent_by_browser(html).items():
            sent.setlist(name, texts)
        bound = shown.bind(answers, sent)
        assert bound.is_valid(), (shown.id, bound.errors)
        following = form.after(shown.id, {**answers, **bound.values})
        assert following is None or following.id != shown.id
