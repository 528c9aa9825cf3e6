"""Counts out a calendar: iCalendar on stdin; on stdout one JSON object with every occurrence between two moments.

Arguments: the two moments, and how many seconds of a processor it may take.

A calendar is a small program: three lines may mean a million events, or count for years without finding one. So this
runs in a process that may use a bounded amount of memory and time, and that knows none of our secrets.
"""

import hashlib
import json
import resource
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import recurring_ical_events
from icalendar import Calendar

from jobcenter.local.importing.importers.ics.saying import is_public, said
from jobcenter.local.importing.importers.ics.sound import Component, Nonsense, is_day, named, refuse_nonsense

MOST = 2_000
_MEMORY = 1_000_000_000
_LONGEST_KEY = 200


def occurrences(data: bytes, begin: datetime, end: datetime) -> list[dict[str, Any]]:
    """Everything public between the two moments, as plain data. Raises Nonsense, and whatever the libraries raise."""
    found: dict[str, dict[str, Any]] = {}
    for calendar in _calendars(data):
        events = calendar.walk("VEVENT")
        for event in events:
            refuse_nonsense(event)
        withdrawn = str(calendar.get("METHOD", "")).upper() == "CANCEL"
        public = _Public(events)
        for key, event in _expanded(calendar, begin, end):
            if not public.shows(event):
                continue
            if key in found:
                raise Nonsense(named(event), "Der Termin steht mehrmals im Kalender.")
            found[key] = {"key": key, **said(event)}
            found[key]["cancelled"] |= withdrawn
            if len(found) > MOST:
                raise Nonsense("", f"Der Kalender hat mehr als {MOST} Termine bis {end:%d.%m.%Y}.")
    return list(found.values())


def _calendars(data: bytes) -> list[Component]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Nonsense("", "Das ist kein UTF-8.") from None
    try:
        calendars: list[Component] = Calendar.from_ical(text, multiple=True)
    except ValueError:
        calendars = []
    if not calendars or any(calendar.name != "VCALENDAR" for calendar in calendars):
        raise Nonsense("", "Das ist kein Kalender (iCalendar), oder er ist unvollständig.")
    return calendars


class _Public:
    """A single occurrence of a private series is private too, unless it says otherwise."""

    def __init__(self, events: list[Component]) -> None:
        self._private = {
            str(event["UID"]) for event in events if "UID" in event and not is_public(event) and _main(event)
        }

    def shows(self, event: Component) -> bool:
        return is_public(event) and ("CLASS" in event or str(event.get("UID")) not in self._private)


def _main(event: Component) -> bool:
    return "RECURRENCE-ID" not in event


def _expanded(calendar: Component, begin: datetime, end: datetime) -> Iterator[tuple[str, Component]]:
    """Each occurrence with what it is called. An occurrence keeps its name when it is moved."""
    events = calendar.walk("VEVENT")
    repeated = {str(event.get("UID")) for event in events if {"RRULE", "RDATE", "RECURRENCE-ID"} & set(event)}
    seen: set[str] = set()
    for series in recurring_ical_events.of(calendar).series:
        for occurrence in series.between(begin, end):
            event = occurrence.as_component(keep_recurrence_attributes=False)
            key = uid = str(event["UID"]) if "UID" in event else f"{event.get('SUMMARY', '')} {event['DTSTART'].dt}"
            if uid in repeated:
                key = f"{uid} {_stamp(event['RECURRENCE-ID'].dt)}"
                # A change "from now on" (RANGE=THISANDFUTURE) carries the name of its first occurrence through all.
                if key in seen:
                    key = f"{uid} {_stamp(event['DTSTART'].dt)}"
            seen.add(key)
            yield key if len(key) <= _LONGEST_KEY else hashlib.sha256(key.encode()).hexdigest(), event


def _stamp(moment: Any) -> str:
    if is_day(moment):
        return f"{moment:%Y%m%d}"
    return f"{moment:%Y%m%dT%H%M%S}" if moment.tzinfo is None else f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def answer(data: bytes, begin: datetime, end: datetime) -> dict[str, Any]:
    """The occurrences, or where something makes no sense, and why."""
    try:
        return {"events": occurrences(data, begin, end)}
    except Nonsense as error:
        return {"place": error.place, "why": error.why}
    except Exception as error:  # libraries meet a calendar that nobody thought of
        return {"place": "", "why": f"Der Kalender lässt sich nicht lesen ({type(error).__name__})."}


def main() -> None:
    """Bounds first, then the calendar."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[3]), int(sys.argv[3])))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    begin, end = map(datetime.fromisoformat, sys.argv[1:3])
    sys.stdout.buffer.write(json.dumps(answer(sys.stdin.buffer.read(), begin, end)).encode())


if __name__ == "__main__":
    main()
