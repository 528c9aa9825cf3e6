"""Until when the benefit is granted: somebody enters the day, and a calendar may remind them of it too."""

from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as worded
from django.views.decorators.http import require_safe
from icalendar import Alarm, Calendar, Event

from jobcenter.people.models import person_of
from jobcenter.questions.models import LONG_PAST, BoundPage, Date, Page, Refused
from jobcenter.submissions.models import Renewal
from jobcenter.web.surviving import typing_survives

# § 41 Abs. 3 SGB II: six months or a year. Who enters more has mistaken the year.
_LONGEST = timedelta(days=2 * 366)
_AT_NINE = timedelta(hours=9)


class Until(Date):
    """A day that can be the end of a period granted now."""

    def check_time(self, first: date, last: date) -> None:
        today = timezone.localdate()
        if last < today - LONG_PAST:
            message = "Das ist lange vorbei. Bitte nehmen Sie das Datum aus Ihrem neuesten Bescheid."
            raise Refused(message, "year")
        if last > today + _LONGEST:
            message = "Bitte prüfen Sie das Jahr. Bewilligt wird meist für sechs Monate oder ein Jahr."
            raise Refused(message, "year")


_QUESTION = Until(
    id="approved_until",
    kind="date",
    label="Bis wann ist Ihr Geld bewilligt?",
    hint="Das Datum steht im neuesten Bescheid. Leer lassen heißt: keine Erinnerung.",
    required=False,
)
_PAGE = Page(id="bewilligt-bis", title="Wann endet Ihr Bewilligungszeitraum?")


@typing_survives
def approval(request: HttpRequest) -> HttpResponse:
    """The day from the notice; empty forgets it."""
    renewal = Renewal.of(person_of(request))
    known = {_QUESTION.id: renewal.until.isoformat()} if renewal.until else {}
    bound = BoundPage(_PAGE, [_QUESTION], known, request.POST if request.method == "POST" else None)
    if not bound.is_valid():
        context = {"page": _PAGE, "bound": bound, "errors": bound.errors, "renewal": renewal}
        return render(request, "cases/approval.html", context, status=422 if bound.errors else 200)
    typed = bound.values[_QUESTION.id]
    until = date.fromisoformat(typed) if typed else None
    renewal.note(until)
    messages.success(request, _said(Renewal(renewal.person, until, renewal.today)))
    return redirect("cases:home")


def _said(renewal: Renewal) -> str:
    if renewal.until is None:
        return "Gespeichert. Wir erinnern Sie nicht mehr."
    if renewal.today < renewal.reminds_from:
        return f"Gespeichert. Wir erinnern Sie hier ab {worded(renewal.reminds_from, 'j. F Y')}."
    return "Gespeichert."


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The reminders as entries for one's own calendar (RFC 5545). Raises Http404 where there is none to come."""
    renewal = Renewal.of(person_of(request))
    if renewal.until is None or not renewal.reminders:
        raise Http404
    body = _entries(renewal, renewal.until)
    headers = {"Content-Disposition": 'attachment; filename="erinnerung.ics"', "Cache-Control": "private, no-store"}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


def _entries(renewal: Renewal, until: date) -> bytes:
    made = Calendar()
    made.add("prodid", "-//Jobcenter-App//DE")
    made.add("version", "2.0")
    address = settings.BASE_URL + reverse("submissions:new", args=[Renewal.FORM])
    for day in renewal.reminders:
        entry = Event()
        entry.add("uid", f"bewilligt-bis-{until:%Y%m%d}-{day:%Y%m%d}@jobcenter-app")
        # The same reminder is the same entry, whenever it is fetched.
        entry.add("dtstamp", datetime.combine(day, time(), UTC))
        entry.add("dtstart", day)
        entry.add("dtend", day + timedelta(days=1))
        entry.add("summary", "Weiterbewilligungsantrag stellen")
        entry.add("description", f"Bewilligt bis {worded(until, 'j. F Y')}.\n\n{address}")
        entry.add("url", address)
        entry.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", "Weiterbewilligungsantrag stellen")
        alarm.add("trigger", _AT_NINE)
        entry.add_component(alarm)
        made.add_component(entry)
    return bytes(made.to_ical())
