"""After a new key and `bin/manage reseal` nothing needs the old one: every column, every file, every factor."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from conftest import TOTP_SECRET
from jobcenter.documents.models import Collection, Document
from jobcenter.submissions.models import Draft, Submission
from jobcenter.vault.resealing import reseal
from tests.photos import photographed_page

NEW = "00000001:" + "A" * 43 + "="


@pytest.fixture
def sent(complete, anna, renewal):
    photo = SimpleUploadedFile("a.jpg", photographed_page(width=600, height=800))
    another = Draft.start(person=anna, form=renewal, provider_number="31704")
    Collection.objects.get(pk=another.pk).take_in([photo], slot="mietvertrag", title="Mietvertrag")
    return complete.submit(by=anna)


def test_the_old_key_can_go(sent, anna, settings, capsys):
    codes = Authenticator.objects.get(user=anna.user, type="recovery_codes").wrap()
    first, *others = codes.get_unused_codes()
    codes.validate_code(first)
    old = settings.AT_REST_KEYS
    settings.AT_REST_KEYS = [NEW, *old]
    call_command("reseal")
    settings.AT_REST_KEYS = [NEW]

    again = Submission.objects.get(pk=sent.pk)
    assert (again.answers, again.check_code) == (sent.answers, sent.check_code)
    assert again.application_pdf() == sent.application_pdf()
    page = Document.objects.get().pages.get()
    assert page.picture().startswith(b"\xff\xd8")
    assert page.content().startswith(b"\xff\xd8")
    anna.refresh_from_db()
    assert anna.profile["family_name"] == "Beispiel"
    assert Authenticator.objects.get(user=anna.user, type="recovery_codes").wrap().get_unused_codes() == others
    assert get_adapter().decrypt(Authenticator.objects.get(user=anna.user, type="totp").data["secret"]) == TOTP_SECRET
    resealed = reseal()
    assert (resealed.done, resealed.unreadable) == (0, 0)
    for folder in default_storage.listdir("")[0]:
        assert not [name for name in default_storage.listdir(folder)[1] if "." in name]


def test_what_no_key_opens_is_told(sent, settings):
    settings.AT_REST_KEYS = [NEW]
    with pytest.raises(CommandError, match="Nicht zu öffnen"):
        call_command("reseal")
