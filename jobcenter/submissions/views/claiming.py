"""Taking a formless application over into Mein Bereich: from the receipt in this browser, or by what stands on it."""

import re
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from jobcenter.cases.models import Case
from jobcenter.people.models import actor_of, person_of
from jobcenter.questions.models import UnknownForm, catalogue
from jobcenter.submissions.formless import keeping
from jobcenter.submissions.models import Submission
from jobcenter.submissions.models.claiming import NotTheirs, born, claim, said_on_receipt
from jobcenter.submissions.throttle import Throttle

# From one network; and at one receipt by somebody who knows its code, so that nobody tries days of birth.
attempts = Throttle(limit=20, seconds=600)
guesses = Throttle(limit=6, seconds=3600)

_NOTHING = (
    "Zu diesen Angaben gibt es keinen Antrag, den Sie übernehmen können. Bitte vergleichen Sie Nummer und Prüfcode mit "
    "der Eingangsbestätigung. Das Geburtsdatum muss so sein, wie Sie es im Antrag angegeben haben."
)
_SLOWLY = "Das waren viele Versuche. Bitte warten Sie eine Stunde und versuchen Sie es dann noch einmal."


class _TooFast(Exception):
    """Somebody may be guessing."""


def take_over(request: HttpRequest) -> HttpResponse:
    """POST `hier` takes over what this browser has sent, otherwise what number, code and day of birth say."""
    kept = keeping.kept_in(request)
    asked = request.POST
    typed = {name: _tidy(asked.get(name, "")) for name in ("nummer", "code", "geboren")}
    error, status = "", 200
    if request.method == "POST":
        try:
            found = kept[0] if kept and "hier" in asked else _told(request, **typed)
            return _taken(*claim(found, to=person_of(request), by=actor_of(request)))
        except _TooFast:
            error, status = _SLOWLY, 429
        except NotTheirs:
            attempts.count(request)
            error, status = _NOTHING, 404
    context = {"kept": kept[0] if kept else None, "errors": [("nummer", error)] if error else [], **typed}
    return render(request, "submissions/formless/claim.html", context, status=status)


def taken_over(request: HttpRequest, case: UUID) -> HttpResponse:
    """That it is theirs now, and how to go on."""
    found = get_object_or_404(Case.objects.of(person_of(request)), pk=case)
    submission = Submission.objects.in_case(found).first()
    context = {"case": found, "submission": submission, "main_form": _main_form()}
    return render(request, "submissions/formless/claimed.html", context)


def _told(request: HttpRequest, nummer: str, code: str, geboren: str) -> Submission:
    """The application that all three fit. Raises NotTheirs, _TooFast."""
    if attempts.exceeded(request):
        raise _TooFast
    found = said_on_receipt(nummer, code)
    if found is None:
        raise NotTheirs
    if guesses.exceeded(found.receipt_number):
        raise _TooFast
    if not born(found, _day(geboren)):
        guesses.count(found.receipt_number)
        raise NotTheirs
    return found


def _tidy(text: str) -> str:
    """What was typed, to look at and to show again: short, on one line, without what no page can show."""
    return " ".join(text[:200].replace("\0", " ").split())[:40]


def _day(text: str) -> date | None:
    """„24.12.1985“, „24 12 1985“, „24121985“; None for what is no day."""
    found = re.fullmatch(r"\D*(\d{1,2})\D+(\d{1,2})\D+(\d{4})\D*|(\d{2})(\d{2})(\d{4})", text)
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _taken(case: Case, new: bool) -> HttpResponse:
    response = redirect("submissions:claimed" if new else "cases:case", case.pk)
    keeping.forget(response)
    return response


def _main_form() -> str:
    """The form to go on with, "" as long as there is none."""
    try:
        return catalogue().latest("hauptantrag").id
    except UnknownForm:
        return ""
