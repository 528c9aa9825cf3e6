"""Choosing a form, starting or resuming a draft, giving one up."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from jobcenter.delivery.models import Connection
from jobcenter.directory.models import Jobcenter, JobcenterInfo, jobcenter_named
from jobcenter.people.models import Act, Scope, also_while_acting, for_others, person_of
from jobcenter.questions.models import Entry, Form, UnknownForm, catalogue
from jobcenter.submissions.listing import listed
from jobcenter.submissions.models import Draft, Overtaken
from jobcenter.submissions.views.own import form_is_gone, form_may_be_gone, may_edit, own_draft, to_receipt

_TOO_MANY = (
    "Sie haben schon sehr viele Anträge begonnen. Bitte machen Sie mit einem Entwurf weiter oder löschen Sie einen. "
    "Hilft das nicht, versuchen Sie es morgen noch einmal oder wenden Sie sich an Ihr Jobcenter."
)


@also_while_acting
@login_not_required
def forms(request: HttpRequest) -> HttpResponse:
    """All that can be filled in, with what the chosen Jobcenter has of its own; `suche` narrows it."""
    chosen = Jobcenter.chosen_in(request.COOKIES)
    number = chosen.provider_number if chosen else ""
    wanted = request.GET.get("suche", "").strip()[:100]
    return render(request, "submissions/forms.html", {"groups": listed(number, wanted), "wanted": wanted})


@for_others(Scope.APPLY, act=Act.BEGAN)
def new(request: HttpRequest, form_id: str, entry: str = "") -> HttpResponse:
    """Before the first page: what awaits, which Jobcenter, and whether to go on with what is there already."""
    owners = _owners(form_id)
    if not _form(form_id, *owners).listed:
        return redirect("submissions:formless")
    person = person_of(request)
    known, out_of_reach = _jobcenters(request, person.provider_number, *owners)
    choices = [info for info in known if not owners or info.provider_number in owners]
    lacking = [info for info in known if info not in choices]
    chosen = request.POST.get("provider_number", "")
    errors = []
    if request.method == "POST":
        if Draft.objects.of(person).too_many():
            messages.warning(request, _TOO_MANY)
            return redirect("cases:home")
        if chosen in {choice.provider_number for choice in choices}:
            with transaction.atomic():
                form = _form(form_id, chosen)
                draft = Draft.start(person=person, form=form, provider_number=chosen, entry=_entry(form, entry))
            return _onward(draft)
        errors = [(_first_choice(choices or out_of_reach), "Bitte wählen Sie, an welches Jobcenter es gehen soll.")]
    form = _form(form_id, person.provider_number, *owners)
    context = {
        "form": form,
        "entry": _entry(form, entry),
        "drafts": Draft.objects.of(person).open().filter(form_id=form_id, case=None)[:5],
        "choices": choices,
        "lacking": lacking,
        "out_of_reach": out_of_reach,
        "paper_to": next(iter(choices + out_of_reach), None),
        "errors": errors,
    }
    return render(request, "submissions/new.html", context, status=422 if errors else 200)


@for_others(Scope.APPLY)
@form_may_be_gone
def resume(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Back to the first page still to do, or to the check page."""
    found = own_draft(request, draft)
    if found.submitted_at:
        return to_receipt(found)
    return _onward(found)


@for_others(Scope.APPLY, act=Act.DISCARDED)
def discard(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Ask, then delete the draft with its documents; also where its form is gone. Not for whoever may not edit it."""
    found = _theirs(request, draft)
    if found.submitted_at:
        return to_receipt(found)
    if request.method == "POST":
        found.discard()
        messages.success(request, "Der Entwurf ist gelöscht.")
        return redirect("cases:home")
    return render(request, "submissions/discard.html", {"draft": found})


@for_others(Scope.APPLY, act=Act.WROTE)
@form_may_be_gone
def jobcenter(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Send the draft to another Jobcenter that has its form; a supplement goes where its matter is.

    A form may be one Jobcenter's own. Where the draft came to one without it, this is the way back.
    """
    found = _theirs(request, draft)
    if found.submitted_at:
        return to_receipt(found)
    if found.case_id:
        return redirect("submissions:check", found.pk)
    if not (found.has_form or found.elsewhere):
        return form_is_gone(request, [], draft=found)
    known, out_of_reach = _jobcenters(request, found.provider_number, *found.elsewhere)
    choices = [info for info in known if found.has_form_at(info.provider_number)]
    lacking = [info for info in known if info not in choices]
    errors = []
    if request.method == "POST":
        chosen = request.POST.get("provider_number", "")
        if chosen in {choice.provider_number for choice in choices}:
            try:
                found.move_to(chosen)
            except Overtaken:
                return to_receipt(found)
            return redirect("submissions:check", found.pk)
        errors = [(_first_choice(choices or lacking or out_of_reach), "Bitte wählen Sie ein Jobcenter.")]
    context = {
        "draft": found,
        "choices": choices,
        "lacking": lacking,
        "out_of_reach": out_of_reach,
        "errors": errors,
    }
    return render(request, "submissions/jobcenter.html", context, status=422 if errors else 200)


def _theirs(request: HttpRequest, draft_id: UUID) -> Draft:
    """The draft, also where its form is gone. Raises Http404 for whoever may not edit it."""
    found = get_object_or_404(Draft.objects.of(person_of(request)), pk=draft_id)
    if not may_edit(request, found):
        raise Http404
    return found


def _onward(draft: Draft) -> HttpResponse:
    page = draft.next_page()
    return redirect("submissions:page", draft.pk, page.id) if page else redirect("submissions:check", draft.pk)


def _owners(form_id: str) -> list[str]:
    """Where only some Jobcenters have the form: which. Otherwise none."""
    try:
        catalogue().latest(form_id)
    except UnknownForm:
        return catalogue().owners(form_id)
    return []


def _form(form_id: str, *provider_numbers: str) -> Form:
    """As the first of these Jobcenters asks it that has it. Raises Http404 when none has."""
    for number in provider_numbers or ("",):
        try:
            return catalogue().latest(form_id, number)
        except UnknownForm:
            continue
    raise Http404


def _entry(form: Form, entry_id: str) -> Entry | None:
    entry = form.entry(entry_id)
    if entry_id and entry is None:
        raise Http404
    return entry


def _jobcenters(request: HttpRequest, *known: str) -> tuple[list[JobcenterInfo], list[JobcenterInfo]]:
    """The Jobcenters known for this person or draft and the one chosen on this device; never a guess.

    First those that take applications from here, then those that do not (yet).
    """
    chosen = Jobcenter.chosen_in(request.COOKIES)
    named = [jobcenter_named(number) for number in known if number]
    found = {info.provider_number: info for info in (*named, chosen) if info}
    reached = Connection.reaching(found) if found else set()
    return (
        [info for number, info in found.items() if number in reached],
        [info for number, info in found.items() if number not in reached],
    )


def _first_choice(choices: list[JobcenterInfo]) -> str:
    return f"jobcenter-{choices[0].provider_number}" if choices else "jobcenter-suchen"
