"""Remember a Jobcenter without an account: one cookie with its number, changed and forgotten by the person."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from jobcenter.directory.models import jobcenter_named
from jobcenter.directory.models.rows import COOKIE

_YEAR = 365 * 24 * 60 * 60


# The pages with these forms are the same bytes for everybody, so they can hold no CSRF token. The browser's own
# word on where a form came from does the same work; at stake is one remembered number.
@csrf_exempt
@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the posted `jobcenter`, or forget with an empty one. `weiter=antrag` leads to the applications."""
    if not _from_our_pages(request):
        return HttpResponseForbidden()
    chosen = jobcenter_named(request.POST.get("jobcenter", ""))
    onward = "/antrag/" if chosen and request.POST.get("weiter") == "antrag" else reverse("directory:find")
    response = HttpResponseRedirect(onward)
    if chosen is None:
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            COOKIE,
            chosen.provider_number,
            max_age=_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _from_our_pages(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin")
    same = origin is None or urlsplit(origin).netloc == request.get_host()
    return same and request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
