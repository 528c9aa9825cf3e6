"""What a list can be narrowed to."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from jobcenter.editors.models import Proposal
from jobcenter.editors.rights import Rights
from jobcenter.local.models import Event


class _Choice(SimpleListFilter):
    """Links, one of which is always chosen: the first unless somebody chose another."""

    options: tuple[tuple[str | None, str], ...]

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return self.options

    def choices(self, changelist: Any) -> Any:
        for value, word in self.lookup_choices:
            address = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": self.value() == value, "query_string": address, "display": word}


class When(_Choice):
    """Only what is still to come or holds today, unless somebody asks for more."""

    title, parameter_name = "Zeit", "zeit"
    options = ((None, "Aktuell und künftig"), ("vorbei", "Vorbei"), ("alle", "Alles"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        over = Q(valid_until__lt=timezone.localdate())
        if queryset.model is Event:
            over |= Q(ends__lte=timezone.now())
        match self.value():
            case None:
                # Not `exclude`: a row without a last day is not over.
                return queryset.exclude(pk__in=queryset.filter(over).order_by().values("pk"))
            case "vorbei":
                return queryset.filter(over)
        return queryset


class State(_Choice):
    title, parameter_name = "Stand", "stand"
    options = ((None, "Alle"), ("wartet", "Wartet auf Freigabe"), ("ausgeblendet", "Ausgeblendet"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "wartet":
                kind = ContentType.objects.get_for_model(queryset.model)
                return queryset.filter(pk__in=Proposal.objects.filter(content_type=kind).values("object_id"))
            case "ausgeblendet":
                return queryset.filter(hidden=True)
        return queryset


class Origin(_Choice):
    title, parameter_name = "Herkunft", "herkunft"
    options = ((None, "Alle"), ("hier", "Hier geschrieben"), ("quelle", "Aus einer Quelle"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wanted = self.value()
        return queryset.filter(feed__isnull=wanted == "hier") if wanted in {"hier", "quelle"} else queryset


class Whose(_Choice):
    """For those who write for several Jobcenters."""

    title, parameter_name = "Jobcenter", "jobcenter"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        choices = Rights.of(request).choices
        return [(None, "Alle"), *choices] if len(choices) > 1 else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(provider_number=self.value()) if self.value() else queryset
