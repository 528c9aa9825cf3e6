"""For a helper of somebody who has no account: who I am, who that is, and the paper that proves it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from jobcenter.documents.models import Collection, Document
from jobcenter.people.forms import Again, Guardian, Represented
from jobcenter.people.models import PROOF, Representation, Role, actor_of
from jobcenter.people.models.representation import MOST
from jobcenter.people.roles import WITHOUT_ACCOUNT

_TOO_MANY = "Sie handeln schon für sehr viele Menschen. Bitte beenden Sie zuerst, was vorbei ist."
_TITLE = "Nachweis der Vertretung"
_PROOF = {"slot": PROOF, "title": _TITLE, "name": _TITLE, "period": "", "page_hint": ""}
_NO_PROOF = "Bitte fügen Sie den Nachweis hinzu: ein Foto oder eine Datei."


def set_up(request: HttpRequest) -> HttpResponse:
    """The first step: as what I act, under which name, until when."""
    me = actor_of(request)
    form = Guardian(request.POST or None, initial={"name": me.full_name})
    if request.method == "POST" and form.is_valid():
        if Representation.objects.held_by(me).going_on().count() >= MOST:
            messages.warning(request, _TOO_MANY)
            return redirect("people:others")
        facts = form.cleaned_data
        made = Representation.set_up(
            representative=me, representative_name=facts["name"], role=Role(facts["role"]), ends=facts["ends"]
        )
        return redirect("people:person", made.pk)
    return render(request, "people/set_up.html", {"form": form}, status=422 if form.errors else 200)


def person(request: HttpRequest, representation: UUID) -> HttpResponse:
    """The second step: for whom."""
    found = _in_set_up(request, representation)
    form = Represented(request.POST or None, role=found.role, ends=found.ends, initial=_known(found))
    if request.method == "POST" and form.is_valid():
        found.introduce(form.profile())
        return redirect("people:proof", found.pk)
    context = {"held": found, "form": form}
    return render(request, "people/person.html", context, status=422 if form.errors else 200)


def proof(request: HttpRequest, representation: UUID) -> HttpResponse:
    """The last step, or later on for what was given in the app: the paper. With it the representation holds."""
    me = actor_of(request)
    found = get_object_or_404(Representation.objects.held_by(me), pk=representation)
    if found.proof_at or found.state not in {"set_up", "active"}:
        return redirect("people:other", found.pk)
    if not found.represented_name:
        return redirect("people:person", found.pk)
    errors = []
    if request.method == "POST":
        if found.prove():
            messages.success(request, f"Der Nachweis ist da. Sie dürfen für {found.represented_name} handeln.")
            return redirect("people:other", found.pk)
        errors = [(f"dateien-{PROOF}", _NO_PROOF)]
    collection = Collection.open(found.pk, me)
    context = {
        "held": found,
        "errors": errors,
        "evidence": {**_PROOF, "why": _why(found)},
        "document": Document.objects.in_collection(collection.pk, owner=me).first(),
    }
    return render(request, "people/proof.html", context, status=422 if errors else 200)


def again(request: HttpRequest, representation: UUID) -> HttpResponse:
    """Before or after the end: on to another day, with a new proof."""
    found = get_object_or_404(Representation.objects.held_by(actor_of(request)), pk=representation)
    if not found.may_go_on:
        raise Http404
    known = found.represented.profile
    form = Again(request.POST or None, role=found.role, birth_date=known["birth_date"])
    if request.method == "POST" and form.is_valid():
        return redirect("people:proof", found.again(ends=form.cleaned_data["ends"]).pk)
    return render(request, "people/again.html", {"held": found, "form": form}, status=422 if form.errors else 200)


def _in_set_up(request: HttpRequest, representation: UUID) -> Representation:
    found = get_object_or_404(Representation.objects.held_by(actor_of(request)), pk=representation)
    if found.state != "set_up":
        raise Http404
    return found


def _known(held: Representation) -> dict[str, object]:
    profile = held.represented.profile
    return {**profile, **profile.get("address", {})}


def _why(held: Representation) -> str:
    known = WITHOUT_ACCOUNT.get(Role(held.role))
    return known[1] if known else "Zum Beispiel eine unterschriebene Vollmacht."
