"""Answers as JSON for the Jobcenter's systems, and the JSON Schema that describes them."""

from typing import TYPE_CHECKING, Any

from jobcenter.questions.evidence import LATER
from jobcenter.questions.kinds.base import Question
from jobcenter.questions.kinds.document import Document

if TYPE_CHECKING:
    from jobcenter.questions.form import Form, Walk


def export(form: "Form", walk: "Walk") -> dict[str, Any]:
    """Each answered question with label, kind, value and the value in German; the documents called for."""
    asked = [question for questions in walk.asked.values() for question in questions if question.id != LATER]
    later = walk.answers.get(LATER) or []
    return {
        "$schema": urn(form),
        "form": form.id,
        "version": form.version,
        "addition": form.addition,
        "title": form.title,
        "answers": {one.id: _answer(one, walk.answers[one.id]) for one in asked if one.id in walk.answers},
        "evidence": [
            {"slot": one.slot, "title": one.title, "required": one.required, "later": one.slot in later}
            for one in form.evidence_for(walk.answers)
        ],
    }


def _answer(question: Question, value: Any) -> dict[str, Any]:
    return {"label": question.label, "kind": question.kind, "value": value, "text": question.text(value)}


def json_schema(form: "Form") -> dict[str, Any]:
    """JSON Schema 2020-12; required are the questions that everybody is asked."""
    questions = [(page, one) for page in form.pages for one in page.questions if not isinstance(one, Document)]
    text = {"type": "string"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": urn(form),
        "title": form.title,
        **_object(
            {
                "$schema": {"const": urn(form)},
                "form": {"const": form.id},
                "version": {"const": form.version},
                "addition": text,
                "title": text,
                "answers": {
                    "type": "object",
                    "properties": {one.id: _answer_schema(one) for _, one in questions},
                    "required": [
                        one.id for page, one in questions if one.required and not (page.show_if or one.show_if)
                    ],
                    "additionalProperties": False,
                },
                "evidence": {
                    "type": "array",
                    "items": _object(
                        {"slot": text, "title": text, "required": {"type": "boolean"}, "later": {"type": "boolean"}}
                    ),
                },
            }
        ),
    }


def _answer_schema(question: Question) -> dict[str, Any]:
    text = {"type": "string"}
    answer = {"label": text, "kind": {"const": question.kind}, "value": question.value_schema(), "text": text}
    return {"title": question.label, **_object(answer)}


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
