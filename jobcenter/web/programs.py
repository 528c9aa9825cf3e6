"""Addresses that programs speak to, which follow no redirect to a page that asks somebody to sign in."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

_View = TypeVar("_View", bound=Callable[..., Any])


def speaks_http(view: _View) -> _View:
    """Mark a view that answers 401 to whoever is not signed in."""
    view.speaks_http = True  # type: ignore[attr-defined]
    return view


def answers_with(headers: Mapping[str, str]) -> Callable[[_View], _View]:
    """Mark a view whose every answer has these headers, also one that is given before the view is asked."""

    def mark(view: _View) -> _View:
        view.answers_with = headers  # type: ignore[attr-defined]
        return view

    return mark
