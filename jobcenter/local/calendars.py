"""Events as iCalendar (RFC 5545): one to keep, or all of a Jobcenter to subscribe to."""

from collections.abc import Iterable
from datetime import UTC, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from icalendar import Event as Entry

from jobcenter.directory.models import JobcenterInfo
from jobcenter.local.models import Event

CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_of(jobcenter: JobcenterInfo, events: Iterable[Event]) -> bytes:
    """These events of a Jobcenter. The same events give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Jobcenter-App//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = f"Veranstaltungen: {jobcenter.official_name}"
    calendar.add("name", name)  # RFC 7986, and what older programs know
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for event in events:
        calendar.add_component(_entry(jobcenter, event))
    return bytes(calendar.to_ical())


def _entry(jobcenter: JobcenterInfo, event: Event) -> Entry:
    entry = Entry()
    address = settings.BASE_URL + reverse("local:event", args=[jobcenter.provider_number, event.slug])
    entry.add("uid", f"{event.slug}.{jobcenter.provider_number}@jobcenter-app")
    entry.add("dtstamp", event.changed_at.astimezone(UTC))
    if event.all_day:
        entry.add("dtstart", timezone.localdate(event.starts))
        entry.add("dtend", event.last_moment.date() + timedelta(days=1))
    else:
        entry.add("dtstart", event.starts.astimezone(UTC))
        entry.add("dtend", event.ends.astimezone(UTC))
    entry.add("summary", f"Abgesagt: {event.title}" if event.cancelled else str(event.title))
    if event.place or event.online:
        entry.add("location", event.place or event.online)
    entry.add("description", "\n\n".join(filter(None, (event.get_obligation_display(), str(event.text), address))))
    entry.add("url", address)
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    return entry
