"""The page of a form where documents are added, or announced for later."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect

from jobcenter.questions.models import Page
from jobcenter.submissions.models import Draft, Overtaken
from jobcenter.submissions.views.own import own_draft, to_receipt


@csrf_protect
def page(request: HttpRequest, draft: Draft, page: Page) -> HttpResponse:
    """GET shows the checklist as cards, POST goes on if nothing required is open."""
    from jobcenter.submissions.views.pages import next_address, steps

    errors = []
    if request.method == "POST":
        open_ones = [proof.evidence for proof in draft.open_proofs()]
        errors = [(f"nachweis-{evidence.slot}", _lacking(evidence.title)) for evidence in open_ones]
        if not errors:
            try:
                draft.finish(page)
            except Overtaken:
                return to_receipt(draft)
            return redirect(next_address(request, draft, page))
    context = {
        "draft": draft,
        "page": page,
        "proofs": draft.proofs(),
        "errors": errors,
        "steps": steps(draft, page),
        "checking": request.GET.get("zurueck") == "pruefen",
        "here": request.get_full_path(),
    }
    return render(request, "submissions/evidence.html", context, status=422 if errors else 200)


def later(request: HttpRequest, draft: UUID, slot: str) -> HttpResponse:
    """POST announces, or with `doch` takes back, that a document will follow."""
    found = own_draft(request, draft)
    if found.submitted_at:
        return to_receipt(found)
    evidence = {item.slot: item for item in found.form.evidence_for(found.answers)}.get(slot)
    if evidence is None or not evidence.may_follow:
        raise Http404
    if request.method == "POST":
        try:
            found.follow_later(slot, later="doch" not in request.POST)
        except Overtaken:
            return to_receipt(found)
    here = next((page for page in found.form.visible_pages(found.answers) if page.kind == "evidence"), None)
    if here is None:
        return redirect("submissions:draft", found.pk)
    back = "?zurueck=pruefen" if "pruefen" in request.POST else ""
    return redirect(reverse("submissions:page", args=[found.pk, here.id]) + back + f"#nachweis-{slot}")


def _lacking(title: str) -> str:
    return f"{title}: Bitte hinzufügen oder „Ich reiche das nach“ wählen."
