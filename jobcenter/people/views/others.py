"""For the helper: for whom may I act, and as whom do I act now."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from jobcenter.people.forms import Acceptance
from jobcenter.people.models import (
    NoSuchCode,
    OwnCode,
    Representation,
    actor_of,
    acts_of,
    also_while_acting,
    begin_acting,
    stop_acting,
)
from jobcenter.people.models.representation import MOST
from jobcenter.web.views import too_many

_LIMIT = "representation_code"
_UNKNOWN = "Diesen Code gibt es nicht, oder er gilt nicht mehr. Fragen Sie nach einem neuen."
_OWN = "Das ist Ihr eigener Code. Geben Sie ihn der Person, die Ihnen helfen soll."
_TOO_MANY = "Sie handeln schon für sehr viele Menschen. Bitte beenden Sie zuerst, was vorbei ist."


@also_while_acting
def others(request: HttpRequest) -> HttpResponse:
    """For whom I may act, and for whom I did."""
    every = list(Representation.objects.held_by(actor_of(request)))
    context = {
        "now": [one for one in every if one.state == "active"],
        "unfinished": [one for one in every if one.state == "set_up"],
        "before": [one for one in every if one.state not in {"active", "set_up"}],
    }
    return render(request, "people/others.html", context)


def code(request: HttpRequest) -> HttpResponse:
    """Type the code, see who asks for what, take it on."""
    typed = request.POST.get("code", "").strip()[:40]
    if request.method != "POST" or not typed:
        errors = [("code", "Bitte geben Sie den Code ein.")] if request.method == "POST" else []
        return _ask(request, typed, errors)
    if not ratelimit.consume(request, action=_LIMIT, user=request.user, dry_run=True):
        return too_many(request)
    me = actor_of(request)
    try:
        if Representation.objects.held_by(me).going_on().count() >= MOST:
            return _ask(request, typed, [("code", _TOO_MANY)])
        found = Representation.invited(typed, helper=me)
        form = Acceptance(request.POST if "name" in request.POST else None, initial={"name": me.full_name})
        if not form.is_valid():
            context = {"held": found, "code": typed, "form": form}
            return render(request, "people/accept.html", context, status=422 if form.errors else 200)
        taken = Representation.accept(typed, by=me, name=form.cleaned_data["name"])
    except NoSuchCode:
        ratelimit.consume(request, action=_LIMIT, user=request.user)
        return _ask(request, typed, [("code", _UNKNOWN)])
    except OwnCode:
        return _ask(request, typed, [("code", _OWN)])
    messages.success(request, f"Ab jetzt dürfen Sie für {taken.represented_name} handeln.")
    return redirect("people:other", taken.pk)


def other(request: HttpRequest, representation: UUID) -> HttpResponse:
    """One of them: what I may, until when, what I did, the proof."""
    me = actor_of(request)
    found = get_object_or_404(Representation.objects.held_by(me), pk=representation)
    return render(request, "people/other.html", {"held": found, "acts": acts_of(found, reader=me)})


@also_while_acting
def act(request: HttpRequest, representation: UUID) -> HttpResponse:
    """POST: from now on the personal pages are about that person."""
    found = get_object_or_404(Representation.objects.held_by(actor_of(request)), pk=representation)
    if request.method != "POST":
        return redirect("people:others")
    if not found.is_active:
        messages.warning(request, f"Sie können gerade nicht für {found.represented_name or 'diese Person'} handeln.")
        return redirect("people:others")
    begin_acting(request, found)
    return redirect("cases:home")


@also_while_acting
def stop(request: HttpRequest) -> HttpResponse:
    """POST: back to oneself, and on to `next`."""
    if request.method != "POST":
        return redirect("people:others")
    stop_acting(request)
    messages.info(request, "Sie handeln wieder für sich selbst.")
    onward = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return redirect(onward if ours else "cases:home")


def _ask(request: HttpRequest, typed: str, errors: list[tuple[str, str]]) -> HttpResponse:
    context = {"code": typed, "errors": errors}
    return render(request, "people/code.html", context, status=422 if errors else 200)
