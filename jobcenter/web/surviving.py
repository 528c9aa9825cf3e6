"""What was typed survives a session that ended meanwhile, without anything being kept on the server."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., object])


def typing_survives(view: View) -> View:
    """Mark a view whose posted fields may be handed back in the page that asks to sign in. Never one with secrets."""
    view.typing_survives = True  # type: ignore[attr-defined]
    return view


def typed_in(request: HttpRequest, view: Callable[..., object]) -> list[tuple[str, str]]:
    """The fields that a person has just sent from our own page to such a view; empty for everything else."""
    if request.method != "POST" or not getattr(view, "typing_survives", False):
        return []
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    by_hand = request.headers.get("Sec-Fetch-Mode") == "navigate"
    if not (ours and by_hand and request.content_type == "application/x-www-form-urlencoded"):
        return []
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
        if isinstance(value, str)
    ]


def texts_in(request: HttpRequest, view: Callable[..., object]) -> list[str]:
    """Of the same, what can be shown to be copied: no field names, nothing blank."""
    return [text for _, text in typed_in(request, view) if text.strip()]
