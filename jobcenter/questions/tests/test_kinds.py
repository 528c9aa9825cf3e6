"""What each kind takes, what it says when it does not, and how it prints itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobcenter.questions.kinds.base import Question
from jobcenter.questions.kinds.choices import Confirm, OneOf, Option, SeveralOf, YesNo
from jobcenter.questions.kinds.dates import Date, Month
from jobcenter.questions.kinds.figures import Money, Number
from jobcenter.questions.kinds.groups import Address, Person, PostcodePlace
from jobcenter.questions.kinds.iban import Iban
from jobcenter.questions.kinds.reference import BgNumber, Postcode
from jobcenter.questions.kinds.text import LongText, Text


def read(question: Question, *texts: str, **parts: str):
    """The value, or the first message."""
    typed = {"q": list(texts)} if texts else {f"q-{part}": [text] for part, text in parts.items()}
    reading = question.read(typed, "q")
    return reading.problems[0].message if reading.problems else reading.value


TEXT = Text(id="q", label="Name", max_length=20)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("  Anna   Lena ", "Anna Lena"),
        ("Zoe\u0308", "Zoë"),
        ("\u202eAnna\u200f\u200b\ufeff", "Anna"),
        ("An\x00na\x07", "Anna"),
        ("eins\tzwei\r\ndrei", "eins zwei drei"),
        ("Gülşen Çelik", "Gülşen Çelik"),
        ("Олена", "Олена"),
        ("محمد", "محمد"),
        ("3 ° über 0, ©", "3 ° über 0, ©"),
        ("<b>&amp;", "<b>&amp;"),
    ],
)
def test_text_is_cleaned(typed, value):
    assert read(TEXT, typed) == value


@pytest.mark.parametrize("typed", ["Anna 😀", "1️⃣", "👩‍👩‍👧", "\ue000", "🇩🇪"])
def test_signs_that_do_not_arrive_are_named(typed):
    assert "kommt beim Jobcenter nicht an" in read(TEXT, typed)


def test_too_long_a_text_says_by_how_much():
    message = read(LongText(id="q", label="Was?"), "x" * 10_000)
    assert message == "Der Text ist zu lang: 10.000 Zeichen. Erlaubt sind 2.000. Bitte kürzen Sie ihn."


def test_long_text_keeps_its_lines_and_a_pasted_table_becomes_readable():
    assert read(LongText(id="q", label="Was?"), "a\tb\r\nc\td\r\n\r\n\r\n\r\nEnde \n") == "a b\nc d\n\nEnde"


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "\x00"])
def test_nothing_is_nothing(typed):
    assert read(TEXT, typed) == "Bitte füllen Sie „Name“ aus."
    assert read(TEXT.model_copy(update={"required": False}), typed) is None


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.234,50 €", "1234.50"),
        ("450", "450.00"),
        ("450.5", "450.50"),
        ("450,5", "450.50"),
        ("1.234", "1234.00"),
        ("1.234.567,89", "1234567.89"),
        ("1,234.50", "1234.50"),
        ("1 234,50 EUR", "1234.50"),
        ("1'234.50", "1234.50"),
        ("12 Euro", "12.00"),
        ("450,-", "450.00"),
        ("450,—€", "450.00"),
        ("４５０，００", "450.00"),
        ("0", "0.00"),
        ("-0", "0.00"),
        ("0,5", "0.50"),
        ("007", "7.00"),
    ],
)
def test_money_is_understood(typed, value):
    assert read(Money(id="q", label="Miete"), typed) == value


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("viel", "Bitte geben Sie einen Betrag in Euro ein"),
        ("12,345", "höchstens zwei Stellen"),
        ("12,000", "höchstens zwei Stellen"),
        ("-5", "ohne Minus"),
        ("99999999", "mehr als 9.999.999,00"),
        ("1e5", "Betrag in Euro"),
        ("١٢٣", "Betrag in Euro"),
        ("450\t380\t12", "mehr als"),
        ("1" * 5000, "Betrag in Euro"),
        ("1,2,3.4", "Betrag in Euro"),
        ("€", "Betrag in Euro"),
        (",50", "Betrag in Euro"),
    ],
)
def test_money_that_is_none(typed, words):
    assert words in read(Money(id="q", label="Miete"), typed)


def test_numbers():
    size = Number(id="q", label="Größe", unit="m²", least=1, most=2000)
    assert read(size, "64 m²") == "64"
    assert read(size, "1.200") == "1200"
    assert read(size, "64,0") == "64"
    assert read(size, "64,5") == "Bitte geben Sie eine ganze Zahl ein, ohne Komma."
    assert read(size, "0") == "Bitte geben Sie mindestens 1 ein."
    assert "mehr als 2.000" in read(size, "3000")
    assert size.text("1200") == "1.200 m²"


DAY = Date(id="q", label="Wann?")


@pytest.mark.parametrize(
    ("day", "month", "year", "value"),
    [
        ("1", "2", "2026", "2026-02-01"),
        ("29", "02", "2024", "2024-02-29"),
        ("31.", "März", "2026", "2026-03-31"),
        ("５", "dez", "１９９９", "1999-12-05"),
    ],
)
def test_days_are_understood(day, month, year, value):
    assert read(DAY, day=day, month=month, year=year) == value


@pytest.mark.parametrize(
    ("day", "month", "year", "message"),
    [
        ("30", "2", "2026", "Den 30. Februar 2026 gibt es nicht. Bitte prüfen Sie den Tag."),
        ("32", "1", "2026", "Diesen Tag gibt es nicht. Ein Monat hat höchstens 31 Tage."),
        ("1", "13", "2026", "Diesen Monat gibt es nicht. Bitte geben Sie eine Zahl von 1 bis 12 ein."),
        ("0", "1", "2026", "Diesen Tag gibt es nicht. Ein Monat hat höchstens 31 Tage."),
        ("1", "1", "1066", "Bitte prüfen Sie das Jahr. Es muss zwischen 1900 und 2100 liegen."),
        ("1", "1", "", "Bitte geben Sie auch das Jahr an."),
        ("", "1", "2026", "Bitte geben Sie auch den Tag an."),
        ("x", "1", "2026", "Bitte geben Sie den Tag als Zahl ein."),
        ("1", "Mond", "2026", "Bitte geben Sie den Monat als Zahl ein."),
        ("٣", "1", "2026", "Bitte geben Sie den Tag als Zahl ein."),
        ("", "", "", "Bitte beantworten Sie: „Wann?“"),
    ],
)
def test_days_that_do_not_exist(day, month, year, message):
    assert read(DAY, day=day, month=month, year=year) == message


def test_two_digits_are_no_year():
    assert "mit vier Ziffern" in read(DAY, day="1", month="2", year="26")


def test_the_message_leads_to_the_input_it_is_about():
    reading = DAY.read({"q-day": ["1"], "q-month": ["13"], "q-year": ["2026"]}, "q")
    assert [(problem.name, problem.target) for problem in reading.problems] == [("q", "q-month")]


def test_births_and_pasts_are_not_in_the_future():
    tomorrow = timezone.localdate() + timedelta(days=1)
    parts = {"day": str(tomorrow.day), "month": str(tomorrow.month), "year": str(tomorrow.year)}
    assert "Geburtsdatum liegt in der Zukunft" in read(Date(id="q", label="Geboren", birth=True), **parts)
    assert "in der Zukunft" in read(Date(id="q", label="Seit wann?", when="past"), **parts)
    assert read(Date(id="q", label="Ab wann?", when="future"), **parts) == tomorrow.isoformat()
    assert "schon vorbei" in read(Date(id="q", label="Ab wann?", when="future"), day="1", month="1", year="2020")


def test_months():
    month = Month(id="q", label="Ab wann?")
    assert read(month, month="Juli", year="2026") == "2026-07"
    assert month.text("2026-07") == "Juli 2026"
    assert read(month, month="14", year="2026").startswith("Diesen Monat gibt es nicht")


@pytest.mark.parametrize(
    "typed",
    [
        "DE02120300000000202051",
        "de02 1203 0000 0000 2020 51",
        "IBAN: DE02-1203-0000-0000-2020-51",
        "\u200eDE02120300000000202051",
    ],
)
def test_ibans_are_understood(typed):
    assert read(Iban(id="q", label="IBAN"), typed) == "DE02120300000000202051"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("DE03120300000000202051", "vergleichen Sie jede Ziffer"),
        ("DE0212030000000020205", "hat 22 Zeichen. Ihre hat 21"),
        ("0212030000", "beginnt mit zwei Buchstaben"),
        ("DE02 1203 😀", "nur aus Buchstaben und Ziffern"),
        ("XX02120300000000202051", "vergleichen Sie jede Ziffer"),
        ("AT6119043002345732", "vergleichen Sie jede Ziffer"),
        ("IBAN", "nur aus Buchstaben und Ziffern"),
    ],
)
def test_ibans_that_are_none(typed, words):
    assert words in read(Iban(id="q", label="IBAN"), typed)


def test_an_iban_is_shown_in_fours():
    assert Iban(id="q", label="IBAN").text("DE02120300000000202051") == "DE02 1203 0000 0000 2020 51"


@pytest.mark.parametrize("typed", ["12345BG0001234", "12345//0001234", "12345 bg 0001234", "12345-BG-0001234"])
def test_bg_numbers_are_understood(typed):
    assert read(BgNumber(id="q", label="BG"), typed) == "12345BG0001234"


@pytest.mark.parametrize("typed", ["1234BG0001234", "123456", "12345BX0001234", "١٢٣٤٥BG0001234"])
def test_bg_numbers_that_are_none(typed):
    assert "sieht so aus" in read(BgNumber(id="q", label="BG"), typed)


def test_postcodes():
    postcode = Postcode(id="q", label="PLZ")
    assert read(postcode, "D-33602") == "33602"
    assert read(postcode, "３３６０２") == "33602"
    assert "fünf Ziffern" in read(postcode, "3360")


OPTIONS = [Option(id="a", label="Eins"), Option(id="b", label="Zwei")]


def test_choices():
    assert read(YesNo(id="q", label="Ja?"), "ja") is True
    assert read(YesNo(id="q", label="Ja?"), "nein") is False
    assert read(YesNo(id="q", label="Ja?"), "vielleicht") == "Bitte beantworten Sie: „Ja?“"
    assert read(OneOf(id="q", label="Was", options=OPTIONS), "b") == "b"
    assert read(OneOf(id="q", label="Was", options=OPTIONS), "c") == "Bitte wählen Sie eine Antwort: „Was“"
    assert read(Confirm(id="q", label="Stimmt"), "ja") is True
    assert "Häkchen" in read(Confirm(id="q", label="Stimmt"), "")


def test_several_of():
    several = SeveralOf(id="q", label="Was?", options=OPTIONS, none="Nichts davon")
    assert read(several, "", "b", "a", "b") == ["a", "b"]
    assert several.text(["a", "b"]) == "Eins; Zwei"
    assert read(several, "", "none") == []
    assert several.text([]) == "Nichts davon"
    assert "Nichts davon" in read(several, "none", "a")
    assert read(several, "") == "Bitte beantworten Sie: „Was?“"
    assert read(several, "a", "zzz") == "Bitte beantworten Sie: „Was?“"


def test_groups():
    person = {"given_name": "Anna", "family_name": "Beispiel", "birth_date-day": "1", "birth_date-month": "2"}
    assert read(Person(id="q", label="Sie"), **person) == "Bitte geben Sie auch das Jahr an."
    value = read(Person(id="q", label="Sie"), **person, **{"birth_date-year": "1990"})
    assert value == {"given_name": "Anna", "family_name": "Beispiel", "birth_date": "1990-02-01"}
    assert Person(id="q", label="Sie").text(value) == "Anna Beispiel, geboren am 01.02.1990"
    place = read(PostcodePlace(id="q", label="Ort"), postcode="33602", place="Bielefeld")
    assert PostcodePlace(id="q", label="Ort").text(place) == "33602 Bielefeld"
    assert len(Address(id="q", label="Anschrift").read({}, "q").problems) == 4
    assert read(Address(id="q", label="Anschrift", required=False)) is None
