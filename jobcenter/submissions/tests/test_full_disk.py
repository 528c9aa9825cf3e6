"""A disk that is really full: a tiny file system, mounted where that is allowed."""

import subprocess

import pytest
from django.urls import reverse

from jobcenter.delivery.models import Parcel
from jobcenter.submissions.models import Draft, Submission


def mount(*arguments):
    return subprocess.run(["mount", *map(str, arguments)], capture_output=True, check=False).returncode == 0


@pytest.fixture
def tiny_disk(tmp_path, settings):
    """64 kB for people's files: enough for one, too little for an application."""
    place = tmp_path / "tiny"
    place.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", place):
        pytest.skip("mounting a file system is not allowed here")
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": place}}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=False)


def test_it_is_not_sent_the_draft_stays_and_later_it_goes_through(complete, anna, client_of, tiny_disk):
    phone, send = client_of(anna), reverse("submissions:send", args=[complete.pk])
    refused = phone.post(send)
    assert refused.status_code == 503
    assert "Noch nicht gesendet" in refused.content.decode()
    left = Draft.objects.get()
    assert (left.answers, left.submitted_at) == (complete.answers, None)
    assert not Submission.objects.exists()
    assert not Parcel.objects.exists()
    assert not [path for path in tiny_disk.rglob("*") if path.is_file()]
    assert "Jetzt senden" in phone.get(reverse("submissions:check", args=[complete.pk])).content.decode()
    mount("-o", "remount,size=8m", tiny_disk)
    assert phone.post(send).status_code == 302
    assert len(Parcel.objects.get().opened().files[0].read()) == Submission.objects.get().files[0]["size"]
