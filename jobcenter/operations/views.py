"""The operators' page, and the address that monitoring asks."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jobcenter.accounts.models import SignedInRequest
from jobcenter.audit.models import Event
from jobcenter.delivery.models import Parcel, Sign
from jobcenter.documents.models import reader_state, scanner_state
from jobcenter.operations.models import Alarm, queue_state, versions

_MOST = 50


@login_not_required
@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Whether this process reaches its database; nothing else, for anybody may ask."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"ok": False}, status=503)
    return JsonResponse({"ok": True})


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Everything an operator looks at in the morning."""
    _staff_only(request)
    return render(
        request,
        "operations/overview.html",
        {
            "scanner": scanner_state(),
            "reader": reader_state(),
            "alarms": Alarm.objects.unresolved()[:_MOST],
            "waiting": Parcel.objects.waiting().order_by("sealed_at")[:_MOST],
            "failed": Parcel.objects.failed().order_by("sealed_at")[:_MOST],
            "signs": Sign.objects.order_by("-pk").defer("detail")[:20],
            "queue": queue_state(),
            "versions": versions(),
            "now": timezone.now(),
        },
    )


@require_POST
def resolve(request: SignedInRequest, pk: int) -> HttpResponse:
    """The operator has dealt with an alarm that does not go away by itself."""
    _staff_only(request)
    alarm = get_object_or_404(Alarm.objects.unresolved(), pk=pk)
    Alarm.settle([alarm.kind], [alarm.subject])
    Event.record("alarm.resolved", actor=request.user.person, kind=alarm.kind, alarm_subject=alarm.subject)
    messages.success(request, "Der Alarm ist erledigt.")
    return redirect("operations:overview")


@require_POST
def redeliver(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The cause of a failure is removed: hand the parcel over again."""
    _staff_only(request)
    parcel = get_object_or_404(Parcel.objects.failed(), pk=pk)
    parcel.reopen()
    Event.record("parcel.reopened", actor=request.user.person, subject=parcel.pk)
    messages.success(request, "Das Paket wird erneut übergeben.")
    return redirect("operations:overview")


def _staff_only(request: HttpRequest) -> None:
    """Nobody else learns that this page exists."""
    if not request.user.is_staff:
        raise Http404
