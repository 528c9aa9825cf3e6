"""Valid answers of every kind, made up by hypothesis; and what a browser would send of a rendered page."""

from datetime import date
from typing import Any

import html5lib
from django.utils import timezone
from hypothesis import strategies as st

from jobcenter.questions.evidence import Promised, Until
from jobcenter.questions.kinds.base import Question
from jobcenter.questions.kinds.choices import Confirm, OneOf, SeveralOf, YesNo
from jobcenter.questions.kinds.dates import Calendar, Date
from jobcenter.questions.kinds.document import Document
from jobcenter.questions.kinds.figures import Money, Number
from jobcenter.questions.kinds.groups import Group
from jobcenter.questions.kinds.iban import Iban
from jobcenter.questions.kinds.people import People
from jobcenter.questions.kinds.reference import BgNumber, Postcode
from jobcenter.questions.kinds.things import Things

IBANS = ["DE02120300000000202051", "DE89370400440532013000", "AT611904300234573201", "FR1420041010050500013M02606"]
WORDS = st.text("abcdefghijklmnopqrstuvwxyzäöüßÄÖÜÉčł <>&\"'-./,0123456789", min_size=1, max_size=60)


def values_of(question: Question) -> st.SearchStrategy[Any]:  # noqa: PLR0912 (one branch per kind)
    """Valid values of a question."""
    match question:
        case Confirm():
            return st.just(True)
        case YesNo():
            return st.booleans()
        case SeveralOf():
            least = 0 if question.none else 1
            ids = [option.id for option in question.options]
            return st.sets(st.sampled_from(ids), min_size=least).map(lambda some: [one for one in ids if one in some])
        case OneOf():
            return st.sampled_from([option.id for option in question.options])
        case Calendar():
            past, future = question.birth or question.when == "past", question.when == "future"
            days = st.dates(date(2100 if future else 1900, 1, 1), timezone.localdate() if past else date(2100, 12, 31))
            return days.map(lambda day: day.isoformat() if isinstance(question, Date) else day.isoformat()[:7])
        case Money():
            return st.integers(question.least * 100, question.most * 100).map(lambda cents: f"{cents / 100:.2f}")
        case Number():
            return st.integers(question.least, question.most).map(str)
        case Iban():
            return st.sampled_from(IBANS)
        case BgNumber():
            return st.from_regex(r"\A[0-9]{5}BG[0-9]{7}\Z", alphabet="0123456789BG")
        case Postcode():
            return st.from_regex(r"\A[0-9]{5}\Z", alphabet="0123456789")
        case Group():
            return _dicts(question.parts)
        case People():
            entries = st.fixed_dictionaries(
                {part.id: values_of(part) for part in question.parts if part.required},
                optional={part.id: values_of(part) for part in question.parts if not part.required},
            )
            keyed = st.tuples(entries, st.from_regex(r"\A[a-z0-9]{6}\Z")).map(lambda one: {**one[0], "key": one[1]})
            return st.lists(keyed, min_size=1, max_size=3, unique_by=lambda entry: entry["key"])
        case Things():
            return st.lists(_dicts(question.parts), min_size=1, max_size=3)
        case Document():
            return st.none()
        case Until():
            return st.dictionaries(st.sampled_from(question.slots), st.dates().map(str), min_size=1)
        case Promised():
            return st.sets(st.sampled_from(question.slots), min_size=1).map(
                lambda chosen: [slot for slot in question.slots if slot in chosen]
            )
    return WORDS.map(lambda text: " ".join(text[: question.max_length].split()) or "x")


def _dicts(parts: tuple[Question, ...]) -> st.SearchStrategy[dict[str, Any]]:
    needed = {part.id: values_of(part) for part in parts if part.required}
    return st.fixed_dictionaries(needed, optional={part.id: values_of(part) for part in parts if not part.required})


def sent_by_browser(html: str) -> dict[str, list[str]]:
    """The successful controls of some HTML, as a browser sends them (no button pressed)."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    sent: dict[str, list[str]] = {}
    for element in tree.iter():
        name = element.get("name")
        if not name or element.tag == "button":
            continue
        if element.tag == "input" and element.get("type") in {"radio", "checkbox"} and element.get("checked") is None:
            continue
        value = element.get("value", "")
        if element.tag == "textarea":
            value = (element.text or "").replace("\n", "\r\n")
        elif element.tag == "select":
            value = next(
                (one.get("value", "") for one in element.iter("option") if one.get("selected") is not None), ""
            )
        sent.setdefault(name, []).append(value)
    return sent
