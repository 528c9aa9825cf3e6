"""Anna's belongings: one of each thing that has an address of its own, made on first use."""

from functools import cached_property
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile

from jobcenter.delivery.models import Attempt, Parcel
from jobcenter.documents.models import Collection, Document
from jobcenter.operations.models import Alarm
from jobcenter.submissions.models import Draft
from tests.applications import UNCHANGED
from tests.photos import photographed_page


class World:
    """`person` and what is theirs."""

    def __init__(self, person, draft):
        self.person = person
        self.draft = draft

    @cached_property
    def passkey(self):
        return Authenticator.objects.create(
            user=self.person.user, type=Authenticator.Type.WEBAUTHN, data={"name": "Handy", "credential": {}}
        )

    @cached_property
    def device(self):
        return UserSession.objects.create(
            user=self.person.user, ip="127.0.0.1", user_agent="Handy", session_key="eine-andere-sitzung"
        )

    @cached_property
    def form_page(self):
        return self.draft.form.visible_pages(self.draft.answers)[0]

    @cached_property
    def submission(self):
        draft = Draft.start(person=self.person, form=self.draft.form, provider_number=self.draft.provider_number)
        draft.answers = {**UNCHANGED}
        draft.done = [page.id for page in draft.form.visible_pages(draft.answers)]
        draft.save()
        return draft.submit(by=self.person)

    @cached_property
    def case(self):
        return self.submission.case

    @cached_property
    def parcel(self):
        parcel = Parcel.objects.get(subject=self.case.id)
        Attempt.objects.create(parcel=parcel, outcome=Attempt.Outcome.PERMANENT)
        return parcel

    @cached_property
    def alarm(self):
        Alarm.ring("test", "etwas", "Etwas ist nicht in Ordnung")
        return Alarm.objects.get(kind="test")

    @cached_property
    def collection(self):
        return Collection.open(uuid4(), self.person)

    @cached_property
    def slot(self):
        self.draft.answers = {**UNCHANGED, "assets_changed": True}
        self.draft.save()
        return "assets"

    @cached_property
    def document(self):
        photo = SimpleUploadedFile("vertrag.jpg", photographed_page(width=600, height=800), "image/jpeg")
        outcome = self.collection.take_in([photo], slot=self.slot, title="Mietvertrag")
        assert not outcome.refusals
        return Document.objects.get(collection=self.collection.id)

    @cached_property
    def sheet(self):
        return self.document.pages.first()
