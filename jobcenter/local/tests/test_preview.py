"""What editors see before the public is what the public will see."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobcenter.local.models import Announcement, Event, Offer, RegionalApplication, Site, as_published

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Announcement(title="Heute zu", text="Wasserschaden"), ["Heute zu", "Wasserschaden", "kern-alert"]),
        (Site(name="Turm", opening="Mo-So 00:00-24:00", access="Aufzug"), ["Turm", "Rund um die Uhr", "Aufzug"]),
        (Offer(topic="debt", title="Hilfe", phone="0521 1"), ["Hilfe", "tel:05211", "Schulden"]),
        (RegionalApplication(title="Pass", way="link", url="https://x.example/"), ["Pass", "https://x.example/"]),
        (Announcement(title="Nächstes Jahr", valid_from="2099-01-01"), ["Nächstes Jahr"]),
    ],
)
def test_a_row_as_published(directory, row, words):
    row.provider_number = "31704"
    page = as_published(row)
    for word in words:
        assert word in page


def test_an_event_with_its_facts(directory):
    starts = timezone.now() + timedelta(days=2)
    event = Event(provider_number="31704", title="Messe", starts=starts, ends=starts, place="Rathaus", languages=["tr"])
    page = as_published(event)
    assert "Messe" in page
    assert "Türkisch" in page


def test_a_jobcenter_that_does_not_exist_has_no_page(directory):
    with pytest.raises(LookupError):
        as_published(Site(provider_number="99999", name="x"))
