"""The card and its forms over HTTP: with and without the script, for its owner and for nobody else."""

import io
import tempfile
import uuid

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jobcenter.documents.limits import MAX_FILE, MAX_REQUEST
from jobcenter.documents.models import Collection, Document, DocumentPage
from jobcenter.documents.tests.conftest import EICAR
from jobcenter.documents.tests.samples import pdf_with_text
from tests.photos import photographed_page

pytestmark = pytest.mark.django_db
FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def collection(anna):
    return Collection.open(uuid.uuid4(), anna)


@pytest.fixture
def client(anna, client_of):
    return client_of(anna)


def url(collection, name="add", *more):
    return reverse(f"documents:{name}", args=[collection.id, "mietvertrag", *more])


def photo(number=1, name=None):
    data = photographed_page(width=600, height=800, number=number)
    return SimpleUploadedFile(name or f"IMG_{number}.jpg", data, "image/jpeg")


def send(client, collection, *files, **how):
    data = {"files": files, "title": "Mietvertrag", "next": "/antrag/x/"}
    return client.post(url(collection), data, **how)


def pages():
    return list(DocumentPage.objects.all())


def test_without_the_script_it_leads_back_to_the_card(client, collection, clamd):
    answer = send(client, collection, photo(1), photo(2))
    assert (answer.status_code, answer.url) == (302, "/antrag/x/#unterlage-mietvertrag")
    assert len(pages()) == 2
    assert Document.objects.get().title == "Mietvertrag"


def test_with_the_script_it_answers_with_the_pages(client, collection, clamd):
    answer = send(client, collection, photo(1), headers=FETCH)
    assert answer.status_code == 200
    assert "1 Datei hinzugefügt." in answer.text
    assert "<html" not in answer.text
    assert reverse("documents:page", args=[pages()[0].pk]) in answer.text


def test_the_message_stands_at_the_field_and_the_rest_stays(client, collection, clamd):
    answer = send(client, collection, photo(1), SimpleUploadedFile("<b>.pdf", b"%PDF-1.7 nothing"))
    assert answer.status_code == 422
    assert "„&lt;b&gt;.pdf“: Das PDF ist beschädigt" in answer.text
    assert 'aria-describedby="hinweis-mietvertrag fehler-mietvertrag"' in answer.text
    assert 'href="/antrag/x/#unterlage-mietvertrag"' in answer.text
    assert len(pages()) == 1


def test_virus_and_no_scanner_are_told_apart(client, collection, clamd, settings):
    answer = send(client, collection, SimpleUploadedFile("a.pdf", pdf_with_text() + EICAR), headers=FETCH)
    assert "ein Virus gefunden" in answer.text
    settings.CLAMD = "unix:/nowhere"
    answer = send(client, collection, photo(1), headers=FETCH)
    assert "Prüfung auf Viren ist gerade nicht möglich" in answer.text
    assert pages() == []


def test_a_file_that_is_too_large_is_refused_alone(client, collection):
    large = SimpleUploadedFile("film.jpg", photo().read().ljust(MAX_FILE + 1, b"\0"))
    answer = send(client, collection, large, photo(2), headers=FETCH)
    assert "größer als 25 MB" in answer.text
    assert len(pages()) == 1


def test_a_request_without_bounds_is_cut_off(client, collection):
    meta = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(MAX_REQUEST + 1)}
    answer = client.generic("POST", url(collection), b"", **meta)
    assert answer.status_code == 413


def test_a_disk_that_fills_up_while_files_arrive(client, collection, monkeypatch):
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: open("/dev/full", "wb", buffering=0))
    answer = send(client, collection, photo(1), headers=FETCH)
    assert "konnte gerade nicht gespeichert werden" in answer.text
    assert pages() == []


def test_nothing_chosen_and_empty_files(client, collection):
    answer = client.post(url(collection), {"title": "Mietvertrag", "next": "/antrag/x/"})
    assert answer.status_code == 422
    assert "Bitte wählen Sie zuerst eine Datei aus" in answer.text
    assert "Die Datei ist leer" in send(client, collection, SimpleUploadedFile("a.jpg", b""), headers=FETCH).text


def test_moving_and_removing(client, collection):
    send(client, collection, photo(1), photo(2))
    first, second = pages()
    answer = client.post(url(collection, "move", second.pk), {"direction": "up", "next": "/antrag/x/"})
    assert answer.url == "/antrag/x/#unterlage-mietvertrag"
    assert [page.pk for page in Document.objects.get().pages.all()] == [second.pk, first.pk]
    answer = client.post(url(collection, "remove", second.pk), headers=FETCH)
    assert "Seite entfernt." in answer.text
    for _ in range(2):  # the second time from another tab, which still shows the page
        assert client.post(url(collection, "remove", first.pk), headers=FETCH).status_code == 200
    assert not Document.objects.exists()


def test_the_card_page_stands_for_itself(client, collection):
    send(client, collection, photo(1))
    answer = client.get(url(collection), {"next": "https://example.org/"})
    assert "Mietvertrag" in answer.text
    assert "example.org" not in answer.text


@pytest.mark.parametrize("away", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_it_never_leads_elsewhere(client, collection, away):
    answer = client.post(url(collection), {"files": [photo(1)], "next": away})
    assert answer.url == f"{url(collection)}#unterlage-mietvertrag"


def test_files_are_shown_but_never_run_or_cached(client, collection):
    send(client, collection, photo(1), SimpleUploadedFile("a.pdf", pdf_with_text()))
    picture, pdf = Document.objects.get().pages.all()
    answers = {
        "image/jpeg": [
            client.get(reverse("documents:page", args=[picture.pk])),
            client.get(reverse("documents:page", args=[pdf.pk])),
            client.get(reverse("documents:content", args=[picture.pk])),
        ],
        "application/pdf": [
            client.get(reverse("documents:content", args=[pdf.pk])),
            client.get(reverse("documents:pdf", args=[picture.document_id])),
        ],
    }
    for kind, given in answers.items():
        for answer in given:
            assert answer.status_code == 200
            assert answer["Content-Type"] == kind
            assert answer["Content-Security-Policy"].startswith("sandbox")
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert "no-store" in answer["Cache-Control"]
            disposition = "inline" if kind == "image/jpeg" else "attachment"
            assert answer["Content-Disposition"].startswith(disposition)
    assert len(pikepdf.open(io.BytesIO(answers["application/pdf"][1].content)).pages) == 2


def test_a_submitted_document_can_be_seen_but_not_changed(client, collection, anna):
    send(client, collection, photo(1), photo(2))
    page = pages()[0]
    (document,) = Document.objects.freeze(collection.id, anna)
    assert "Mietvertrag ansehen (PDF, 2 Seiten)" in client.get(url(collection)).text
    for answer in (
        send(client, collection, photo(3), headers=FETCH),
        client.post(url(collection, "remove", page.pk), headers=FETCH),
        client.post(url(collection, "move", page.pk), {"direction": "up"}, headers=FETCH),
    ):
        assert answer.status_code == 422
        assert "schon gesendet" in answer.text
    answer = client.get(reverse("documents:pdf", args=[document.pk]))
    assert answer.content == document.merged()


def addresses(collection, page, document):
    return [
        ("get", url(collection)),
        ("post", url(collection)),
        ("post", url(collection, "move", page.pk)),
        ("post", url(collection, "remove", page.pk)),
        ("get", reverse("documents:page", args=[page.pk])),
        ("get", reverse("documents:content", args=[page.pk])),
        ("get", reverse("documents:pdf", args=[document.pk])),
    ]


def test_for_another_person_nothing_is_there(client, collection, ben, client_of):
    send(client, collection, photo(1))
    page, document = pages()[0], Document.objects.get()
    for method, address in addresses(collection, page, document):
        data = {"files": [photo(2)]} if method == "post" else {}
        assert getattr(client_of(ben), method)(address, data).status_code == 404, address
    assert len(pages()) == 1


def test_a_stranger_is_asked_to_sign_in_and_uploads_nothing(client, collection):
    send(client, collection, photo(1))
    for method, address in addresses(collection, pages()[0], Document.objects.get()):
        data = {"files": [photo(2)]} if method == "post" else {}
        answer = getattr(Client(), method)(address, data)
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))
    assert len(pages()) == 1


def test_nobody_elses_room_takes_files(client):
    answer = client.post(reverse("web:start"), {"files": [photo(1)]})
    assert answer.wsgi_request.FILES == {}


def test_few_queries(client, collection, clamd, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):  # two of them are savepoints inside the test
        send(client, collection, photo(1), photo(2), photo(3))
    with django_assert_max_num_queries(6):
        client.get(url(collection))
