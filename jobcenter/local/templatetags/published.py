"""How published texts and places get onto a page."""

import json
from datetime import datetime
from urllib.parse import quote_plus, urlencode

from django import template
from django.utils import timezone
from django.utils.html import escape, format_html, linebreaks
from django.utils.safestring import SafeString

from jobcenter.local.hours import Timetable
from jobcenter.local.languages import FROM_THE_RIGHT
from jobcenter.local.models import Offer, Site, Texts

register = template.Library()
_AHEAD = 15  # days of openings that a page carries, to know without a network whether it is open
_ROUTE = "https://www.openstreetmap.org/"


@register.simple_tag
def say(texts: Texts, language: str) -> str | SafeString:
    """A short text in that language as far as there is one, marked when it is not German."""
    code, text = texts.best(language)
    if code.startswith("de"):
        return text
    return format_html('<span lang="{}" dir="{}">{}</span>', code, _direction(code), text)


@register.simple_tag
def say_all(texts: Texts, language: str) -> SafeString:
    """A long text, with its paragraphs."""
    code, text = texts.best(language)
    if not text:
        return SafeString("")
    paragraphs = linebreaks(text, autoescape=True).replace("<p>", '<p class="kern-body">')
    return format_html('<div class="words" lang="{}" dir="{}">{}</div>', code, _direction(code), SafeString(paragraphs))


def _direction(code: str) -> str:
    return "rtl" if code in FROM_THE_RIGHT else "ltr"


@register.filter
def dialled(phone: str) -> str:
    """ "0521 123-456" → "tel:0521123456"."""
    return "tel:" + "".join(sign for sign in phone if sign.isdigit() or sign == "+")


@register.filter
def route(place: Site | Offer) -> str:
    """Where a map shows the way; nobody is asked before the person follows the link."""
    if isinstance(place, Site) and place.latitude is not None and place.longitude is not None:
        return f"{_ROUTE}directions?to={place.latitude:.5f}%2C{place.longitude:.5f}"
    return f"{_ROUTE}search?query={quote_plus(place.address)}"


@register.filter
def openings(timetable: Timetable, now: datetime) -> str:
    """What is open in the next days, for a page that looks at the clock itself: minutes since 1970, and notes."""
    spans = timetable.upcoming(timezone.localdate(now), _AHEAD)
    return json.dumps(
        [[int(span.starts.timestamp() // 60), int(span.ends.timestamp() // 60), span.note] for span in spans],
        separators=(",", ":"),
        ensure_ascii=False,
    )


@register.simple_tag
def with_language(language: str, **parameters: str) -> SafeString | str:
    """The end of an address that keeps the chosen language: "?sprache=en" or nothing."""
    if language != "de":
        parameters = {**parameters, "sprache": language}
    return SafeString("?" + escape(urlencode(parameters))) if parameters else ""
