"""What every question kind can do: read what was typed, show a value again, print it, describe itself.

`Typed` is what a browser sends: each input's name with its texts. A kind's inputs are called after the question
(`rent`), its parts after a hyphen (`birth_date-day`, `children-0-given_name`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from jobcenter.questions.cleaning import one_line
from jobcenter.questions.conditions import Condition

Typed = Mapping[str, Sequence[str]]
NAME = r"^[a-z][a-z0-9_]{0,59}$"


class Refused(Exception):
    """What was typed cannot be taken; the message tells the person why and what to do.

    `part` names the input it is about, when the question has several.
    """

    def __init__(self, message: str, part: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.part = part


@dataclass(frozen=True, slots=True)
class Problem:
    """A message, the field it is shown at, the input to go to, and (in a list) which entry it is about."""

    name: str
    message: str
    target: str
    entry: str = ""

    @property
    def in_summary(self) -> str:
        return f"{self.entry}: {self.message}" if self.entry else self.message


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of the typed texts: a value (None: nothing) and what is wrong with them."""

    value: Any = None
    problems: list[Problem] = field(default_factory=list)


class Question(BaseModel):
    """One question as the catalogue words it; its subclasses are the kinds."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)

    template: ClassVar[str] = "questions/kinds/text.html"
    parts_of: ClassVar[tuple[str, ...]] = ()
    grouped: ClassVar[bool] = False

    id: str = Field(pattern=NAME)
    kind: str
    label: str = ""
    hint: str = ""
    why: str = ""
    law: str = ""
    missing: str = ""
    required: bool = True
    # Needed also where a form may be sent with gaps.
    essential: bool = False
    show_if: Condition | None = None
    prefill: str = ""
    # What later forms are to know of this answer, where showing what is known already would mislead.
    remember: str = ""

    def drawn_with(self) -> str:
        """The template that draws this question."""
        return self.template

    @property
    def slot(self) -> str:
        """The evidence this belongs to, for the fields of an evidence page."""
        return ""

    def on_page(self) -> list[tuple["Question", str]]:
        """What of it stands on the page, with the name of its inputs: usually the question itself."""
        return [(self, self.id)]

    def read(self, typed: Typed, name: str) -> Reading:
        """In: the texts of the page and the name of this question's inputs. Never raises."""
        if self.blank(typed, name):
            return Reading(None, [self.lacking(name)] if self.required else [])
        try:
            return Reading(self.parse(typed, name))
        except Refused as refused:
            target = f"{name}-{refused.part}" if refused.part else self.first_input(name)
            return Reading(None, [Problem(name, refused.message, target)])

    def blank(self, typed: Typed, name: str) -> bool:
        return not self.typed_text(typed, name)

    def parse(self, typed: Typed, name: str) -> Any:
        """The value; raises Refused."""
        raise NotImplementedError

    def show(self, value: Any, name: str) -> dict[str, list[str]]:
        """A value as the texts of its inputs: what `read` makes the same value of again."""
        return {name: [value]}

    def text(self, value: Any) -> str:
        """The value in German, for people to read."""
        return str(value)

    def fits(self, value: Any) -> bool:
        """Whether a stored value is one of this question's (has its type; `valid` asks whether it is allowed)."""
        return isinstance(value, str)

    def counted(self, value: Any) -> Any:
        """The part of a stored value that counts as things stand; None: nothing."""
        return value

    def following(self, value: Any, before: Any) -> Any:
        """A value that was just read, as it takes the place of the answer before (None: there was none)."""
        return value

    def value_schema(self) -> dict[str, Any]:
        """JSON Schema of the value."""
        return {"type": "string"}

    def valid(self, value: Any) -> bool:
        """Whether the value would be taken if somebody typed it now."""
        if value is None:
            return not self.required
        if not self.fits(value):
            return False
        reading = self.read(self.show(value, "x"), "x")
        return not reading.problems and reading.value == value

    def lacking(self, name: str) -> Problem:
        return Problem(name, self.missing or self.lacking_message(), self.first_input(name))

    def lacking_message(self) -> str:
        return self.asking(f"Bitte füllen Sie „{self.label}“ aus.")

    def asking(self, otherwise: str) -> str:
        """A label that is a question wants an answer; `otherwise` suits the rest."""
        return f"Bitte beantworten Sie: „{self.label}“" if self.label.endswith("?") else otherwise

    def first_input(self, name: str) -> str:
        return f"{name}-{self.parts_of[0]}" if self.parts_of else name

    @staticmethod
    def typed_text(typed: Typed, name: str) -> str:
        """The last text sent under a name, as one clean line."""
        texts = typed.get(name)
        return one_line(texts[-1]) if texts else ""
