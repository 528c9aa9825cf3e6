"""The drawers of what a Jobcenter publishes: editors find theirs there, and nobody else finds anything."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.models import DELETION
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from jobcenter.editors import releasing
from jobcenter.editors.drawer import Drawer
from jobcenter.editors.entry import Entry
from jobcenter.editors.fields import CHOICE
from jobcenter.editors.filters import Origin, State, When, Whose
from jobcenter.editors.forms import ContentForm
from jobcenter.editors.rights import Rights, jobcenter_name
from jobcenter.editors.states import state_of
from jobcenter.editors.words import differences, facts, values
from jobcenter.local.models import Feed, Published, as_published

SHOWN = "Gespeichert. Alle sehen es in spätestens einer Minute."
HIDDEN = "Gespeichert. Der Eintrag ist ausgeblendet, niemand sieht ihn."
WAITS = "Gespeichert. Zu sehen ist es erst, wenn jemand anderes es freigegeben hat."
_WEEKLY = "Zum Beispiel: Mo-Fr 08:00-12:00; Do 14:00-18:00"
EXAMPLES = {
    "opening": _WEEKLY,
    "calling": _WEEKLY,
    "exceptions": "Eine Zeile je Tag oder Zeitraum, zum Beispiel: 24.12. geschlossen (Heiligabend)",
    "all_day": "Dann zählen nur die Tage, nicht die Uhrzeiten.",
    "as_of": "Seit wann das so ist: 2026, 2026-11 oder 2026-11-25. Leer: der Tag, an dem Sie es speichern.",
}


class ContentDrawer(Drawer):
    """One kind of content. What comes from a feed can be read and hidden here, but not changed."""

    form = ContentForm
    save_as = True
    list_filter = (When, State, Origin, Whose)
    list_select_related = ("feed",)
    search_fields: ClassVar[tuple[str, ...]] = ("title", "text")

    def get_urls(self) -> list[URLPattern]:
        return [
            *super().get_urls(),
            self.at("<str:object_id>/vorschau/", self.preview, "preview"),
            self.at("<str:object_id>/freigabe/", self.release, "release"),
            self.at("<str:object_id>/sichtbarkeit/", self.visibility, "visibility"),
        ]

    # Rights

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows of one's own Jobcenters; a draft is found at the row it replaces."""
        numbers = Rights.of(request).numbers
        return super().get_queryset(request).filter(provider_number__in=numbers, replaces=None)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(Rights.of(request).numbers)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        numbers = Rights.of(request).numbers
        return obj.provider_number in numbers if obj else bool(numbers)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj) and (obj is None or obj.feed_id is None)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None or obj.released or not self.has_change_permission(request, obj):
            return self.has_change_permission(request, obj)
        proposal = Entry.of(obj).proposal
        return proposal is not None and Rights.of(request).may_discard(proposal)

    # The list

    def lines(self, request: HttpRequest, rows: list[Any]) -> list[dict[str, Any]]:
        several = len(Rights.of(request).numbers) > 1
        return [
            {
                "title": str(entry.working),
                "href": self.address("change", entry.row),
                "text": self.told(entry.working),
                "jobcenter": jobcenter_name(entry.row.provider_number) if several else "",
                "feed": entry.row.feed.name if entry.row.feed else "",
                "state": state_of(entry, timezone.now()),
            }
            for entry in Entry.of_all(rows)
        ]

    def told(self, row: Any) -> str:
        """What the list says of a row beside its title."""
        return str(row.text)[:140]

    # Writing

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "provider_number":
            return forms.ChoiceField(label="Jobcenter", choices=Rights.of(request).choices, widget=forms.Select(CHOICE))
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        field.help_text = EXAMPLES.get(db_field.name, field.help_text)
        return field

    def render_change_form(  # noqa: PLR0917 (as Django declares it)
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj is None or obj.feed is None:
            return super().render_change_form(request, context, add, change, form_url, obj)
        state, about = state_of(Entry(obj), timezone.now()), self.about(request, obj, context["adminform"].form)
        shipped = obj.feed.kind == Feed.Kind.SHIPPED
        imported = {"drawer": self, "row": obj, "facts": facts(obj), "state": state, "shipped": shipped, **about}
        return TemplateResponse(request, "editors/imported.html", imported)

    def about(self, request: HttpRequest, row: Published, form: Any) -> dict[str, Any]:
        rights, about = Rights.of(request), super().about(request, row, form)
        about["links"].insert(0, (self.address("preview", row), "Vorschau"))
        return about | {
            "entry": form.entry,
            "publishes": rights.publishes(row.provider_number),
            "release": self.address("release", row) if form.entry.proposal else "",
            "visibility": self.address("visibility", row) if row.released else "",
            "may_show": row.provider_number in rights.releasing,
        }

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and not set(form.changed_data) - {"seen"}:
            messages.info(request, "Sie haben nichts geändert.")
            return
        entry = form.entry or Entry(obj)
        shown = entry.keep(Rights.of(request))
        messages.success(request, HIDDEN if entry.row.hidden else SHOWN if shown else WAITS)
        if change:
            head = "Geändert" if shown else "Änderung vorgeschlagen"
            changes = differences(self.model, form.before, values(obj))
            self.log(request, entry.row, "\n".join([head, *map(str, changes)]))
        else:
            super().log_addition(request, obj, "")

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Written down when it was saved, with what has changed."""

    log_change = log_addition

    # Deleting, hiding, releasing

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        entry, rights = Entry.of(obj), Rights.of(request)
        if not obj.released:
            entry.discard()
            said = "Der Entwurf ist gelöscht."
        elif rights.publishes(obj.provider_number):
            self.log(request, obj, "Gelöscht", DELETION)
            entry.remove(rights)
            said = "Gelöscht. Zu sehen ist es in spätestens einer Minute nicht mehr."
        else:
            entry.remove(rights)
            self.log(request, obj, "Löschung vorgeschlagen")
            said = "Gelöscht wird es erst, wenn jemand anderes das freigegeben hat."
        messages.success(request, said)

    def consequence(self, request: HttpRequest, row: Any) -> tuple[str, str]:
        if not row.released:
            return "Der Entwurf wird gelöscht. Niemand außer der Redaktion hat ihn gesehen.", "Löschen"
        if Rights.of(request).publishes(row.provider_number):
            return "Dieser Eintrag verschwindet für alle. Das lässt sich nicht rückgängig machen.", "Löschen"
        return "Gelöscht wird der Eintrag, wenn jemand anderes das freigegeben hat.", "Löschung vorschlagen"

    def visibility(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return releasing.hide_or_show(self, request, object_id)

    def release(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return releasing.decide(self, request, object_id)

    @method_decorator(require_safe)
    def preview(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The row as people would see it, with the changes that wait."""
        row = self.get_object(request, object_id)
        entry = Entry.of(row)
        context = {
            "drawer": self,
            "row": entry.working,
            "shown": _as_published(entry.working),
            "public": row.released and not row.hidden and entry.draft is None,
            "back": self.address("change", row),
        }
        return TemplateResponse(request, "editors/preview.html", context)


def _as_published(row: Published) -> str:
    """Raises Http404 for a Jobcenter that is not in the directory any more: it has no page."""
    try:
        return as_published(row)
    except LookupError:
        raise Http404 from None
