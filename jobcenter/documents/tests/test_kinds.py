"""What kind of paper a text looks like: papers as people get them, with slips of reading, and papers of no kind."""

import pytest

from jobcenter.documents.reading.kinds import kind_named, kind_of_text, known
from jobcenter.questions.models import catalogue

STATEMENT = """
Sparkasse Musterstadt  Kontoauszug Nr. 11  Blatt 1 von 3
IBAN DE02 1203 0000 0000 2020 51  BIC MUSTDE2X
Alter Kontostand vom 31.10.2026  1.204,17 +
02.11. Lastschrift Stadtwerke Abschlag 64,00 -
03.11. Kartenzahlung Markt 23,18 -
Neuer Kontostand vom 30.11.2026  611,02 +
"""
STATEMENT_MISREAD = """
Sparkassc Musterstadt Kontoauszuq Nr. 11 Blatt 1 von3
lBAN DE02 1203 0000 BlC MUSTDE2X
AIter Kontostand vom 31.10.2026 1.204,17 +
O2.11. Lastschritt Stadtwerke Abschlag 64,00 -
Neuer Kontostamd vom 30.11.2026
"""
TABLE = """
Volksbank Musterland eG   Girokonto
Buchungstag  Wertstellung  Verwendungszweck  Betrag
01.12. 01.12. Dauerauftrag Miete  -480,00
02.12. 02.12. Gutschrift Jobcenter  +563,00
Neuer Saldo 88,12
"""
PAYSLIP = """
Entgeltabrechnung November 2026   Muster Reinigung GmbH
Personalnummer 00417  Steuerklasse 1  SV-Nummer
Stundenlohn 14,50  Stunden 42
Gesamtbrutto 609,00  Steuerbrutto 609,00  SV-Brutto 609,00
Lohnsteuer 0,00  Krankenversicherung 49,94  Rentenversicherung 56,64
Auszahlungsbetrag 489,12   Überweisung an IBAN DE02...
"""
RENT = """
Wohnraummietvertrag
zwischen Herrn Berger als Vermieter und Frau Beispiel als Mieterin
§ 1 Mietsache: Wohnung im 2. OG links, 54 m²
§ 3 Das Mietverhältnis beginnt am 1. Mai 2026.
§ 4 Grundmiete 410,00 €, Betriebskostenvorauszahlung 118,00 €
§ 6 Kaution  § 9 Schönheitsreparaturen  § 14 Hausordnung
"""
RENT_MISREAD = RENT.replace("Wohnraummietvertrag", "Wohnraurnmietvertrag").replace("Schönheitsrep", "Schonheitsrep")
BILL = """
Ihre Jahresabrechnung Strom  Abrechnungszeitraum 01.01.2026 bis 31.12.2026
Zählernummer 1EMH0012  Zählerstand alt 20112 neu 22340
Verbrauch 2.228 kWh  Arbeitspreis 31,20 ct/kWh  Grundpreis 9,90
Nachzahlung 84,12 EUR  neuer Abschlag 66,00
"""
COSTS = """
Betriebskostenabrechnung für das Jahr 2025
Grundsteuer, Müllabfuhr, Straßenreinigung, Hauswart
Umlageschlüssel Wohnfläche  Ihre Vorauszahlungen 1.416,00  Guthaben 22,15
"""
NOTICE = """
Jobcenter Musterstadt  BG-Nummer: 31704//0001234
Bewilligungsbescheid
Sehr geehrte Frau Beispiel, auf Ihren Antrag vom 3. November werden Ihnen und den mit Ihnen in Bedarfsgemeinschaft
lebenden Personen Leistungen zur Sicherung des Lebensunterhalts nach dem Zweiten Buch Sozialgesetzbuch bewilligt.
Rechtsbehelfsbelehrung: Gegen diesen Bescheid kann innerhalb eines Monats Widerspruch erhoben werden.
"""
CHILD = "Familienkasse Nord  Kindergeldnummer 123FK  Festsetzung von Kindergeld nach dem Einkommensteuergesetz"
PENSION = "Deutsche Rentenversicherung Bund Rentenbescheid Rentenart Entgeltpunkte 31,2 monatliche Rente 1.011,12 Euro"
SICK = """
Arbeitsunfähigkeitsbescheinigung  Ausfertigung zur Vorlage beim Arbeitgeber
Erstbescheinigung  arbeitsunfähig seit 12.11.2026  voraussichtlich arbeitsunfähig bis einschließlich 19.11.2026
festgestellt am 12.11.2026
"""
CARD = (
    "BUNDESREPUBLIK DEUTSCHLAND FEDERAL REPUBLIC OF GERMANY PERSONALAUSWEIS IDENTITY CARD Staatsangehörigkeit DEUTSCH"
)
BIRTH = "Geburtsurkunde  Standesamt Musterstadt  Registernummer G 112/2019  Geburtenregister  Mutter  Vater"
SCHOOL = "Schulbescheinigung  Grundschule am Park  Ben, geboren 2017, besucht die Klasse 3b  im Schuljahr 2026/27"
STUDENT = (
    "Immatrikulationsbescheinigung Hochschule Musterstadt Matrikelnummer 4711 Studiengang Soziale Arbeit 3. Semester"
)
INSURED = "Mitgliedsbescheinigung  Ihre Krankenkasse bestätigt: Anna ist Mitglied seit 01.03.2024"
BABY = "Bescheinigung über die Schwangerschaft  voraussichtlicher Entbindungstermin 04.04.2027  Hebamme"

NOTHING = [
    "",
    "Hallo Anna, kannst du am Samstag beim Umzug helfen? Liebe Grüße, Ben",
    "Kassenbon  Milch 1,19  Brot 2,49  Summe 3,68  Kartenzahlung  Vielen Dank für Ihren Einkauf",
    "Sehr geehrter Herr Berger, hiermit kündige ich meinen Handyvertrag fristgerecht. Mit freundlichen Grüßen",
    "x1 |~ ,,. ii 8 lll .-. ~~ 000 oo _ - —",
    "Mietspiegel der Stadt: Mieter und Vermieter können sich im Rathaus beraten lassen.",
    "Ihre Krankenkasse informiert: Gesund durch den Winter",
]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (STATEMENT, "bank_statement"),
        (STATEMENT_MISREAD, "bank_statement"),
        (TABLE, "bank_statement"),
        (PAYSLIP, "payslip"),
        (RENT, "tenancy_agreement"),
        (RENT_MISREAD, "tenancy_agreement"),
        (BILL, "utility_bill"),
        (COSTS, "utility_bill"),
        (NOTICE, "notice"),
        (CHILD, "child_benefit"),
        (PENSION, "pension_notice"),
        (SICK, "sick_note"),
        (CARD, "identity_card"),
        (BIRTH, "birth_certificate"),
        (SCHOOL, "school_certificate"),
        (STUDENT, "school_certificate"),
        (INSURED, "health_insurance"),
        (BABY, "maternity_record"),
    ],
)
def test_papers_are_known_by_their_words(text, kind):
    assert kind_of_text(text) == kind


@pytest.mark.parametrize("text", NOTHING, ids=range(len(NOTHING)))
def test_nothing_is_claimed_without_reason(text):
    assert kind_of_text(text) == ""


def test_what_could_be_either_is_called_neither():
    assert kind_of_text("Kontoauszug, Alter Kontostand; Lohnabrechnung, Gesamtbrutto") == ""


def test_each_kind_can_be_recognised_and_has_a_name():
    for kind in known().kinds:
        assert sum(kind.clues.values()) >= known().enough, kind.id
        assert kind.looks_like.startswith(("einem ", "einer ")), kind.id
        assert kind_named(kind.id) is kind
    assert len({kind.id for kind in known().kinds}) == len(known().kinds)
    assert kind_named("was es nicht gibt") is None


@pytest.mark.parametrize(
    ("kind", "title", "asked"),
    [
        ("bank_statement", "Kontoauszüge", True),
        ("bank_statement", "Kontoauszüge: Ben", True),
        ("payslip", "Lohnabrechnungen mit dem anderen Lohn", True),
        ("tenancy_agreement", "Neuer Mietvertrag", True),
        ("tenancy_agreement", "Mietvertrag oder Bescheid über die Unterkunft", True),
        ("utility_bill", "Schreiben über Miete, Nebenkosten und Heizung", True),
        ("notice", "Der Bescheid", True),
        ("identity_card", "Ausweis oder Pass", True),
        ("sick_note", "Bescheinigung vom Arzt oder von der Ärztin", True),
        ("identity_card", "Passende Unterlagen", False),
        ("bank_statement", "Weitere Unterlagen", False),
        ("payslip", "Kontoauszüge", False),
    ],
)
def test_titles_of_evidence_ask_for_kinds(kind, title, asked):
    assert kind_named(kind).is_asked_for(title) == asked


def test_weitere_unterlagen_asks_for_nothing_in_particular():
    assert not [kind.id for kind in known().kinds if kind.is_asked_for("Weitere Unterlagen")]


def test_most_kinds_are_asked_for_by_some_form():
    """Otherwise the words for titles have lost touch with the forms."""
    titles = {rule.title for form in catalogue().forms() for rule in form.evidence}
    unasked = [kind.id for kind in known().kinds if not any(map(kind.is_asked_for, titles))]
    assert unasked == []


def test_a_long_text_takes_no_time():
    assert kind_of_text("lorem ipsum dolor " * 50_000) == ""
