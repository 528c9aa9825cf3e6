"""The difference between what we have and what is found, and how it reads."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jobcenter.local.importing.comparing import compare, over
from jobcenter.local.models import Announcement, Event, Site
from jobcenter.local.tests.importing import JOBCENTER, NOW, event, site


def rows(*found):
    return [one.row for one in found]


def test_nothing_new():
    diff = compare(rows(event(), site()), rows(site(), event()), NOW)
    assert not diff
    assert diff.unchanged == 2
    assert diff.in_words() == "Nichts Neues: 2 Einträge wie zuvor."


def test_what_is_new_what_is_other_and_what_is_gone():
    known = rows(site(), event("b"), event("c"))
    found = rows(site(phone="0521 2", name="Zentrale"), event("a"), event("b"))
    diff = compare(known, found, NOW)
    assert diff.counts == {"added": 1, "changed": 1, "removed": 1}
    assert diff.in_words().split("\n") == [
        "+ Veranstaltung „Jobmesse a“ (31704)",
        "~ Standort „Hauptstelle“ (31704): Name „Hauptstelle“ → „Zentrale“; Telefon „0521 1“ → „0521 2“",
        "- Veranstaltung „Jobmesse c“ (31704)",
    ]


def test_the_same_key_elsewhere_is_another_thing():
    diff = compare(rows(site()), rows(site(provider_number="31702")), NOW)
    assert diff.counts == {"added": 1, "changed": 0, "removed": 1}


def test_what_editors_decide_is_no_difference():
    known = site(hidden=True, released=True, changed_at=NOW - timedelta(days=9))
    assert not compare(rows(known), rows(site()), NOW)


def test_every_kind_of_value_reads_well():
    known = event(
        title={"de": "Kurs", "en": "Course"},
        languages=["de"],
        starts=datetime(2026, 12, 3, 13, tzinfo=UTC),
        valid_from=date(2026, 12, 1),
        place="Raum  1\n",
    )
    found = event(
        title={"de": "Kurs", "en": "Class", "uk": "Курс"},
        languages=["de", "en"],
        starts=datetime(2026, 7, 3, 13, tzinfo=UTC),
        valid_from=None,
        cancelled=True,
        place="x" * 200,
        obligation=Event.Obligation.SUMMONS,
    )
    words = compare(rows(known), rows(found), NOW).in_words()
    assert words.startswith("~ Veranstaltung „Kurs“ (31704): ")
    for part in (
        "Titel (en) „Course“ → „Class“",
        "Titel (uk) „“ → „Курс“",
        "Sprachen „de“ → „de, en“",
        "Beginn „03.12.2026 14:00“ → „03.07.2026 15:00“",
        "Gilt ab „01.12.2026“ → „“",
        "Abgesagt „nein“ → „ja“",
        f"Ort „Raum 1“ → „{'x' * 59}…“",
    ):
        assert part in words


def test_a_line_is_bounded():
    long = dict.fromkeys(("name", "street", "city", "phone", "opening"), "x" * 60)
    assert len(compare(rows(site()), rows(site(**long)), NOW).in_words()) == 400


def test_a_choice_is_said_in_words():
    words = compare(rows(event()), rows(event(obligation=Event.Obligation.SUMMONS)), NOW).in_words()
    assert words.endswith("Teilnahme „Freiwillig“ → „Mit Einladung: Teilnahme ist Pflicht“")


def test_a_title_in_another_language_alone_is_still_a_name():
    words = compare([], rows(event(title={"en": "Job fair"})), NOW).in_words()
    assert words == "+ Veranstaltung „Job fair“ (31704)"


def test_the_words_are_bounded():
    diff = compare([], rows(*(event(str(number)) for number in range(512))), NOW)
    lines = diff.in_words().split("\n")
    assert len(lines) == 201
    assert lines[-1] == "… und 312 weitere"
    assert len(diff.in_words(512).split("\n")) == 512


def test_what_is_over_goes_quietly():
    known = rows(event("past", days=-1), event("next", days=1))
    past = Announcement(provider_number=JOBCENTER, key="x", title="Zu", valid_until=date(2026, 11, 24))
    today = Announcement(provider_number=JOBCENTER, key="y", title="Zu", valid_until=date(2026, 11, 25))
    diff = compare([*known, past, today], rows(event("next", days=1)), NOW)
    assert diff.expired == [known[0], past]
    assert diff.removed == [today]
    assert over(past, NOW)
    assert not over(today, NOW)


keys = st.dictionaries(st.integers(0, 12).map(str), st.integers(0, 3).map(str), max_size=10)


@given(keys, keys)
def test_applying_a_difference_gives_what_was_found(before, after):
    known = [Site(provider_number=JOBCENTER, key=key, phone=phone) for key, phone in before.items()]
    found = [Site(provider_number=JOBCENTER, key=key, phone=phone) for key, phone in after.items()]
    diff = compare(known, found, NOW)
    have = dict(before)
    for row in diff.removed:
        del have[row.key]
    for row in diff.added:
        assert row.key not in have
        have[row.key] = row.phone
    for change in diff.changed:
        assert change.fields == ("phone",)
        have[change.old.key] = change.new.phone
    assert have == after
    assert diff.unchanged + len(diff.added) + len(diff.changed) == len(after)
    assert bool(diff) == (before != after)
