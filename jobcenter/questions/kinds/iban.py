"""A bank account."""

from typing import Any, ClassVar, Literal

from stdnum import iban
from stdnum.exceptions import ValidationError

from jobcenter.questions.cleaning import compact
from jobcenter.questions.kinds.base import Question, Refused, Typed

GERMAN_LENGTH = 22


class Iban(Question):
    """An IBAN, kept without spaces, shown in groups of four."""

    template: ClassVar[str] = "questions/kinds/iban.html"
    kind: Literal["iban"] = "iban"

    def parse(self, typed: Typed, name: str) -> str:
        text = compact(self.typed_text(typed, name)).upper().replace("-", "").removeprefix("IBAN").lstrip(":")
        if not (text.isascii() and text.isalnum()):
            message = "Eine IBAN besteht nur aus Buchstaben und Ziffern. Bitte prüfen Sie Ihre Eingabe."
            raise Refused(message)
        if not text[:2].isalpha():
            message = "Eine IBAN beginnt mit zwei Buchstaben, in Deutschland mit DE."
            raise Refused(message)
        if text.startswith("DE") and len(text) != GERMAN_LENGTH:
            message = f"Eine deutsche IBAN hat {GERMAN_LENGTH} Zeichen. Ihre hat {len(text)}. Bitte prüfen Sie sie."
            raise Refused(message)
        try:
            return str(iban.validate(text))
        except ValidationError:
            message = "Diese IBAN stimmt nicht. Bitte vergleichen Sie jede Ziffer mit Ihrer Bankkarte."
            raise Refused(message) from None

    def show(self, value: Any, name: str) -> dict[str, list[str]]:
        return {name: [self.text(value)]}

    def text(self, value: Any) -> str:
        return " ".join(value[start : start + 4] for start in range(0, len(value), 4))

    def value_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}$"}
