"""The space that a question needs on paper: a line, boxes to tick, boxes for single digits, a table.

Each is plain data for `vordruck.typ`: `art` says how it is drawn, `halb` that two of them fit side by side.
"""

from collections.abc import Callable, Sequence
from typing import Any

from jobcenter.questions.models import Question

Space = dict[str, Any]

_FOREIGN = "Ist das Konto in einem anderen Land und die IBAN länger? Dann schreiben Sie sie hier:"

_SHORT_CHOICE, _MIDDLE_CHOICE = 22, 48
_TABLE = 174  # millimetres
_WIDTHS = {"text": 44, "date": 27, "month": 24, "money": 24, "number": 20, "yes_no": 27}
_MOST_LINES, _FEW_LINES = 8, 2


def space_for(question: Question, given: Any = None) -> Space:
    """In: a question, and the answer that is given already, which is printed instead. Out: its space."""
    if given is not None and question.kind in {"yes_no", "one_of", "several_of"}:
        chosen = given if isinstance(given, list) else [given]
        return _choice([_option(question.text([one] if isinstance(given, list) else one), "", True) for one in chosen])
    if given is not None:
        return {"art": "text", "text": question.text(given)}
    return _KINDS[question.kind](question)


def line(width: int = 0, unit: str = "", **more: Any) -> Space:
    """A line `width` millimetres long (0: as long as there is room)."""
    return {"art": "linie", "breite": width, "einheit": unit, "halb": 0 < width <= 80, **more}


def _digits(*groups: tuple[int, str], between: str = "", half: bool = True, otherwise: str = "") -> Space:
    """Boxes for single characters, in groups with a word below each; `otherwise`: for whom they do not fit."""
    return {
        "art": "kamm",
        "gruppen": [{"zahl": count, "wort": word} for count, word in groups],
        "zwischen": between,
        "sonst": otherwise,
        "halb": half,
    }


def _text(question: Any) -> Space:
    short = question.width == "short" or question.max_length <= 20
    return line(35 if short else 78 if question.max_length <= 100 else 0)


def _long_text(question: Any) -> Space:
    return {"art": "zeilen", "zahl": min(question.rows, _MOST_LINES)}


def _option(text: str, hint: str, ticked: bool = False) -> dict[str, Any]:
    return {"text": text, "hinweis": hint, "an": ticked}


def _choice(options: Sequence[dict[str, Any]], *, several: bool = False) -> Space:
    longest = max(len(one["text"]) for one in options)
    hints = any(one["hinweis"] for one in options)
    columns = 1
    if not hints and longest <= _SHORT_CHOICE:
        columns = min(len(options), 4)
    elif longest <= _MIDDLE_CHOICE and len(options) > 3:
        columns = 2
    return {"art": "wahl", "spalten": columns, "mehrere": several, "optionen": list(options)}


def _chosen(question: Any) -> Space:
    offered = [_option(label, hint) for _, label, hint in question.offered()]
    return _choice(offered, several=question.kind == "several_of")


def _parts(*rows: Sequence[tuple[Question, float]]) -> Space:
    """Several inputs: rows of parts, each with its share of the width (0: as much as it needs)."""
    return {
        "art": "gruppe",
        "reihen": [
            [{"label": part.label, "anteil": share, "feld": space_for(part) | _full(part)} for part, share in row]
            for row in rows
        ],
    }


def _full(part: Question) -> Space:
    return {"breite": 0} if part.kind == "text" else {}


def _person(question: Any) -> Space:
    given, family, born = question.parts
    return _parts([(given, 1), (family, 1)], [(born, 0)])


def _address(question: Any) -> Space:
    street, number, postcode, place = question.parts
    return _parts([(street, 3), (number, 1)], [(postcode, 0), (place, 1)])


def _postcode_place(question: Any) -> Space:
    return _parts([(part, share) for part, share in zip(question.parts, (0, 1), strict=True)])


def _entries(question: Any) -> Space:
    """A table where its columns fit beside each other; otherwise one box for each entry."""
    people = question.kind == "people"
    widths = [_WIDTHS.get(part.kind, _TABLE + 1) for part in question.parts]
    if sum(widths) <= _TABLE and not any(part.hint for part in question.parts if len(part.hint) > 60):
        columns = [
            {"label": part.label, "hinweis": part.hint, "breite": width, "art": part.kind, "einheit": _unit(part),
             "optionen": [label for _, label, _ in part.offered()] if part.kind == "yes_no" else []}
            for part, width in zip(question.parts, widths, strict=True)
        ]  # fmt: skip
        rows = min(question.max_entries, 4)
        return {"art": "tabelle", "spalten": columns, "zahl": rows, "name": question.entry}
    count = 4 if people else 2
    fields = [
        {
            "nummer": "",
            "label": part.label,
            "hinweis": part.hint,
            "wann": "",
            "freiwillig": not part.required,
            "feld": space_for(part),
        }
        for part in question.parts
    ]
    return {
        "art": "eintraege",
        "name": question.entry,
        "zahl": min(count, question.max_entries),
        "felder": fields,
    }


def _unit(part: Any) -> str:
    return "Euro" if part.kind == "money" else getattr(part, "unit", "")


_KINDS: dict[str, Callable[[Any], Space]] = {
    "text": _text,
    "long_text": _long_text,
    "yes_no": _chosen,
    "one_of": _chosen,
    "several_of": _chosen,
    "confirm": _chosen,
    "date": lambda question: _digits((2, "Tag"), (2, "Monat"), (4, "Jahr")),
    "month": lambda question: _digits((2, "Monat"), (4, "Jahr")),
    "money": lambda question: line(45, "Euro"),
    "number": lambda question: line(30, question.unit),
    "iban": lambda question: _digits(*[(4, "")] * 5, (2, ""), half=False, otherwise=_FOREIGN),
    "bg_number": lambda question: _digits((5, ""), (7, ""), between="//", half=False),
    "postcode": lambda question: _digits((5, "")),
    "postcode_place": _postcode_place,
    "address": _address,
    "person": _person,
    "things": _entries,
    "people": _entries,
    "document": lambda question: {"art": "beilage"},
}
