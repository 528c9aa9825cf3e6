"""For the represented one: who may act for me, what they did, and an end to it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from jobcenter.people.forms import Invitation
from jobcenter.people.models import Representation, Role, actor_of, acts_of, latest_acts
from jobcenter.web.qr import qr_code

_MOST = 20
_TOO_MANY = "Sie haben schon sehr viele Vertretungen. Bitte beenden Sie zuerst eine, die Sie nicht mehr brauchen."


def helpers(request: HttpRequest) -> HttpResponse:
    """Who acts for me, who is invited, who did."""
    every = list(Representation.objects.granted_by(actor_of(request)))
    latest = latest_acts(every)
    rows = [(one, latest.get(one.pk)) for one in every]
    context = {
        "now": [row for row in rows if row[0].state in {"active", "invited"}],
        "before": [row for row in rows if row[0].state not in {"active", "invited"}],
    }
    return render(request, "people/helpers.html", context)


def invite(request: HttpRequest) -> HttpResponse:
    """Somebody shall help me: who, with what, until when. On to the code."""
    me = actor_of(request)
    form = Invitation(request.POST or None, known_as=me.given_name)
    if request.method == "POST":
        if Representation.objects.granted_by(me).going_on().count() >= _MOST:
            messages.warning(request, _TOO_MANY)
            return redirect("people:helpers")
        if form.is_valid():
            facts = form.cleaned_data
            made = Representation.invite(represented=me, **{**facts, "role": Role(facts["role"])})
            return redirect("people:helper", made.pk)
    return render(request, "people/invite.html", {"form": form}, status=422 if form.errors else 200)


def helper(request: HttpRequest, representation: UUID) -> HttpResponse:
    """One of them: the code as long as it waits, what they may, what they did."""
    me = actor_of(request)
    found = get_object_or_404(Representation.objects.granted_by(me), pk=representation)
    address = settings.BASE_URL.rstrip("/") + reverse("people:code")
    context = {
        "held": found,
        "address": address,
        # Behind a #, so that the code is in no log: the page's script puts it into the field.
        "qr": qr_code(f"{address}#code={found.code}") if found.state == "invited" else "",
        "acts": acts_of(found, reader=me),
    }
    return render(request, "people/helper.html", context)


def end(request: HttpRequest, representation: UUID) -> HttpResponse:
    """POST by either of the two: over at once. GET is somebody who had to sign in first: on to the page."""
    me = actor_of(request)
    found = get_object_or_404(Representation.objects.of(me), pk=representation)
    mine = found.represented_id == me.pk
    if request.method != "POST":
        return redirect("people:helper" if mine else "people:other", found.pk)
    if found.state == "set_up":
        if found.discard():
            messages.success(request, "Verworfen. Davon ist nichts mehr gespeichert.")
        return redirect("people:others")
    found.end(by=me)
    if mine:
        messages.success(request, f"Beendet. {found.name} kann ab jetzt nichts mehr für Sie tun oder sehen.")
        return redirect("people:helpers")
    messages.success(request, f"Beendet. Sie handeln nicht mehr für {found.represented_name or 'diese Person'}.")
    return redirect("people:others")
