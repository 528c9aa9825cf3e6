"""A form to fill in with a pen: every page, what to write where, and when a part may be left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from jobcenter.questions.models import Form, OutlinedItem, OutlinedPart, outline
from jobcenter.submissions.paper.press import print_pdf
from jobcenter.submissions.paper.spaces import line, space_for

_GERMANY = ZoneInfo("Europe/Berlin")
_NAME = {"art": "gruppe", "reihen": [[{"label": "Vorname und Nachname", "anteil": 1, "feld": line()}]]}


@dataclass(frozen=True)
class BlankPaper:
    """The whole form, or what one of its ways in (`entry_id`) leaves of it; `address`: where it goes, line by line."""

    form: Form
    entry_id: str = ""
    address: list[str] = field(default_factory=list)

    def pdf(self) -> bytes:
        """The same bytes for the same content. Raises LookupError for an unknown way in."""
        form, title, about = self.form, self.form.title, self.form.description
        given: dict[str, Any] = {}
        if self.entry_id:
            if (entry := form.entry(self.entry_id)) is None:
                raise LookupError(self.entry_id)
            title, about, given = entry.title, entry.description, dict(entry.answers)
        data = {
            "titel": title,
            "zu": form.title if title != form.title else "",
            "beschreibung": about,
            "rechtsgrundlage": form.legal_basis,
            "fuss": self._footer(title),
            "anschrift": self.address,
            "bogen": _sheets(form, given),
        }
        return print_pdf("vordruck", data, at=datetime.combine(form.valid_from, time(), _GERMANY), forget=True)

    def _footer(self, title: str) -> str:
        addition = f" mit Zusatz {self.form.addition}" if self.form.addition else ""
        return f"{title} · Version {self.form.version}{addition}"


def _sheets(form: Form, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The parts; those that are filled in once per person each on sheets of their own."""
    way = {
        one.show_if.question: one.show_if.is_
        for one in form.ways
        if one.how == "print" and one.show_if and one.show_if.test == "is"
    }
    # How it leaves is clear with the paper in the hand.
    outlined = outline(form, given, settled=way)
    evidence = [
        {
            "titel": paper.rule.title,
            "warum": paper.rule.why,
            "was": ", ".join(filter(None, [paper.rule.page_hint, paper.rule.period])),
            "wann": f"Nur nötig, {paper.when}." if paper.when else "",
            "wen": f"Für {paper.whom}." if paper.whom else "",
            "freiwillig": not paper.rule.required,
            "folgt": paper.rule.may_follow,
            "da": paper.rule.may_be_there,
        }
        for paper in outlined.evidence
    ]
    return [
        _sheet(list(some), evidence) | {"einzeln": bool(each)}
        for each, some in groupby(outlined.parts, key=lambda part: part.page.each)
    ]


def _sheet(parts: list[OutlinedPart], evidence: list[dict[str, Any]]) -> dict[str, Any]:
    """Neighbouring parts for the same people; for whom stands at a part only where it is not for all of them."""
    widest = max((part.whom for part in parts if part.page.who is None), key=len, default="")
    return {
        "name": _NAME,
        "teile": [
            _part(part, evidence) | {"wen": "" if part.whom in {"", widest} else f"Für {part.whom}."} for part in parts
        ],
        "wen": widest,
        "selbst": any(part.whom.startswith("Sie selbst") for part in parts),
    }


def _part(part: OutlinedPart, evidence: list[dict[str, Any]]) -> dict[str, Any]:
    page = part.page
    return {
        "nummer": part.number,
        "titel": page.title,
        "wann": _only(part.when),
        "einleitung": "" if _speaks_of_the_app(part) else page.intro,
        "punkte": page.points,
        "warum": page.why,
        "gesetz": page.law,
        "fragen": [_item(item) for item in part.items],
        "nachweise": evidence if page.kind == "evidence" else [],
    }


def _item(item: OutlinedItem) -> dict[str, Any]:
    question = item.question
    return {
        "nummer": item.number,
        # A statement stands beside its box.
        "label": "" if question.kind == "confirm" else question.label,
        "hinweis": question.hint if item.given is None else "",
        "warum": question.why,
        "wann": _only(item.when),
        "freiwillig": not question.required,
        "feld": space_for(question, item.given),
    }


def _only(when: str) -> str:
    return f"Nur ausfüllen, {when}." if when else ""


def _speaks_of_the_app(part: OutlinedPart) -> bool:
    """Whether a page's introduction is about what the app filled in, about choosing or about taking photos."""
    filled_in = any(item.question.prefill == "self" or item.given is not None for item in part.items)
    return filled_in or part.page.kind == "evidence"
