"""Both notations: read with patience, written in one way, refused in German."""

import re
from datetime import date

import pytest
from django.conf import settings as project
from hypothesis import given, settings
from hypothesis import strategies as st

from jobcenter.local.hours import LIMIT, DayPlan, Deviations, Span, Unreadable, Weekly
from jobcenter.local.tests.any_hours import FREE_NOTES, NOTES, SOME_DAY, deviations, fits, weeklies

MANY = settings(max_examples=150, deadline=None)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("", ""),
        (" \n;\n ", ""),
        (
            "Mo-Mi 08:00-12:00, 13:00-15:30; Do 08:00-18:00; Fr 08:00-12:00 (nur mit Termin)",
            "Mo-Mi 08:00-12:00, 13:00-15:30; Do 08:00-18:00; Fr 08:00-12:00 (nur mit Termin)",
        ),
        (
            "Mo, Mi 08:00-12:00 und 13:00-15:30; Di, Do, Fr 08:00-12:00",
            "Mo, Mi 08:00-12:00, 13:00-15:30; Di, Do, Fr 08:00-12:00",
        ),
        ("Mo.–Do. 8.00 – 12.00 Uhr", "Mo-Do 08:00-12:00"),
        ("Montag bis Donnerstag: 8-12 Uhr", "Mo-Do 08:00-12:00"),
        ("montags und mittwochs von 8 Uhr bis 12.30 Uhr", "Mo, Mi 08:00-12:30"),
        ("MO 8h-12h, Sonnabend 9-10", "Mo 08:00-12:00; Sa 09:00-10:00"),
        (
            "Mo-Fr 8-12 Uhr, Sa 9-12 Uhr (nur Notfälle), täglich 13-14",
            "Mo-Fr 08:00-12:00, 13:00-14:00; Sa 09:00-12:00 (nur Notfälle); Sa, So 13:00-14:00",
        ),
        ("täglich rund um die Uhr", "täglich 00:00-24:00"),
        ("Sa-Mo 20-24", "Mo, Sa, So 20:00-24:00"),
        ("Mo-Fr 8-12\nMi geschlossen (Teamtag)", "Mo, Di, Do, Fr 08:00-12:00; Mi geschlossen (Teamtag)"),
        ("Mo 8-9 (A), 10-11, 12-13 (B)", "Mo 08:00-09:00 (A); Mo 10:00-11:00, 12:00-13:00 (B)"),
        ("Mo 13-15; Mo 8-12", "Mo 08:00-12:00, 13:00-15:00"),
        ("Mo 8-12 (nach Absprache; auch online)", "Mo 08:00-12:00 (nach Absprache; auch online)"),
        ("Mo\u00a08\u2013\u200b12\u202fUhr\u00ad", "Mo 08:00-12:00"),
        ("ta\u0308glich 8-9", "täglich 08:00-09:00"),
        (
            "Mo 8-12\nab 1. Juli 2027: Di 9-10; Mi 9-10\nbis zum 30.6.2026: Do 8-9",
            "Mo 08:00-12:00\nbis 30.06.2026: Do 08:00-09:00\nab 01.07.2027: Di, Mi 09:00-10:00",
        ),
        ("vom 01.07.2027 bis zum 31.08.2027: Mo 8-9", "01.07.2027-31.08.2027: Mo 08:00-09:00"),
        ("20.12.-06.01.2028: Mo geschlossen", "20.12.2027-06.01.2028: Mo geschlossen"),
    ],
)
def test_weekly_hours_are_written_in_one_way(typed, written):
    assert str(Weekly.read(typed)) == written
    assert str(Weekly.read(written)) == written


def test_what_a_group_says():
    weekly = Weekly.read("Mo 8-12, 13-15:30 (nur mit Termin); Di geschlossen (Teamtag)")
    monday, tuesday, wednesday = (weekly.on(date(2026, 11, day)) for day in (23, 24, 25))
    assert monday == DayPlan((Span(480, 720, "nur mit Termin"), Span(780, 930, "nur mit Termin")))
    assert tuesday == DayPlan(closed=True, note="Teamtag")
    assert wednesday == DayPlan()
    assert weekly
    assert not Weekly.read("")


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        ("2026-11-23", 8),
        ("2027-06-28", 7),
        ("2027-07-05", 9),
        ("2027-08-02", 10),
        ("2027-09-06", 9),
        ("2028-01-03", 11),
    ],
)
def test_a_season_replaces_the_week_and_the_one_that_began_last_counts(day, opens):
    weekly = Weekly.read(
        "Mo 8-12; Di 8-12\n01.06.2027-30.06.2027: Mo 7-12\nab 01.07.2027: Mo 9-12\n"
        "01.08.2027-31.08.2027: Mo 10-12\nab 01.01.2028: Mo 11-12"
    )
    monday = date.fromisoformat(day)
    assert [span.opens for span in weekly.on(monday).spans] == [opens * 60]
    assert bool(weekly.on(date.fromordinal(monday.toordinal() + 1)).spans) == (opens == 8)


def test_when_a_season_begins_or_ends():
    weekly = Weekly.read("Mo 8-12\n01.07.2027-31.08.2027: Mo 9-12\n01.08.2027-31.12.2027: Mo 9-12")
    assert weekly.next_change(date(2027, 6, 30)) == date(2027, 7, 1)
    assert weekly.next_change(date(2027, 7, 1)) == date(2028, 1, 1)
    assert weekly.next_change(date(2028, 1, 1)) is None


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("Fr 12:00-08:00", "„Fr 12:00-08:00“: Das Ende liegt vor dem Anfang."),
        ("Mo 8-12\n\nDi 8-9; Fr 12-8", "Zeile 3, „Fr 12-8“: Das Ende liegt vor dem Anfang."),
        ("Fr 8-8", "„Fr 8-8“: Anfang und Ende sind gleich."),
        ("Fr 8-25", "„Fr 8-25“: Die Uhrzeit 25 gibt es nicht."),
        ("Fr 8-24:01", "„Fr 8-24:01“: Die Uhrzeit 24:01 gibt es nicht."),
        ("Fr 8:60-9", "„Fr 8:60-9“: Die Uhrzeit 8:60 gibt es nicht."),
        ("Fr 8", "„Fr 8“: Eine Zeit braucht Anfang und Ende, zum Beispiel „08:00-12:00“."),
        ("Fr", "„Fr“: Es fehlt eine Uhrzeit. Möglich sind Zeiten wie „08:00-12:00“ oder „geschlossen“."),
        (
            "Fr nach Absprache",
            "„Fr nach Absprache“: „nach“ ist keine Uhrzeit. Möglich sind Zeiten wie „08:00-12:00“ oder „geschlossen“.",
        ),
        ("Fr 8-12 Termin", "„Fr 8-12 Termin“: „Termin“ passt hier nicht. Anmerkungen stehen in Klammern."),
        ("Fr 8-12 (A) (B)", "„Fr 8-12 (A) (B)“: Hier ist nur eine Anmerkung in Klammern möglich."),
        ("Fr 8-12 (A", "„Fr 8-12 (A“: Eine Klammer ist nicht richtig geschlossen."),
        ("Fr 8-12 ( )", "„Fr 8-12 ( )“: In der Klammer steht nichts."),
        (f"Fr 8-12 ({'A' * 101})", "Die Anmerkung ist zu lang. Möglich sind höchstens 100 Zeichen."),
        ("8-12", "„8-12“: Hier fehlt der Tag, zum Beispiel „Mo-Fr 08:00-12:00“."),
        ("Mo-Mo 8-12", "„Mo-Mo 8-12“: Der erste und der letzte Tag sind gleich."),
        ("Mo 8-12 Di 8-12", "„Mo 8-12 Di 8-12“: Vor „Di“ fehlt ein Semikolon."),
        (
            "Mondtag 8-12",
            "„Mondtag 8-12“: „Mondtag“ ist kein Wochentag. Bitte schreiben Sie zum Beispiel „Mo-Fr 08:00-12:00“.",
        ),
        ("werktags 8-12", "„werktags“ ist nicht eindeutig. Bitte schreiben Sie „Mo-Fr“ oder „Mo-Sa“."),
        ("Feiertage 8-12", "Feiertage gelten von selbst als geschlossen. Alles andere gehört zu den Ausnahmen."),
        ("Mo 8-12; Mo 10-14", "„Mo 10-14“: Die Zeiten 08:00-12:00 und 10:00-14:00 überschneiden sich."),
        ("Mo geschlossen; Mo 10-14", "„Mo 10-14“: Derselbe Tag steht schon mit einer anderen Angabe da."),
        ("24.12.2026 geschlossen", "„24.12.2026 geschlossen“: Einzelne Tage gehören zu den Ausnahmen."),
        ("ab 01.07.2027 Mo 8-9", "„ab 01.07.2027 Mo 8-9“: Nach dem Zeitraum fehlt ein Doppelpunkt."),
        (
            "ab 01.07.2027:\nMo 8-9",
            "Zeile 1, „ab 01.07.2027:“: Nach dem Zeitraum fehlen die Zeiten. "
            "Bitte schreiben Sie sie in dieselbe Zeile.",
        ),
        ("ab 01.07.: Mo 8-9", "„ab 01.07.: Mo 8-9“: Bitte schreiben Sie das Jahr dazu, zum Beispiel „01.07.2027“."),
        ("01.07.-31.08.: Mo 8-9", "Bitte schreiben Sie das Jahr dazu, zum Beispiel „01.07.2027-31.08.2027:“."),
        ("ab 01.07.1027: Mo 8-9", "Das Jahr muss zwischen 2000 und 2100 liegen."),
        ("Mo 8\x00-9", "Der Text enthält ein Steuerzeichen. Bitte tippen Sie die Stelle neu."),
        ("Mo 8-9 (\ud800)", "Der Text enthält ein Steuerzeichen. Bitte tippen Sie die Stelle neu."),
        ("x" * (LIMIT + 1), "Der Text ist zu lang. Möglich sind höchstens 2.000 Zeichen."),
    ],
)
def test_what_is_wrong_is_said_in_german(typed, message):
    with pytest.raises(Unreadable) as refused:
        Weekly.read(typed)
    assert str(refused.value).endswith(message)
    assert refused.value.part in typed or refused.value.part.endswith("…")


def test_hours_that_would_be_too_long_when_written_are_refused():
    typed = "Mo " + ",".join(
        f"{hour}:{minute:02}-{hour}:{minute + 1:02}" for hour in range(9) for minute in range(0, 38, 2)
    )
    assert len(typed) < LIMIT < len(typed.replace(",", ", 0").replace("-", "-0"))
    with pytest.raises(Unreadable, match="zu lang"):
        Weekly.read(typed)
    with pytest.raises(Unreadable, match="zu lang"):
        Deviations.read(typed.replace("Mo", "1.5."))


def test_a_long_part_is_quoted_in_brief():
    with pytest.raises(Unreadable) as refused:
        Weekly.read("Mo " + "8-9, " * 100)
    assert refused.value.part == "Mo " + "8-9, " * 11 + "8…"
    assert refused.value.line == 0


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (
            "31.12.2026 08:00-12:00\n24.12.2026 geschlossen (Heiligabend)\n01.07.2027-15.07.2027 08:00-12:00 (Umbau)",
            "24.12.2026 geschlossen (Heiligabend)\n31.12.2026 08:00-12:00\n01.07.2027-15.07.2027 08:00-12:00 (Umbau)",
        ),
        ("24.12. geschlossen; 29.02. 8-9", "29.02. 08:00-09:00\n24.12. geschlossen"),
        ("24.12. geschlossen (A)\n24.12.-24.12. geschlossen (A)", "24.12. geschlossen (A)"),
        ("24.12.-02.01.: geschlossen (Betriebsferien)", "24.12.-02.01. geschlossen (Betriebsferien)"),
        ("24. Dezember und 31.12. geschlossen", "24.12. geschlossen\n31.12. geschlossen"),
        ("24.12.-6.1.2027, 8.10-9.15 Uhr", "24.12.2026-06.01.2027 08:10-09:15"),
        ("1.5.2027 – 1.5.2027 rund um die Uhr", "01.05.2027 00:00-24:00"),
        (
            "1.5.2027 8-9 (A), 10-11\n1.5.2027 12-13 (A)",
            "01.05.2027 08:00-09:00, 12:00-13:00 (A)\n01.05.2027 10:00-11:00",
        ),
    ],
)
def test_deviations_are_written_in_one_way(typed, written):
    assert str(Deviations.read(typed)) == written
    assert str(Deviations.read(written)) == written


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("31.02. geschlossen", "„31.02. geschlossen“: Den 31.02. gibt es nicht."),
        ("29.02.2027 geschlossen", "„29.02.2027 geschlossen“: Den 29.02.2027 gibt es nicht."),
        ("1.13.2027 8-9", "Den 1.13.2027 gibt es nicht."),
        ("24. Christmonat geschlossen", "„Christmonat“ ist kein Monat."),
        ("24.12.26 geschlossen", "Bitte schreiben Sie das Jahr mit vier Ziffern und danach ein Leerzeichen."),
        ("24.12.2026-31.12. geschlossen", "Bitte schreiben Sie das Jahr auch zum zweiten Datum."),
        ("31.12.2026-24.12.2026 geschlossen", "Das Ende liegt vor dem Anfang."),
        ("heute zu", "„heute zu“: Hier fehlt ein Datum, zum Beispiel „24.12.2026“ oder jedes Jahr „24.12.“."),
        ("24.12.2026- geschlossen", "Hier fehlt ein Datum, zum Beispiel „24.12.2026“ oder jedes Jahr „24.12.“."),
        ("24.12.\n24.12. 8-9", "Zeile 1, „24.12.“: Es fehlt eine Uhrzeit. "
         "Möglich sind Zeiten wie „08:00-12:00“ oder „geschlossen“."),
        ("24.12. 8-9\n24.12. geschlossen", "Zeile 2, „24.12. geschlossen“: "
         "Derselbe Tag steht schon mit einer anderen Angabe da."),
        ("24.12. 8-9, Mo 8-9", "„24.12. 8-9, Mo 8-9“: „,“ passt hier nicht. Anmerkungen stehen in Klammern."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_deviation_is_said_in_german(typed, message):
    with pytest.raises(Unreadable) as refused:
        Deviations.read(typed)
    assert str(refused.value).endswith(message)


@MANY
@given(weeklies(SOME_DAY, notes=FREE_NOTES | NOTES).filter(fits))
def test_weekly_hours_are_read_as_they_were_written(weekly):
    assert Weekly.read(str(weekly)) == weekly


@MANY
@given(deviations(SOME_DAY, notes=FREE_NOTES | NOTES).filter(fits))
def test_deviations_are_read_as_they_were_written(chosen):
    assert Deviations.read(str(chosen)) == chosen


SCRAPS = st.sampled_from([
    "Mo", "Di.", "Sonntag", "täglich", "-", "–", "bis", ",", "und", ";", "\n", ":", "(", ")", "(Umbau)", "(\u0338a)",
    " ", "8", "08:00", "8.00", "24:00", "25", "8-12", "12-8", "08:00-12:00", "13-14", "Uhr", "geschlossen", "ab", "von",
    "vom", "24.12.", "29.02.", "31.02.", "24.12.2026", "01.07.2027", "1. Juli 2027:", "rund um die Uhr", "99", ".",
    "-8", "dİ", "ſo", "١٢", "e\u0301", "\u0301", "\ufeff", "\x0b", "\x1f", "\x00", "\ud800",
])  # fmt: skip
SCRAPPY = st.lists(SCRAPS, max_size=14).flatmap(
    lambda scraps: st.sampled_from(["", " "]).map(lambda by: by.join(scraps))
)


@st.composite
def nearly_right(draw):
    """Something canonical in which a few pieces are missing or too much."""
    text = str(draw(weeklies(SOME_DAY) | deviations(SOME_DAY)))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(SCRAPS | st.just("")) + text[at + draw(st.integers(0, 4)) :]
    return text


def read_or_refused(kind, text):
    try:
        return kind.read(text)
    except Unreadable as refused:
        return refused


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=60) | SCRAPPY | nearly_right(), st.sampled_from([Weekly, Deviations]))
def test_any_text_is_read_or_refused(text, kind):
    outcome = read_or_refused(kind, text)
    if isinstance(outcome, Unreadable):
        assert outcome.reason.endswith(".")
        assert str(outcome).endswith(outcome.reason)
        assert 0 <= outcome.line <= len(text.splitlines())
    else:
        str(outcome).encode()
        assert kind.read(str(outcome)) == outcome


PAGE = (project.ROOT / "docs/oeffnungszeiten.md").read_text()


def test_the_page_for_editors_says_what_is_read():
    """Every example of the page is read by one of the notations, and every message it shows is one of ours."""
    weekly, seasons, exceptions, messages = re.findall(r"```\n(.*?)\n```", PAGE, flags=re.DOTALL)
    assert str(Weekly.read(weekly)) == weekly
    assert str(Weekly.read(seasons)) == seasons
    assert len(Deviations.read(exceptions).lines) == 4
    for message in messages.splitlines():
        line, part = re.search(r"(?:Zeile (\d), )?„(.*?)“", message).groups()
        refused = read_or_refused(Weekly if line else Deviations, "Mo 8-12\n" * bool(line) + part)
        assert str(refused) == message
    dated = re.findall(r"`([0-9]{2}\.[0-9.-]+ [^`]+)`", PAGE)
    assert len(dated) >= 3
    for example in dated:
        Deviations.read(example)
    days = [
        example
        for example in re.findall(r"`((?:Mo|Mi|täglich)[^`]* [^`]*[0-9n)])`", PAGE)
        if re.search(r"\d|ges", example)
    ]
    assert len(days) >= 5
    for example in days:
        Weekly.read(example)
