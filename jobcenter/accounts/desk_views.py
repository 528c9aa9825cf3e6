"""The pages of desk mode: on and off, still there, and free for the next person."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jobcenter.accounts import desk_mode


@login_not_required
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """What it means; POST `on` yes or no."""
    if request.method != "POST":
        return render(request, "accounts/desk.html")
    if request.POST.get("on") == "yes":
        response = redirect("account" if request.user.is_authenticated else "account_login")
        desk_mode.switch_on(request, response)
        messages.success(request, "Beratungsplatz eingeschaltet: Auf diesem Gerät bleibt nichts gespeichert.")
    else:
        response = redirect("desk_mode")
        desk_mode.switch_off(request, response)
        messages.success(request, "Beratungsplatz ausgeschaltet.")
    return response


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Somebody is still here: the middleware has noted it."""
    return HttpResponse(status=204)


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out and let the browser forget everything."""
    if request.user.is_authenticated:
        get_adapter(request).logout(request)
    response = redirect("desk_mode_free")
    desk_mode.empty(request, response)
    return response


@login_not_required
@never_cache
def free(request: HttpRequest) -> HttpResponse:
    """Nothing is left of whoever was here."""
    return render(request, "accounts/desk_free.html")
