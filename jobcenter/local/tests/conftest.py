"""A Jobcenter that has something to tell: Bielefeld, on a Wednesday in November."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobcenter.local.models import Announcement, Event, Offer, RegionalApplication, Site

BIELEFELD = "31704"
HOME = f"/mein-jobcenter/{BIELEFELD}/"


@pytest.fixture
def publish(db):
    """publish(Model, field=…): something that Bielefeld tells; events begin in three days unless they say when."""

    def publish(model, **fields):
        if model is Event:
            fields.setdefault("starts", timezone.now() + timedelta(days=3))
            fields.setdefault("ends", fields["starts"] + timedelta(hours=2))
        row = model(**{"provider_number": BIELEFELD, **fields})
        row.full_clean()
        row.save()
        return row

    return publish


@pytest.fixture
def full(publish, directory):
    """One of each."""
    return {
        "announcement": publish(Announcement, title={"de": "Heute geschlossen", "en": "Closed today"}, level="danger"),
        "site": publish(
            Site,
            name="Hauptstelle",
            street="Herforder Straße 67",
            postcode="33602",
            city="Bielefeld",
            phone="0521 12345",
            opening="Mo-Fr 08:00-12:00",
            calling="Mo-Fr 08:00-16:00",
        ),
        "event": publish(
            Event, title="Jobmesse", text="Zwölf Betriebe", place="Rathaus", languages=["de", "tr"], online=""
        ),
        "summons": publish(
            Event, title="Informationstermin", obligation="summons", online="https://video.example/x", place=""
        ),
        "application": publish(
            RegionalApplication, title="Bielefeld-Pass", way="link", url="https://bielefeld.example/pass"
        ),
        "help": publish(
            Offer,
            topic="debt",
            title={"de": "Schuldnerberatung", "ar": "استشارة الديون"},
            text={"de": "Kostenlos und vertraulich"},
            languages=["de", "ar"],
            phone="0521 999",
            opening="Mo-So 00:00-24:00",
        ),
        "service": publish(Offer, topic="service", title="Coaching", text="Begleitung über Monate"),
    }
