"""To what was sent, more can be added at any time; it lands in the same matter."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from jobcenter.cases.models import Case
from jobcenter.people.models import Act, Scope, for_others, person_of
from jobcenter.questions.models import UnknownForm
from jobcenter.submissions.models import Draft, Submission
from jobcenter.submissions.views.own import form_is_gone, may_correct


@for_others(Scope.APPLY, Scope.DOCUMENTS, act=Act.BEGAN)
def begin(request: HttpRequest, case: UUID) -> HttpResponse:
    """POST: the open supplement of a case, for documents or (`was`: angaben) for answers.

    `slot` names the paper that was chosen on "Unterlagen senden" and leads to its card; with `zurueck`, back to there,
    where it can take pages now.
    """
    found = get_object_or_404(Case.objects.of(person_of(request)), pk=case)
    if request.method != "POST":
        return redirect("cases:case", found.pk)
    try:
        draft = Draft.supplement(found)
        gaps = draft.form.gaps(draft.answers)
    except UnknownForm:
        begun = Draft.objects.filter(case=found).open().first()
        return form_is_gone(request, list(Submission.objects.in_case(found)), begun)
    if slot := request.POST.get("slot"):
        return _to_paper(request, draft, slot)
    if request.POST.get("was") != "angaben" or not may_correct(request):
        return redirect("submissions:documents", draft.pk)
    if gaps:
        return redirect(reverse("submissions:page", args=[draft.pk, gaps[0].page.id]) + "?zurueck=luecken")
    return redirect("submissions:check", draft.pk)


def _to_paper(request: HttpRequest, draft: Draft, slot: str) -> HttpResponse:
    name = next((item.name for item in draft.evidence() if item.slot == slot), None)
    if name is None:  # the answers were changed meanwhile
        return redirect("submissions:documents", draft.pk)
    papers = reverse("cases:papers")
    if "zurueck" in request.POST:
        return redirect(f"{papers}#ziel-{draft.pk}-{slot}")
    return redirect(reverse("documents:add", args=[draft.pk, slot], query={"title": name, "next": papers}))
