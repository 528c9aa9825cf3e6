"""Anna's belongings: one of each thing that has an address of its own, made on first use."""

from datetime import timedelta
from functools import cached_property
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.timezone import localdate

from jobcenter.accounts.models import User
from jobcenter.delivery.models import Attempt, Parcel
from jobcenter.documents.models import Collection, Document, Upload
from jobcenter.editors.entry import Entry
from jobcenter.editors.models import Editor
from jobcenter.editors.rights import Rights
from jobcenter.local import boards
from jobcenter.local.models import Event, Feed
from jobcenter.operations.models import Alarm
from jobcenter.people.models import PROOF, Representation, Role
from jobcenter.questions.models import catalogue
from jobcenter.submissions.models import Asked, Draft, EvidenceRequest, Renewal
from tests.applications import BIELEFELD, UNCHANGED
from tests.photos import photographed_page
from tests.representations import acting_for


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
    def helper(self):
        """Cem may act for her."""
        cem = User.objects.create_user("cem").person
        return acting_for(self.person, cem)

    @cached_property
    def unfinished_charge(self):
        """Somebody without an account, for whom she wants to act."""
        made = Representation.set_up(
            representative=self.person, representative_name="Anna Beispiel", role=Role.GUARDIAN, ends=localdate()
        )
        made.introduce({"given_name": "Dora", "family_name": "Muster", "birth_date": "1950-01-31", "address": {}})
        return made

    @cached_property
    def charge(self):
        """Somebody without an account, for whom she may act: the proof is there."""
        made = self.unfinished_charge.again(ends=localdate())
        photo = SimpleUploadedFile("ausweis.jpg", photographed_page(width=600, height=800), "image/jpeg")
        Collection.open(made.pk, self.person).take_in([photo], slot=PROOF, title="Nachweis der Vertretung")
        assert made.prove()
        return made

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
    def supplement(self):
        return Draft.supplement(self.case)

    @cached_property
    def entry(self):
        """A form that has a further way in, and that way."""
        return next((form.id, form.entries[0].id) for form in catalogue().forms() if form.entries)

    @cached_property
    def granted(self):
        """She has entered until when her benefit is granted."""
        Renewal.of(self.person).note(timezone.localdate() + timedelta(days=200))
        return True

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
    def letter(self):
        """Nobody's own: what a Jobcenter asks for in a letter to her."""
        return EvidenceRequest.make(
            BIELEFELD, reference="31704//0001", asked=[Asked("Mietvertrag")], due=localdate() + timedelta(days=14)
        )

    @cached_property
    def event(self):
        """Nobody's own: a public event of Anna's Jobcenter."""
        begin = timezone.now() + timedelta(days=3)
        event = Event(provider_number=self.draft.provider_number, title="Jobmesse", starts=begin)
        event.ends = begin + timedelta(hours=2)
        event.save()
        boards.memory.look()
        return event

    @cached_property
    def editing(self):
        """She writes for Bielefeld, and asks for papers."""
        return Editor.grant(self.person.user, BIELEFELD, may_request=True)

    @cached_property
    def edited_form(self):
        """A form as her Jobcenter has it."""
        assert self.editing
        number, form = self.draft.provider_number, self.draft.form
        return {"provider_number": number, "form_id": form.id, "version": form.version}

    def at_desk(self, model):
        """A row of that kind at her desk; content has a change that waits for release."""
        right = self.editing
        if model is Editor:
            return right
        if model is Feed:
            return Feed.objects.get_or_create(
                kind=Feed.Kind.CALENDAR, name="Kalender", address="https://kalender.example/"
            )[0]
        tomorrow = timezone.now() + timedelta(days=1)
        needed = {"starts": tomorrow, "ends": tomorrow} if model is Event else {}
        row = model.objects.create(provider_number=BIELEFELD, **{model.NAMED_BY: "Vorher"}, **needed)
        setattr(row, model.NAMED_BY, "Nachher")
        Entry(row).keep(Rights(self.person.user, numbers=frozenset({BIELEFELD}), releasing=frozenset()))
        return row

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
    def upload(self):
        return Upload.begin(self.collection, slot=self.slot, filename="vertrag.jpg", metadata="", length=1)

    @cached_property
    def sheet(self):
        return self.document.pages.first()
