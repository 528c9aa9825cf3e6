"""Answers to choose from: yes or no, one of, several of, and a confirmation."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from jobcenter.questions.kinds.base import NAME, Question, Refused, Typed

NONE = "none"


class Option(BaseModel):
    """One answer to choose."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    id: str = Field(pattern=NAME)
    label: str
    hint: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button or checkbox as it stands on the page; a `heading` stands above it."""

    id: str
    value: str
    label: str
    hint: str
    checked: bool
    heading: str = ""


class Chosen(Question):
    """What the kinds with choices share: radio buttons in a fieldset."""

    template: ClassVar[str] = "questions/kinds/radios.html"
    grouped: ClassVar[bool] = True

    def offered(self) -> list[tuple[str, str, str]]:
        """Value, label and hint of each choice."""
        raise NotImplementedError

    def choices(self, typed: Typed, name: str) -> list[Choice]:
        """The buttons; the first has the id that an error links to."""
        chosen = set(typed.get(name, ()))
        return [
            Choice(f"f-{name}-{number}" if number else f"f-{name}", value, label, hint, value in chosen)
            for number, (value, label, hint) in enumerate(self.offered())
        ]

    def lacking_message(self) -> str:
        return self.asking(f"Bitte wählen Sie eine Antwort: „{self.label}“")

    def parse(self, typed: Typed, name: str) -> Any:
        chosen = self.typed_text(typed, name)
        if chosen not in [value for value, _, _ in self.offered()]:
            raise Refused(self.missing or self.lacking_message())
        return chosen


class YesNo(Chosen):
    """Yes or no."""

    kind: Literal["yes_no"] = "yes_no"
    yes: str = "Ja"
    no: str = "Nein"

    def offered(self) -> list[tuple[str, str, str]]:
        return [("ja", self.yes, ""), ("nein", self.no, "")]

    def parse(self, typed: Typed, name: str) -> bool:
        return bool(super().parse(typed, name) == "ja")

    def show(self, value: Any, name: str) -> dict[str, list[str]]:
        return {name: ["ja" if value else "nein"]}

    def text(self, value: Any) -> str:
        return self.yes if value else self.no

    def fits(self, value: Any) -> bool:
        return isinstance(value, bool)

    def value_schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class OneOf(Chosen):
    """One answer out of a few; a longer list becomes a dropdown."""

    longest_as_buttons: ClassVar[int] = 7

    kind: Literal["one_of"] = "one_of"
    options: list[Option] = Field(min_length=2, max_length=20)

    def drawn_with(self) -> str:
        return "questions/kinds/select.html" if len(self.options) > self.longest_as_buttons else self.template

    @field_validator("options")
    @classmethod
    def _different(cls, options: list[Option]) -> list[Option]:
        return cls.each_once(options)

    @staticmethod
    def each_once(options: list[Option]) -> list[Option]:
        """The options, if none has the id of another. Raises ValueError."""
        ids = [option.id for option in options]
        if NONE in ids or len(set(ids)) < len(ids):
            message = f'option ids must differ, and "{NONE}" is reserved'
            raise ValueError(message)
        return options

    def offered(self) -> list[tuple[str, str, str]]:
        return [(option.id, option.label, option.hint) for option in self.options]

    def text(self, value: Any) -> str:
        return next((option.label for option in self.options if option.id == value), str(value))

    def value_schema(self) -> dict[str, Any]:
        return {"enum": [option.id for option in self.options]}


class SeveralOf(OneOf):
    """Any number of answers; `none` words the answer "nothing of it", kept as an empty list."""

    template: ClassVar[str] = "questions/kinds/checkboxes.html"
    kind: Literal["several_of"] = "several_of"  # type: ignore[assignment]
    none: str = ""

    def offered(self) -> list[tuple[str, str, str]]:
        return [*super().offered(), *([(NONE, self.none, "")] if self.none else [])]

    def drawn_with(self) -> str:
        return self.template

    def choices(self, typed: Typed, name: str) -> list[Choice]:
        headings = {option.id: option.heading for option in self.options}
        return [replace(choice, heading=headings.get(choice.value, "")) for choice in super().choices(typed, name)]

    def blank(self, typed: Typed, name: str) -> bool:
        return not any(typed.get(name, ()))

    def parse(self, typed: Typed, name: str) -> list[str]:
        chosen = {text for text in typed[name] if text}
        offered = [value for value, _, _ in self.offered()]
        if chosen - set(offered):
            raise Refused(self.missing or self.lacking_message())
        if self.none and NONE in chosen:
            if len(chosen) > 1:
                message = f"Sie haben „{self.none}“ und noch etwas anderes gewählt. Bitte wählen Sie nur eins davon."
                raise Refused(message)
            return []
        return [value for value in offered if value in chosen]

    def show(self, value: Any, name: str) -> dict[str, list[str]]:
        return {name: list(value) or [NONE]}

    def text(self, value: Any) -> str:
        return "; ".join(super(SeveralOf, self).text(one) for one in value) or self.none

    def fits(self, value: Any) -> bool:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            return False
        return bool(value or self.none)

    def value_schema(self) -> dict[str, Any]:
        return {"type": "array", "items": super().value_schema(), "uniqueItems": True}


class Confirm(Chosen):
    """A statement to agree to with one tick."""

    template: ClassVar[str] = "questions/kinds/confirm.html"
    grouped: ClassVar[bool] = False
    kind: Literal["confirm"] = "confirm"

    def offered(self) -> list[tuple[str, str, str]]:
        return [("ja", self.label, "")]

    def lacking_message(self) -> str:
        return f"Bitte setzen Sie hier ein Häkchen: „{self.label}“"

    def parse(self, typed: Typed, name: str) -> bool:
        return bool(super().parse(typed, name))

    def show(self, value: Any, name: str) -> dict[str, list[str]]:
        return {name: ["ja" if value else ""]}

    def text(self, value: Any) -> str:
        return "Bestätigt" if value else "Nicht bestätigt"

    def fits(self, value: Any) -> bool:
        return value is True

    def value_schema(self) -> dict[str, Any]:
        return {"const": True}
