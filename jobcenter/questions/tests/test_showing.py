"""What pages show of earlier answers: until when an objection is in time, what follows from days away."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from jobcenter.questions import showing
from jobcenter.questions.models import catalogue
from jobcenter.questions.showing import SHOWN, absence, not_yet_objected, objection_period, urgent

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(showing.timezone, "localdate", lambda: TODAY)


def told(shown):
    return spaced(" ".join([shown.title, *shown.lines]))


def spaced(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("came", "noted", "received", "end", "words"),
    [
        ("post", "2026-11-02", None, "Montag, 7. Dezember 2026", "gilt am Freitag, 6. November 2026 als angekommen"),
        ("post", "2026-11-02", "2026-11-04", "Montag, 7. Dezember 2026", "gilt am Freitag, 6. November"),
        ("post", "2026-11-02", "2026-11-12", "Montag, 14. Dezember 2026", "ankam: Donnerstag, 12. November 2026"),
        ("post", None, "2026-11-12", "Montag, 14. Dezember 2026", "ankam: Donnerstag, 12. November 2026"),
        ("app", "2026-11-02", None, "Montag, 7. Dezember 2026", "als angekommen"),
        ("handed", "2026-11-02", "2026-11-03", "Donnerstag, 3. Dezember 2026", "ankam: Dienstag, 3. November 2026"),
        ("handed", "2026-11-02", None, "Mittwoch, 2. Dezember 2026", "vorsichtig"),
        ("unknown", "2026-11-02", None, "Mittwoch, 2. Dezember 2026", "vorsichtig"),
    ],
)
def test_until_when_an_objection_is_in_time(came, noted, received, end, words):
    shown = objection_period({"notice_came": came, "notice_date": noted, "notice_received": received})
    assert spaced(shown.title) == f"Ihre Frist: bis {end}"
    assert words in told(shown)
    assert "ein Jahr" in told(shown)
    assert (shown.tone, shown.form) == ("info", "")


def test_on_the_last_day_it_is_in_time_and_on_the_next_it_warns_but_lets_go_on(monkeypatch):
    answers = {"notice_came": "post", "notice_date": "2026-10-19"}
    assert spaced(objection_period(answers).title) == "Ihre Frist: bis Montag, 23. November 2026"
    monkeypatch.setattr(showing.timezone, "localdate", lambda: date(2026, 11, 24))
    late = objection_period(answers)
    assert (late.tone, late.form) == ("warning", "ueberpruefung")
    assert "trotzdem einlegen" in told(late)
    assert "endete sie am Montag, 23. November 2026" in told(late)


@pytest.mark.parametrize("came", ["post", "app", "handed", "unknown", None])
def test_without_a_day_nothing_is_computed(came):
    assert objection_period({"notice_came": came}).title == "Sie haben einen Monat Zeit"


@pytest.mark.parametrize(
    ("first", "last", "title", "words", "tone"),
    [
        ("2026-12-07", "2026-12-18", "Sie sind 12 Tage weg", "zählen mit", "info"),
        ("2026-12-07", "2026-12-07", "Sie sind einen Tag weg", "zählen mit", "info"),
        ("2026-12-07", "2026-12-27", "Sie sind 21 Tage weg", "zählen mit", "info"),
        ("2026-12-07", "2026-12-28", "Sie sind 22 Tage weg", "mehr als drei Wochen", "warning"),
        ("2026-11-28", "2026-11-29", "Sie sind 2 Tage weg", "keine Zustimmung", "info"),  # a weekend
        ("2026-12-25", "2026-12-27", "Sie sind 3 Tage weg", "keine Zustimmung", "info"),  # Christmas, then Sunday
        ("2026-11-26", "2026-11-27", "Sie sind 2 Tage weg", "wenig Zeit", "info"),
        ("2026-11-30", "2026-12-01", "Sie sind 2 Tage weg", "zählen mit", "info"),  # Tuesday to Saturday before
        ("2026-11-01", "2026-11-30", "Sie sind 30 Tage weg", "mehr als drei Wochen", "warning"),
        ("2026-11-20", "2026-11-27", "Sie sind 8 Tage weg", "wenig Zeit", "info"),  # already away
        ("2027-03-01", "2027-03-05", "Sie sind 5 Tage weg", "drei Monate vorher", "info"),
        ("2026-12-18", "2026-12-07", "Bitte prüfen Sie die Tage", "liegt vor dem ersten", "warning"),
    ],
)
def test_days_away(first, last, title, words, tone):
    shown = absence({"away_from": first, "away_until": last})
    assert (shown.title, shown.tone) == (title, tone)
    assert words in told(shown)


def test_who_asks_for_an_appointment_hears_that_the_period_goes_on():
    shown = not_yet_objected({"notice_came": "post", "notice_date": "2026-11-02"})
    assert shown.tone == "warning"
    assert "endet sie am Montag, 7. Dezember 2026" in told(shown)
    assert "endet sie am" not in told(not_yet_objected({"notice_came": "post", "notice_date": "2026-01-02"}))
    assert "endet sie am" not in told(not_yet_objected({}))


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        ({}, "Eilt es sehr?"),
        ({"loan_what": "Ein Herd"}, None),
        ({"energy_step": "bill", "energy_day": "2026-12-10"}, None),
        ({"rent_step": "reminder"}, None),
        ({"energy_step": "cut"}, "Rufen Sie das Jobcenter heute noch an"),
        ({"rent_step": "eviction", "rent_day": "2026-12-10"}, "Rufen Sie das Jobcenter heute noch an"),
    ],
)
def test_when_it_is_urgent(answers, title):
    shown = urgent(answers)
    assert (shown.title if shown else None) == title
    if "rent_day" in answers:
        assert "Donnerstag, 10. Dezember 2026" in told(shown)


def test_half_a_journey_shows_nothing():
    assert absence({"away_from": "2026-12-07"}) is None


DAY = st.one_of(
    st.none(), st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(str), st.sampled_from(["", "2026-02-31", 3, []])
)


@given(
    st.fixed_dictionaries(
        dict.fromkeys(("notice_date", "notice_received", "away_from", "away_until", "energy_day", "rent_day"), DAY)
        | {
            "notice_came": st.sampled_from(["post", "app", "handed", "unknown", None]),
            "energy_step": st.sampled_from(["cut", "bill", None]),
        }
    )
)
def test_whatever_was_answered_it_shows_plain_sentences(answers):
    for shows in SHOWN.values():
        shown = shows(answers)
        assert shown is None or (shown.title and all(line.endswith(".") for line in shown.lines))


def test_a_page_shows_what_follows_from_answers_that_count():
    form = catalogue().latest("widerspruch")
    answers = {"notice_date": "2026-11-02", "notice_came": "post", "notice_received": "2026-11-20"}

    def title(answers):
        return spaced(form.page("wogegen").bind(answers).shown.title)

    assert title(answers) == "Ihre Frist: bis Montag, 21. Dezember 2026"
    # Where the day of arrival is not asked for, an answer from another way through does not count.
    assert title({**answers, "notice_came": "unknown"}) == "Ihre Frist: bis Mittwoch, 2. Dezember 2026"
    assert form.page("bescheid").bind(answers).shown is None
    html = render_to_string("questions/page.html", {"bound": form.page("wogegen").bind(answers)})
    assert "21. Dezember 2026" in spaced(html)
    assert "kern-alert--info" in html
    late = render_to_string("questions/page.html", {"bound": form.page("wogegen").bind({"notice_date": "2026-01-02"})})
    assert "/antrag/neu/ueberpruefung/" in late
    assert "kern-alert--warning" in late
    assert "Eilantrag" in render_to_string("questions/page.html", {"bound": form.page("wirkung").bind({})})
