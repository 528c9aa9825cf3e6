"""The pages of one Jobcenter: the same for everybody, handed out from memory."""

from itertools import groupby

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobcenter.directory.models import OFFICE_SEARCH
from jobcenter.local import boards, hotlines
from jobcenter.local.board import Board, Glance
from jobcenter.local.calendars import CONTENT_TYPE, calendar_of
from jobcenter.local.filters import (
    chosen_events,
    chosen_offers,
    event_filters,
    offer_filters,
    other_part,
    part_number,
    spelled,
)
from jobcenter.local.glancing import Context, board_or_404, page
from jobcenter.web.qr import qr_code
from jobcenter.web.shelf import handed_out, rendered

_EVENTS_ON_A_PAGE = 20
_KEPT_WITHOUT_NETWORK = ("jobcenter", "sites", "events", "help", "applications", "services")


@login_not_required
@require_safe
def jobcenter(request: HttpRequest, provider_number: str) -> HttpResponse:
    """What somebody wants to know first: open now, call, way, online, next events, help."""

    def context(glance: Glance) -> Context:
        number = glance.jobcenter.provider_number
        keep = " ".join(reverse(f"local:{name}", args=[number]) for name in _KEPT_WITHOUT_NETWORK)
        return {"office_search": OFFICE_SEARCH, "keep": keep}

    return page(request, provider_number, "local/jobcenter.html", context)


@login_not_required
@require_safe
def sites(request: HttpRequest, provider_number: str) -> HttpResponse:
    """All sites with this week's hours, access and transport."""
    return page(request, provider_number, "local/sites.html")


@login_not_required
@require_safe
def events(request: HttpRequest, provider_number: str) -> HttpResponse:
    """What takes place, day by day."""
    filters = event_filters(request, board_or_404(provider_number).events)
    number = part_number(request)

    def context(glance: Glance) -> Context:
        part = Paginator(chosen_events(glance.events, filters), _EVENTS_ON_A_PAGE).get_page(number)
        address = settings.BASE_URL + reverse("local:calendar", args=[glance.jobcenter.provider_number])
        return {
            "filters": filters,
            "chosen": any(choice.chosen for choice in filters),
            "part": part,
            "before": other_part(filters, part.number - 1),
            "after": other_part(filters, part.number + 1),
            "days": [list(some) for _, some in groupby(part, key=lambda event: event.day)],
            "webcal": "webcal://" + address.partition("://")[2],
        }

    return page(request, provider_number, "local/events.html", context, wanted=f"{spelled(filters)} {number}")


@login_not_required
@require_safe
def event(request: HttpRequest, provider_number: str, event: str) -> HttpResponse:
    """One event."""
    board = board_or_404(provider_number)
    found = board.events_by_slug.get(event)
    if found is None:
        return _others_instead(board, provider_number)
    return page(
        request, provider_number, "local/event.html", lambda glance: {"event": found, "over": found.over(glance.now)}
    )


@login_not_required
@require_safe
def calendar(request: HttpRequest, provider_number: str) -> HttpResponse:
    """All events, to subscribe to."""
    board = board_or_404(provider_number)
    copy = boards.memory.get().shelf.take(
        f"{request.path} {board.serial}",
        lambda: calendar_of(board.jobcenter, board.events),
        lambda: board.at(timezone.now()).true_until,
    )
    return handed_out(request, copy, content_type=CONTENT_TYPE)


@login_not_required
@require_safe
def event_file(request: HttpRequest, provider_number: str, event: str) -> HttpResponse:
    """One event, to keep in one's own calendar."""
    board = board_or_404(provider_number)
    found = board.events_by_slug.get(event)
    if found is None:
        return _others_instead(board, provider_number)
    response = HttpResponse(calendar_of(board.jobcenter, [found]), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="veranstaltung-{found.day}.ics"'
    return response


@login_not_required
@require_safe
def applications(request: HttpRequest, provider_number: str) -> HttpResponse:
    """What can be applied for, and how."""
    return page(request, provider_number, "local/applications.html")


@login_not_required
@require_safe
def help_offers(request: HttpRequest, provider_number: str) -> HttpResponse:
    """Help from others, by topic."""
    board = board_or_404(provider_number)
    day = timezone.localdate()
    filters = offer_filters(request, [offer for offer in board.offers if offer.applies(day)])

    def context(glance: Glance) -> Context:
        offers = chosen_offers(glance.help, filters)
        return {"filters": filters, "offers": offers, "chosen": any(choice.chosen for choice in filters)}

    return page(request, provider_number, "local/help.html", context, wanted=spelled(filters))


@login_not_required
@require_safe
def services(request: HttpRequest, provider_number: str) -> HttpResponse:
    """What the Jobcenter offers besides."""
    return page(request, provider_number, "local/services.html")


@login_not_required
@require_safe
def search(request: HttpRequest, provider_number: str) -> HttpResponse:
    """Search in events, applications, help and services."""
    text = " ".join(request.GET.get("q", "")[:100].replace("\0", " ").split())
    board = board_or_404(provider_number)

    def context(glance: Glance) -> Context:
        return {"text": text, "hits": [hit for hit in board.index.search(text) if glance.shows(hit)] if text else []}

    return page(request, provider_number, "local/search.html", context, wanted=text)


@login_not_required
@require_safe
def share(request: HttpRequest, provider_number: str) -> HttpResponse:
    """Pass the page on: as a link, as a QR code, on paper."""
    address = settings.BASE_URL + reverse(
        "local:jobcenter", args=[board_or_404(provider_number).jobcenter.provider_number]
    )
    return page(
        request, provider_number, "local/share.html", lambda glance: {"address": address, "code": qr_code(address)}
    )


@login_not_required
@require_safe
def emergency(request: HttpRequest) -> HttpResponse:
    """Numbers for an emergency, and what to do when there is no money left."""
    context = {"first": hotlines.FIRST, "hotlines": hotlines.HOTLINES, "as_of": hotlines.AS_OF}
    copy = boards.memory.get().shelf.take(request.path, lambda: rendered(request, "local/emergency.html", context))
    return handed_out(request, copy)


def _others_instead(board: Board, provider_number: str) -> HttpResponse:
    """For an event gone with its Jobcenter: those of whoever took over. Raises Http404 where nobody had to."""
    successor = board.jobcenter.provider_number
    if successor == provider_number:
        raise Http404
    return redirect("local:events", successor)
