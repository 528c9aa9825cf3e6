"""Finding an entry again."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from jobcenter.editors.models import Editor, FourEyes
from jobcenter.local.models import Announcement, Event, Offer


def titles(client, path):
    page = html.fromstring(client.get(path).content)
    return [link.text_content() for link in page.find_class("entry__link")]


@pytest.fixture
def events(fair):
    now = timezone.now()
    for title, days in (("Gestern", -1), ("Morgen", 1)):
        starts = now + timedelta(days=days)
        Event.objects.create(provider_number="31704", title=title, starts=starts, ends=starts, place="Rathaus")


def test_what_is_to_come_is_shown_first_and_the_past_on_demand(desk, events):
    assert titles(desk, "/redaktion/veranstaltungen/") == ["Morgen", "Jobmesse"]
    assert titles(desk, "/redaktion/veranstaltungen/?zeit=vorbei") == ["Gestern"]
    assert titles(desk, "/redaktion/veranstaltungen/?zeit=alle") == ["Gestern", "Morgen", "Jobmesse"]


def test_by_origin(desk, events):
    assert titles(desk, "/redaktion/veranstaltungen/?herkunft=quelle") == ["Jobmesse"]
    assert titles(desk, "/redaktion/veranstaltungen/?herkunft=hier") == ["Morgen"]


def test_by_state(desk, notice, forms):
    Announcement.objects.create(provider_number="31704", title="Versteckt", hidden=True)
    assert titles(desk, "/redaktion/aushaenge/?stand=ausgeblendet") == ["Versteckt"]
    assert titles(desk, "/redaktion/aushaenge/?stand=wartet") == []
    FourEyes.switch("31704", on=True)
    forms.save(desk, f"/redaktion/aushaenge/{notice.pk}/", title="Morgen geschlossen")
    assert titles(desk, "/redaktion/aushaenge/?stand=wartet") == ["Morgen geschlossen"]


def test_by_words_in_any_language(desk):
    for title, text in (("Schuldenberatung", "Im Rathaus"), ("Sprachkurs", {"de": "Deutsch", "tr": "Almanca"})):
        Offer.objects.create(provider_number="31704", topic="debt", title=title, text=text)
    assert titles(desk, "/redaktion/hilfen/?q=rathaus") == ["Schuldenberatung"]
    assert titles(desk, "/redaktion/hilfen/?q=almanca") == ["Sprachkurs"]
    assert titles(desk, "/redaktion/hilfen/?q=schulden+rathaus") == ["Schuldenberatung"]
    assert "Dazu gibt es nichts." in desk.get("/redaktion/hilfen/?q=nirgends").content.decode()


def test_by_jobcenter_for_those_who_write_for_several(desk, notice, maya):
    assert "Gütersloh" not in desk.get("/redaktion/aushaenge/").content.decode()
    Editor.grant(maya.user, "31778")
    Announcement.objects.create(provider_number="31778", title="In Gütersloh")
    assert len(titles(desk, "/redaktion/aushaenge/")) == 2
    assert titles(desk, "/redaktion/aushaenge/?jobcenter=31778") == ["In Gütersloh"]


def test_states_are_told_in_words(desk):
    day = timezone.localdate()
    rows = {
        "Vorbei": {"valid_until": day - timedelta(days=1)},
        f"Ab {day + timedelta(days=9):%d.%m.%Y}": {"valid_from": day + timedelta(days=9)},
        "Öffentlich": {"valid_from": day, "valid_until": day},
        "Ausgeblendet": {"hidden": True},
    }
    for word, facts in rows.items():
        Announcement.objects.create(provider_number="31704", title=f"Titel {word}", **facts)
    page = html.fromstring(desk.get("/redaktion/aushaenge/?zeit=alle").content)
    found = {
        entry.find_class("entry__link")[0].text: entry.find_class("state")[0].text_content()
        for entry in page.find_class("entry")
    }
    assert found == {f"Titel {word}": word for word in rows}


def test_long_lists_have_pages(desk):
    Announcement.objects.bulk_create(
        Announcement(provider_number="31704", title=f"Nr. {number}") for number in range(51)
    )
    assert len(titles(desk, "/redaktion/aushaenge/?stand=")) == 50
    page = html.fromstring(desk.get("/redaktion/aushaenge/?q=Nr").content)
    (further,) = page.xpath("//nav[@aria-label='Seiten der Liste']//a/@href")
    assert titles(desk, f"/redaktion/aushaenge/{further}") == ["Nr. 0"]
    assert desk.get("/redaktion/aushaenge/?p=3").status_code == 404
    assert "Seite 2 von 2" in desk.get(f"/redaktion/aushaenge/{further}").content.decode()
