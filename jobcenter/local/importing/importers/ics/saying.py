"""What one occurrence says, as plain data: the things that people need and nothing about who takes part."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from jobcenter.local.importing.importers.ics.markup import plain
from jobcenter.local.importing.importers.ics.sound import Component, is_day, named, values
from jobcenter.local.languages import WRITTEN

HERE = ZoneInfo("Europe/Berlin")
_MEETINGS = (
    "CONFERENCE",  # RFC 7986, section 5.11
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
)
# More than any column takes, so that it is refused there, but is not carried a thousand times.
_LONGEST = 6_000
_DUTIES = {"pflicht", "pflichttermin", "meldetermin"}


def said(event: Component) -> dict[str, Any]:
    """Of an occurrence with DTSTART and DTEND."""
    begin, end = event["DTSTART"].dt, event["DTEND"].dt
    all_day = is_day(begin)
    if all_day and end <= begin:
        end = begin + timedelta(days=1)
    online = next(filter(None, (_web(value) for name in _MEETINGS for value in values(event, name))), "")
    url = next(filter(None, map(_web, values(event, "URL"))), "")
    return {
        "place": named(event),
        "title": {language: text[:_LONGEST] for language, text in _texts(event, "SUMMARY").items()},
        "text": {language: plain(text)[:_LONGEST] for language, text in _texts(event, "DESCRIPTION").items()},
        "starts": local(begin).isoformat(),
        "ends": local(end).isoformat(),
        "all_day": all_day,
        "location": next(map(str, values(event, "LOCATION")), "")[:_LONGEST],
        "online": online[:_LONGEST],
        "registration_url": url[:_LONGEST] if url != online else "",
        "summons": bool(
            _DUTIES & {str(word).strip().lower() for one in values(event, "CATEGORIES") for word in one.cats}
        ),
        "cancelled": str(event.get("STATUS", "")).upper() == "CANCELLED",
    }


def local(moment: Any) -> datetime:
    """A day begins at midnight here; a time without a zone is ours."""
    if is_day(moment):
        return datetime(moment.year, moment.month, moment.day, tzinfo=HERE)
    zoned: datetime = moment if moment.tzinfo else moment.replace(tzinfo=HERE)
    return zoned.astimezone(HERE)


def is_public(event: Component) -> bool:
    """Whether everybody may see it. What is no word of the standard counts as private (RFC 5545, section 3.8.1.3)."""
    return all(str(value).upper() == "PUBLIC" for value in values(event, "CLASS"))


def _web(value: Any) -> str:
    address = str(value).strip()
    return address if address.lower().startswith(("https://", "http://")) else ""


def _texts(event: Component, name: str) -> dict[str, str]:
    """By language. The only text there is counts as German when its language is none of ours."""
    found = values(event, name)
    texts: dict[str, str] = {}
    for value in found:
        language = str(value.params.get("LANGUAGE", "de")).lower()
        language = language if language in WRITTEN else language.partition("-")[0]
        if language in WRITTEN or len(found) == 1:
            texts.setdefault(language if language in WRITTEN else "de", str(value))
    return texts
