"""Forms on paper: complete, archivable and accessible, the same for everybody, printed once."""

import io
import re

import pikepdf
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from jobcenter.questions import catalogue as shelf
from jobcenter.questions.catalogue import HERE, Catalogue
from jobcenter.questions.kinds import Kind
from jobcenter.questions.tests import FOLDER, TODAY
from jobcenter.submissions.paper import BlankPaper
from jobcenter.submissions.paper.spaces import _KINDS
from jobcenter.submissions.throttle import Throttle
from jobcenter.submissions.views import blank
from tests.applications import BIELEFELD

SHELF = Catalogue([HERE, FOLDER], TODAY)
FORMS = [*SHELF.forms(), SHELF.latest("weiterbewilligung", BIELEFELD)]


@pytest.fixture
def forms(monkeypatch):
    """The test forms are in the catalogue."""
    monkeypatch.setattr(shelf, "_shelf", {(HERE,): SHELF})
    monkeypatch.setattr(shelf, "folders_in_use", lambda: [HERE])


@pytest.fixture
def browser(directory, db, monkeypatch):
    monkeypatch.setattr(blank, "printing", Throttle(limit=60, seconds=600))
    return Client()


def text_of(pdf):
    text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.id}{form.addition}")
def test_every_form_prints_archivable_accessible_and_with_its_fonts(form):
    pdf = BlankPaper(form).pdf()
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == form.title
        assert opened.Root.Lang == "de"
        assert opened.Root.MarkInfo.Marked
        fonts = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/FontDescriptor")]
        assert fonts
        for font in fonts:
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())
    printed = text_of(pdf)
    # How it leaves is not asked on paper, nor what follows from another way.
    pages = [page for page in form.pages if page.id not in {"weg", "termin"}]
    texts = [page.title for page in pages] + [one.label for page in pages for one in page.questions]
    for text in [*texts, *(rule.title for rule in form.evidence)]:
        assert "{" in text or text in printed


def test_the_same_form_gives_the_same_bytes():
    assert BlankPaper(SHELF.latest("muster")).pdf() == BlankPaper(SHELF.latest("muster")).pdf()


def test_every_kind_of_question_has_its_space():
    kinds = {kind.model_fields["kind"].default for kind in Kind.__origin__.__args__}
    assert kinds == set(_KINDS)
    assert kinds == {one.kind for form in SHELF.forms() for page in form.pages for one in page.questions}


def test_whoever_fills_it_in_finds_what_they_need():
    printed = text_of(BlankPaper(SHELF.latest("weiterbewilligung"), address=["Jobcenter Bielefeld", "Am Bach 3"]).pdf())
    for words in (
        "An das Jobcenter Jobcenter Bielefeld Am Bach 3",
        "Nur ausfüllen, wenn Sie bei Frage 2.2 „Hat sich in Ihrem Haushalt etwas geändert?“ „Ja, es hat sich etwas "
        "geändert“ angekreuzt haben.",
        "☐ Zur Miete",
        "Tag Monat Jahr",
        "Euro",
        "Nr. Vorname und Nachname Seit wann?",
        "Einkommen 2",
        "Ort und Datum Unterschrift",
        "Geburtsurkunde des Kindes",
        "Nur nötig, wenn Sie bei Frage 3.1 „Ein Kind ist geboren“ angekreuzt haben.",
        "☐ Liegt bei ☐ Reiche ich nach ☐ Liegt dem Jobcenter schon vor",
        "Weiterbewilligungsantrag · Version 2026.1",
        "Rechtsgrundlage: § 7 Absatz 2 und 3, § 9 SGB II",
    ):
        assert words in printed
    pages = int(re.search(r"Seite 1 von (\d+)", printed)[1])
    assert f"Seite {pages} von {pages}" in printed
    assert printed.count("BG-Nummer") == pages  # on top of every page but the first, where it is asked
    assert "Fotografieren" not in printed


def test_what_is_asked_once_per_person_is_a_sheet_of_its_own():
    printed = text_of(BlankPaper(SHELF.latest("leute")).pdf())
    assert "Die Teile 3 bis 5 gelten für eine Person." in printed
    assert "Ausfüllen für Sie selbst und jede Person aus Frage 2.2 „Andere“." in printed
    assert "☐ Dieses Blatt ist für mich selbst. ☐ Dieses Blatt ist für: Vorname und Nachname" in printed
    assert "Geld von dieser Person" in printed
    assert "{name}" not in printed
    assert printed.count("Person 4") == 1


def test_a_way_in_prints_only_what_its_answers_leave_open():
    form = SHELF.latest("leute")
    printed = text_of(BlankPaper(form, "geld").pdf())
    assert printed.startswith("Nur Geld Leute Über Geld.")
    assert "☒ Geld" in printed
    assert "☐ Leute" not in printed
    assert "bei Frage 1.1" not in printed  # given, so no condition
    assert "Wie?" not in printed  # on paper it is clear how it leaves
    assert "6 Lohn insgesamt" in printed
    assert "7 Nachweise" in printed
    with pytest.raises(LookupError):
        BlankPaper(form, "nix").pdf()


def test_a_jobcenters_own_questions_are_printed():
    printed = text_of(BlankPaper(SHELF.latest("weiterbewilligung", BIELEFELD)).pdf())
    assert "Bekommen Sie Kontoauszüge auf Papier?" in printed
    assert "Version 2026.1 mit Zusatz 3" in printed


# -- handed out ------------------------------------------------------------------------------------------------------


def test_everybody_gets_it_and_it_is_printed_once(browser, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(blank, "_shelves", type(blank._shelves)())
    printed = []
    pdf = BlankPaper.pdf
    monkeypatch.setattr(BlankPaper, "pdf", lambda self: printed.append(self.form.id) or pdf(self))
    address = reverse("submissions:blank", args=["weiterbewilligung"])
    assert address == "/antrag/vordruck/weiterbewilligung.pdf"
    with django_assert_num_queries(0):
        first, second = browser.get(address), browser.get(address)
    assert printed == ["weiterbewilligung"]
    assert first.content == second.content
    assert first.content.startswith(b"%PDF-1.7")
    assert first["Content-Type"] == "application/pdf"
    assert first["Content-Disposition"] == 'inline; filename="weiterbewilligung.pdf"'
    assert first["Cache-Control"].startswith("public")
    assert "Set-Cookie" not in first
    assert browser.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_a_chosen_jobcenter_is_whom_it_is_addressed_to(browser):
    answer = browser.get("/antrag/vordruck/weiterbewilligung.pdf", {"jobcenter": BIELEFELD})
    assert "An das Jobcenter Jobcenter Bielefeld" in text_of(answer.content)


def test_a_way_in_has_an_address_of_its_own(browser, forms):
    answer = browser.get("/antrag/vordruck/leute/geld.pdf")
    assert text_of(answer.content).startswith("Nur Geld")
    assert answer["Content-Disposition"] == 'inline; filename="leute-geld.pdf"'


@pytest.mark.parametrize(
    "path",
    [
        "nix.pdf",
        "leute/nix.pdf",
        "weiterbewilligung.pdf?jobcenter=99999",
        "weiterbewilligung.pdf?jobcenter=%00",
        "weiterbewilligung.pdf?jobcenter=31704%0d%0aX",
    ],
)
def test_what_does_not_exist_is_not_found(browser, forms, path):
    assert browser.get(f"/antrag/vordruck/{path}").status_code == 404


def test_nobody_has_the_whole_country_printed(browser, monkeypatch):
    monkeypatch.setattr(blank, "printing", Throttle(limit=1, seconds=600))
    monkeypatch.setattr(blank, "_shelves", type(blank._shelves)())
    assert browser.get("/antrag/vordruck/weiterbewilligung.pdf").status_code == 200
    refused = browser.get("/antrag/vordruck/weiterbewilligung.pdf?jobcenter=31704")
    assert (refused.status_code, refused["Retry-After"]) == (429, "600")
    assert browser.get("/antrag/vordruck/weiterbewilligung.pdf").status_code == 200  # it is there already


def test_the_papers_are_found_without_an_account(browser):
    page = browser.get("/antrag/vordruck/").content.decode()
    assert 'href="/antrag/vordruck/weiterbewilligung.pdf"' in page
    browser.cookies["jobcenter"] = BIELEFELD
    assert (
        'href="/antrag/vordruck/weiterbewilligung.pdf?jobcenter=31704"'
        in browser.get("/antrag/vordruck/").content.decode()
    )
    assert "/antrag/vordruck/" in browser.get("/antrag/").content.decode()


def test_the_page_before_a_form_offers_the_paper(client_of, anna, connected, forms):
    client = client_of(anna)
    assert (
        '/antrag/vordruck/weiterbewilligung.pdf?jobcenter=31704"'
        in client.get("/antrag/neu/weiterbewilligung/").content.decode()
    )
    assert '/antrag/vordruck/leute/geld.pdf?jobcenter=31704"' in client.get("/antrag/neu/leute/geld/").content.decode()
