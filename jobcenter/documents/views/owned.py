"""Whose documents a request is about: everything is their owner's alone, and 404 for anybody else."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jobcenter.people.models import Act, Scope, for_others, holders_of, open_to_guests

_View = TypeVar("_View", bound=Callable[..., Any])


def theirs(view: _View) -> _View:
    """Mark a view as open to the owner, to whoever may do this for them, and to whoever has a link for just this."""
    return for_others(Scope.APPLY, Scope.DOCUMENTS, act=Act.DOCUMENTS)(open_to_guests(view))


def owned(model: Any, request: HttpRequest, path: str = "", **lookup: Any) -> Any:
    """The row of `model`, whose owner is found at `path`. Raises Http404 when it is nobody's of this request."""
    return get_object_or_404(model, **lookup, **{f"{path}owner__in": holders_of(request)})
