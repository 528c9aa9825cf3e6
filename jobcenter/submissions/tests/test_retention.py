"""What has had its time goes, with its files; what was sent outlives its draft."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobcenter.documents.models import Collection
from jobcenter.retention.models import shred
from jobcenter.submissions.models import Draft, Submission
from jobcenter.vault import files


@pytest.fixture
def anna(anna):
    """Signs in now and then, so that her account stays."""
    anna.user.last_login = timezone.now() + timedelta(days=800)
    anna.user.save()
    return anna


def test_a_draft_left_alone_goes_with_its_documents(draft):
    shred(timezone.now() + timedelta(days=59))
    assert Draft.objects.exists()
    shred(timezone.now() + timedelta(days=61))
    assert not Draft.objects.exists()
    assert not Collection.objects.filter(pk=draft.pk).exists()


def test_adding_a_document_is_work_on_the_draft(draft, django_capture_on_commit_callbacks):
    Draft.objects.update(updated_at=timezone.now() - timedelta(days=59))
    with django_capture_on_commit_callbacks(execute=True), Collection.locked(draft.pk, draft.person).changing():
        pass  # a document is added, moved or removed
    shred(timezone.now() + timedelta(days=59))
    assert Draft.objects.exists()


def test_copies_that_belong_to_nothing_are_swept_up(complete, anna):
    kept = complete.submit(by=anna).application
    stray = files.keep(b"rolled back", folder="submissions")
    shred(timezone.now() + timedelta(hours=1))
    assert files.fetch(stray)
    shred(timezone.now() + timedelta(days=2))
    assert files.fetch(kept)
    with pytest.raises(FileNotFoundError):
        files.fetch(stray)


@pytest.mark.django_db(transaction=True)
def test_what_was_sent_stays_after_its_draft_and_goes_with_its_case(complete, anna):
    submission = complete.submit(by=anna)
    shred(timezone.now() + timedelta(days=100))
    submission.refresh_from_db()
    assert submission.draft is None
    assert submission.application_pdf()
    shred(timezone.now() + timedelta(days=2 * 365 + 1))
    assert not Submission.objects.exists()
    with pytest.raises(FileNotFoundError):
        files.fetch(submission.application)
