"""What a person told in a form that other forms may be prefilled with."""

from collections.abc import Mapping
from typing import Any

from jobcenter.questions.models import Form


def learnt(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The part of `Person.profile` that these answers say: questions with prefill or remember, if they were asked."""
    told = form.reachable(answers)
    profile: dict[str, Any] = {}
    for page in form.pages:
        for question in page.questions:
            value = told.get(question.id)
            known = question.remember or question.prefill
            if not known or value in (None, ""):
                continue
            if known == "self" and isinstance(value, dict):
                profile |= value
            else:
                profile[known] = value
    return profile
