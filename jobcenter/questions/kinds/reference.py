"""Numbers that the Jobcenter gave, and postcodes: fixed patterns with room for how people write them."""

import re
from typing import Any, ClassVar, Literal

from jobcenter.questions.cleaning import compact
from jobcenter.questions.kinds.base import Question, Refused, Typed


class BgNumber(Question):
    """The number of the benefit unit, kept as "12345BG0001234"; letters print it with // or with BG."""

    template: ClassVar[str] = "questions/kinds/code.html"
    kind: Literal["bg_number"] = "bg_number"
    max_length: ClassVar[int] = 20
    inputmode: ClassVar[str] = "text"
    autocomplete: ClassVar[str] = "off"

    def parse(self, typed: Typed, name: str) -> str:
        text = re.sub("[-./]", "", compact(self.typed_text(typed, name)).upper().replace("//", "BG"))
        if not re.fullmatch("[0-9]{5}BG[0-9]{7}", text):
            message = "Eine BG-Nummer sieht so aus: 12345BG0001234 oder 12345//0001234. Bitte prüfen Sie Ihre Eingabe."
            raise Refused(message)
        return text

    def value_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{5}BG[0-9]{7}$"}


class Postcode(Question):
    """Five digits."""

    template: ClassVar[str] = "questions/kinds/code.html"
    kind: Literal["postcode"] = "postcode"
    max_length: ClassVar[int] = 10
    inputmode: ClassVar[str] = "numeric"
    autocomplete: ClassVar[str] = "postal-code"

    def parse(self, typed: Typed, name: str) -> str:
        text = compact(self.typed_text(typed, name)).upper().removeprefix("D-")
        if not re.fullmatch("[0-9]{5}", text, re.ASCII):
            message = "Eine Postleitzahl hat fünf Ziffern, zum Beispiel 33602."
            raise Refused(message)
        return text

    def value_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{5}$"}
