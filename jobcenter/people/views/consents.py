"""Three consents, each for itself."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jobcenter.people.models import Consent, ConsentKind, actor_of
from jobcenter.people.wordings import UnknownWording, wording

_OLD_WORDS = "Der Wortlaut hat sich inzwischen geändert. Bitte lesen Sie ihn noch einmal."


def consents(request: HttpRequest) -> HttpResponse:
    """Each with its words, its state, its switch and its history."""
    return render(request, "people/consents.html", {"consents": _all(request)})


def say(request: HttpRequest, kind: str) -> HttpResponse:
    """POST `given` yes or no, to the words of `version`. GET is somebody who had to sign in first."""
    asked = _kind(kind)
    back = f"{reverse('people:consents')}#{asked.value}"
    if request.method != "POST":
        return redirect(back)
    given = request.POST.get("given") == "yes"
    if given and request.POST.get("version") != asked.wording.version:
        messages.warning(request, _OLD_WORDS)
    elif Consent.say(actor_of(request), asked, given=given):
        done = "Sie haben eingewilligt" if given else "Sie haben Ihre Einwilligung widerrufen"
        messages.success(request, f"{done}: {asked.wording.title}.")
    return redirect(back)


def words(request: HttpRequest, kind: str, version: str) -> HttpResponse:
    """The words of one version, as long as anybody has agreed to them."""
    try:
        found = wording(_kind(kind).value, version)
    except UnknownWording as unknown:
        raise Http404 from unknown
    return render(request, "people/wording.html", {"wording": found})


def _kind(name: str) -> ConsentKind:
    try:
        return ConsentKind(name)
    except ValueError as unknown:
        raise Http404 from unknown


def _all(request: HttpRequest) -> list[dict[str, Any]]:
    said = list(Consent.objects.of(actor_of(request)))
    return [
        {
            "kind": kind,
            "wording": kind.wording,
            "said": [one for one in said if one.kind == kind],
            "given": next((one.given for one in said if one.kind == kind), False),
        }
        for kind in ConsentKind
    ]
