"""A drawer of the desk: everything of one kind, in our own pages and under German addresses."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from jobcenter.editors.fields import form_field
from jobcenter.editors.rights import Rights
from jobcenter.web.surviving import typing_survives


def part(title: str, *fields: str) -> Any:
    """A part of a form, with a heading unless `title` is empty."""
    return title, {"fields": fields}


def folded(title: str, *fields: str) -> Any:
    """A part of a form that is folded away at first."""
    return title, {"fields": fields, "classes": ("folded",)}


class Drawer(admin.ModelAdmin):  # type: ignore[type-arg]
    """What Django's admin can do, for operators; `ContentDrawer` opens it to editors."""

    word = ""  # its name in addresses
    one_line: ClassVar[tuple[str, ...]] = ("title",)
    search_fields: ClassVar[tuple[str, ...]] = ()
    actions = None
    preserve_filters = False
    show_full_result_count = False
    list_per_page = 50
    change_list_template = "editors/list.html"
    add_form_template = change_form_template = "editors/form.html"
    delete_confirmation_template = "editors/remove.html"

    # Addresses

    @property
    def title(self) -> str:
        return str(self.opts.verbose_name_plural)

    def get_urls(self) -> list[URLPattern]:
        return [
            self.at("", self.changelist_view, "changelist"),
            self.at("neu/", self.add_view, "add"),
            self.at("<str:object_id>/", self.change_view, "change"),
            self.at("<str:object_id>/loeschen/", self.delete_view, "delete"),
            self.at("<str:object_id>/verlauf/", self.history_view, "history"),
        ]

    def at(self, rest: str, view: Any, name: str) -> URLPattern:
        """An address in this drawer. What is typed there survives a session that ends."""
        guarded: Any = typing_survives(self.admin_site.admin_view(view))
        address: URLPattern = path(f"{self.word}/{rest}", guarded, name=self._named(name))
        return address

    def address(self, name: str, row: models.Model | None = None) -> str:
        return reverse(f"editors:{self._named(name)}", args=[row.pk] if row else [])

    def _named(self, name: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def name_of(self, row: Any) -> str:
        return str(row)

    @property
    def list_address(self) -> str:
        return self.address("changelist")

    # Rights

    def has_module_permission(self, request: HttpRequest) -> bool:
        return Rights.of(request).is_operator

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return Rights.of(request).is_operator

    def has_add_permission(self, request: HttpRequest) -> bool:
        return Rights.of(request).is_operator

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return Rights.of(request).is_operator

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return Rights.of(request).is_operator

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row, locked while it is being changed. Raises Http404, or PermissionDenied."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_queryset(request)
        if request.method == "POST":
            rows = rows.select_for_update(of=("self",))
        try:
            return rows.get(pk=object_id)
        except (self.model.DoesNotExist, ValueError) as missing:
            raise Http404 from missing

    # Pages

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        page: Any = super().changelist_view(request, {"drawer": self, "add": self.address("add")})
        listed = page.context_data["cl"]
        page.context_data["lines"] = self.lines(request, list(listed.result_list))
        page.context_data["filters"] = [
            {"name": spec.parameter_name, "title": spec.title, "choices": list(spec.choices(listed))}
            for spec in listed.filter_specs
        ]
        page.context_data["pages"] = _pages(listed)
        return page  # type: ignore[no-any-return]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list that is asked for. Raises Http404 for a page or filter that does not exist."""
        try:
            return super().get_changelist_instance(request)
        except IncorrectLookupParameters as nonsense:
            raise Http404 from nonsense

    def lines(self, request: HttpRequest, rows: list[Any]) -> list[dict[str, Any]]:
        """What the list shows of each row: `title`, `href`, `text`, `badges`."""
        raise NotImplementedError

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Addresses fill in nothing."""
        return {}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return form_field(db_field, one_line=db_field.name in self.one_line)

    def render_change_form(  # noqa: PLR0917 (as Django declares it)
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        form = context["adminform"].form
        problems = [("", error) for error in form.non_field_errors()]
        for field in form:
            target = "" if field.is_hidden else field.id_for_label
            problems += [(target, f"{field.label}: {error}") for error in field.errors]
        context |= {"drawer": self, "row": obj, "problems": problems, "as_new": "_saveasnew" in request.POST}
        context["name"] = self.name_of(obj) if obj else f"{self.title}: neuer Eintrag"
        context["parts"] = [_part(form, str(title), options) for title, options in self.get_fieldsets(request, obj)]
        context |= self.about(request, obj, form) if obj else {"links": []}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def about(self, request: HttpRequest, row: Any, form: Any) -> dict[str, Any]:
        """What the form shows beside the fields of a row: `links` as (address, words), and whatever else it needs."""
        links = [(self.address("history", row), "Verlauf")]
        if self.has_delete_permission(request, row):
            links.append((self.address("delete", row), "Löschen"))
        return {"links": links}

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self.back_to_list(request)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self.back_to_list(request)

    def back_to_list(self, request: HttpRequest, said: str = "") -> HttpResponse:
        if said:
            messages.success(request, said)
        return redirect(self.address("changelist"))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Whatever hangs on a row goes with it; the page says so in its own words."""
        return [], {}, set(), []

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        back = reverse(f"editors:{self._named('change')}", args=[object_id])
        return super().delete_view(request, object_id, {"drawer": self, "back": back})

    def render_delete_form(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        context["name"] = self.name_of(context["object"])
        context["consequence"], context["button"] = self.consequence(request, context["object"])
        return super().render_delete_form(request, context)

    def consequence(self, request: HttpRequest, row: Any) -> tuple[str, str]:
        """What deleting a row means, and what the button says."""
        raise NotImplementedError

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        return self.back_to_list(request)

    # History

    def log(self, request: HttpRequest, row: models.Model, text: str, flag: int = CHANGE) -> None:
        """Keep in the history of a row what was done with it."""
        assert request.user.pk is not None
        LogEntry.objects.log_actions(request.user.pk, [row], flag, text, single_object=True)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self.log(request, obj, "Angelegt")

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self.log(request, obj, "Geändert")

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Whoever deletes writes it down, because deleting may only be a wish."""

    @method_decorator(require_safe)
    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self.get_object(request, object_id)
        kind = ContentType.objects.get_for_model(self.model)
        entries = LogEntry.objects.filter(content_type=kind, object_id=row.pk).select_related("user")
        context = {"name": self.name_of(row), "back": self.address("change", row), "entries": entries[:200]}
        return TemplateResponse(request, "editors/history.html", context)


def _part(form: Any, title: str, options: Any) -> dict[str, Any]:
    fields = [form[name] for name in options["fields"] if not form[name].is_hidden]
    opened = any(field.errors for field in fields)
    return {"title": title, "folded": "classes" in options, "open": opened, "fields": fields}


def _pages(listed: Any) -> dict[str, str]:
    """The addresses of the pages of a list before and after the one that is shown."""
    page, last = listed.page_num, listed.paginator.num_pages
    return {
        "before": listed.get_query_string({"p": page - 1}) if page > 1 else "",
        "after": listed.get_query_string({"p": page + 1}) if page < last else "",
        "words": f"Seite {page} von {last}",
    }
