"""To what was sent, more can be added at any time; it lands in the same matter."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from jobcenter.cases.models import Case
from jobcenter.people.models import Act, Scope, for_others, person_of
from jobcenter.questions.models import UnknownForm
from jobcenter.submissions.models import Draft
from jobcenter.submissions.views.own import may_correct

_WITHDRAWN = (
    "Dieses Formular gibt es nicht mehr. Deshalb kann die App dazu nichts mehr senden. Bitte geben Sie es im Jobcenter "
    "ab oder schicken Sie es mit der Post. Schreiben Sie die Eingangsnummer dazu."
)


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
    except UnknownForm:  # the form was withdrawn; the Jobcenter takes it otherwise
        messages.warning(request, _WITHDRAWN)
        return redirect(reverse("cases:case", args=[found.pk]) + "#so-erreichen")
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
