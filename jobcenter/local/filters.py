"""What people can narrow a list by; every value is one we know, so that strange addresses make no new pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from jobcenter.local.languages import SPOKEN
from jobcenter.local.models import Event, Offer
from jobcenter.local.opening import OpenNow

_PARTICIPATION = {"freiwillig": "Freiwillig", "pflicht": "Pflicht mit Einladung"}
_WHERE = {"vor-ort": "Vor Ort", "online": "Online"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to choose one from: `options` as (value, words), the first one for no choice."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str = ""


def spelled(filters: Iterable[Choice]) -> str:
    """What was chosen, in one spelling."""
    return " ".join(choice.chosen or "-" for choice in filters)


def part_number(request: HttpRequest) -> int:
    """Which part of a long list: 1 to 99."""
    asked = request.GET.get("seite", "")
    return int(asked) if asked.isascii() and asked.isdigit() and 1 <= len(asked) <= 2 else 1


def other_part(filters: Iterable[Choice], number: int) -> str:
    """The address of another part of the list, as narrowed as this one."""
    return "?" + urlencode({choice.name: choice.chosen for choice in filters if choice.chosen} | {"seite": number})


def _choice(request: HttpRequest, name: str, label: str, options: dict[str, str], *, all_of_them: str) -> Choice:
    asked = request.GET.get(name, "")
    return Choice(name, label, (("", all_of_them), *options.items()), asked if asked in options else "")


def _spoken_in(codes: Iterable[list[str]]) -> dict[str, str]:
    known = {code for some in codes for code in some}
    return {code: name for code, name in SPOKEN.items() if code in known}


def event_filters(request: HttpRequest, events: Iterable[Event]) -> list[Choice]:
    return [
        _choice(request, "teilnahme", "Teilnahme", _PARTICIPATION, all_of_them="Alle"),
        _choice(request, "wo", "Wo", _WHERE, all_of_them="Überall"),
        _choice(
            request, "gesprochen", "Sprache", _spoken_in(one.languages for one in events), all_of_them="Alle Sprachen"
        ),
    ]


def chosen_events(events: Iterable[Event], filters: Iterable[Choice]) -> list[Event]:
    """Those that fit every choice."""
    wanted = {choice.name: choice.chosen for choice in filters}

    def fits(event: Event) -> bool:
        return (
            (not wanted["teilnahme"] or event.is_summons == (wanted["teilnahme"] == "pflicht"))
            and (not wanted["wo"] or bool(event.online if wanted["wo"] == "online" else event.place))
            and (not wanted["gesprochen"] or wanted["gesprochen"] in event.languages)
        )

    return [event for event in events if fits(event)]


def offer_filters(request: HttpRequest, offers: Iterable[Offer]) -> list[Choice]:
    places = [offer for offer in offers if not offer.is_service]
    topics = {place.topic for place in places}
    areas = sorted({place.area for place in places if place.area})
    return [
        _choice(
            request,
            "thema",
            "Thema",
            {value: str(label) for value, label in Offer.Topic.choices if value in topics},
            all_of_them="Alle Themen",
        ),
        _choice(request, "gebiet", "Gebiet", {area: area for area in areas}, all_of_them="Überall hier"),
        _choice(
            request, "gesprochen", "Sprache", _spoken_in(one.languages for one in places), all_of_them="Alle Sprachen"
        ),
    ]


def chosen_offers(offers: Iterable[OpenNow], filters: Iterable[Choice]) -> list[OpenNow]:
    """Those that fit every choice."""
    wanted = {choice.name: choice.chosen for choice in filters}

    def fits(offer: Offer | object) -> bool:
        return (
            isinstance(offer, Offer)
            and wanted["thema"] in {"", offer.topic}
            # What names no area is for everybody here.
            and (not wanted["gebiet"] or offer.area in {"", wanted["gebiet"]})
            and (not wanted["gesprochen"] or wanted["gesprochen"] in offer.languages)
        )

    return [offer for offer in offers if fits(offer.place)]
