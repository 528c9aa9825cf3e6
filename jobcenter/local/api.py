"""What a Jobcenter publishes, for other programs: /api/v1/jobcenters/{provider_number}/…"""

from collections.abc import Callable, Iterable
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Router, Schema

from jobcenter.local import boards
from jobcenter.local.board import Glance
from jobcenter.local.models import Published
from jobcenter.local.opening import OpenNow
from jobcenter.web.api_problems import ApiProblem, documented
from jobcenter.web.shelf import handed_out

router = Router(tags=["Vor Ort"])
Out = TypeVar("Out", bound="PublishedOut")
Number = Annotated[str, Path(pattern=r"^[0-9]{5}$")]
Texts = dict[str, str]
_problems = documented(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)


class PublishedOut(Schema):
    """`id` stays the same as long as the source calls it the same; `source` is null for the Jobcenter itself."""

    id: str
    source: str | None
    as_of: str


class SiteOut(PublishedOut):
    """Hours in the notation of the app; `open_now` and `changes_at` are null when no hours are known."""

    name: str
    serves: Texts
    street: str
    postcode: str
    city: str
    phone: str
    website: str
    opening: str
    calling: str
    exceptions: str
    access: Texts
    transport: Texts
    open_now: bool | None
    changes_at: datetime | None


class EventOut(PublishedOut):
    title: Texts
    text: Texts
    starts: datetime
    ends: datetime
    all_day: bool
    place: str
    online: str
    registration: Texts
    registration_url: str
    obligation: Literal["voluntary", "summons"]
    languages: list[str]
    cancelled: bool


class ApplicationOut(PublishedOut):
    title: Texts
    text: Texts
    way: Literal["form", "pdf", "link"]
    form_id: str
    url: str


class OfferOut(PublishedOut):
    topic: str
    title: Texts
    text: Texts
    area: str
    languages: list[str]
    cost: str
    address: str
    phone: str
    website: str
    opening: str
    exceptions: str


class Sites(Schema):
    sites: list[SiteOut]


class Events(Schema):
    events: list[EventOut]


class Applications(Schema):
    applications: list[ApplicationOut]


class Offers(Schema):
    offers: list[OfferOut]


@router.get("/{provider_number}/sites", response=Sites, summary="Standorte", openapi_extra=_problems)
def sites(request: HttpRequest, provider_number: Number) -> HttpResponse:
    """Standorte mit Öffnungszeiten, und ob gerade geöffnet ist."""
    return _answered(request, provider_number, lambda glance: Sites(sites=[_site(site) for site in glance.sites]))


@router.get("/{provider_number}/events", response=Events, summary="Veranstaltungen", openapi_extra=_problems)
def events(request: HttpRequest, provider_number: Number) -> HttpResponse:
    """Was noch stattfindet, und was abgesagt ist."""
    return _answered(request, provider_number, lambda glance: Events(events=_rows(EventOut, glance.events)))


@router.get(
    "/{provider_number}/applications", response=Applications, summary="Regionale Anträge", openapi_extra=_problems
)
def applications(request: HttpRequest, provider_number: Number) -> HttpResponse:
    """Was es nur bei diesem Jobcenter zu beantragen gibt."""
    return _answered(
        request, provider_number, lambda glance: Applications(applications=_rows(ApplicationOut, glance.applications))
    )


@router.get("/{provider_number}/offers", response=Offers, summary="Hilfen und Leistungen", openapi_extra=_problems)
def offers(request: HttpRequest, provider_number: Number) -> HttpResponse:
    """Hilfsangebote anderer und weitere Leistungen des Jobcenters."""
    return _answered(
        request, provider_number, lambda glance: Offers(offers=_rows(OfferOut, (one.place for one in glance.offers)))
    )


def _answered(request: HttpRequest, provider_number: str, make: Callable[[Glance], Schema]) -> HttpResponse:
    board, now = boards.board_of(provider_number), timezone.now()
    if board is None:
        detail = f"Ein Jobcenter mit der Nummer {provider_number} gibt es im Verzeichnis nicht."
        raise ApiProblem(HTTPStatus.NOT_FOUND, "unknown-jobcenter", "Unbekanntes Jobcenter", detail)
    copy = boards.memory.get().shelf.take(
        f"{request.path} {board.serial}",
        lambda: make(board.at(now)).model_dump_json().encode(),
        lambda: board.at(now).true_until,
    )
    response = handed_out(request, copy, content_type="application/json", vary="")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _rows(schema: type[Out], rows: Iterable[Published]) -> list[Out]:
    return [schema.model_validate(_facts(row, schema)) for row in rows]


def _site(site: OpenNow) -> SiteOut:
    state = site.opening_now
    now = {"open_now": state.open, "changes_at": state.changes_at} if state else {"open_now": None, "changes_at": None}
    return SiteOut.model_validate(_facts(site.place, SiteOut) | now)


def _facts(row: Published, schema: type[PublishedOut]) -> dict[str, Any]:
    """The fields of the row that the schema names, and where they come from."""
    facts = {name: getattr(row, name) for name in schema.model_fields if hasattr(row, name)}
    return facts | {"id": row.slug, "source": row.publisher or None, "as_of": row.as_of_on}
