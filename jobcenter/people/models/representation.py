"""A representation (Vertretung): one person acts for another, for a purpose, until a day, and both can end it."""

import uuid
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from jobcenter.audit.models import Event
from jobcenter.people.models.person import Person
from jobcenter.people.roles import OFFERED, About, Role, Scope
from jobcenter.vault.fields import EncryptedTextField
from jobcenter.web.spoken import new_code, tidy_code

if TYPE_CHECKING:
    from jobcenter.documents.models import Document

CODE_HOLDS = timedelta(days=7)
PROOF = "proof"  # the slot in the collection of the same id
MOST = 100  # at a time, for one helper: more than a professional guardian has


class NotAuthorised(Exception):
    """Nobody may do this for that person (any more): nothing was done."""


class NoSuchCode(Exception):
    """No invitation is waiting for this code: it was never given, is too old, used, or taken back."""


class OwnCode(Exception):
    """Somebody typed the code that they made for somebody else."""


class RepresentationQuerySet(models.QuerySet["Representation"]):
    def active(self, *, on: datetime | None = None) -> Self:
        """Those that hold at this moment: accepted, not over, not ended."""
        on = on or timezone.now()
        return self.filter(accepted_at__lte=on, ends__gte=timezone.localdate(on)).exclude(ended_at__lte=on)

    def of(self, person: Person) -> Self:
        """In which this person is one of the two: everybody else finds nothing."""
        return self.filter(models.Q(represented=person) | models.Q(representative=person))

    def granted_by(self, person: Person) -> Self:
        """Who acts, acted or may act for this person, the latest first."""
        return self.filter(represented=person).order_by("-made_at")

    def held_by(self, person: Person) -> Self:
        """For whom this person acts or acted, the latest first, with their persons in the same query."""
        return self.filter(representative=person).select_related("represented").order_by("-made_at")

    def going_on(self) -> Self:
        """Those that hold, or may begin to."""
        return self.filter(ended_at=None, ends__gte=timezone.localdate())

    def authorising(self, *scopes: Scope, representative: Person, represented: Person) -> "Representation":
        """The one that allows one of these, locked until the caller's transaction ends: an end waits, or was first.

        Raises NotAuthorised.
        """
        held = self.active().filter(representative=representative, represented=represented)
        found = (
            held.filter(scope__overlap=list(scopes)).select_for_update(of=("self",)).order_by("-accepted_at").first()
        )
        if found is None:
            raise NotAuthorised
        return found


class Representation(models.Model):
    """Both names are as the two told each other: the represented one's given name, the helper's full name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    represented = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="helpers")
    # None while an invitation waits, and again when the helper has deleted their account.
    representative = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="charges")
    represented_name = EncryptedTextField(default=str)
    representative_name = EncryptedTextField(default=str)
    invited_name = EncryptedTextField(default=str)  # as the represented one called the helper
    role = models.CharField(max_length=12)
    scope = ArrayField(models.CharField(max_length=16))
    made_at = models.DateTimeField(default=timezone.now)
    ends = models.DateField()  # the last day
    # The code is found by its digest, and sealed to be shown again to who made it; both go when it is used.
    code_digest = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 ("" would not be unique)
    code = EncryptedTextField(null=True)
    code_until = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    proof_at = models.DateTimeField(null=True)  # since when a proof is there, in the collection of the same id
    proof_sent_to = ArrayField(models.CharField(max_length=5), default=list)  # Jobcenters that have it already

    objects = RepresentationQuerySet.as_manager()

    @classmethod
    def invite(
        cls, *, represented: Person, represented_name: str, invited_name: str, role: Role, scope: list[str], ends: date
    ) -> "Representation":
        """Somebody with an account asks for help: `code` opens it once, within a week."""
        with transaction.atomic():
            made = cls(represented=represented, represented_name=represented_name, invited_name=invited_name)
            made.role, made.scope, made.ends = role, scope, ends
            made.code = new_code()
            made.code_digest, made.code_until = _digest(made.code), timezone.now() + CODE_HOLDS
            made.save()
            facts = {"role": role, "scope": scope, "ends": ends.isoformat()}
            Event.record("representation.offered", actor=represented, subject=made.pk, **facts)
        return made

    @classmethod
    def set_up(cls, *, representative: Person, representative_name: str, role: Role, ends: date) -> "Representation":
        """For somebody without an account, made here and reached by this helper alone. Holds once a proof is there.

        Never looked up, never matched: nobody learns whether the app knows that person already.
        """
        with transaction.atomic():
            represented = Person.objects.create()
            made = cls(represented=represented, representative=representative, representative_name=representative_name)
            made.role, made.scope, made.ends = role, list(OFFERED), ends
            made.save()
            Event.record("representation.set_up", actor=representative, subject=made.pk, role=role)
        return made

    def introduce(self, profile: dict[str, Any]) -> None:
        """Who the person without an account is; as long as it is being set up."""
        self.represented.profile = profile
        self.represented_name = profile["given_name"]
        with transaction.atomic():
            self.represented.save(update_fields=["profile"])
            self.save(update_fields=["represented_name"])

    def again(self, *, ends: date) -> "Representation":
        """For the same person without an account, until another day. Holds once a new proof is there."""
        assert self.represented.user_id is None
        facts = ("represented", "representative", "represented_name", "representative_name", "role", "scope")
        with transaction.atomic():
            made = type(self).objects.create(ends=ends, **{name: getattr(self, name) for name in facts})
            Event.record("representation.set_up", actor=self.representative, subject=made.pk, role=self.role)
        return made

    @classmethod
    def invited(cls, code: str, *, helper: Person) -> "Representation":
        """The invitation that waits for this code. Raises NoSuchCode, OwnCode."""
        waiting = cls.objects.filter(accepted_at=None, ended_at=None, code_until__gt=timezone.now())
        found = waiting.filter(code_digest=_digest(tidy_code(code))).first()
        if found is None or found.ends < timezone.localdate():
            raise NoSuchCode
        if found.represented_id == helper.pk:
            raise OwnCode
        return found

    @classmethod
    def accept(cls, code: str, *, by: Person, name: str) -> "Representation":
        """`by`, who calls themselves `name`, takes it on from now. Raises NoSuchCode, OwnCode."""
        found = cls.invited(code, helper=by)
        with transaction.atomic():
            now = timezone.now()
            fresh = cls.objects.filter(pk=found.pk, accepted_at=None, ended_at=None, code_digest=found.code_digest)
            facts = {"representative": by, "representative_name": name, "accepted_at": now}
            if not fresh.update(**facts, code=None, code_digest=None):
                raise NoSuchCode
            Event.record("representation.accepted", actor=by, subject=found.pk)
        found.refresh_from_db()
        return found

    def prove(self) -> bool:
        """The uploaded proof is complete: freeze it, and begin where it was waited for. False: nothing was uploaded."""
        from jobcenter.documents.models import Document

        assert self.representative is not None
        with transaction.atomic():
            held = type(self).objects.select_for_update().get(pk=self.pk)
            if held.proof_at is None:
                uploaded = Document.objects.in_collection(self.pk, owner=self.representative)
                if not any(document.page_count for document in uploaded):
                    return False
                Document.objects.freeze(self.pk, self.representative)
                held.proof_at = timezone.now()
                held.accepted_at = held.accepted_at or held.proof_at
                held.save(update_fields=["proof_at", "accepted_at"])
                Event.record("representation.proved", actor=self.representative, subject=self.pk)
        self.refresh_from_db()
        return True

    def end(self, *, by: Person) -> None:
        """Over, at once; ending it a second time changes nothing."""
        with transaction.atomic():
            # What is being sent under it just now comes first, so the time is read after waiting for that.
            held = type(self).objects.select_for_update().get(pk=self.pk)
            if held.ended_at is None:
                held.ended_at, held.ended_by = timezone.now(), by
                held.code = held.code_digest = None
                held.save(update_fields=["ended_at", "ended_by", "code", "code_digest"])
                Event.record("representation.ended", actor=by, subject=self.pk)
        self.refresh_from_db()

    def discard(self) -> bool:
        """What was never finished goes, with the person made for it if nothing else is known of them.

        False: finished meanwhile in another tab, so it stays, with all that was begun under it.
        """
        from jobcenter.documents.models import Collection

        assert self.representative is not None
        with transaction.atomic():
            if type(self).objects.select_for_update().get(pk=self.pk).state != "set_up":
                return False
            Collection.discard(self.pk, self.representative)
            self.delete()
            if not self.represented.helpers.exists():
                self.represented.delete()
        return True

    def covers(self, *scopes: Scope) -> bool:
        """Whether it allows any of these."""
        return any(scope in self.scope for scope in scopes)

    @property
    def state(self) -> str:
        """invited, lapsed, set_up, active, expired or ended: computed, never stored."""
        if self.ended_at or (self.accepted_at and self.representative_id is None):
            return "ended"
        if self.ends < timezone.localdate():
            return "expired" if self.accepted_at else "lapsed"
        if self.accepted_at:
            return "active"
        if self.representative_id:
            return "set_up"
        return "invited" if self.code_until and self.code_until > timezone.now() else "lapsed"

    @property
    def is_active(self) -> bool:
        return self.state == "active"

    @property
    def may_go_on(self) -> bool:
        """Whether the helper may prolong it: with a new proof, for a person who cannot ask for help themselves."""
        return self.represented.user_id is None and self.state in {"active", "expired"}

    @property
    def name(self) -> str:
        """The helper, as they call themselves, or as they were invited."""
        return str(self.representative_name or self.invited_name)

    @property
    def about(self) -> About:
        """The words of the role."""
        return Role(self.role).about

    @property
    def scope_words(self) -> list[str]:
        """What it allows, in the order of the list."""
        return [str(scope.label) for scope in Scope if scope in self.scope]

    @property
    def is_of_their_own_will(self) -> bool:
        """Given by the represented one in the app, rather than claimed with a paper."""
        return bool(self.invited_name)

    def on_paper(self) -> str:
        """Who acted and on what ground, as the Jobcenter reads it."""
        who = f"{self.representative_name}, {self.about.on_paper}"
        if self.is_of_their_own_will:
            given = timezone.localdate(self.made_at).strftime("%d.%m.%Y")
            who += f"; in der App von der vertretenen Person erteilt am {given}"
        until = f", gilt bis {self.ends:%d.%m.%Y}"
        if not self.proof_at:
            return f"{who}{until}"
        return f"{who}{until}; Nachweis beigefügt oder schon übersandt, in der App nicht geprüft"

    def facts(self) -> dict[str, Any]:
        """The same for machines."""
        return {
            "name": self.representative_name,
            "role": str(self.role),
            "given_in_app": self.is_of_their_own_will,
            "proof": bool(self.proof_at),
            "until": self.ends.isoformat(),
        }

    def proof_for(self, provider_number: str) -> "list[Document]":
        """The proof, for a Jobcenter that has not got it yet. Under the lock of `authorising`."""
        from jobcenter.documents.models import Document

        if not self.proof_at or provider_number in self.proof_sent_to or self.representative is None:
            return []
        self.proof_sent_to = [*self.proof_sent_to, provider_number]
        self.save(update_fields=["proof_sent_to"])
        return list(Document.objects.in_collection(self.pk, owner=self.representative))


def _digest(code: str) -> str:
    return salted_hmac("people.representation", code, algorithm="sha256").hexdigest()
