"""The page of a form where documents are added, announced for later, or said to be there already."""

from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect

from jobcenter.documents.models import hints_for
from jobcenter.people.models import Act, Scope, for_others, may
from jobcenter.questions.models import Page
from jobcenter.submissions.models import Draft, Overtaken, asked_in
from jobcenter.submissions.views.own import form_may_be_gone, may_edit, own_draft, to_receipt

# How long somebody may take, in weeks: offered, not demanded; the Jobcenter can still name a day of its own.
_WEEKS = (2, 1, 4)


@csrf_protect
def page(request: HttpRequest, draft: Draft, page: Page) -> HttpResponse:
    """GET shows the checklist as cards, POST goes on if nothing required is open."""
    from jobcenter.submissions.views.pages import next_address, steps

    errors = []
    if request.method == "POST":
        open_ones = [] if draft.form.incomplete else [proof.evidence for proof in draft.open_proofs()]
        errors = [(f"nachweis-{evidence.slot}", _lacking(evidence.name)) for evidence in open_ones]
        if not errors:
            try:
                draft.finish(page)
            except Overtaken:
                return to_receipt(draft)
            return redirect(next_address(request, draft, page))
    context = {**_context(request, draft), "page": page, "errors": errors, "steps": steps(draft, page)}
    return render(request, "submissions/evidence.html", context, status=422 if errors else 200)


@for_others(Scope.APPLY, Scope.DOCUMENTS)
@form_may_be_gone
def documents(request: HttpRequest, draft: UUID) -> HttpResponse:
    """What can be handed in later for something that was sent."""
    found = own_draft(request, draft, papers_only=True)
    if found.submitted_at:
        return to_receipt(found)
    if not found.case_id:
        return redirect("submissions:draft", found.pk)
    allowed = {"may_look": may(request, Scope.CASES), "may_discard": may_edit(request, found)}
    context = {**_context(request, found), **allowed}
    return render(request, "submissions/documents.html", context)


@for_others(Scope.APPLY, Scope.DOCUMENTS, act=Act.DOCUMENTS)
@form_may_be_gone
def later(request: HttpRequest, draft: UUID, slot: str) -> HttpResponse:
    """POST announces a document (`was`: spaeter, with `bis`), says it is there (liegt-vor), or takes that back."""
    found = own_draft(request, draft, papers_only=True)
    if found.submitted_at:
        return to_receipt(found)
    evidence = {item.slot: item for item in found.evidence()}.get(slot)
    if evidence is None or not (evidence.may_follow or evidence.may_be_there):
        raise Http404
    if request.method == "POST":
        try:
            if "doch" in request.POST:
                found.take_back(slot)
            elif request.POST.get("was") == "liegt-vor" and evidence.may_be_there:
                found.say_it_is_there(slot)
            elif evidence.may_follow:
                found.promise(slot, _day(request.POST.get("bis", "")))
        except Overtaken:
            return to_receipt(found)
    return redirect(_back(request, found) + f"#nachweis-{slot}")


def _back(request: HttpRequest, draft: Draft) -> str:
    if draft.case_id:
        return reverse("submissions:documents", args=[draft.pk])
    here = next((page for page in draft.form.visible_pages(draft.answers) if page.kind == "evidence"), None)
    if here is None:
        return reverse("submissions:draft", args=[draft.pk])
    back = "?zurueck=pruefen" if "pruefen" in request.POST else ""
    return reverse("submissions:page", args=[draft.pk, here.id]) + back


def _context(request: HttpRequest, draft: Draft) -> dict[str, object]:
    today, proofs = timezone.localdate(), draft.proofs()
    for proof in proofs:
        if proof.document:
            proof.document.hints = hints_for(proof.document, asked_in(proofs))
    return {
        "draft": draft,
        "proofs": proofs,
        "checking": request.GET.get("zurueck") == "pruefen",
        "here": request.get_full_path(),
        "days": [(today + timedelta(weeks=weeks), weeks) for weeks in _WEEKS],
    }


def _day(typed: str) -> date | None:
    """The day that was chosen; a day that cannot be one is no promise for a day."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if timezone.localdate() < day < timezone.localdate() + timedelta(days=366) else None


def _lacking(title: str) -> str:
    return f"{title}: Bitte hinzufügen oder „Ich reiche das nach“ wählen."
