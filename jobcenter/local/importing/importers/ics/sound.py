"""Whether an event of a calendar can be counted on: its times can be read, its zone is known, its rule ends."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

# A VEVENT of icalendar: a mapping of names to whatever its properties are.
Component = Any

_COUNTED_ON = {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE"}
_RHYTHMS = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_MOST_A_DAY = 24


class Nonsense(Exception):
    """Something in the calendar makes no sense: where, and why, in German."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(place, why)
        self.place, self.why = place, why


def named(event: Component) -> str:
    """The event as people find it in their calendar."""
    summary = values(event, "SUMMARY")
    return f"Termin „{str(summary[0])[:60]}“" if summary else "Termin ohne Titel"


def values(event: Component, name: str) -> list[Any]:
    """A property as often as it is there."""
    found = event.get(name)
    return found if isinstance(found, list) else [] if found is None else [found]


def refuse_nonsense(event: Component) -> None:
    """Raises Nonsense for what would be counted wrong, or without end."""
    for name, _ in event.errors:
        if name in _COUNTED_ON:
            raise Nonsense(named(event), f"{name} lässt sich nicht lesen.")
    for name in ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID"):
        if len(values(event, name)) > 1:
            raise Nonsense(named(event), f"{name} steht mehrmals da.")
    if "DTSTART" not in event:
        raise Nonsense(named(event), "DTSTART fehlt.")
    _refuse_unknown_zones(event)
    _refuse_odd_lengths(event)
    for rule in values(event, "RRULE"):
        _refuse_endless(event, rule)


def is_day(moment: Any) -> bool:
    return isinstance(moment, date) and not isinstance(moment, datetime)


def _refuse_unknown_zones(event: Component) -> None:
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE"):
        for value in values(event, name):
            zone = value.params.get("TZID")
            # What is read without its zone would take place at another time.
            if zone and any(isinstance(one, datetime) and one.tzinfo is None for one in _moments(value)):
                raise Nonsense(named(event), f"Die Zeitzone „{str(zone)[:60]}“ ist unbekannt.")


def _moments(value: Any) -> Iterator[Any]:
    for one in value.dts if hasattr(value, "dts") else [value]:
        yield from one.dt if isinstance(one.dt, tuple) else [one.dt]


def _refuse_odd_lengths(event: Component) -> None:
    begin = event["DTSTART"].dt
    if not isinstance(begin, date):
        raise Nonsense(named(event), "DTSTART ist kein Zeitpunkt.")
    if "DTEND" in event:
        end = event["DTEND"].dt
        if not isinstance(end, date) or is_day(end) != is_day(begin) or _zoned(end) != _zoned(begin):
            raise Nonsense(named(event), "Beginn und Ende passen nicht zusammen: Tag, Uhrzeit, Zeitzone.")
        if end < begin:
            raise Nonsense(named(event), "Das Ende liegt vor dem Beginn.")
    elif "DURATION" in event:
        length = event["DURATION"].dt
        if not isinstance(length, timedelta) or length < timedelta(0) or (is_day(begin) and length.seconds):
            raise Nonsense(named(event), "DURATION passt nicht zum Beginn.")


def _zoned(moment: Any) -> bool:
    return isinstance(moment, datetime) and moment.tzinfo is not None


def _refuse_endless(event: Component, rule: Any) -> None:
    if not set(map(str, rule.get("FREQ", []))) <= _RHYTHMS:
        raise Nonsense(named(event), "Der Termin wiederholt sich öfter als täglich.")
    if any(interval < 1 for interval in rule.get("INTERVAL", [1])):
        raise Nonsense(named(event), "INTERVAL muss mindestens 1 sein.")
    times = product(*(rule.get(name, [0]) for name in ("BYHOUR", "BYMINUTE", "BYSECOND")))
    if sum(1 for _ in times) > _MOST_A_DAY:
        raise Nonsense(named(event), f"Der Termin wiederholt sich öfter als {_MOST_A_DAY}-mal am Tag.")
