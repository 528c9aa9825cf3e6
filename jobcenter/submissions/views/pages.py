"""One page of a form: shown as it was left, saved when it holds, kept when it does not."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from jobcenter.people.models import Act, Scope, for_others, may
from jobcenter.questions.models import BoundPage, Page, UnknownForm, UnknownPage
from jobcenter.submissions.models import Draft, Overtaken, Recalled, Submission
from jobcenter.submissions.views import evidence
from jobcenter.submissions.views.coming_back import handed_back, sent_meanwhile
from jobcenter.submissions.views.forgery import forged
from jobcenter.submissions.views.own import form_may_be_gone, own_draft, to_receipt
from jobcenter.web.surviving import typing_survives

_STALE = "Bitte drücken Sie noch einmal auf „Weiter“. Die Seite war lange offen; Ihre Eingaben stehen noch da."


@for_others(Scope.APPLY, act=Act.WROTE)
@form_may_be_gone
@typing_survives
@csrf_exempt  # checked below: a stale token must not cost anybody what they typed
def page(request: HttpRequest, draft: UUID, page: str) -> HttpResponse:
    """GET shows the page, POST saves it and goes on to the next one."""
    try:
        found = own_draft(request, draft)
    except Http404:
        return handed_back(request, draft)
    if found.submitted_at:
        return sent_meanwhile(request, found) if request.method == "POST" else to_receipt(found)
    shown = _visible(found, page)
    if shown is None:
        return redirect("submissions:draft", found.pk)
    if shown.kind == "evidence" and found.case_id:
        return redirect("submissions:documents", found.pk)
    if shown.kind == "evidence":
        return evidence.page(request, found, shown)
    if request.method != "POST":
        return _show(request, found, shown, found.bind(shown))
    bound = shown.bind(found.answers, request.POST)
    if forged(request):
        messages.warning(request, _STALE)
        return _show(request, found, shown, bound, status=403)
    try:
        return _save(request, found, shown, bound)
    except Overtaken:
        return sent_meanwhile(request, found)


def _save(request: HttpRequest, draft: Draft, page: Page, bound: BoundPage) -> HttpResponse:
    if bound.action:
        draft.note(page, bound.typed)
        return redirect(_address(request, draft, page) + "#" + bound.anchor)
    if "spaeter" in request.POST:
        draft.note(page, bound.typed)
        messages.success(request, "Gespeichert. Sie können jederzeit und auf jedem Gerät weitermachen.")
        return redirect("cases:home")
    if "ueberspringen" in request.POST and draft.form.incomplete and bound.is_only_open():
        draft.answer(page, {**dict.fromkeys(one.id for one in bound.questions), **bound.values})
        return redirect(next_address(request, draft, page))
    if not bound.is_valid():
        draft.note(page, bound.typed)
        return _show(request, draft, page, bound, errors=bound.errors, status=422)
    draft.answer(page, bound.values)
    return redirect(next_address(request, draft, page))


@for_others(Scope.APPLY, act=Act.WROTE)
@csrf_exempt  # checked below: the answer to a stale token is a fresh one
def interim(request: HttpRequest, draft: UUID, page: str) -> HttpResponse:
    """Keep what is being typed, valid or not; answers with the time of saving.

    409: the draft was sent or deleted meanwhile, or its form is gone. 403: with a fresh token, to try again at once.
    GET is somebody who had to sign in first: on to the page.
    """
    try:
        found = own_draft(request, draft)
    except UnknownForm:
        found = None
    if request.method != "POST":
        return redirect("submissions:page", draft, page)
    if found is None:
        return JsonResponse({}, status=409)
    if forged(request):
        return JsonResponse({"token": get_token(request)}, status=403)
    shown = _visible(found, page)
    if shown is None or found.submitted_at:
        return JsonResponse({}, status=409)
    try:
        found.note(shown, shown.bind(found.answers, request.POST).typed)
    except Overtaken:
        return JsonResponse({}, status=409)
    return JsonResponse({"saved_at": f"{timezone.localtime():%H:%M}"})


def next_address(request: HttpRequest, draft: Draft, page: Page) -> str:
    """After a page: on to the next one; who came from the check page goes only where something is open, and back;
    who fills in what was missing goes from gap to gap."""
    match request.GET.get("zurueck"):
        case "pruefen":
            following = draft.next_page()
        case "luecken":
            following = draft.next_gap(page) or draft.next_page()
        case _:
            following = draft.form.after(page.id, draft.answers)
    if following is None:
        return reverse("submissions:check", args=[draft.pk])
    return _address(request, draft, following)


def steps(draft: Draft, page: Page) -> dict[str, object]:
    """Where in the form a page is, and the way back."""
    number, count = draft.form.progress(page.id, draft.answers)
    before = draft.form.before(page.id, draft.answers)
    return {
        "label": f"Schritt {number} von {count}",
        "value": number,
        "max": count,
        "back": reverse("submissions:page", args=[draft.pk, before.id]) if before else reverse("cases:home"),
    }


def _show(
    request: HttpRequest,
    draft: Draft,
    page: Page,
    bound: BoundPage,
    *,
    errors: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "draft": draft,
        "page": page,
        "bound": bound,
        "errors": errors or [],
        "steps": steps(draft, page),
        "checking": request.GET.get("zurueck") == "pruefen",
        "may_skip": draft.form.incomplete and not any(one.essential for one in bound.questions),
        "recalled": _recalled(request, draft, page),
    }
    return render(request, "submissions/page.html", context, status=status)


def _recalled(request: HttpRequest, draft: Draft, page: Page) -> list[Recalled]:
    """What was said last on the topic of a page: not on a supplement, which shows what was sent anyway, and not to
    somebody who acts for another and may not see what was sent."""
    if draft.case_id or not may(request, Scope.CASES):
        return []
    return Submission.objects.of(draft.person).recalled(page.recalls)


def _visible(draft: Draft, page_id: str) -> Page | None:
    """The page, None if the answers do not lead there. Raises Http404 if the form has no such page."""
    try:
        return draft.form.visible_page(page_id, draft.answers)
    except UnknownPage as unknown:
        raise Http404 from unknown


def _address(request: HttpRequest, draft: Draft, page: Page) -> str:
    address = reverse("submissions:page", args=[draft.pk, page.id])
    back = request.GET.get("zurueck")
    return f"{address}?{urlencode({'zurueck': back})}" if back in {"pruefen", "luecken"} else address
