"""Errors of the machine API as application/problem+json (RFC 9457), in German."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Schema

CONTENT_TYPE = "application/problem+json"


class ProblemDetails(Schema):
    """What an error says about itself."""

    type: str
    title: str
    status: int
    detail: str


class ApiProblem(Exception):
    """Something the caller can act on: `kind` names it for machines, `title` and `detail` for people."""

    def __init__(self, status: HTTPStatus, kind: str, title: str, detail: str) -> None:
        super().__init__(title)
        self.details = ProblemDetails(type=f"urn:jobcenter:{kind}", title=title, status=status, detail=detail)

    def response(self, request: HttpRequest) -> HttpResponse:
        return JsonResponse(
            self.details.model_dump(),
            status=self.details.status,
            content_type=CONTENT_TYPE,
            json_dumps_params={"ensure_ascii": False},
        )


def documented(*statuses: HTTPStatus) -> dict[str, Any]:
    """`openapi_extra` of an operation that may answer with these problems."""
    content = {CONTENT_TYPE: {"schema": ProblemDetails.model_json_schema()}}
    return {"responses": {int(status): {"description": status.phrase, "content": content} for status in statuses}}
