"""Pages and evidence once per person: who these people are, and what is theirs.

A copy for one person bears the person's key behind two underscores (`income__a1b2c3`), a page behind one
(`einkommen_a1b2c3`): neither can be the id of anything in a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from jobcenter.questions.reading import NAME

if TYPE_CHECKING:
    from jobcenter.questions.kinds.base import Question

# The key and the relation of whoever fills in the form.
OWN_KEY, OWN_RELATION = "ich", "self"
SPOKEN = "{" + NAME + "}"
_WORDED = ("label", "hint", "why", "missing")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a page is repeated for. `facts`: relation, age in full years, and what else their entry says."""

    key: str
    name: str
    facts: Mapping[str, Any]

    @property
    def is_self(self) -> bool:
        return self.key == OWN_KEY

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> "Person":
        """An entry of a list of people."""
        told = entry.get("person") or {}
        facts = {key: value for key, value in entry.items() if key not in ("key", "person")}
        return cls(str(entry.get("key", "")), _called(told), {**facts, "age": age(told)})

    @classmethod
    def oneself(cls, told: Mapping[str, Any]) -> "Person":
        """The answer to the question who fills in the form."""
        return cls(OWN_KEY, _called(told), {"relation": OWN_RELATION, "age": age(told)})

    def spoken_of(self, text: str) -> str:
        """A text with the name in it."""
        return text.replace(SPOKEN, self.name)


def speaks_of_somebody(text: str) -> bool:
    """Whether a text has a place for the name."""
    return SPOKEN in text


def base(page_id: str) -> str:
    """The id of the page in the file that this page, or copy of a page, was made of."""
    return page_id.partition("_")[0]


def asked_of(question: "Question", person: Person) -> "Question":
    """The person's copy of a question."""
    copy = _copy(question, person.key)
    worded = {field: text for field in _WORDED if speaks_of_somebody(text := getattr(question, field))}
    if not worded:
        return copy
    return copy.model_copy(update={field: person.spoken_of(text) for field, text in worded.items()})


@lru_cache(maxsize=128)
def _copies(key: str) -> "dict[int, tuple[Question, Question]]":
    """Of one key. No name is in here, so nothing of a person stays in memory."""
    return {}


def _copy(question: "Question", key: str) -> "Question":
    copies = _copies(key)
    found = copies.get(id(question))
    if found is None or found[0] is not question:
        found = copies[id(question)] = (question, question.model_copy(update={"id": f"{question.id}__{key}"}))
    return found[1]


def _called(told: Mapping[str, Any]) -> str:
    return str(told.get("given_name") or told.get("family_name") or "")


def age(told: Mapping[str, Any]) -> int | None:
    """Of an answer that names a person: in full years today; None without a day of birth."""
    try:
        born = date.fromisoformat(str(told.get("birth_date")))
    except ValueError:
        return None
    today = timezone.localdate()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
