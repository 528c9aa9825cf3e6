"""Remember a Jobcenter without an account: one cookie with its number, changed and forgotten by the person."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from jobcenter.directory.models import jobcenter_named
from jobcenter.directory.models.rows import COOKIE
from jobcenter.web.origin import from_our_pages

_YEAR = 365 * 24 * 60 * 60
_ONWARD = {"antrag": "/antrag/", "sichern": "/antrag-sichern/"}


# The pages with these forms are the same bytes for everybody, so they can hold no CSRF token. The browser's own
# word on where a form came from does the same work; at stake is one remembered number.
@csrf_exempt
@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the posted `jobcenter`, or forget with an empty one. `weiter` leads on: to the applications (antrag), or
    to the formless one (sichern)."""
    if not from_our_pages(request):
        return HttpResponseForbidden()
    chosen = jobcenter_named(request.POST.get("jobcenter", ""))
    onward = _ONWARD.get(request.POST.get("weiter", "")) if chosen else None
    response = HttpResponseRedirect(onward or reverse("directory:find"))
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
