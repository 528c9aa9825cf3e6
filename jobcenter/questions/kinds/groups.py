"""Questions made of others: a person, an address, a postcode with its place, a list of things."""

from typing import Any, ClassVar, Literal

from jobcenter.questions.kinds.base import Question, Reading, Typed
from jobcenter.questions.kinds.dates import Date
from jobcenter.questions.kinds.reference import Postcode
from jobcenter.questions.kinds.text import Text

_POSTCODE = Postcode(id="postcode", label="Postleitzahl")
_PLACE = Text(id="place", label="Ort", autocomplete="address-level2")


class Group(Question):
    """Several inputs that are one answer, kept as a dict."""

    template: ClassVar[str] = "questions/kinds/group.html"
    grouped: ClassVar[bool] = True
    parts: ClassVar[tuple[Question, ...]] = ()

    def read(self, typed: Typed, name: str) -> Reading:
        if not self.required and self.blank(typed, name):
            return Reading()
        readings = [(part.id, part.read(typed, f"{name}-{part.id}")) for part in self.parts]
        problems = [problem for _, reading in readings for problem in reading.problems]
        value = {key: reading.value for key, reading in readings if reading.value is not None}
        return Reading(None if problems else value, problems)

    def blank(self, typed: Typed, name: str) -> bool:
        return all(part.blank(typed, f"{name}-{part.id}") for part in self.parts)

    def show(self, value: Any, name: str) -> dict[str, list[str]]:
        return shown(self.parts, value, name)

    def fits(self, value: Any) -> bool:
        return fitting(self.parts, value)

    def value_schema(self) -> dict[str, Any]:
        return object_schema(self.parts)

    def first_input(self, name: str) -> str:
        return self.parts[0].first_input(f"{name}-{self.parts[0].id}")


class PostcodePlace(Group):
    """Postcode and place."""

    kind: Literal["postcode_place"] = "postcode_place"
    parts: ClassVar[tuple[Question, ...]] = (_POSTCODE, _PLACE)

    def text(self, value: Any) -> str:
        return f"{value.get('postcode', '')} {value.get('place', '')}".strip()


class Address(Group):
    """Street, house number, postcode and place."""

    kind: Literal["address"] = "address"
    parts: ClassVar[tuple[Question, ...]] = (
        Text(id="street", label="Straße", autocomplete="off"),
        Text(id="house_number", label="Hausnummer", max_length=20, width="short"),
        _POSTCODE,
        _PLACE,
    )

    def text(self, value: Any) -> str:
        street = f"{value.get('street', '')} {value.get('house_number', '')}".strip()
        return f"{street}, {value.get('postcode', '')} {value.get('place', '')}".strip(", ")


class Person(Group):
    """Given name, family name and day of birth."""

    kind: Literal["person"] = "person"
    parts: ClassVar[tuple[Question, ...]] = (
        Text(id="given_name", label="Vorname", autocomplete="given-name"),
        Text(id="family_name", label="Nachname", autocomplete="family-name"),
        Date(id="birth_date", label="Geburtsdatum", hint="Zum Beispiel: 24 12 1985", birth=True, prefill="birth_date"),
    )

    def text(self, value: Any) -> str:
        name = f"{value.get('given_name', '')} {value.get('family_name', '')}".strip()
        born = value.get("birth_date")
        return f"{name}, geboren am {self.parts[2].text(born)}" if born else name


def shown(parts: tuple[Question, ...], value: dict[str, Any], name: str) -> dict[str, list[str]]:
    """The parts of a dict as the texts of their inputs."""
    texts: dict[str, list[str]] = {}
    for part in parts:
        if value.get(part.id) is not None:
            texts |= part.show(value[part.id], f"{name}-{part.id}")
    return texts


def fitting(parts: tuple[Question, ...], value: Any) -> bool:
    """Whether a dict has only these parts, each of its own type."""
    if not isinstance(value, dict):
        return False
    known = {part.id: part for part in parts}
    return all(key in known and known[key].fits(one) for key, one in value.items())


def object_schema(parts: tuple[Question, ...]) -> dict[str, Any]:
    """JSON Schema of a dict with these parts."""
    return {
        "type": "object",
        "properties": {part.id: part.value_schema() for part in parts},
        "required": [part.id for part in parts if part.required],
        "additionalProperties": False,
    }
