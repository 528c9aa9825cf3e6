"""What may stand in a column, and how it is refused."""

import pytest
from django.core.exceptions import ValidationError

from jobcenter.local.models import Event, Offer, RegionalApplication, Site


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        (Site(opening="irgendwann"), "opening", "irgendwann"),
        (Site(opening="Fr 12:00-08:00"), "opening", "Das Ende liegt vor dem Anfang"),
        (Site(calling="Mo 25:00-26:00"), "calling", "Mo 25:00"),
        (Site(exceptions="31.02. geschlossen"), "exceptions", "31.02."),
        (Site(phone="ruf mich an"), "phone", "keine Telefonnummer"),
        (Site(website="javascript:alert(1)"), "website", "Internetadresse"),
        (Site(as_of="gestern"), "as_of", "kein Stand"),
        (Site(access={"xx": "?"}), "access", "Sprache „xx“"),
        (Site(access={"de": "x" * 5001}), "access", "5000"),
        (Event(languages=["qq"]), "languages", "qq"),
        (Offer(topic="unfug"), "topic", "unfug"),
        (RegionalApplication(url="ftp://x"), "url", "Internetadresse"),
    ],
)
def test_refused_in_words_at_the_field(row, field, words):
    with pytest.raises(ValidationError) as refusal:
        row.clean_fields()
    assert words in " ".join(refusal.value.message_dict[field])


def test_hours_are_kept_in_one_spelling():
    site = Site(opening="Montag bis Mittwoch 8-12 Uhr und 13.00 – 15.30 Uhr", exceptions="24.12. geschlossen")
    site.clean_fields(exclude=["key", "provider_number"])
    assert site.opening == "Mo-Mi 08:00-12:00, 13:00-15:30"


def test_a_form_exists():
    RegionalApplication(way="form", form_id="weiterbewilligung").clean()
    with pytest.raises(ValidationError, match="gibt es in dieser App nicht"):
        RegionalApplication(way="form", form_id="goldesel").clean()


@pytest.mark.parametrize(("way", "field"), [("form", "form_id"), ("pdf", "url"), ("link", "url")])
def test_a_way_leads_somewhere(way, field):
    with pytest.raises(ValidationError) as refusal:
        RegionalApplication(way=way).clean()
    assert field in refusal.value.message_dict
