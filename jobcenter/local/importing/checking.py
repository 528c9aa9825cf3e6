"""Every row of a feed is checked before one of them is kept: tidied, valid, for a Jobcenter that exists, there once."""

import math
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import islice

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from jobcenter.directory.models import jobcenter_named
from jobcenter.local.importing.comparing import Identity, identity
from jobcenter.local.importing.port import BrokenFeed, Found
from jobcenter.local.models import Feed, Published, Texts

Progress = Callable[[int, int], None]

# Control characters but tab and line feed, overrides of the writing direction, half pairs, byte order marks.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff\ufeff]")
MOST_ROWS = 50_000
_NOT_CHECKED = {"id", "feed", "replaces", "hidden", "released", "changed_at"}
_YEARS = range(1990, 2101)
_SAID_OF = 100  # rows between two words about the progress


def silent(done: int, total: int) -> None:
    """Say nothing about the progress."""


def checked(feed: Feed, found: Iterable[Found], progress: Progress = silent) -> list[Published]:
    """The rows, tidied and valid. Raises BrokenFeed at the first that is not; its place is in the message."""
    everything = list(islice(found, MOST_ROWS + 1))
    if len(everything) > MOST_ROWS:
        raise BrokenFeed("", f"Das sind mehr als {MOST_ROWS} Einträge.")
    places: dict[Identity, str] = {}
    for done, one in enumerate(everything):
        if done % _SAID_OF == 0:
            progress(done, len(everything))
        _tidy(one.row, one.place)
        _check(one.row, feed, one.place)
        if (same := identity(one.row)) in places:
            raise BrokenFeed(one.place, f"Die Kennung „{one.row.key}“ gibt es schon: {places[same] or 'weiter vorn'}.")
        places[same] = one.place
    progress(len(everything), len(everything))
    return [one.row for one in everything]


def clean_text(text: str, *, one_line: bool = False) -> str:
    """Without invisible characters and spaces at both ends; line ends are \\n, or spaces if it is `one_line`."""
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return " ".join(text.split()) if one_line else text.strip()


def _tidy(row: Published, place: str) -> None:
    for column in row._meta.concrete_fields:
        value = row.__dict__.get(column.attname)
        if isinstance(value, str):
            setattr(row, column.attname, clean_text(value, one_line=not isinstance(column, models.TextField)))
        elif isinstance(value, Texts):
            texts = {language: clean_text(text) if isinstance(text, str) else text for language, text in value.items()}
            setattr(row, column.attname, Texts({language: text for language, text in texts.items() if text}))
        elif isinstance(value, list):
            setattr(row, column.attname, [clean_text(one, one_line=True) for one in map(str, value)])
        elif isinstance(value, datetime):
            if value.year not in _YEARS:
                raise BrokenFeed(place, f"{column.verbose_name}: Das Jahr {value.year} kann nicht stimmen.")
            # In UTC, as the database gives it back: a local time that exists twice equals nothing elsewhere.
            setattr(row, column.attname, value.astimezone(UTC))
        elif isinstance(value, float) and not math.isfinite(value):
            raise BrokenFeed(place, f"{column.verbose_name}: Das ist keine Zahl.")


def _check(row: Published, feed: Feed, place: str) -> None:
    _check_jobcenter(row, feed, place)
    try:
        row.clean_fields(exclude=_NOT_CHECKED)
        row.clean()
    except ValidationError as error:
        raise BrokenFeed(place, _in_words(row, error)) from None
    if not row.key:
        raise BrokenFeed(place, "Die Kennung fehlt.")


def _check_jobcenter(row: Published, feed: Feed, place: str) -> None:
    if not row.provider_number:
        raise BrokenFeed(place, "Für welches Jobcenter? Die Trägernummer fehlt.")
    if feed.provider_number and row.provider_number != feed.provider_number:
        raise BrokenFeed(place, f"Diese Quelle ist für {feed.provider_number}, nicht für „{row.provider_number[:20]}“.")
    jobcenter = jobcenter_named(row.provider_number)
    if jobcenter is None:
        raise BrokenFeed(place, f"Ein Jobcenter „{row.provider_number[:20]}“ gibt es nicht.")
    row.provider_number = jobcenter.provider_number  # of a closed one: its successor


def _in_words(row: Published, error: ValidationError) -> str:
    """The first complaint, with the field as people call it."""
    name, complaints = next(iter(error.message_dict.items()))
    labels = {column.name: column.verbose_name for column in row._meta.concrete_fields}
    return complaints[0] if name == NON_FIELD_ERRORS else f"{labels[name]}: {complaints[0]}"
