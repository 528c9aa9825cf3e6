"""The directory for other programs: /api/v1/jobcenters."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query, Router, Schema

from jobcenter.directory.entries import AreaInfo
from jobcenter.directory.finder import Answer, Option, State
from jobcenter.directory.index import directory
from jobcenter.web.api_problems import ApiProblem, documented
from jobcenter.web.shelf import handed_out

router = Router(tags=["Jobcenter"])

FIVE_DIGITS = r"^[0-9]{5}$"
_problems = documented(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)


class AreaOut(Schema):
    key: str
    label: str


class JobcenterOut(Schema):
    """A Jobcenter in a list. `areas` are those that fit the postcode."""

    provider_number: str
    kind: Literal["gE", "zkT"]
    official_name: str
    state: str
    areas: list[AreaOut]
    page: str


class JobcenterFull(JobcenterOut):
    """What is known about a Jobcenter itself. What it publishes is below: /sites, /events, /applications, /offers."""

    kind_in_words: str
    official_name_source: str | None
    postcodes: list[str]


class AnswerOut(Schema):
    """The responsible Jobcenters. `choice` says what to ask when there are several, null when there is exactly one.

    `possible` lists further ones without an official source: offer them, never choose them.
    """

    postcode: str
    choice: Literal["district", "borough"] | None
    jobcenters: list[JobcenterOut]
    possible: list[JobcenterOut]


@router.get("", response=AnswerOut, summary="Zuständig für eine Postleitzahl", openapi_extra=_problems)
def by_postcode(request: HttpRequest, postcode: Annotated[str, Query(pattern=FIVE_DIGITS)]) -> HttpResponse:
    """Die zuständigen Jobcenter. Bei mehreren entscheidet der Kreis, die Stadt oder der Berliner Bezirk."""
    return _answered(request, f"api q {postcode}", lambda: _found(postcode))


@router.get("/{provider_number}", response=JobcenterFull, summary="Ein Jobcenter", openapi_extra=_problems)
def by_number(request: HttpRequest, provider_number: Annotated[str, Path(pattern=FIVE_DIGITS)]) -> HttpResponse:
    """Ein Jobcenter mit seiner Nummer (Träger-Nummer); bei einem geschlossenen sein Nachfolger."""
    return _answered(request, f"api {provider_number}", lambda: _full(provider_number))


def _answered(request: HttpRequest, address: str, make: Callable[[], Schema]) -> HttpResponse:
    copy = directory().shelf.take(address, lambda: make().model_dump_json().encode())
    response = handed_out(request, copy, content_type="application/json", vary="")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _found(postcode: str) -> AnswerOut:
    answer = directory().finder.find(postcode)
    if answer.state == State.BULK_MAIL:
        detail = f"{postcode} gehört Großempfängern von Post. Dort wohnt niemand, also ist kein Jobcenter zuständig."
        raise ApiProblem(HTTPStatus.NOT_FOUND, "bulk-mail-postcode", "Postleitzahl ohne Wohnadressen", detail)
    if not answer.options:
        detail = f"Die Postleitzahl {postcode} steht nicht im Verzeichnis."
        raise ApiProblem(HTTPStatus.NOT_FOUND, "unknown-postcode", "Unbekannte Postleitzahl", detail)
    return AnswerOut(
        postcode=postcode,
        choice=_choice(answer),
        jobcenters=[_listed(option) for option in answer.sourced],
        possible=[_listed(option) for option in answer.hearsay],
    )


def _choice(answer: Answer) -> Literal["district", "borough"] | None:
    if answer.state == State.FOUND:
        return None
    return "borough" if answer.by_borough else "district"


def _full(provider_number: str) -> JobcenterFull:
    found = directory().jobcenter(provider_number)
    if found is None:
        detail = f"Ein Jobcenter mit der Nummer {provider_number} gibt es im Verzeichnis nicht."
        raise ApiProblem(HTTPStatus.NOT_FOUND, "unknown-jobcenter", "Unbekanntes Jobcenter", detail)
    return JobcenterFull(
        **_listed(Option(found, found.areas)).model_dump(),
        kind_in_words=found.kind_in_words,
        official_name_source=found.official_name_source or None,
        postcodes=list(found.postcodes),
    )


def _listed(option: Option) -> JobcenterOut:
    found = option.jobcenter
    return JobcenterOut(
        provider_number=found.provider_number,
        kind=found.kind,
        official_name=found.official_name,
        state=found.state,
        areas=[_area(area) for area in option.areas],
        page=settings.BASE_URL + reverse("local:jobcenter", args=[found.provider_number]),
    )


def _area(area: AreaInfo) -> AreaOut:
    return AreaOut(key=area.key, label=area.label)
