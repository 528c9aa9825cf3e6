"""Forms to print and fill in by hand: for everybody, without an account, printed once and then handed out."""

from weakref import WeakKeyDictionary

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobcenter.directory.models import Jobcenter, JobcenterInfo, jobcenter_named
from jobcenter.local.models import address_of
from jobcenter.questions.models import Catalogue, UnknownForm, catalogue
from jobcenter.submissions.listing import listed
from jobcenter.submissions.paper import BlankPaper
from jobcenter.submissions.throttle import Throttle
from jobcenter.web.shelf import Shelf, handed_out

# Each Jobcenter has its own address on the paper, so there are thousands of them: few are asked for.
_ROOM = 24 * 1024 * 1024
# What is printed, as long as the catalogue is the one it was printed from.
_shelves: WeakKeyDictionary[Catalogue, Shelf] = WeakKeyDictionary()
# Only what has to be printed counts: it costs a fifth of a second.
printing = Throttle(limit=60, seconds=600)


class _Enough(Exception):
    """Somebody has had a lot printed."""


@login_not_required
@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    """All that can be printed, addressed to the chosen Jobcenter."""
    chosen = Jobcenter.chosen_in(request.COOKIES)
    number = chosen.provider_number if chosen else ""
    return render(request, "submissions/blanks.html", {"groups": listed(number), "jobcenter": chosen})


@login_not_required
@require_safe
def form(request: HttpRequest, form_id: str, entry_id: str = "") -> HttpResponse:
    """The form as PDF; `?jobcenter=31704` with that Jobcenter's address and its own questions."""
    jobcenter = _asked_for(request)
    number = jobcenter.provider_number if jobcenter else ""
    to = [jobcenter.official_name, *address_of(number)] if jobcenter else []
    known = catalogue()
    try:
        paper = BlankPaper(known.latest(form_id, number), entry_id, to)
    except UnknownForm as unknown:
        raise Http404 from unknown
    if entry_id and paper.form.entry(entry_id) is None:
        raise Http404

    def make() -> bytes:
        if printing.exceeded(request):
            raise _Enough
        printing.count(request)
        return paper.pdf()

    address = "|".join([form_id, entry_id, number, *paper.address])
    try:
        copy = _shelves.setdefault(known, Shelf(_ROOM)).take(address, make)
    except _Enough:
        text = "Sie haben gerade sehr viele Vordrucke geholt. Bitte warten Sie zehn Minuten."
        return HttpResponse(text, status=429, content_type="text/plain; charset=utf-8", headers={"Retry-After": "600"})
    response = handed_out(request, copy, content_type="application/pdf", vary="")
    name = "-".join(filter(None, [form_id, entry_id]))
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def _asked_for(request: HttpRequest) -> JobcenterInfo | None:
    """Raises Http404 for a Jobcenter that does not exist."""
    number = request.GET.get("jobcenter", "")
    found = jobcenter_named(number) if number else None
    if number and found is None:
        raise Http404
    return found
