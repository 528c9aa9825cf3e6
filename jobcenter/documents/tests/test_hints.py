"""„Das sieht nach … aus“: said quietly, asked only where another paper fits better, and decided by the person alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jobcenter.documents.limits import MAX_SHEETS
from jobcenter.documents.models import (
    Collection,
    Document,
    DocumentPage,
    hints_for,
    keep_here,
    put_elsewhere,
    read_page,
)
from jobcenter.documents.tests.samples import tiff, written
from jobcenter.documents.tests.test_kinds import PAYSLIP
from jobcenter.people.models import Scope
from tests.representations import acting_for

PAYSLIPS = ("payslips", "Lohnabrechnungen")


@pytest.fixture
def collection(draft):
    """Of a draft that asks for payslips."""
    assert [item.slot for item in draft.evidence()] == ["more"]
    draft.answers = {"income_changed": True, "income_changes": ["wage"]}
    draft.save()
    return Collection.objects.get(pk=draft.pk)


def add(collection, *, slot="more", title="Weitere Unterlagen", data=None, kind="payslip", number=1):
    data = data or written(f"Seite {number}")
    assert collection.take_in([SimpleUploadedFile("a.jpg", data, "image/jpeg")], slot=slot, title=title).added == 1
    page = DocumentPage.objects.filter(document__collection=collection, document__slot=slot).latest("position")
    DocumentPage.objects.filter(pk=page.pk).update(kind=kind)
    return page


def document(collection, slot="more"):
    return collection.documents.filter(slot=slot).first()


def card(collection, slot="more"):
    return reverse("documents:add", args=[collection.pk, slot])


def sorting(page, slot="more"):
    return reverse("documents:sort", args=[page.document.collection_id, slot, page.pk])


def test_what_was_read_leads_to_the_question(collection, settings, anna, client_of):
    settings.OCR = "auto"
    page = add(collection, data=written(PAYSLIP), kind=None)
    client = client_of(anna)
    assert "sieht nach" not in client.get(card(collection)).content.decode()
    assert read_page(page.pk)
    shown = client.get(card(collection)).content.decode()
    assert "Foto 1 sieht nach einer Lohnabrechnung aus. Gehört das zu „Lohnabrechnungen“?" in shown
    assert f'action="{sorting(page)}"' in shown


def test_where_it_belongs_it_is_said_once_and_nothing_is_asked(collection):
    for number in (1, 2):
        add(collection, slot="payslips", title="Lohnabrechnungen", number=number)
    (hint,) = hints_for(document(collection, "payslips"))
    assert (hint.looks_like, hint.slot) == ("einer Lohnabrechnung", "")


def test_where_nothing_fits_better_nothing_is_asked(collection):
    add(collection, kind="birth_certificate")
    (hint,) = hints_for(document(collection))
    assert (hint.looks_like, hint.slot) == ("einer Geburtsurkunde", "")


def test_each_page_is_asked_about_on_its_own(collection):
    add(collection, number=1)
    add(collection, kind=None, number=2)
    add(collection, number=3)
    assert [(hint.number, hint.slot) for hint in hints_for(document(collection), [PAYSLIPS])] == [
        (1, "payslips"),
        (3, "payslips"),
    ]


def test_a_kind_that_is_not_known_any_more_says_nothing(collection):
    add(collection, kind="gibt_es_nicht")
    assert hints_for(document(collection)) == []
    assert hints_for(None) == []


def test_yes_moves_the_page_with_its_words(collection, anna, client_of, settings):
    settings.OCR = "auto"
    page = add(collection, data=written(PAYSLIP))
    read_page(page.pk)
    client = client_of(anna)
    to, title = asked_slot(client, collection)
    answer = client.post(sorting(page), {"to": to, "next": "/mein-bereich/"})
    assert answer.url == f"/mein-bereich/#unterlage-{to}"
    moved = Document.objects.get()
    assert (moved.slot, moved.title, moved.page_count) == (to, title, 1)
    assert moved.pages.get().text_layer
    assert f"Die Seite ist jetzt bei „{title}“." in client.get("/mein-bereich/").content.decode()
    assert client.post(sorting(page), {"to": to}).status_code == 302  # twice does no harm
    assert Document.objects.get() == moved


def asked_slot(client, collection):
    (hint,) = hints_for(document(collection))
    assert f'name="to" value="{hint.slot}"' in client.get(card(collection)).content.decode()
    return hint.slot, hint.title


def test_on_the_card_alone_it_leads_to_the_other_card(collection, anna, client_of):
    page = add(collection)
    client = client_of(anna)
    to, _ = asked_slot(client, collection)
    answer = client.post(sorting(page), {"to": to, "next": "/mein-bereich/", "card": "1"})
    assert answer.url.startswith(card(collection, to))
    shown = client.get(answer.url).content.decode()
    assert "Das sieht nach einer Lohnabrechnung aus." in shown
    assert 'href="/mein-bereich/#' in shown


def test_no_is_remembered(collection, anna, client_of):
    page = add(collection)
    client = client_of(anna)
    answer = client.post(sorting(page), {"next": "/mein-bereich/"})
    assert answer.url == "/mein-bereich/#unterlage-more"
    assert DocumentPage.objects.get().stays
    assert "sieht nach" not in client.get(card(collection)).content.decode()
    assert document(collection).page_count == 1


def test_the_page_joins_those_that_are_there(collection):
    there = add(collection, slot="payslips", title="Lohnabrechnungen", number=1)
    one, two = (add(collection, number=number) for number in (2, 3))
    assert put_elsewhere(document(collection), two.pk, slot="payslips", title="egal")
    assert [page.pk for page in document(collection, "payslips").pages.all()] == [there.pk, two.pk]
    assert document(collection).page_count == 1
    assert put_elsewhere(document(collection), one.pk, slot="payslips", title="egal")
    assert document(collection) is None


def test_pages_of_one_file_move_one_by_one(collection):
    add(collection, data=tiff(3))
    for page in document(collection).pages.all():
        assert put_elsewhere(document(collection), page.pk, slot="payslips", title="Lohnabrechnungen")
    assert document(collection, "payslips").page_count == 3


def test_a_full_document_takes_no_more(collection, anna, client_of):
    add(collection, slot="payslips", title="Lohnabrechnungen", data=tiff(MAX_SHEETS))
    page = add(collection)
    answer = client_of(anna).post(sorting(page), {"to": "payslips"})
    assert answer.status_code == 422
    assert "mehr als 50 Seiten" in answer.content.decode()
    assert document(collection).page_count == 1


def test_only_to_what_is_asked_for(collection, anna, client_of):
    page = add(collection)
    assert client_of(anna).post(sorting(page), {"to": "erfunden"}).status_code == 404
    assert document(collection).page_count == 1


def test_what_was_sent_stays(collection, anna, client_of):
    page = add(collection)
    add(collection, slot="payslips", title="Lohnabrechnungen", number=2)
    Document.objects.freeze(collection.pk, anna)
    client = client_of(anna)
    answer = client.post(sorting(page), {"to": "payslips"})
    assert "schon gesendet" in answer.content.decode()
    assert hints_for(document(collection)) == []


def test_nobody_else_moves_anything(collection, ben, client_of):
    page = add(collection)
    assert client_of(ben).post(sorting(page), {"to": "payslips"}).status_code == 404
    assert client_of(ben).post(sorting(page)).status_code == 404
    page.refresh_from_db()
    assert (page.document.slot, page.stays) == ("more", False)


def test_a_helper_who_may_add_papers_answers_too(collection, anna, ben, client_of):
    page = add(collection)
    client = client_of(ben)
    client.post(reverse("people:act", args=[acting_for(anna, ben, scope=[Scope.DOCUMENTS]).pk]))
    assert client.post(sorting(page)).status_code == 302
    assert DocumentPage.objects.get().stays


def test_a_collection_of_no_draft_is_asked_about_nothing(anna):
    collection = Collection.objects.create(owner=anna)
    page = add(collection)
    (hint,) = hints_for(document(collection))
    assert hint.slot == ""
    keep_here(document(collection), page.pk)
    assert hints_for(document(collection)) == []


def test_the_page_of_the_form_asks_as_well(collection, draft, anna, client_of):
    page = add(collection)
    here = next(one for one in draft.form.visible_pages(draft.answers) if one.kind == "evidence")
    shown = client_of(anna).get(reverse("submissions:page", args=[draft.pk, here.id])).content.decode()
    assert f'action="{sorting(page)}"' in shown
    assert "Nein, bleibt hier" in shown
