"""Written words: one line, or several."""

from typing import Any, ClassVar, Literal

from pydantic import Field

from jobcenter.questions.cleaning import lines, unreadable
from jobcenter.questions.kinds.base import Question, Refused, Typed


class Text(Question):
    """One line of text."""

    kind: Literal["text"] = "text"
    max_length: int = Field(default=100, ge=1, le=500)
    autocomplete: str = "off"
    input_type: Literal["text", "tel", "email"] = "text"
    inputmode: str = ""
    width: Literal["", "short"] = ""

    def parse(self, typed: Typed, name: str) -> str:
        return readable(self.typed_text(typed, name), self.max_length)

    def value_schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.max_length}


class LongText(Question):
    """Several lines of text."""

    template: ClassVar[str] = "questions/kinds/long_text.html"
    kind: Literal["long_text"] = "long_text"
    max_length: int = Field(default=2000, ge=1, le=10_000)
    rows: int = Field(default=5, ge=2, le=20)

    @staticmethod
    def typed_text(typed: Typed, name: str) -> str:
        texts = typed.get(name)
        return lines(texts[-1]) if texts else ""

    def parse(self, typed: Typed, name: str) -> str:
        return readable(self.typed_text(typed, name), self.max_length)

    def value_schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.max_length}


def readable(text: str, limit: int) -> str:
    """The text, if it is short enough and a Jobcenter can read it; raises Refused."""
    if len(text) > limit:
        length, most = (f"{count:,}".replace(",", ".") for count in (len(text), limit))
        message = f"Der Text ist zu lang: {length} Zeichen. Erlaubt sind {most}. Bitte kürzen Sie ihn."
        raise Refused(message)
    if sign := unreadable(text):
        message = f"Das Zeichen „{sign}“ kommt beim Jobcenter nicht an. Bitte löschen Sie es."
        raise Refused(message)
    return text
