"""What a value means. Everything here takes what was written and raises ValueError, in German, if it makes no sense."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from jobcenter.local.importing.importers.by_hand.entries import Raw
from jobcenter.local.importing.importers.by_hand.names import plain, unknown
from jobcenter.local.languages import SPOKEN, WRITTEN
from jobcenter.local.models import Texts

_DAY = r"(?:(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)|(?P<d2>\d\d?)\.(?P<m2>\d\d?)\.(?P<y2>\d{4}))"
_TIME = r"(?P<hour>\d\d?)[:.](?P<minute>\d\d)(?::\d\d)?(?:\s*Uhr)?"
_YES = {"ja", "j", "x", "1", "true", "wahr"}
_NO = {"nein", "n", "0", "false", "falsch"}
_BY_NAME = {**{plain(name): code for code, name in SPOKEN.items()}, **{code: code for code in SPOKEN}}


def text(raw: Raw) -> str:
    """One text; several lines may be a list."""
    if isinstance(raw, dict):
        raise ValueError("Das gibt es hier nur in einer Sprache.")
    return "\n".join(raw) if isinstance(raw, list) else raw


def texts(raw: Raw) -> Texts:
    """A text in one or several languages."""
    if not isinstance(raw, dict):
        return Texts.german(text(raw))
    for language in raw:
        if language not in WRITTEN:
            raise ValueError(f"Die Sprache {unknown(language, WRITTEN)}")
    return Texts(raw)


def _match(pattern: str, raw: Raw) -> re.Match[str] | None:
    return re.fullmatch(pattern, text(raw), re.ASCII | re.IGNORECASE)


def _day_of(found: re.Match[str]) -> date:
    year, month, day = (found[name] or found[f"{name}2"] for name in "ymd")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"Den Tag „{found[0][:40]}“ gibt es nicht.") from None


def _time_of(found: re.Match[str]) -> timedelta:
    since = timedelta(hours=int(found["hour"]), minutes=int(found["minute"]))
    if int(found["minute"]) > 59 or since > timedelta(hours=24):
        raise ValueError(f"Die Uhrzeit „{found['hour']}:{found['minute']}“ gibt es nicht.")
    return since


def day(raw: Raw) -> date:
    """2026-12-03 or 3.12.2026."""
    if found := _match(_DAY, raw):
        return _day_of(found)
    raise ValueError(f"„{text(raw)[:40]}“ ist kein Tag. Richtig ist zum Beispiel 2026-12-03.")


def moment(raw: Raw) -> date | datetime:
    """A day, or a day and a time by the clock on the wall."""
    if found := _match(_DAY, raw):
        return _day_of(found)
    if found := _match(rf"{_DAY}[ T]+{_TIME}", raw):
        return at(_day_of(found), _time_of(found))
    raise ValueError(f"„{text(raw)[:40]}“ ist kein Zeitpunkt. Richtig ist zum Beispiel 2026-12-03 14:00.")


def closing(raw: Raw) -> date | datetime | timedelta:
    """The same, or a time alone: on the day it began."""
    found = _match(_TIME, raw)
    return _time_of(found) if found else moment(raw)


def at(on: date, since_midnight: timedelta = timedelta(0)) -> datetime:
    """That time of that day by the clock on the wall."""
    try:
        return timezone.make_aware(datetime.combine(on, time.min) + since_midnight)
    except OverflowError:
        raise ValueError(f"Das Jahr {on.year} kann nicht stimmen.") from None


def as_of(raw: Raw) -> str:
    """2026, 2026-11, 2026-11-25 or 25.11.2026, the way the database keeps it; it checks it too."""
    found = _match(_DAY, raw)
    return _day_of(found).isoformat() if found else text(raw)


def yes_no(raw: Raw) -> bool:
    word = text(raw).lower()
    if word not in _YES | _NO:
        raise ValueError(f"„{word[:40]}“ ist weder ja noch nein.")
    return word in _YES


def word_for(words: Mapping[str, str]) -> Callable[[Raw], str]:
    """One of these German words."""

    def chosen(raw: Raw) -> str:
        word = plain(text(raw))
        if word not in words:
            raise ValueError(unknown(text(raw), words))
        return words[word]

    return chosen


def languages(raw: Raw) -> list[str]:
    """Codes or German names of languages: a list, or separated by commas."""
    words = raw if isinstance(raw, list) else re.split("[,;]", text(raw))
    codes = []
    for word in filter(None, map(plain, words)):
        if word not in _BY_NAME:
            raise ValueError(f"Die Sprache {unknown(word, list(_BY_NAME))}")
        codes.append(_BY_NAME[word])
    return list(dict.fromkeys(codes))


def five_digits(raw: Raw) -> str:
    """A postcode or a provider number. Spreadsheets eat the zero in front."""
    digits = text(raw)
    return f"0{digits}" if re.fullmatch("[0-9]{4}", digits) else digits


def degrees(most: int) -> Callable[[Raw], float]:
    """Latitude or longitude, with point or comma."""

    def read(raw: Raw) -> float:
        if not _match(r"-?\d{1,3}(?:[.,]\d{1,15})?", raw) or abs(value := float(text(raw).replace(",", "."))) > most:
            raise ValueError(f"„{text(raw)[:40]}“ ist kein Grad von -{most} bis {most}.")
        return value if not text(raw).startswith("-") else -value

    return read


def whole(raw: Raw) -> int:
    """A whole number from 0 on."""
    if not _match(r"\d{1,6}", raw):
        raise ValueError(f"„{text(raw)[:40]}“ ist keine ganze Zahl.")
    return int(text(raw))
