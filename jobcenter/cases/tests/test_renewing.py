"""The end of the period: who is told what from when on, what is remembered, and what a calendar gets."""

import re
from datetime import date, datetime, timedelta

import icalendar
import pytest
from django.utils import timezone

from jobcenter.people.models.acting import SESSION_KEY
from jobcenter.questions import prefilling
from jobcenter.questions.models import catalogue
from jobcenter.submissions.models import Draft, Renewal, Submission
from jobcenter.submissions.models.renewing import months_before
from tests.applications import BIELEFELD, UNCHANGED
from tests.representations import acting_for

END = date(2027, 1, 31)


@pytest.fixture
def on(monkeypatch):
    """on(day): it is that day now."""

    def move(day):
        noon = timezone.make_aware(datetime.combine(day, datetime.min.time().replace(hour=12)))
        monkeypatch.setattr(timezone, "now", lambda: noon)

    return move


@pytest.fixture
def granted(anna):
    """Anna's benefit is granted until the end of January."""
    Renewal.of(anna).note(END)
    anna.refresh_from_db()
    return anna


@pytest.mark.parametrize(
    ("today", "state", "words"),
    [
        (date(2026, 11, 29), "ahead", "Bewilligt bis 31. Januar 2027. Wir erinnern Sie ab 30. November 2026."),
        (date(2026, 11, 30), "due", "Ihr Bewilligungszeitraum endet am 31. Januar 2027 Stellen Sie jetzt"),
        (date(2027, 1, 17), "due", "Stellen Sie jetzt"),
        (
            date(2027, 1, 18),
            "urgent",
            "Ihr Bewilligungszeitraum endet am 31. Januar 2027 Es bleibt nicht mehr viel Zeit.",
        ),
        (date(2027, 1, 31), "urgent", "Stellen Sie ihn heute."),
        (date(2027, 2, 1), "over", "ist am 31. Januar 2027 abgelaufen Ein neuer Antrag wirkt auf den Ersten"),
        (date(2027, 2, 28), "over", "Stellen Sie ihn bis 28. Februar 2027, dann entsteht keine Lücke."),
        (date(2027, 3, 1), "over", "Für die Monate davor gibt es kein Geld. Stellen Sie ihn heute."),
        (date(2027, 5, 3), "over", "Stellen Sie ihn heute."),
        (date(2027, 5, 4), "unknown", "Wann endet Ihr Bewilligungszeitraum? Datum eintragen, wir erinnern Sie."),
    ],
)
def test_what_is_said_depends_on_the_day(granted, client_of, on, today, state, words):
    on(today)
    assert Renewal.of(granted).state == state
    html = client_of(granted).get("/mein-bereich/").content.decode()  # signed in today
    text = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", html))
    assert words in text
    assert ("/antrag/neu/weiterbewilligung/" in html) == (state in {"due", "urgent", "over"})


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2027, 1, 31), 2, date(2026, 11, 30)),
        (date(2027, 4, 30), 2, date(2027, 2, 28)),
        (date(2028, 4, 30), 2, date(2028, 2, 29)),
        (date(2027, 3, 15), 3, date(2026, 12, 15)),
        (date(2027, 12, 31), 2, date(2027, 10, 31)),
    ],
)
def test_months_before_a_day(day, months, before):
    assert months_before(day, months) == before


def sent(person, form_id, day):
    """Something that the person sent on that day."""
    from jobcenter.cases.models import Case

    case = Case.open(person=person, provider_number=BIELEFELD, title="x")
    number = Submission.objects.count()
    Submission.objects.create(
        case=case, title="x", provider_number=BIELEFELD, form_id=form_id, form_version="2026.1", answers={}, files=[],
        receipt_number=f"JC-{number}", check_code="x", application=f"none-{number}",
        submitted_at=timezone.make_aware(datetime.combine(day, datetime.min.time())),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("form_id", "day", "state"),
    [
        ("weiterbewilligung", date(2026, 12, 3), "renewed"),
        ("weiterbewilligung", date(2026, 11, 5), "renewed"),  # early
        ("weiterbewilligung", date(2026, 8, 20), "due"),  # the one before, late
        ("hauptantrag", date(2026, 12, 3), "due"),
    ],
)
def test_once_a_renewal_was_sent_the_reminder_is_gone(granted, ben, on, form_id, day, state):
    on(date(2026, 12, 10))
    sent(ben, "weiterbewilligung", date(2026, 12, 3))
    sent(granted, form_id, day)
    assert Renewal.of(granted).state == state


def test_sending_the_renewal_ends_the_reminder_and_remembers_the_day(granted, client_of, connected, on):
    on(date(2026, 12, 10))
    draft = Draft.start(person=granted, form=catalogue().latest("weiterbewilligung"), provider_number=BIELEFELD)
    assert draft.answers["approved_until"] == "2027-01-31"
    text = client_of(granted).get("/mein-bereich/").content.decode()
    assert "Antrag weiter ausfüllen" in text
    assert f"/antrag/{draft.pk}/" in text
    draft.answers = {**UNCHANGED, "approved_until": "2027-02-28"}
    draft.done = [page.id for page in draft.form.visible_pages(draft.answers)]
    draft.save()
    draft.submit(by=granted)
    granted.refresh_from_db()
    assert granted.profile["approved_until"] == "2027-02-28"
    assert Renewal.of(granted).state == "ahead"
    on(date(2027, 1, 2))
    assert Renewal.of(granted).state == "renewed"
    text = re.sub(r"\s+", " ", client_of(granted).get("/mein-bereich/").content.decode())
    assert "Ihr Weiterbewilligungsantrag ist gesendet. Ist der neue Bescheid da?" in text


def test_only_the_renewal_asks_for_the_day():
    asking = [
        form.id for form in catalogue().forms() for page in form.pages for one in page.questions
        if "approved_until" in {one.id, one.prefill, one.remember}
    ]  # fmt: skip
    assert asking == ["weiterbewilligung"]


def test_a_day_long_past_is_not_filled_in(on):
    form, profile = catalogue().latest("weiterbewilligung"), {"approved_until": "2027-01-31"}
    on(date(2027, 5, 3))
    assert prefilling.answers(form, profile)["approved_until"] == "2027-01-31"
    on(date(2027, 5, 4))
    assert "approved_until" not in prefilling.answers(form, profile)


@pytest.mark.parametrize("stored", ["", None, "gestern", "2027-02-31", 5, {"a": 1}])
def test_nonsense_in_the_profile_is_no_day(anna, stored):
    anna.profile = {**anna.profile, "approved_until": stored}
    assert Renewal.of(anna).state == "unknown"


def test_who_acts_for_somebody_is_reminded_for_them(granted, ben, client_of, on):
    on(date(2026, 12, 10))
    client = client_of(ben)
    session = client.session
    session[SESSION_KEY] = str(acting_for(granted, ben).pk)
    session.save()
    html = client.get("/mein-bereich/").content.decode()
    assert "Der Bewilligungszeitraum endet am 31. Januar 2027" in re.sub(r"\s+", " ", re.sub("<[^>]+>", "", html))
    assert "/antrag/neu/weiterbewilligung/" in html
    assert "bewilligt-bis" not in html  # the day is theirs to enter
    assert "Bewilligungszeitraum endet" not in client_of(ben).get("/mein-bereich/").content.decode()


# -- entering the day ------------------------------------------------------------------------------------------------


def typed(day="", month="", year=""):
    return {"approved_until-day": day, "approved_until-month": month, "approved_until-year": year}


def test_the_day_is_entered_and_changed_and_forgotten(client_of, anna, on):
    on(date(2026, 10, 1))
    client = client_of(anna)
    answer = client.post("/mein-bereich/bewilligt-bis/", typed("31", "1", "2027"), follow=True)
    assert "Gespeichert. Wir erinnern Sie hier ab 30. November 2026." in answer.content.decode()
    anna.refresh_from_db()
    assert anna.profile["approved_until"] == "2027-01-31"
    assert anna.profile["iban"]  # the rest stays
    assert 'value="2027"' in client.get("/mein-bereich/bewilligt-bis/").content.decode()
    answer = client.post("/mein-bereich/bewilligt-bis/", typed(), follow=True)
    assert "Wir erinnern Sie nicht mehr" in answer.content.decode()
    anna.refresh_from_db()
    assert "approved_until" not in anna.profile


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (("31", "2", "2027"), "Den 31. Februar 2027 gibt es nicht."),
        (("31", "1", "2025"), "Das ist lange vorbei."),
        (("31", "1", "2031"), "Bitte prüfen Sie das Jahr."),
        (("31", "", "2027"), "Bitte geben Sie auch den Monat an."),
        (("x", "1", "2027"), "Tag als Zahl"),
    ],
)
def test_a_day_that_cannot_be_is_said_at_its_place(client_of, anna, on, day, words):
    on(date(2026, 10, 1))
    answer = client_of(anna).post("/mein-bereich/bewilligt-bis/", typed(*day))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert html.count(words) == 2  # above, and at the field
    assert f'value="{day[0]}"' in html
    anna.refresh_from_db()
    assert "approved_until" not in anna.profile


def test_the_calendar_gets_both_reminders(granted, client_of, on):
    on(date(2026, 10, 1))
    answer = client_of(granted).get("/mein-bereich/bewilligt-bis/erinnerung.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2026, 11, 30), date(2027, 1, 17)]
    assert {str(event["summary"]) for event in events} == {"Weiterbewilligungsantrag stellen"}
    assert all("31. Januar 2027" in str(event["description"]) for event in events)
    assert all(event.walk("VALARM")[0].decoded("trigger") == timedelta(hours=9) for event in events)
    again = client_of(granted).get("/mein-bereich/bewilligt-bis/erinnerung.ics")
    assert again.content == answer.content
    on(date(2026, 12, 1))
    answer = client_of(granted).get("/mein-bereich/bewilligt-bis/erinnerung.ics")
    assert len(icalendar.Calendar.from_ical(answer.content).walk("VEVENT")) == 1


def test_without_a_day_there_is_no_calendar(client_of, anna):
    assert client_of(anna).get("/mein-bereich/bewilligt-bis/erinnerung.ics").status_code == 404


def test_when_nothing_is_to_come_there_is_no_calendar(client_of, granted, on):
    on(date(2027, 1, 18))
    client = client_of(granted)
    assert client.get("/mein-bereich/bewilligt-bis/erinnerung.ics").status_code == 404
    for path in ("/mein-bereich/", "/mein-bereich/bewilligt-bis/"):
        assert "erinnerung.ics" not in client.get(path).content.decode()


def test_it_asks_the_database_only_when_it_matters(granted, client_of, on, django_assert_num_queries):
    for day, queries in ((date(2026, 10, 1), 3), (date(2026, 12, 10), 4)):
        on(day)
        client = client_of(granted)
        client.get("/mein-bereich/")  # warm
        with django_assert_num_queries(queries):
            client.get("/mein-bereich/")
