"""What every page says while somebody acts for another."""

from typing import Any

from django.http import HttpRequest

from jobcenter.people.models import acting


def page(request: HttpRequest) -> dict[str, Any]:
    """`acting`: the representation, or None. No query: the middleware has asked already."""
    return {"acting": acting(request)}
