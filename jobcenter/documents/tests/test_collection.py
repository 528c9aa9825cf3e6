"""Putting documents together: what people can do with their collection, and what nobody can."""

import hashlib
import io
import uuid
from contextlib import ExitStack
from datetime import timedelta

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jobcenter.documents.intake.refused import WORDS, Refused
from jobcenter.documents.limits import MAX_AT_ONCE, MAX_LETTER
from jobcenter.documents.models import FOLDER, Closed, Collection, Document, DocumentPage, Upload
from jobcenter.documents.waiting import one_of_a_few
from jobcenter.vault import files
from tests.photos import photographed_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def collection(anna):
    return Collection.open(uuid.uuid4(), anna)


def photo(number=1):
    return SimpleUploadedFile(f"IMG_{number}.jpg", photographed_page(width=600, height=800, number=number))


def take_in(collection, *files, slot="mietvertrag", title="Mietvertrag"):
    return collection.take_in(files, slot=slot, title=title)


def the_document(collection):
    return Document.objects.in_collection(collection.id, owner=collection.owner).get()


def pages(collection):
    return [page.pk for page in the_document(collection).pages.all()]


def test_photos_become_one_document_with_pages_in_order(collection):
    outcome = take_in(collection, photo(1), photo(2), photo(3))
    assert (outcome.added, outcome.refusals) == (3, [])
    document = the_document(collection)
    assert [page.position for page in document.pages.all()] == [0, 1, 2]
    assert document.page_count == 3
    assert document.filename == "mietvertrag.pdf"
    with pikepdf.open(io.BytesIO(document.merged())) as pdf:
        assert len(pdf.pages) == 3


def test_a_bad_file_is_refused_alone(collection):
    outcome = take_in(collection, photo(1), SimpleUploadedFile("leer.jpg", b""), photo(2))
    assert outcome.added == 2
    assert [(one.name, one.words) for one in outcome.refusals] == [
        ("leer.jpg", "Die Datei ist leer. Bitte wählen Sie eine andere Datei.")
    ]


def test_the_same_file_again_is_told_and_not_added(collection):
    take_in(collection, photo(1))
    outcome = take_in(collection, photo(1), photo(2), photo(2))
    assert (outcome.added, outcome.known) == (1, ["IMG_1.jpg", "IMG_2.jpg"])
    assert the_document(collection).page_count == 2


def test_pages_move_and_go(collection, django_capture_on_commit_callbacks):
    take_in(collection, photo(1), photo(2), photo(3))
    first, second, third = pages(collection)
    document = the_document(collection)
    document.move(third, "up")
    assert pages(collection) == [first, third, second]
    document.move(first, "up")
    document.move(second, "down")
    document.move(uuid.uuid4(), "down")
    assert pages(collection) == [first, third, second]
    with django_capture_on_commit_callbacks(execute=True):
        document.remove(third)
        document.remove(third)
    assert pages(collection) == [first, second]
    document.move(second, "up")
    assert pages(collection) == [second, first]


def test_removing_the_last_page_removes_the_document(collection):
    take_in(collection, photo(1))
    the_document(collection).remove(pages(collection)[0])
    assert not Document.objects.exists()


def test_deleting_rows_deletes_their_files_once_it_is_certain(
    collection, stored_files, django_capture_on_commit_callbacks
):
    take_in(collection, photo(1), photo(2))
    assert len(stored_files()) == 4
    with django_capture_on_commit_callbacks(execute=True):
        the_document(collection).remove(pages(collection)[0])
        assert len(stored_files()) == 4
    assert len(stored_files()) == 2
    with django_capture_on_commit_callbacks(execute=True):
        Collection.discard(collection.id, collection.owner)
    assert stored_files() == []
    assert not DocumentPage.objects.exists()


def test_nothing_readable_lies_on_the_disk(collection, stored_files):
    take_in(collection, photo(1))
    assert not any(path.read_bytes().startswith((b"\xff\xd8", b"%PDF")) for path in stored_files())


def test_freezing_makes_final_bytes_and_closes(collection, stored_files, django_capture_on_commit_callbacks):
    take_in(collection, photo(1), photo(2))
    expected = the_document(collection).merged()
    with django_capture_on_commit_callbacks(execute=True):
        (document,) = Document.objects.freeze(collection.id, collection.owner)
    assert document.merged() == expected == the_document(collection).merged()
    assert document.sha256 == hashlib.sha256(expected).hexdigest()
    assert (document.size, document.page_count, document.final) == (len(expected), 2, True)
    assert len(stored_files()) == 1  # only what was sent is kept
    (again,) = Document.objects.freeze(collection.id, collection.owner)
    assert (again.pk, again.sha256) == (document.pk, document.sha256)


def test_a_closed_collection_takes_nothing_and_keeps_nothing(collection, stored_files):
    take_in(collection, photo(1))
    page = pages(collection)[0]
    stale = Collection.objects.get(pk=collection.pk)
    document = the_document(collection)
    Document.objects.freeze(collection.id, collection.owner)
    before = stored_files()
    with pytest.raises(Closed):
        take_in(stale, photo(2))
    for change in (lambda: document.move(page, "up"), lambda: document.remove(page)):
        with pytest.raises(Closed):
            change()
    with pytest.raises(Closed):
        Collection.open(collection.id, collection.owner)
    assert stored_files() == before


def test_an_empty_collection_freezes_to_nothing(collection):
    assert Document.objects.freeze(collection.id, collection.owner) == []


def test_nobody_elses_collection_opens_freezes_or_goes(collection, ben):
    with pytest.raises(PermissionError):
        Collection.open(collection.id, ben)
    with pytest.raises(Collection.DoesNotExist):
        Document.objects.freeze(collection.id, ben)
    Collection.discard(collection.id, ben)
    assert Collection.objects.filter(pk=collection.pk).exists()


def test_fifty_sheets_and_not_one_more(collection):
    from jobcenter.documents.tests.samples import pdf_with_text

    outcome = take_in(collection, SimpleUploadedFile("a.pdf", pdf_with_text(sheets=49)), photo(1), photo(2))
    assert outcome.added == 2
    assert "mehr als 50 Seiten" in outcome.refusals[0].words
    assert the_document(collection).page_count == 50


def test_a_full_disk_is_told_and_nothing_is_half_there(collection, stored_files, monkeypatch):
    import errno

    from jobcenter.vault import files

    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "keep", full)
    outcome = take_in(collection, photo(1))
    assert "nicht gespeichert" in outcome.refusals[0].words
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("title", "filename"),
    [
        ("Nachweis über Ihr Einkommen (Öl & Gas)", "nachweis-ueber-ihr-einkommen-oel-gas.pdf"),
        ("../../etc/passwd", "etcpasswd.pdf"),
        ("Мова", "b.pdf"),
        ("Antrag", "antrag-2.pdf"),
        ("Mietvertrag", "mietvertrag-2.pdf"),
        ("x" * 200, "x" * 60 + ".pdf"),
    ],
)
def test_file_names_are_plain_and_unique(collection, title, filename):
    take_in(collection, photo(1))
    take_in(collection, photo(1), slot="b", title=title)
    assert Document.objects.get(slot="b").filename == filename


def sizes(collection):
    collection.refresh_from_db()
    return collection.size, sum(page.size for page in DocumentPage.objects.all())


def test_what_is_kept_is_counted(collection):
    take_in(collection, photo(1), photo(2))
    counted, kept = sizes(collection)
    assert counted == kept > 10_000
    the_document(collection).remove(pages(collection)[0])
    counted, kept = sizes(collection)
    assert counted == kept > 5_000
    Document.objects.freeze(collection.id, collection.owner)
    assert sizes(collection) == (Document.objects.get().size, 0)


def test_one_application_has_its_bound(collection, monkeypatch):
    take_in(collection, photo(1))
    monkeypatch.setattr("jobcenter.documents.models.collection.MAX_COLLECTION", sizes(collection)[0] + 10)
    outcome = take_in(collection, photo(2), slot="b")
    assert [one.words for one in outcome.refusals] == [WORDS["collection_full"]]
    assert Document.objects.count() == 1
    assert take_in(collection, photo(1)).known == ["IMG_1.jpg"]


def test_nobody_fills_the_disk_with_many_applications(collection, anna, ben, monkeypatch):
    take_in(collection, photo(1))
    monkeypatch.setattr("jobcenter.documents.models.collection.MAX_PERSON", sizes(collection)[0] + 10)
    another = Collection.open(uuid.uuid4(), anna)
    assert [one.words for one in take_in(another, photo(2)).refusals] == [WORDS["person_full"]]
    assert len(list(files.names(FOLDER, before=timezone.now() + timedelta(days=1)))) == 2  # the first one's alone
    assert take_in(Collection.open(uuid.uuid4(), ben), photo(1)).added == 1
    collection.delete()
    assert take_in(another, photo(1)).added == 1


class TestGuests:
    """Who has only the link in a letter has less room, and shares it with all who have the same link."""

    @pytest.fixture
    def begun(self, anna, ben):
        """What two browsers have begun with one letter."""
        letter = uuid.uuid4()
        return [Collection.objects.create(owner=owner, letter=letter) for owner in (anna, ben)]

    def test_each_browser_has_its_bound(self, begun, monkeypatch):
        one, other = begun
        take_in(one, photo(1))
        monkeypatch.setattr("jobcenter.documents.models.collection.MAX_GUEST", sizes(one)[0] + 10)
        assert [each.words for each in take_in(one, photo(2)).refusals] == [WORDS["collection_full"]]
        assert take_in(other, photo(1)).added == 1

    def test_all_of_them_together_have_one(self, begun, anna, monkeypatch):
        one, other = begun
        take_in(one, photo(1))
        monkeypatch.setattr("jobcenter.documents.models.collection.MAX_LETTER", sizes(one)[0] + 10)
        assert [each.words for each in take_in(other, photo(2)).refusals] == [WORDS["letter_full"]]
        assert len(list(files.names(FOLDER, before=timezone.now() + timedelta(days=1)))) == 2  # the first one's alone
        another = Collection.objects.create(owner=anna, letter=uuid.uuid4())
        assert take_in(another, photo(1)).added == 1
        one.delete()
        assert take_in(other, photo(1)).added == 1

    def test_what_is_under_way_counts_for_all_of_them(self, begun):
        one, other = begun
        Collection.objects.filter(pk=one.pk).update(size=MAX_LETTER - 100)
        facts = {"slot": "a", "filename": "a.pdf", "metadata": ""}
        Upload.begin(one, length=60, **facts)
        with pytest.raises(Refused, match="letter_full"):
            Upload.begin(other, length=41, **facts)
        Upload.begin(other, length=40, **facts)


def test_one_person_occupies_only_some_of_the_threads(collection, anna, ben):
    with ExitStack() as checking:
        for _ in range(MAX_AT_ONCE):
            checking.enter_context(one_of_a_few(anna.pk))
        assert [one.words for one in take_in(collection, photo(1)).refusals] == [WORDS["busy"]]
        assert take_in(Collection.open(uuid.uuid4(), ben), photo(1)).added == 1
    assert take_in(collection, photo(1)).added == 1


def test_few_queries(collection, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        take_in(collection, photo(1), photo(2), photo(3))
    with django_assert_max_num_queries(9):
        Document.objects.freeze(collection.id, collection.owner)
