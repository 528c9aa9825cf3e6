"""Answers as JSON for the Jobcenter's systems, and the JSON Schema that describes them."""

from typing import TYPE_CHECKING, Any

from jobcenter.questions.evidence import LATER, PROMISES, THERE, UNTIL
from jobcenter.questions.kinds.base import Question
from jobcenter.questions.kinds.document import Document

if TYPE_CHECKING:
    from jobcenter.questions.form import Form
    from jobcenter.questions.pages import Page
    from jobcenter.questions.walking import Walk

_TEXT = {"type": "string"}
_TRUTH = {"type": "boolean"}


def export(form: "Form", walk: "Walk") -> dict[str, Any]:
    """Each answered question with label, kind, value and the value in German; whom it is about; the documents."""
    later, there, until = (walk.answers.get(name) or () for name in (LATER, THERE, UNTIL))
    return {
        "$schema": urn(form),
        "form": form.id,
        "version": form.version,
        "addition": form.addition,
        "title": form.title,
        "answers": _answers(walk, [page for page in walk.pages if page.person is None]),
        "people": _people(walk),
        "missing": [gap.question_id for gap in form._gaps(walk)],
        "evidence": [
            {
                "slot": one.slot,
                "title": one.name,
                "required": one.required,
                "later": one.slot in later,
                "until": dict(until).get(one.slot),
                "already_there": one.slot in there,
            }
            for one in walk.evidence()
        ],
    }


def _answers(walk: "Walk", pages: "list[Page]") -> dict[str, Any]:
    asked = [one for page in pages for one in walk.asked[page.id] if one.id not in PROMISES]
    return {one.id.partition("__")[0]: _answer(one, walk.answers[one.id]) for one in asked if one.id in walk.answers}


def _people(walk: "Walk") -> list[dict[str, Any]]:
    pages: dict[str, list[Page]] = {}
    for page in walk.pages:
        if page.person:
            pages.setdefault(page.person.key, []).append(page)
    return [
        {
            "key": key,
            "given_name": theirs[0].person.name if theirs[0].person else "",
            "relation": str(theirs[0].person.facts.get("relation", "")) if theirs[0].person else "",
            "answers": _answers(walk, theirs),
        }
        for key, theirs in pages.items()
    ]


def _answer(question: Question, value: Any) -> dict[str, Any]:
    return {"label": question.label, "kind": question.kind, "value": value, "text": question.text(value)}


def json_schema(form: "Form") -> dict[str, Any]:
    """JSON Schema 2020-12; required are the questions that everybody is asked and nobody may leave open."""
    questions = [(page, one) for page in form.pages for one in page.questions if not isinstance(one, Document)]
    needed = [
        one.id
        for page, one in questions
        if not (page.each or page.show_if or one.show_if) and (one.required and (one.essential or not form.incomplete))
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": urn(form),
        "title": form.title,
        **_object(
            {
                "$schema": {"const": urn(form)},
                "form": {"const": form.id},
                "version": {"const": form.version},
                "addition": _TEXT,
                "title": _TEXT,
                "answers": _answers_schema([one for page, one in questions if not page.each], needed),
                "people": _array(
                    _object(
                        {
                            "key": _TEXT,
                            "given_name": _TEXT,
                            "relation": _TEXT,
                            "answers": _answers_schema([one for page, one in questions if page.each], []),
                        }
                    )
                ),
                "missing": _array(_TEXT),
                "evidence": _array(
                    _object(
                        {
                            "slot": _TEXT,
                            "title": _TEXT,
                            "required": _TRUTH,
                            "later": _TRUTH,
                            "until": {"type": ["string", "null"], "format": "date"},
                            "already_there": _TRUTH,
                        }
                    )
                ),
            }
        ),
    }


def _answers_schema(questions: list[Question], required: list[str]) -> dict[str, Any]:
    return {**_object({one.id: _answer_schema(one) for one in questions}), "required": required}


def _answer_schema(question: Question) -> dict[str, Any]:
    answer = {"label": _TEXT, "kind": {"const": question.kind}, "value": question.value_schema(), "text": _TEXT}
    return {"title": question.label, **_object(answer)}


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def urn(form: "Form") -> str:
    """The name of the form's JSON Schema."""
    return f"urn:jobcenter-app:form:{form.id}:{form.version}"
