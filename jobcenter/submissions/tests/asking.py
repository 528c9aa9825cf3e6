"""A letter of the Jobcenter, and somebody who answers it with a browser."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from jobcenter.submissions.models import Asked, EvidenceRequest
from tests.applications import BIELEFELD
from tests.photos import photographed_page

REFERENCE = "31704//0009876-K"
ASKED = [
    Asked("Kontoauszüge", "1. Mai bis 31. Juli", "Damit wir Ihr Einkommen berechnen können."),
    Asked("Mietvertrag"),
]


def asked_for(*papers, **facts):
    """A request as an editor makes it."""
    known = {"reference": REFERENCE, "due": localdate() + timedelta(days=14), **facts}
    return EvidenceRequest.make(BIELEFELD, asked=list(papers) or ASKED, **known)


def begin(request, client=None):
    """A browser that has pressed the button, and where it is then."""
    client = client or Client()
    return client, client.post(request.path)["Location"]


def upload(client, page, *, number=1, slot="asked_1", title="Kontoauszüge"):
    """Add a photo to a card of the page."""
    draft = page.split("/")[-2]
    photo = SimpleUploadedFile(
        f"foto{number}.jpg", photographed_page(width=600, height=800, number=number), "image/jpeg"
    )
    answer = client.post(reverse("documents:add", args=[draft, slot]), {"files": photo, "title": title, "next": page})
    assert answer.status_code == 302, answer.content.decode()
    return answer


def hand_in(request, client=None, **photo):
    """From the link to the receipt. Returns the browser and the address of the receipt."""
    client, page = begin(request, client)
    upload(client, page, **photo)
    return client, client.post(page)["Location"]
