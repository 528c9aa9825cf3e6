"""The desk: Django's admin for a Jobcenter's own editors, in our pages, without a sign-in of its own."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from jobcenter.editors import catalogue, requesting
from jobcenter.editors.models import Proposal
from jobcenter.editors.rights import Rights, jobcenter_name
from jobcenter.web.surviving import typing_survives

View = Callable[..., Any]


class Desk(AdminSite):
    """Who has no right here finds nothing. Whoever is not signed in is asked by `SignedInMiddleware`, as everywhere."""

    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        rights = Rights.of(request)
        return bool(rights.numbers) or rights.is_operator

    def admin_view(self, view: View, cacheable: bool = False) -> Any:
        """The same view for those who may; 404 for everybody else."""

        def only_for_some(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not self.has_permission(request):
                raise Http404
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied as refused:
                raise Http404 from refused

        return update_wrapper(only_for_some, view)

    @property
    def drawers(self) -> list[Any]:
        """One for each kind of thing, in the order of the start page."""
        return list(self._registry.values())

    def get_urls(self) -> list[URLPattern]:  # type: ignore[override]
        """The start page and the drawers. No sign-in and no password: these are the account's."""
        one = "formulare/<str:provider_number>/<slug:form_id>/<str:version>/"
        own = [
            path("", self.admin_view(self.index), name="index"),
            path("formulare/", self.admin_view(catalogue.forms), name="forms"),
            path(one, typing_survives(self.admin_view(catalogue.preview)), name="form_preview"),
            path(f"{one}vordruck.pdf", self.admin_view(catalogue.paper), name="form_paper"),
        ]
        asked = f"{requesting.WORD}/<uuid:request_id>/"
        own += [
            path(f"{requesting.WORD}/", self.admin_view(requesting.listed), name="requests"),
            path(f"{requesting.WORD}/neu/", typing_survives(self.admin_view(requesting.new)), name="new_request"),
            path(asked, self.admin_view(requesting.one), name="request"),
            path(f"{asked}beileger.pdf", self.admin_view(requesting.insert), name="request_insert"),
            path(f"{asked}code.png", self.admin_view(requesting.code), name="request_code"),
        ]
        return [*own, *(pattern for drawer in self.drawers for pattern in drawer.get_urls())]

    def each_context(self, request: Any) -> dict[str, Any]:
        """Nothing that every page would need."""
        return {}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """For whom one writes, what waits, and what there is."""
        rights = Rights.of(request)
        jobcenters = [
            {"number": number, "name": name, "publishes": rights.publishes(number)} for number, name in rights.choices
        ]
        drawers = [
            {"title": one.title, "href": one.address("changelist"), "count": one.get_queryset(request).count()}
            for one in self.drawers
            if one.has_module_permission(request)
        ]
        context = {"jobcenters": jobcenters, "waiting": self._waiting(rights), "drawers": drawers}
        return TemplateResponse(request, "editors/start.html", context)

    def _waiting(self, rights: Rights) -> list[dict[str, Any]]:
        proposals = Proposal.objects.filter(provider_number__in=rights.numbers).prefetch_related("row")
        return [
            {
                "title": str(proposal.row),
                "text": f"{proposal.get_wish_display()}, {jobcenter_name(proposal.provider_number)}",
                "href": self._registry[type(proposal.row)].address("release", proposal.row),  # type: ignore[attr-defined]
                "returned": proposal.returned_at,
            }
            for proposal in proposals
            if proposal.row is not None
        ]
