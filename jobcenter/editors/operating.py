"""What operators do at the desk: give rights, and look after the feeds."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone

from jobcenter.editors.drawer import Drawer, part
from jobcenter.editors.forms import EditorForm, FeedForm
from jobcenter.editors.models import Editor
from jobcenter.editors.rights import Rights, jobcenter_name
from jobcenter.editors.states import State
from jobcenter.local.models import FeedRun

_OUTCOMES = {
    FeedRun.Outcome.UNCHANGED: State("Nichts Neues", "public", "success"),
    FeedRun.Outcome.CHANGED: State("Übernommen", "public", "success"),
    FeedRun.Outcome.REFUSED: State("Abgelehnt", "returned", "danger"),
    FeedRun.Outcome.UNREACHABLE: State("Nicht erreichbar", "hidden", "warning"),
}


class EditorDrawer(Drawer):
    """Who may write for which Jobcenter."""

    word = "rechte"
    form = EditorForm
    search_fields = ("user__username", "provider_number")
    list_select_related = ("user",)
    ordering = ("provider_number", "user__username")
    fieldsets = (part("", "username", "provider_number", "may_release", "may_request", "until"),)

    def name_of(self, row: Any) -> str:
        return str(row.user.username)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Editor]:
        return Editor.objects.current().select_related("user").order_by(*self.ordering)

    def lines(self, request: HttpRequest, rows: list[Any]) -> list[dict[str, Any]]:
        return [
            {
                "title": row.user.username,
                "href": self.address("change", row),
                "text": "" if row.may_release else "Darf nicht freigeben",
                "jobcenter": jobcenter_name(row.provider_number),
                "feed": "",
                "state": None,
            }
            for row in rows
        ]

    def save_model(self, request: HttpRequest, obj: Editor, form: Any, change: bool) -> None:
        user, rights = obj.user if change else form.user, Rights.of(request)
        granted = Editor.grant(
            user,
            obj.provider_number,
            by=rights.user,
            may_release=obj.may_release,
            may_request=obj.may_request,
            until=obj.until,
        )
        obj.pk, obj.user = granted.pk, user
        messages.success(request, f"{user.username} schreibt für {jobcenter_name(obj.provider_number)}.")

    def delete_model(self, request: HttpRequest, obj: Editor) -> None:
        obj.end(by=Rights.of(request).user)
        messages.success(request, f"{obj.user.username} schreibt nicht mehr für {jobcenter_name(obj.provider_number)}.")

    def consequence(self, request: HttpRequest, row: Any) -> tuple[str, str]:
        return f"{row.user.username} kann dann nicht mehr für dieses Jobcenter schreiben.", "Recht entziehen"


class FeedDrawer(Drawer):
    """Where content is read from, and how the last try went."""

    word = "quellen"
    form = FeedForm
    search_fields = ("name", "address", "provider_number")
    ordering = ("name",)
    fieldsets = (part("", "name", "kind", "address", "provider_number", "every_hours", "enabled", "settings"),)

    def get_queryset(self, request: HttpRequest) -> Any:
        last = FeedRun.objects.filter(feed=OuterRef("pk")).order_by("-pk")
        newest = {f"last_{name}": Subquery(last.values(name)[:1]) for name in ("outcome", "started_at")}
        return super().get_queryset(request).annotate(**newest)

    def lines(self, request: HttpRequest, rows: list[Any]) -> list[dict[str, Any]]:
        return [
            {
                "title": feed.name,
                "href": self.address("change", feed),
                "text": _told(feed),
                "jobcenter": jobcenter_name(feed.provider_number) if feed.provider_number else "",
                "feed": "",
                "state": _OUTCOMES.get(feed.last_outcome),
            }
            for feed in rows
        ]

    def about(self, request: HttpRequest, row: Any, form: Any) -> dict[str, Any]:
        return super().about(request, row, form) | {"runs": row.runs()[:10]}

    def consequence(self, request: HttpRequest, row: Any) -> tuple[str, str]:
        return "Alles, was aus dieser Quelle kam, verschwindet mit ihr.", "Löschen"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.save()
        messages.success(request, "Gespeichert.")

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """The feed goes with everything that came from it."""
        obj.delete()
        messages.success(request, "Die Quelle ist gelöscht, mit allem, was aus ihr kam.")


def _told(feed: Any) -> str:
    words = [str(feed.get_kind_display()), *([] if feed.enabled else ["ausgeschaltet"])]
    if feed.last_started_at:
        words.append(f"zuletzt {timezone.localtime(feed.last_started_at):%d.%m.%Y, %H:%M} Uhr")
    return " · ".join(words)
