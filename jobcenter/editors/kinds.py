"""The five kinds of content: which fields their forms have, in which order, and what their lists show."""

from typing import Any

from django.forms import ChoiceField, Select
from django.http import HttpRequest
from django.utils import timezone

from jobcenter.editors.content import ContentDrawer
from jobcenter.editors.drawer import folded, part
from jobcenter.editors.fields import CHOICE
from jobcenter.editors.forms import EventForm
from jobcenter.local.models import Event, Offer
from jobcenter.questions.models import catalogue

ALSO = folded("Gültigkeit und Quelle", "valid_from", "valid_until", "source", "as_of")


class AnnouncementDrawer(ContentDrawer):
    word = "aushaenge"
    fieldsets = (
        part("", "provider_number", "level", "title", "text", "valid_from", "valid_until"),
        folded("Quelle", "source", "as_of"),
    )


class EventDrawer(ContentDrawer):
    word = "veranstaltungen"
    form = EventForm
    search_fields = ("title", "text", "place")
    fieldsets = (
        part("", "provider_number", "title", "text"),
        part("Wann", "starts", "ends", "all_day", "cancelled"),
        part("Wo und wie", "place", "online", "obligation", "registration", "registration_url"),
        folded("Sprachen", "languages"),
        ALSO,
    )

    def told(self, row: Event) -> str:
        starts = timezone.localtime(row.starts).strftime("%d.%m.%Y" if row.all_day else "%d.%m.%Y, %H:%M Uhr")
        return f"{starts} · {row.place}" if row.place else starts


class SiteDrawer(ContentDrawer):
    word = "standorte"
    search_fields = ("name", "street", "city", "serves")
    fieldsets = (
        part("", "provider_number", "name", "serves", "street", "postcode", "city", "phone", "website"),
        part("Zeiten", "opening", "calling", "exceptions"),
        part("Weg und Zugang", "access", "transport"),
        folded("Karte und Reihenfolge", "latitude", "longitude", "position"),
        ALSO,
    )

    def told(self, row: Any) -> str:
        return str(row.address)


class ApplicationDrawer(ContentDrawer):
    word = "antraege"
    fieldsets = (part("", "provider_number", "title", "text", "way", "form_id", "url", "position"), ALSO)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != "form_id":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        known = [("", "Keins"), *((form.id, form.title) for form in catalogue().forms())]
        return ChoiceField(label="Formular", required=False, choices=known, widget=Select(CHOICE))


class OfferDrawer(ContentDrawer):
    word = "hilfen"
    search_fields = ("title", "text", "area", "address")
    fieldsets = (
        part("", "provider_number", "topic", "title", "text", "area", "cost"),
        part("So erreicht man die Stelle", "address", "phone", "website", "opening", "exceptions"),
        folded("Sprachen", "languages"),
        folded("Reihenfolge", "position"),
        ALSO,
    )

    def told(self, row: Offer) -> str:
        return row.get_topic_display()
