"""Antrag sichern: one page, one press, a receipt."""

import math
import time
from typing import Any

import structlog
from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt

from jobcenter.delivery.models import Connection
from jobcenter.directory.models import OFFICE_SEARCH, Jobcenter, JobcenterInfo
from jobcenter.local.models import sites_of
from jobcenter.questions.models import catalogue
from jobcenter.submissions.formless import FORM_ID, keeping, proof
from jobcenter.submissions.formless.destination import Destination
from jobcenter.submissions.formless.ticket import Ticket
from jobcenter.submissions.formless.turns import turns
from jobcenter.submissions.models import NotReady, Submission
from jobcenter.submissions.models.formless import send_formless
from jobcenter.submissions.models.submission import submission_of
from jobcenter.submissions.paper import LetterPaper
from jobcenter.submissions.views.formless_sent import sent_context
from jobcenter.submissions.views.receipts import pdf_response
from jobcenter.web.origin import from_our_pages

log = structlog.get_logger()
_NO_JOBCENTER = (
    "Zu dieser Postleitzahl kennen wir kein Jobcenter. Bitte prüfen Sie die Ziffern. Stimmen sie? Dann suchen Sie Ihr "
    "Jobcenter unter „Mein Jobcenter“, merken es sich dort und kommen wieder."
)


@login_not_required
@csrf_exempt  # no cookie is needed here: the signed ticket and the browser's word on where the form stood do the work
def formless(request: HttpRequest) -> HttpResponse:
    """GET: the page. POST: sends it, once for each ticket, or says what is missing; nothing typed is lost."""
    given = Ticket.read(request.POST.get("ticket", ""))
    press = _Press(request, given)
    if request.method != "POST":
        response = press.page()
        # It holds nothing of anybody yet, and with "no-store" a phone short of memory would lose what is being typed.
        response["Cache-Control"] = "private, no-cache"
        return response
    try:
        sent = submission_of(given.id) if given else None
        response = press.receipt(given, sent) if given and sent else press.answer()
    except (OSError, DatabaseError, NotReady) as error:
        log.error("formless_not_kept", error=type(error).__name__)
        press.ticket = press.ticket.promised(int(time.time()))  # it had its turn, or nobody had
        response = press.page(note="not_sent", status=503)
    add_never_cache_headers(response)
    return response


class _Press:
    """One press of the button, or the first look: the ticket, what was typed, what comes of it."""

    def __init__(self, request: HttpRequest, given: Ticket | None) -> None:
        self.request = request
        self.stale = given is None or not given.good
        self.ticket = given.renewed() if given and self.stale else given or Ticket()
        self.form = catalogue().latest(FORM_ID)
        self.bound = self.form.pages[0].bind({}, request.POST if request.method == "POST" else None)
        self.remembered = Jobcenter.chosen_in(request.COOKIES)
        self.chosen = request.POST.get("provider_number", "")[:5]
        solution = request.POST.get("proof", "")[:400]
        self.proof = solution if proof.solves(self.ticket.id, solution) else ""

    def answer(self) -> HttpResponse:
        """What is asked next, or the receipt. Raises OSError, DatabaseError, NotReady: then nothing was sent."""
        if "aendern" in self.request.POST:
            return self.page()
        if not self.bound.is_valid():
            return self.page(errors=self.bound.errors, status=422)
        postcode = self.bound.values["address"]["postcode"]
        destination = Destination.of(postcode, remembered=self.remembered, chosen=self.chosen)
        if destination.jobcenter is None:
            if not destination.options:
                return self.page(errors=[("f-address-postcode", _NO_JOBCENTER)], status=422)
            return self.choose(destination)
        if "brief" in self.request.POST:
            return self.letter(destination.jobcenter)
        if not Connection.reaching([destination.jobcenter.provider_number]):
            return self.out_of_reach(destination.jobcenter)
        if self.stale or not from_our_pages(self.request):
            return self.page(note="stale", status=403)
        return self.send(destination.jobcenter)

    def send(self, jobcenter: JobcenterInfo) -> HttpResponse:
        """Send it if it is this one's turn."""
        turn, now = turns.of(self.request, self.ticket, proved=bool(self.proof)), time.time()
        if turn > now:
            self.ticket = self.ticket.promised(turn)
            wait = math.ceil(self.ticket.turn_at - now)
            response = self.page(note="wait", wait=wait, status=429)
            response["Retry-After"] = str(wait)
            return response
        sent = send_formless(
            self.ticket.id, form=self.form, answers=self.bound.values, provider_number=jobcenter.provider_number
        )
        turns.last_hour.note(now)
        return self.receipt(self.ticket, sent)

    def receipt(self, ticket: Ticket, sent: Submission) -> HttpResponse:
        """What every further press with the same ticket leads to."""
        if not ticket.good or sent.case.person.user_id is not None:
            return render(self.request, "submissions/formless/already.html", {"submission": sent})
        if keeping.takes_cookies(self.request):
            response: HttpResponse = redirect("submissions:formless_sent")
        else:
            # Without a cookie no other page could know who this is, so this one must say it all.
            context = sent_context(sent, str(Ticket(ticket.id)))
            response = render(self.request, "submissions/formless/sent.html", context)
        keeping.keep(response, ticket)
        return response

    def letter(self, jobcenter: JobcenterInfo) -> HttpResponse:
        """The same to print. Nothing is kept."""
        place = next((site for site in sites_of(jobcenter.provider_number) if site.address), None)
        address = [place.street, f"{place.postcode} {place.city}".strip()] if place else []
        recipient = [jobcenter.official_name, *(line for line in address if line)]
        paper = LetterPaper(self.form, self.bound.values, recipient, timezone.now().replace(microsecond=0))
        return pdf_response(paper.pdf(), "Antrag-zum-Ausdrucken.pdf")

    def page(
        self,
        *,
        errors: list[tuple[str, str]] | None = None,
        note: str = "",
        wait: int = 0,
        status: int = 200,
    ) -> HttpResponse:
        """The page with everything typed. `note`: stale, wait or not_sent, what the person must know first."""
        # Nothing of this is worth a query where something went wrong: it may be the database.
        away = not note and self.remembered and not Connection.reaching([self.remembered.provider_number])
        context = {
            "errors": errors or [],
            "note": note,
            "wait": wait,
            "remembered": self.remembered,
            "away": bool(away),
            "kept": keeping.kept_in(self.request) if self.request.method == "GET" else None,
            "since": timezone.localdate().replace(day=1),
        }
        return self._shown("page", context, status)

    def choose(self, destination: Destination) -> HttpResponse:
        """Which of several Jobcenters; what was typed goes along unseen."""
        first = f"jobcenter-{destination.options[0].jobcenter.provider_number}"
        errors = [(first, "Bitte wählen Sie, wo Sie wohnen.")] if "wahl" in self.request.POST else []
        return self._shown("choose", {"destination": destination, "errors": errors}, 422 if errors else 200)

    def out_of_reach(self, jobcenter: JobcenterInfo) -> HttpResponse:
        """That nothing was sent, and how it goes today all the same."""
        sites = sites_of(jobcenter.provider_number)[:3]
        return self._shown(
            "out_of_reach", {"jobcenter": jobcenter, "sites": sites, "office_search": OFFICE_SEARCH}, 200
        )

    def _shown(self, name: str, context: dict[str, Any], status: int) -> HttpResponse:
        typed = [(field, text) for field, texts in self.bound.typed.items() for text in texts]
        common = {
            "page": self.form.pages[0],
            "form": self.form,
            "bound": self.bound,
            "typed": typed,
            "ticket": self.ticket,
            "proof": self.proof,
            "chosen": self.chosen,
            "puzzles": proof.PUZZLES,
            "bits": proof.BITS,
        }
        response = render(self.request, f"submissions/formless/{name}.html", {**common, **context}, status=status)
        keeping.probe(response)
        return response
