"""Answers that a person's profile already gives."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from jobcenter.questions.kinds.people import People

if TYPE_CHECKING:
    from jobcenter.questions.form import Form

# The end of a period that was granted says nothing any more when it is so long ago.
LONG_PAST = timedelta(days=92)
SELF = ("given_name", "family_name", "birth_date")
KNOWN = {
    "self",
    *SELF,
    "bg_number",
    "customer_number",
    "address",
    "phone",
    "iban",
    "account_holder",
    "household",
    "approved_until",
}


def answers(form: "Form", profile: Mapping[str, Any]) -> dict[str, Any]:
    """In: Person.profile. Out: answers, only of values that their question would take."""
    found: dict[str, Any] = {}
    for page in form.pages:
        for question in page.questions:
            value = _known(question.prefill, profile) if question.prefill else None
            if isinstance(question, People) and isinstance(value, list):
                value = [entry for one in value if (entry := question.known(one))]
            if value and question.valid(value):
                found[question.id] = value
    return found


def _known(key: str, profile: Mapping[str, Any]) -> Any:
    if key == "self":
        return {part: profile[part] for part in SELF if profile.get(part)}
    if key == "account_holder" and not profile.get(key):
        return f"{profile.get('given_name', '')} {profile.get('family_name', '')}".strip()
    if key == "approved_until" and str(profile.get(key)) < (timezone.localdate() - LONG_PAST).isoformat():
        return None  # another period has begun since
    return profile.get(key)
