"""Formulare: which versions a Jobcenter has and will have, and how one is filled in, before anybody else sees it.

A preview keeps nothing: what was answered so far travels in the page itself, signed, and is gone with it.
"""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateformat import format as worded
from django.views.decorators.http import require_safe

from jobcenter.editors.rights import Rights, jobcenter_name
from jobcenter.editors.states import State
from jobcenter.local.models import address_of
from jobcenter.questions.models import BoundPage, Edition, Form, Page, UnknownForm, UnknownPage, catalogue, editions
from jobcenter.submissions.models import BlankPaper

# In addresses: forms as all Jobcenters have them.
ALL = "alle"
# Names of inputs that no question can have.
_SO_FAR, _PAGE = "vorschau-stand", "vorschau-seite"
_LOST = "Die Vorschau beginnt von vorn: Das Formular hat sich inzwischen geändert."


@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    """All versions of one's own Jobcenters, those as well that are not valid yet."""
    rights = Rights.of(request)
    numbers = [(number, name) for number, name in rights.choices] or [("", "Für alle Jobcenter")]
    jobcenters = [
        {"number": number or ALL, "name": name, "lines": [_line(one) for one in editions(catalogue(), number)]}
        for number, name in numbers
    ]
    return render(request, "editors/forms.html", {"jobcenters": jobcenters})


@require_safe
def paper(request: HttpRequest, provider_number: str, form_id: str, version: str) -> HttpResponse:
    """A version to fill in by hand, with all its conditions in words."""
    form = _form(request, provider_number, form_id, version)
    to = [] if provider_number == ALL else [jobcenter_name(provider_number), *address_of(provider_number)]
    pdf = BlankPaper(form, address=to).pdf()
    name = f"{form.id}-{form.version}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def preview(request: HttpRequest, provider_number: str, form_id: str, version: str) -> HttpResponse:
    """The form page by page, as somebody fills it in. Nothing is stored."""
    form = _form(request, provider_number, form_id, version)
    number = "" if provider_number == ALL else provider_number
    walk = Walkthrough(form, {})
    if request.method != "POST":
        entry = form.entry(request.GET.get("eingang", ""))
        return _show(request, Walkthrough(form, dict(entry.answers) if entry else {}), number)
    try:
        so_far = signing.loads(request.POST.get(_SO_FAR, ""), salt=_salt(form))
        walk = Walkthrough(form, so_far, request.POST.get(_PAGE, ""))
    except (signing.BadSignature, UnknownPage):
        return _show(request, walk, number, note=_LOST)
    if "zurueck" in request.POST:
        return _show(request, walk.back(request.POST), number)
    return _show(request, walk.onward(request.POST), number)


@dataclass
class Walkthrough:
    """Where somebody is who tries a form out. Without a page at the first one; raises UnknownPage."""

    form: Form
    answers: dict[str, Any]
    page_id: str = ""
    bound: BoundPage | None = None
    ended: bool = False

    def __post_init__(self) -> None:
        self.page: Page = self._visible(self.page_id) or self.form.visible_pages(self.answers)[0]

    def _visible(self, page_id: str) -> Page | None:
        return self.form.visible_page(page_id, self.answers) if page_id else None

    def back(self, data: Any) -> "Walkthrough":
        """At the page before, with what holds of this one."""
        answers = {**self.answers, **self.page.bind(self.answers, data).values}
        before = self.form.before(self.page.id, answers)
        return Walkthrough(self.form, answers, before.id if before else "")

    def onward(self, data: Any) -> "Walkthrough":
        """At the next page, or at the same one with what is wrong there."""
        bound = self.page.bind(self.answers, data)
        skipped = "ueberspringen" in data and self.form.incomplete and bound.is_only_open()
        if not (skipped or bound.is_valid()):
            return Walkthrough(self.form, self.answers, self.page.id, bound)
        answers = {**self.answers, **bound.values}
        following = self.form.after(self.page.id, answers)
        if following is None:
            return Walkthrough(self.form, answers, self.page.id, ended=True)
        return Walkthrough(self.form, answers, following.id)


def _show(request: HttpRequest, walk: Walkthrough, number: str, *, note: str = "") -> HttpResponse:
    form, page = walk.form, walk.page
    bound = walk.bound or page.bind(walk.answers)
    at, of = form.progress(page.id, walk.answers)
    context: dict[str, Any] = {
        "form": form,
        "provider_number": number or ALL,
        "page": page,
        "bound": bound,
        "errors": bound.errors,
        "note": note,
        "when": _state_of(form, number),
        "so_far": signing.dumps(walk.answers, salt=_salt(form), compress=True),
        "step": {"label": f"Schritt {at} von {of}", "value": at, "max": of},
        "first": at == 1,
        "may_skip": form.incomplete and page.kind != "evidence" and not any(one.essential for one in bound.questions),
        "evidence": form.evidence_for(walk.answers) if page.kind == "evidence" else [],
    }
    if walk.ended:
        context |= {"sections": form.summary(walk.answers), "way": form.way(walk.answers)}
        return render(request, "editors/form_end.html", context)
    return render(request, "editors/form_preview.html", context, status=422 if bound.errors else 200)


def _form(request: HttpRequest, provider_number: str, form_id: str, version: str) -> Form:
    """Raises Http404 for a form that is not there, and for a Jobcenter that somebody does not write for."""
    rights = Rights.of(request)
    if provider_number not in rights.numbers and not (provider_number == ALL and rights.is_operator):
        raise Http404
    try:
        return catalogue().version(form_id, version, "" if provider_number == ALL else provider_number)
    except UnknownForm as unknown:
        raise Http404 from unknown


def _salt(form: Form) -> str:
    return f"editors.preview.{form.id}.{form.version}.{form.addition}"


def _line(edition: Edition) -> dict[str, Any]:
    form = edition.form
    about = [f"Version {form.version}"]
    about += ["eigenes Formular Ihres Jobcenters"] if edition.own else []
    about += [f"mit Ihren Zusatzfragen, Stand {form.addition}"] if form.addition else []
    return {"form": form, "about": ", ".join(about), "state": _states(edition)}


def _state_of(form: Form, number: str) -> State:
    return next(_states(one) for one in editions(catalogue(), number) if one.form is form)


def _states(edition: Edition) -> State:
    if edition.state == "ahead":
        return State(f"Ab {worded(edition.form.valid_from, 'j. F Y')}", "waiting", "info")
    return State("Gilt", "public", "success") if edition.state == "current" else State("Abgelöst", "over")
