"""Who may see what was begun with a link: the browser that began it, for as long as it is somebody's to see."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from jobcenter.people.models import guests_of, let_in
from jobcenter.submissions.models.draft import Draft

# As long as a session lasts at most; with the browser closed it is over anyway.
OPEN_FOR = timedelta(hours=12)
# On a device that belongs to nobody present: from the last thing on that somebody did.
OPEN_AT_A_DESK = timedelta(minutes=15)
# How long the receipt is shown.
SHOWN_FOR = timedelta(hours=1)

View = Callable[..., HttpResponse]


def for_whoever_has_the_link(view: View) -> View:
    """Mark a view that asks nobody to sign in, and whose answers no cache keeps and no search engine lists."""

    @login_not_required
    @never_cache
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return answered


def opened(request: HttpRequest, draft: Draft) -> None:
    """From now on, or for some time more, this browser may put together what was begun."""
    bound = OPEN_AT_A_DESK if at_a_desk(request) else None
    let_in(request, draft.person, timezone.now() + (bound or OPEN_FOR), idle=bound)


def theirs(request: HttpRequest, draft: UUID) -> Draft | None:
    """What this browser has begun with a link, sent or not; None for anything else. No query for strangers."""
    guests = guests_of(request)
    if not guests:
        return None
    found = Draft.objects.select_related("person", "asked_by").filter(pk=draft, person__in=guests)
    return found.exclude(asked_by=None).first()


def is_shown(sent_at: datetime) -> bool:
    """Whether the receipt is still for this browser."""
    return timezone.now() < sent_at + SHOWN_FOR


def at_a_desk(request: HttpRequest) -> bool:
    return bool(request.COOKIES.get(settings.DESK_COOKIE_NAME))
