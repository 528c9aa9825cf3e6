"""Amounts of money, and numbers, the way people write them in Germany."""

import re
from decimal import Decimal
from typing import Any, ClassVar, Literal

from pydantic import Field

from jobcenter.questions.cleaning import compact
from jobcenter.questions.kinds.base import Question, Refused, Typed

# „1.234,50“, „1234,50“ and „1234.5“; „1,234.50“ and „1'234.50“ as banking apps of other countries copy them.
# A dot before exactly three digits separates thousands, as in German.
_WRITTEN = re.compile(
    r"[-+]?(?:(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,(?P<part>[0-9]+))?"
    r"|(?P<whole_en>[0-9]{1,3}(?:[,'’][0-9]{3})+|[0-9]+)\.(?P<part_en>[0-9]+))"
)


class Figure(Question):
    """What money and numbers share."""

    template: ClassVar[str] = "questions/kinds/figure.html"
    decimals: ClassVar[int] = 0
    least: int = 0
    most: int = Field(default=9_999_999, le=9_999_999)

    @property
    def size(self) -> int:
        """Characters an input needs at most: digits, dots between thousands, decimals, sign and unit."""
        return 20

    def amount(self, text: str) -> Decimal:
        """„1.234,50“, „1234.5“, „450,-“; raises Refused."""
        text = re.sub(r"[,.]?[-–—]+$", "", text).replace("−", "-")
        found = _WRITTEN.fullmatch(text) if len(text) <= 40 else None
        if not found:
            raise Refused(self.not_a_figure())
        whole = re.sub("[^0-9]", "", found["whole"] or found["whole_en"])
        decimals = found["part"] or found["part_en"] or ""
        # Three digits after a comma may be meant as thousands: better ask than guess.
        if len(decimals) > 2 or decimals[self.decimals :].strip("0"):
            raise Refused(self.too_exact())
        value = Decimal(f"{'-' if text.startswith('-') else ''}{whole}.{decimals or '0'}")
        if value < self.least:
            message = f"Bitte geben Sie mindestens {self.german(Decimal(self.least))} ein."
            if self.least == 0:
                message = "Bitte geben Sie eine Zahl ohne Minus ein."
            raise Refused(message)
        if value > self.most:
            message = f"Das ist mehr als {self.german(Decimal(self.most))}. Bitte prüfen Sie die Zahl."
            raise Refused(message)
        return value or Decimal(0)

    def not_a_figure(self) -> str:
        return "Bitte geben Sie eine Zahl ein, zum Beispiel 3."

    def too_exact(self) -> str:
        return "Bitte geben Sie eine ganze Zahl ein, ohne Komma."

    def german(self, value: Decimal) -> str:
        return f"{value:,.{self.decimals}f}".translate(str.maketrans(",.", ".,"))

    def fits(self, value: Any) -> bool:
        return isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,4})?", value) is not None

    def show(self, value: Any, name: str) -> dict[str, list[str]]:
        return {name: [self.german(Decimal(value))]}

    def value_schema(self) -> dict[str, Any]:
        ending = rf"\.[0-9]{{{self.decimals}}}" if self.decimals else ""
        return {"type": "string", "pattern": f"^-?[0-9]+{ending}$"}


class Money(Figure):
    """An amount in euros, kept as "1234.50"."""

    decimals: ClassVar[int] = 2
    kind: Literal["money"] = "money"
    unit: ClassVar[str] = "Euro"

    def parse(self, typed: Typed, name: str) -> str:
        text = re.sub("(?i)euro?|€", "", compact(self.typed_text(typed, name)))
        return f"{self.amount(text):.2f}"

    def not_a_figure(self) -> str:
        return "Bitte geben Sie einen Betrag in Euro ein, zum Beispiel 450 oder 450,50."

    def too_exact(self) -> str:
        return "Bitte geben Sie höchstens zwei Stellen nach dem Komma ein, zum Beispiel 450,50."

    def text(self, value: Any) -> str:
        return f"{self.german(Decimal(value))} €"


class Number(Figure):
    """A whole number, kept as "3"."""

    kind: Literal["number"] = "number"
    unit: str = ""

    def parse(self, typed: Typed, name: str) -> str:
        text = compact(self.typed_text(typed, name))
        return f"{self.amount(text.removesuffix(compact(self.unit)) if self.unit else text):.0f}"

    def text(self, value: Any) -> str:
        return f"{self.german(Decimal(value))} {self.unit}".strip()
