"""The receipt in the browser that sent it, without an account: for an hour, in a cookie that only we can read."""

import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from jobcenter.submissions.formless.ticket import GOOD_FOR, Ticket
from jobcenter.submissions.models.formless import unclaimed
from jobcenter.submissions.models.submission import Submission

_SECURE = settings.SESSION_COOKIE_SECURE
COOKIE = f"{'__Host-' if _SECURE else ''}gesichert"
# On a device that belongs to nobody present it stays as long as a sign-in that nobody uses, in seconds.
_AT_A_DESK = 600
# Set with the page, to learn whether this browser takes cookies at all.
PROBE = "probe"


def keep(response: HttpResponse, ticket: Ticket) -> None:
    """This browser finds the receipt again for an hour."""
    text = str(Ticket(ticket.id))
    response.set_cookie(COOKIE, text, max_age=GOOD_FOR, secure=_SECURE, httponly=True, samesite="Lax")


def forget(response: HttpResponse) -> None:
    """It does not any more."""
    response.set_cookie(COOKIE, "", max_age=0, secure=_SECURE, httponly=True, samesite="Lax")


def probe(response: HttpResponse) -> None:
    """Ask whether cookies are taken: what comes back with the next request says so."""
    response.set_cookie(PROBE, "1", path="/antrag-sichern/", secure=_SECURE, httponly=True, samesite="Lax")


def takes_cookies(request: HttpRequest) -> bool:
    return PROBE in request.COOKIES


def kept_in(request: HttpRequest) -> tuple[Submission, str] | None:
    """What was sent from here, and the ticket: of the cookie, or sent along where there are no cookies.

    None when there is nothing, when its hour is over, or when somebody has taken it over into an account.
    """
    text = request.POST.get("ticket", "") or request.COOKIES.get(COOKIE, "")
    ticket = Ticket.read(text)
    if ticket is None or not ticket.good:
        return None
    if request.COOKIES.get(settings.DESK_COOKIE_NAME) and time.time() > ticket.issued_at + _AT_A_DESK:
        return None
    found = unclaimed().filter(draft=ticket.id).first()
    return (found, text) if found else None
