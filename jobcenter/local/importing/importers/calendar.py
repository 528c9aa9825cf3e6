"""A calendar in the net (iCalendar, RFC 5545): whatever the Jobcenter's calendar program publishes as .ics.

Repeated events are counted out from 30 days ago to 400 days ahead, private ones never shown, cancelled ones shown as
cancelled. `as_of` stays empty: a calendar holds as of the day it is read. LAST-MODIFIED says when somebody last touched
an event, perhaps years ago, and DTSTAMP is in many programs the moment of the export, another one each time.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils import timezone

from jobcenter.local.importing.port import BrokenFeed, Fetch, Found, Material
from jobcenter.local.models import Event, Feed, Texts

_BACK, _AHEAD = timedelta(days=30), timedelta(days=400)
_MOST_BYTES = 10_000_000
_CPU_SECONDS, _SECONDS = 10, 60
_ROOT = Path(__file__).resolve().parents[4]


class Calendar:
    """Events of one Jobcenter. CATEGORIES „Pflicht“ and „Meldetermin“ mean a summons."""

    def fetch(self, feed: Feed, get: Fetch) -> Material:
        """The calendar. webcal:// is what calendar programs say for https://."""
        address = feed.address
        if address.startswith(("webcal://", "webcals://")):
            address = f"https://{address.partition('://')[2]}"
        name = PurePosixPath(unquote(urlsplit(address).path)).name or "Kalender"
        return Material({name: get(address)})

    def read(self, material: Material, feed: Feed, now: datetime) -> Iterator[Found]:
        """Each occurrence. Raises BrokenFeed."""
        if not feed.provider_number:
            raise BrokenFeed("", "Für welches Jobcenter ist dieser Kalender? Bitte die Trägernummer angeben.")
        for file, data in material.files.items():
            for fact in _counted_out(file, data, now):
                yield Found(_event(fact, feed.provider_number), f"{file}, {fact['place']}")


def _counted_out(file: str, data: bytes, now: datetime) -> list[dict[str, Any]]:
    """What `ics/expanding.py` says, run as a process of its own."""
    if len(data) > _MOST_BYTES:
        raise BrokenFeed(file, f"Der Kalender hat mehr als {_MOST_BYTES // 10**6} MB.")
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    span = ((today - _BACK).isoformat(), (today + _AHEAD).isoformat())
    command = [sys.executable, "-m", "jobcenter.local.importing.importers.ics.expanding", *span, str(_CPU_SECONDS)]
    try:
        done = subprocess.run(  # noqa: S603 (our own module, no part of the command comes from outside)
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            cwd=_ROOT,
            env={},
            check=False,
        )
        answer: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError):
        answer = {}
    if "events" not in answer:
        place = ", ".join(filter(None, [file, answer.get("place", "")]))
        raise BrokenFeed(place, answer.get("why", "Der Kalender lässt sich in angemessener Zeit nicht auszählen."))
    events: list[dict[str, Any]] = answer["events"]
    return events


def _event(fact: dict[str, Any], provider_number: str) -> Event:
    return Event(
        provider_number=provider_number,
        key=fact["key"],
        title=Texts(fact["title"]),
        text=Texts(fact["text"]),
        starts=datetime.fromisoformat(fact["starts"]),
        ends=datetime.fromisoformat(fact["ends"]),
        all_day=fact["all_day"],
        place=fact["location"],
        online=fact["online"],
        registration_url=fact["registration_url"],
        obligation=Event.Obligation.SUMMONS if fact["summons"] else Event.Obligation.VOLUNTARY,
        cancelled=fact["cancelled"],
    )
