"""The lists that a Jobcenter can write by hand, and what each column of them means (docs/inhalte.md)."""

from jobcenter.local.importing.importers.by_hand import values as v
from jobcenter.local.importing.importers.by_hand.listing import Column, Listing, from_when_to_when
from jobcenter.local.models import Announcement, Event, Offer, RegionalApplication, Site

_TITLED = {"titel": Column("title", v.texts), "text": Column("text", v.texts)}
_POSITION = {"reihenfolge": Column("position", v.whole)}
_SPOKEN = {"sprachen": Column("languages", v.languages)}
_HELP = {
    **_TITLED,
    "gebiet": Column("area"),
    **_SPOKEN,
    "kosten": Column("cost"),
    "telefon": Column("phone"),
    "internet": Column("website"),
    "anschrift": Column("address"),
    "zeiten": Column("opening"),
    "ausnahmen": Column("exceptions"),
    **_POSITION,
}
_TOPICS = {
    "schulden": Offer.Topic.DEBT,
    "sucht": Offer.Topic.ADDICTION,
    "kinderbetreuung": Offer.Topic.CHILDCARE,
    "deutsch": Offer.Topic.LANGUAGE,
    "wohnen": Offer.Topic.HOUSING,
    "gewaltschutz": Offer.Topic.SHELTER,
    "familie": Offer.Topic.FAMILY,
    "gesundheit": Offer.Topic.HEALTH,
    "essen": Offer.Topic.FOOD,
    "beratung": Offer.Topic.ADVICE,
    "migration": Offer.Topic.MIGRATION,
    "behinderung": Offer.Topic.DISABILITY,
    "arbeit": Offer.Topic.WORK,
    "weitere": Offer.Topic.OTHER,
}
_OBLIGATIONS = {"freiwillig": Event.Obligation.VOLUNTARY, "pflicht": Event.Obligation.SUMMONS}
_WAYS = {
    "formular": RegionalApplication.Way.FORM,
    "pdf": RegionalApplication.Way.PDF,
    "link": RegionalApplication.Way.LINK,
}
_LEVELS = {
    "hinweis": Announcement.Level.INFO,
    "wichtig": Announcement.Level.WARNING,
    "dringend": Announcement.Level.DANGER,
}

LISTS = {
    "standorte": Listing(
        Site,
        {
            "name": Column("name"),
            "strasse": Column("street"),
            "postleitzahl": Column("postcode", v.five_digits),
            "ort": Column("city"),
            "telefon": Column("phone"),
            "internet": Column("website"),
            "oeffnungszeiten": Column("opening"),
            "telefonzeiten": Column("calling"),
            "ausnahmen": Column("exceptions"),
            "barrierefreiheit": Column("access", v.texts),
            "anfahrt": Column("transport", v.texts),
            "zustaendig": Column("serves", v.texts),
            "breite": Column("latitude", v.degrees(90)),
            "laenge": Column("longitude", v.degrees(180)),
            **_POSITION,
        },
        named_by=("name", "street", "city"),
    ),
    "veranstaltungen": Listing(
        Event,
        {
            **_TITLED,
            "beginn": Column("starts", v.moment),
            "ende": Column("ends", v.closing),
            "ort": Column("place"),
            "online": Column("online"),
            "anmeldung": Column("registration", v.texts),
            "anmeldung_link": Column("registration_url"),
            "art": Column("obligation", v.word_for(_OBLIGATIONS)),
            **_SPOKEN,
            "abgesagt": Column("cancelled", v.yes_no),
        },
        named_by=("title", "starts"),
        finish=from_when_to_when,
    ),
    "antraege": Listing(
        RegionalApplication,
        {
            **_TITLED,
            "weg": Column("way", v.word_for(_WAYS)),
            "formular": Column("form_id"),
            "adresse": Column("url"),
            **_POSITION,
        },
    ),
    "hilfen": Listing(Offer, {"thema": Column("topic", v.word_for(_TOPICS)), **_HELP}),
    "leistungen": Listing(Offer, _HELP, always={"topic": Offer.Topic.SERVICE}),
    "aushaenge": Listing(
        Announcement,
        {
            **_TITLED,
            "stufe": Column("level", v.word_for(_LEVELS)),
            "von": Column("valid_from", v.day),
            "bis": Column("valid_until", v.day),
        },
    ),
}
