"""Anna's belongings: one of each thing that has an address of its own, made on first use."""

from functools import cached_property
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile

from jobcenter.documents.models import Collection, Document
from tests.photos import photographed_page


class World:
    """`person` and what is theirs."""

    def __init__(self, person, client):
        self.person = person
        self.client = client

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
    def draft(self):
        from jobcenter.submissions.models import Draft

        from jobcenter.questions.models import catalogue

        return Draft.start(person=self.person, form=catalogue().latest("weiterbewilligung"), provider_number="31704")

    @cached_property
    def collection(self):
        return Collection.open(uuid4(), self.person)

    @cached_property
    def slot(self):
        return "mietvertrag"

    @cached_property
    def document(self):
        photo = SimpleUploadedFile("vertrag.jpg", photographed_page(width=600, height=800), "image/jpeg")
        outcome = self.collection.take_in([photo], slot=self.slot, title="Mietvertrag")
        assert not outcome.refusals
        return Document.objects.get(collection=self.collection.id)

    @cached_property
    def sheet(self):
        return self.document.pages.first()
