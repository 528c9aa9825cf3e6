"""Around the questions of a form: where it stands on the list, how one gets in, how it leaves, what it is called."""

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from jobcenter.questions.conditions import Condition

Kind = Literal["application", "change", "request", "objection", "evidence"]
Group = Literal["benefit", "change", "needs", "education", "housing", "absence", "rights", "other"]


class Entry(BaseModel):
    """A further way into a form, listed like a form of its own: it begins with these answers given."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9-]{0,59}$")
    title: str
    description: str
    answers: dict[str, Any] = Field(min_length=1)
    search: list[str] = []


class Way(BaseModel):
    """How a form leaves. `print`: a PDF to sign, nothing is sent. `level`: what a sign-in must have proved before.

    `kind`, `title` and `note` where what is sent on this way is not the form's own thing, but for instance a request
    that only prepares it; the note says so before and after sending.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    show_if: Condition | None = None
    how: Literal["online", "print"] = "online"
    level: Literal["", "substantial", "high"] = ""
    kind: Kind | None = None
    title: str = ""
    note: str = ""
    note_text: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """German for the thing that is sent, with its article, and the parcel's kind for the Jobcenter's systems."""

    noun: str
    the: str
    your: str
    sent: str
    send: str
    parcel: str


_WORDS = {
    "application": Words(
        "Antrag", "der Antrag", "Ihr Antrag", "Ihr Antrag ist gesendet", "stellen Sie den Antrag", "application"
    ),
    "change": Words(
        "Mitteilung", "die Mitteilung", "Ihre Mitteilung", "Ihre Mitteilung ist gesendet",
        "teilen Sie es dem Jobcenter mit", "change_report",
    ),
    "request": Words(
        "Anliegen", "das Anliegen", "Ihr Anliegen", "Ihr Anliegen ist gesendet",
        "geht Ihr Anliegen an das Jobcenter", "request",
    ),
    "objection": Words(
        "Widerspruch", "der Widerspruch", "Ihr Widerspruch", "Ihr Widerspruch ist gesendet",
        "legen Sie den Widerspruch ein", "objection",
    ),
    "evidence": Words(
        "Nachreichung", "die Nachreichung", "Ihre Nachreichung", "Ihre Unterlagen sind gesendet",
        "reichen Sie die Unterlagen nach", "evidence",
    ),
}  # fmt: skip


def words_for(kind: str) -> Words:
    """The words for a kind of form."""
    return _WORDS[kind]
