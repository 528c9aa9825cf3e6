"""Fail closed while somebody acts for another: see `jobcenter.people.models.acting`."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from jobcenter.people.models import Representation, actor_of, note, stop_acting
from jobcenter.people.models.acting import SESSION_KEY, acting

_OVER = {
    "ended": "{name} ist beendet. Sie handeln wieder für sich selbst.",
    "expired": "{name} ist abgelaufen. Sie handeln wieder für sich selbst.",
}


class ActingMiddleware:
    """After sign-in: who acts for another reaches only what that person allows, for as long as they allow it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        representation = acting(request)
        act = getattr(request, "acting_act", None)
        if representation and act and request.method == "POST" and response.status_code < HTTPStatus.BAD_REQUEST:
            note(representation, act)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        scopes, either_way = getattr(view, "acting_scopes", ()), getattr(view, "also_while_acting", False)
        personal = getattr(request, "is_personal", False)
        if not (personal or either_way) or SESSION_KEY not in request.session or not request.user.is_authenticated:
            return None
        held = Representation.objects.held_by(actor_of(request)).filter(pk=request.session[SESSION_KEY]).first()
        if held is None or not held.is_active:
            return self._over(request, held)
        request.representation = held  # type: ignore[attr-defined]
        if either_way:
            return None
        if held.covers(*scopes):
            request.acting_covered = True  # type: ignore[attr-defined]
            request.acting_act = getattr(view, "acting_act", None)  # type: ignore[attr-defined]
            return None
        context = {"held": held, "ones_own": not scopes}
        return render(request, "people/not_for_others.html", context, status=HTTPStatus.FORBIDDEN)

    def _over(self, request: HttpRequest, held: Representation | None) -> HttpResponse:
        """Nobody allows it any more: nothing was done, and from the next page on it is about oneself."""
        if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
            return HttpResponse(
                status=HTTPStatus.GONE
            )  # for a script, whose page says so; the next page tells the rest
        stop_acting(request)
        name = f"Die Vertretung für {held.represented_name}" if held else "Die Vertretung"
        messages.warning(request, _OVER.get(held.state if held else "", _OVER["ended"]).format(name=name))
        return redirect("people:others")
