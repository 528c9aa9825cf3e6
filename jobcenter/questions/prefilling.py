"""Answers that a person's profile already gives."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jobcenter.questions.form import Form

SELF = ("given_name", "family_name", "birth_date")
KNOWN = {"self", *SELF, "bg_number", "customer_number", "address", "phone", "iban", "account_holder"}


def answers(form: "Form", profile: Mapping[str, Any]) -> dict[str, Any]:
    """In: Person.profile. Out: answers, only of values that their question would take."""
    found: dict[str, Any] = {}
    for page in form.pages:
        for question in page.questions:
            value = _known(question.prefill, profile) if question.prefill else None
            if value and question.valid(value):
                found[question.id] = value
    return found


def _known(key: str, profile: Mapping[str, Any]) -> Any:
    if key == "self":
        return {part: profile[part] for part in SELF if profile.get(part)}
    if key == "account_holder" and not profile.get(key):
        return f"{profile.get('given_name', '')} {profile.get('family_name', '')}".strip()
    return profile.get(key)
