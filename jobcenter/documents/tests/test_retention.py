"""Documents do not outlive their purpose, and no file outlives its row."""

import os
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jobcenter.documents.models import Collection, Document
from jobcenter.documents.retention import RULES
from jobcenter.vault import files
from tests.photos import photographed_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def collection(anna):
    collection = Collection.open(uuid.uuid4(), anna)
    photo = SimpleUploadedFile("a.jpg", photographed_page(width=240, height=320))
    collection.take_in([photo], slot="mietvertrag", title="Mietvertrag")
    return collection


def shred(days):
    return sum(rule.shred(timezone.now() + timedelta(days=days)) for rule in RULES[:3])


def sweep():
    return RULES[3].shred(timezone.now())


def age(path, days=2):
    then = path.stat().st_mtime - days * 86400
    os.utime(path, (then, then))


@pytest.mark.parametrize(("sent", "stays", "goes"), [(False, 179, 181), (True, 729, 731)])
def test_collections_go_with_rows_and_files(
    collection, stored_files, sent, stays, goes, django_capture_on_commit_callbacks
):
    if sent:
        with django_capture_on_commit_callbacks(execute=True):
            Document.objects.freeze(collection.id, collection.owner)
    with django_capture_on_commit_callbacks(execute=True):
        assert shred(days=stays) == 0
    assert stored_files()
    with django_capture_on_commit_callbacks(execute=True):
        assert shred(days=goes) == 1
    assert not Collection.objects.exists()
    assert stored_files() == []


def test_stray_files_go_after_a_day_and_others_stay(collection, stored_files):
    for path in stored_files():
        age(path)
    assert sweep() == 0
    before = stored_files()
    files.keep(b"left behind", folder="documents")
    assert sweep() == 0  # may be somebody's who is uploading right now
    (stray,) = set(stored_files()) - set(before)
    age(stray)
    assert sweep() == 1
    assert stored_files() == before


def test_sent_documents_are_no_strays(collection, stored_files, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        Document.objects.freeze(collection.id, collection.owner)
    (final,) = stored_files()
    age(final)
    assert sweep() == 0


def test_nothing_to_sweep_is_fine(db):
    assert sweep() == 0
