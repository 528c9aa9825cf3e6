"""Who may act for whom, for every test that needs it."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jobcenter.documents.models import Collection
from jobcenter.people.models import OFFERED, PROOF, Representation, Role
from tests.photos import photographed_page


def invitation(represented, *, scope=OFFERED, role=Role.AUTHORISED, days=90, name="Ben"):
    """`represented` has made a code for somebody."""
    return Representation.invite(
        represented=represented,
        represented_name=represented.given_name or "Anna",
        invited_name=name,
        role=role,
        scope=[str(one) for one in scope],
        ends=timezone.localdate() + timedelta(days=days),
    )


def acting_for(represented, helper, **facts):
    """`helper` may act for `represented`."""
    made = invitation(represented, **facts)
    return Representation.accept(made.code, by=helper, name=helper.full_name or "Cem Hilfreich")


def uploaded_proof(held):
    photo = SimpleUploadedFile("ausweis.jpg", photographed_page(width=600, height=800), "image/jpeg")
    collection = Collection.open(held.pk, held.representative)
    assert not collection.take_in([photo], slot=PROOF, title="Nachweis der Vertretung").refusals


def guardian(helper, *, days=365, role=Role.GUARDIAN):
    """`helper` acts for Dora, who has no account."""
    ends = timezone.localdate() + timedelta(days=days)
    held = Representation.set_up(representative=helper, representative_name="Ben Probe", role=role, ends=ends)
    held.introduce({"given_name": "Dora", "family_name": "Muster", "birth_date": "1950-01-31", "address": {}})
    uploaded_proof(held)
    assert held.prove()
    return held
