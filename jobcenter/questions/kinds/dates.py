"""Days and months, typed as numbers in inputs of their own (KERN, and what works on every phone)."""

import re
from datetime import date
from typing import Any, ClassVar, Literal

from django.utils import timezone

from jobcenter.questions.cleaning import compact
from jobcenter.questions.kinds.base import Question, Refused, Typed

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_MONTH = "[0-9]{4}-(0[1-9]|1[0-2])"
NAMES = {"day": "Tag", "month": "Monat", "year": "Jahr"}
EARLIEST, LATEST = 1900, 2100


class Calendar(Question):
    """What days and months share."""

    template: ClassVar[str] = "questions/kinds/date.html"
    grouped: ClassVar[bool] = True
    when: Literal["", "past", "future"] = ""
    birth: bool = False

    def inputs(self, typed: Typed, name: str) -> list[dict[str, Any]]:
        """What the template needs of each input."""
        return [
            {
                "name": f"{name}-{part}",
                "id": f"f-{name}-{part}",
                "label": NAMES[part],
                "value": (typed.get(f"{name}-{part}") or [""])[-1],
                "style": " question-year" if part == "year" else "",
                # A month may be typed as its name.
                "maxlength": {"day": 2, "month": 9, "year": 4}[part],
                "autocomplete": f"bday-{part}" if self.prefill in {"birth_date", "self"} else "off",
            }
            for part in self.parts_of
        ]

    def blank(self, typed: Typed, name: str) -> bool:
        return not any(self.typed_text(typed, f"{name}-{part}") for part in self.parts_of)

    def lacking_message(self) -> str:
        return self.asking(f"Bitte geben Sie ein Datum an: „{self.label}“")

    def show(self, value: Any, name: str) -> dict[str, list[str]]:
        texts = dict(zip(("year", "month", "day"), value.split("-"), strict=False))
        return {f"{name}-{part}": [texts.get(part, "")] for part in self.parts_of}

    def numbers(self, typed: Typed, name: str) -> dict[str, int]:
        """Each part as a number that can be one; raises Refused."""
        found = {}
        for part in self.parts_of:
            text = compact(self.typed_text(typed, f"{name}-{part}")).strip(".")
            if not text:
                message = f"Bitte geben Sie auch {'den' if part != 'year' else 'das'} {NAMES[part]} an."
                raise Refused(message, part)
            found[part] = _month_named(text) if part == "month" and text.isalpha() else _number(text, part)
        if found.get("day", 1) > 31 or found.get("day", 1) < 1:
            message = "Diesen Tag gibt es nicht. Ein Monat hat höchstens 31 Tage."
            raise Refused(message, "day")
        if not 1 <= found["month"] <= 12:
            message = "Diesen Monat gibt es nicht. Bitte geben Sie eine Zahl von 1 bis 12 ein."
            raise Refused(message, "month")
        if found["year"] < 100:
            message = f"Bitte geben Sie das Jahr mit vier Ziffern ein, zum Beispiel {timezone.localdate().year}."
            raise Refused(message, "year")
        if not EARLIEST <= found["year"] <= LATEST:
            message = f"Bitte prüfen Sie das Jahr. Es muss zwischen {EARLIEST} und {LATEST} liegen."
            raise Refused(message, "year")
        return found

    def check_time(self, first: date, last: date) -> None:
        """Past and future as asked; `first` and `last` are the ends of what was typed."""
        today = timezone.localdate()
        if self.birth and first > today:
            message = "Das Geburtsdatum liegt in der Zukunft. Bitte prüfen Sie das Jahr."
            raise Refused(message, "year")
        if self.when == "past" and first > today:
            message = "Das liegt in der Zukunft. Bitte geben Sie einen Tag an, der schon war."
            raise Refused(message, "year")
        if self.when == "future" and last < today:
            message = "Das ist schon vorbei. Bitte geben Sie einen Tag an, der noch kommt."
            raise Refused(message, "year")


class Date(Calendar):
    """A day, kept as "2026-11-22"."""

    parts_of: ClassVar[tuple[str, ...]] = ("day", "month", "year")
    kind: Literal["date"] = "date"

    def parse(self, typed: Typed, name: str) -> str:
        found = self.numbers(typed, name)
        try:
            day = date(found["year"], found["month"], found["day"])
        except ValueError:
            month = MONTHS[found["month"] - 1]
            message = f"Den {found['day']}. {month} {found['year']} gibt es nicht. Bitte prüfen Sie den Tag."
            raise Refused(message, "day") from None
        self.check_time(day, day)
        return day.isoformat()

    def text(self, value: Any) -> str:
        year, month, day = value.split("-")
        return f"{day}.{month}.{year}"

    def fits(self, value: Any) -> bool:
        return isinstance(value, str) and re.fullmatch(f"{_MONTH}-[0-9]{{2}}", value) is not None

    def value_schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


class Month(Calendar):
    """A month, kept as "2026-11"."""

    parts_of: ClassVar[tuple[str, ...]] = ("month", "year")
    kind: Literal["month"] = "month"

    def parse(self, typed: Typed, name: str) -> str:
        found = self.numbers(typed, name)
        self.check_time(date(found["year"], found["month"], 1), date(found["year"], found["month"], 28))
        return f"{found['year']:04}-{found['month']:02}"

    def text(self, value: Any) -> str:
        year, month = value.split("-")
        return f"{MONTHS[int(month) - 1]} {year}"

    def fits(self, value: Any) -> bool:
        return isinstance(value, str) and re.fullmatch(_MONTH, value) is not None

    def value_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_MONTH}$"}


def _number(text: str, part: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        message = f"Bitte geben Sie {'den' if part != 'year' else 'das'} {NAMES[part]} als Zahl ein."
        raise Refused(message, part)
    return int(text)


def _month_named(text: str) -> int:
    """„März“ and „Mär“ are months too."""
    wanted = text.casefold()
    found = [
        number for number, month in enumerate(MONTHS, 1) if len(wanted) >= 3 and month.casefold().startswith(wanted)
    ]
    return found[0] if found else _number(text, "month")
