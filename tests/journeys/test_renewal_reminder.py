"""The renewal is not forgotten: a day is entered, Mein Bereich reminds, and the form shows what was said last."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from jobcenter.submissions.models import Draft, Renewal
from tests.applications import BIELEFELD, UNCHANGED
from tests.journeys.test_application_journey import go_on, say_no, to_check

pytestmark = pytest.mark.django_db(transaction=True)

COSTS = {
    "housing_changed": True,
    "housing_changes": ["rent"],
    "tenure": "rent",
    "rent_since": "2026-01-01",
    "rent": "450.00",
    "side_costs": "90.00",
    "heating_costs": "70.00",
    "heating_with": "gas",
    "hot_water_separate": False,
    "evidence_later": ["rent_change"],
}


@pytest.fixture
def phone(page, signed_in, anna, connected):
    return signed_in(page, anna)


@pytest.fixture
def sent_before(anna, renewal, connected):
    """Half a year ago Anna told what her home costs."""
    draft = Draft.start(person=anna, form=renewal, provider_number=BIELEFELD)
    draft.answers = {**UNCHANGED, **COSTS}
    draft.done = [page.id for page in renewal.visible_pages(draft.answers)]
    draft.save()
    submission = draft.submit(by=anna)
    submission.submitted_at -= timedelta(days=180)
    submission.save()
    return submission


def test_a_day_is_entered_and_changed(phone, javascript, sound, fits):
    look = sound if javascript else fits  # axe itself needs JavaScript
    phone.goto("/mein-bereich/")
    phone.get_by_role("link", name="Datum eintragen").click()
    look(phone)
    group = phone.get_by_role("group", name="Bis wann ist Ihr Geld bewilligt?")
    until = timezone.localdate() + timedelta(days=300)
    for part, text in (("Tag", "31"), ("Monat", "2"), ("Jahr", str(until.year))):
        group.get_by_label(part).fill(text)
    phone.get_by_role("button", name="Speichern").click()
    phone.get_by_role("link", name="gibt es nicht").click()
    look(phone)
    group.get_by_label("Tag").fill("1")
    group.get_by_label("Monat").fill(str(until.month))
    phone.get_by_role("button", name="Speichern").click()
    expect(phone.get_by_role("status").filter(has_text="Wir erinnern Sie hier ab")).to_be_visible()
    expect(phone.get_by_text("Bewilligt bis 1.")).to_be_visible()
    look(phone)
    phone.get_by_role("link", name="Datum ändern").click()
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Erinnerung für meinen Kalender").click()
    assert download.value.path().read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_from_the_reminder_to_the_renewal_with_what_was_said_last(phone, anna, sent_before, sound):
    Renewal.of(anna).note(timezone.localdate() + timedelta(days=30))
    phone.goto("/mein-bereich/")
    expect(phone.get_by_role("heading", name="Ihr Bewilligungszeitraum endet am")).to_be_visible()
    sound(phone)
    phone.get_by_role("link", name="Weiterbewilligung beantragen").click()
    phone.get_by_role("button", name="Antrag beginnen").click()
    expect(phone.get_by_role("group", name="Bis wann ist Ihr").get_by_label("Jahr")).not_to_be_empty()
    go_on(phone)
    phone.get_by_label("Wie viele Menschen leben in Ihrer Wohnung?").fill("2")
    say_no(phone)
    panel = phone.get_by_role("region", name="Das haben Sie zuletzt angegeben")
    expect(panel).to_contain_text("Weiterbewilligungsantrag vom")
    expect(panel).to_contain_text("450,00 €")
    sound(phone)
    phone.goto("/mein-bereich/")
    phone.get_by_role("link", name="Antrag weiter ausfüllen").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Wo wohnen Sie?")
    phone.go_back()
    phone.get_by_role("link", name="Löschen").click()
    phone.get_by_role("button", name="Löschen").click()
    phone.get_by_role("link", name="Weiterbewilligung beantragen").click()
    phone.get_by_role("button", name="Antrag beginnen").click()
    to_check(phone)
    phone.get_by_role("button", name="Jetzt senden").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ihr Antrag ist gesendet")
    phone.goto("/mein-bereich/")
    expect(phone.get_by_text("Ist der neue Bescheid da?")).to_be_visible()
    expect(phone.get_by_role("heading", name="Ihr Bewilligungszeitraum endet am")).to_have_count(0)
