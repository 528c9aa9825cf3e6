"""One ordinary valid answer to any question, without chance."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from jobcenter.questions.evidence import Promised
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


def plain_answer(question: Question) -> Any:  # noqa: PLR0912 (one branch per kind)
    """A valid value, the same every time."""
    match question:
        case Confirm():
            return True
        case YesNo():
            return False
        case SeveralOf():
            return [] if question.none else [question.options[0].id]
        case OneOf():
            return question.options[0].id
        case Calendar():
            day = timezone.localdate() + timedelta(days=40 if question.when == "future" else -40)
            day = day.replace(year=1990) if question.birth else day
            return day.isoformat() if isinstance(question, Date) else day.isoformat()[:7]
        case Money():
            return f"{max(question.least, min(100, question.most))}.00"
        case Number():
            return str(max(question.least, min(2, question.most)))
        case Iban():
            return "DE02120300000000202051"
        case BgNumber():
            return "31704BG0001234"
        case Postcode():
            return "33602"
        case Group():
            return {part.id: plain_answer(part) for part in question.parts if part.required}
        case People():
            parts = {part.id: plain_answer(part) for part in question.parts if part.required}
            return [{"key": "aaaaaa", **parts}]
        case Things():
            return [{part.id: plain_answer(part) for part in question.parts if part.required}]
        case Document() | Promised():
            return None
    return "Anna"
