"""Two tabs, two devices: whatever happens at once, pages keep their order and nothing is lost or doubled."""

import uuid
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from jobcenter.documents.intake.refused import WORDS
from jobcenter.documents.models import Closed, Collection, Document, DocumentPage
from jobcenter.people.models import Person
from tests.at_once import at_once
from tests.photos import photographed_page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def collection(anna):
    return Collection.open(uuid.uuid4(), anna)


@pytest.fixture(autouse=True)
def _photos():
    """Made before the threads begin: their grain is chance, and each thread would make a photo of its own."""
    for number in range(1, 9):
        photographed_page(width=240, height=320, number=number)


def add(collection, *numbers):
    files = [
        SimpleUploadedFile(f"{number}.jpg", photographed_page(width=240, height=320, number=number))
        for number in numbers
    ]
    return Collection.objects.get(pk=collection.pk).take_in(files, slot="mietvertrag", title="Mietvertrag")


@transaction.atomic
def submit(collection):
    return Document.objects.freeze(collection.id, collection.owner)


def raised_at_once(*things):
    """Run all things at the same moment; the exceptions they raised."""
    return [outcome for outcome in at_once(*things) if isinstance(outcome, Exception)]


def positions():
    return [page.position for page in DocumentPage.objects.order_by("position")]


def test_uploads_at_once_all_arrive_in_one_document(collection):
    assert raised_at_once(*[lambda number=number: add(collection, number, number + 10) for number in range(4)]) == []
    assert Document.objects.count() == 1
    assert positions() == list(range(8))


def test_the_same_file_at_once_arrives_once(collection, stored_files):
    assert raised_at_once(*[lambda: add(collection, 1)] * 4) == []
    assert DocumentPage.objects.count() == 1
    assert len(stored_files()) == 2


def test_browsers_with_one_letter_fill_its_space_and_no_more(monkeypatch, stored_files):
    def begun(letter):
        return Collection.objects.create(owner=Person.objects.create(), letter=letter)

    probe = begun(uuid.uuid4())
    add(probe, 1)
    probe.refresh_from_db()
    monkeypatch.setattr("jobcenter.documents.models.collection.MAX_LETTER", probe.size + 10)
    letter = uuid.uuid4()
    browsers = [begun(letter) for _ in range(4)]
    taken = at_once(*[partial(add, one, 1) for one in browsers])
    assert sorted(one.added for one in taken) == [0, 0, 0, 1]
    assert {one.words for outcome in taken for one in outcome.refusals} == {WORDS["letter_full"]}
    assert len(stored_files()) == 4  # of the probe, and of the one that was taken


def test_moving_removing_and_adding_raised_at_once(collection):
    add(collection, 1, 2, 3, 4)
    document = Document.objects.get()
    pages = [page.pk for page in document.pages.all()]
    raised = raised_at_once(
        lambda: document.move(pages[3], "up"),
        lambda: Document.objects.get().move(pages[0], "down"),
        lambda: Document.objects.get().remove(pages[1]),
        lambda: Document.objects.get().remove(pages[1]),
        lambda: add(collection, 5),
    )
    assert raised == []
    assert len(set(positions())) == len(positions()) == 4


def test_slow_uploads_keep_no_connection(anna, collection, client_of, settings, monkeypatch):
    """While a phone sends or the scanner thinks, the request holds none of the few connections."""
    from jobcenter.documents.models import keeping as room

    held = []
    monkeypatch.setattr(room, "scan", lambda file: held.append(connection.connection))
    client = client_of(anna)
    file = SimpleUploadedFile("a.jpg", photographed_page(width=240, height=320))
    answer = client.post(f"/unterlagen/{collection.id}/mietvertrag/", {"files": [file]})
    assert (answer.status_code, held) == (302, [None])


def test_a_draft_deleted_meanwhile_takes_its_files_along(anna, collection, client_of, stored_files, monkeypatch):
    from jobcenter.documents.models import keeping as room

    monkeypatch.setattr(room, "scan", lambda file: Collection.discard(collection.id, anna))
    file = SimpleUploadedFile("a.jpg", photographed_page(width=240, height=320))
    answer = client_of(anna).post(f"/unterlagen/{collection.id}/mietvertrag/", {"files": [file]})
    assert answer.status_code == 404
    assert stored_files() == []


def test_a_commit_that_fails_loses_no_file(collection, stored_files, monkeypatch):
    """Nobody knows whether a commit that broke off counts: the files must stay, in case it did."""
    add(collection, 1)
    before = len(stored_files())

    def breaks_off(self):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(BaseDatabaseWrapper, "commit", breaks_off)
    with pytest.raises(OperationalError):
        add(collection, 2)
    monkeypatch.undo()
    assert len(stored_files()) == before + 2


def test_what_comes_while_submitting_is_in_or_refused_never_lost(collection, anna, stored_files):
    add(collection, 1)
    raised = raised_at_once(
        lambda: add(collection, 2),
        lambda: submit(collection),
        lambda: add(collection, 3),
    )
    assert all(isinstance(error, Closed) for error in raised)
    assert Document.objects.get().page_count == 3 - len(raised)
    assert DocumentPage.objects.count() == 0
    assert len(stored_files()) == 1


def test_submitting_twice_at_once_gives_the_same_bytes(collection, anna, stored_files):
    add(collection, 1, 2)
    seen = []
    assert raised_at_once(*[lambda: seen.extend(submit(collection))] * 3) == []
    assert len({document.sha256 for document in seen}) == 1
    assert len(stored_files()) == 1
