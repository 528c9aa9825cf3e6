"""An entry as editors see it: the published row, the draft of a change to it, and the proposal that waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from jobcenter.audit.models import Event
from jobcenter.editors.models import Proposal
from jobcenter.editors.rights import Rights
from jobcenter.local.models import Published


@dataclass
class Entry:
    """One address at the desk. Its verbs expect that the row is locked, or nobody else can know it yet."""

    row: Published
    draft: Published | None = None
    proposal: Proposal | None = None

    @classmethod
    def of(cls, row: Published) -> "Entry":
        """The entry around a row that has been saved: two queries."""
        return cls.of_all([row])[0]

    @classmethod
    def of_all(cls, rows: Sequence[Published]) -> list["Entry"]:
        """The entries around rows of one kind: two queries in all."""
        if not rows:
            return []
        model: Any = type(rows[0])
        keys = [row.pk for row in rows]
        kind = ContentType.objects.get_for_model(model)
        drafts = {draft.replaces_id: draft for draft in model.objects.filter(replaces__in=keys)}
        waiting = Proposal.objects.filter(content_type=kind, object_id__in=keys).select_related("by", "returned_by")
        proposals = {proposal.object_id: proposal for proposal in waiting}
        return [cls(row, drafts.get(row.pk), proposals.get(row.pk)) for row in rows]

    @property
    def working(self) -> Published:
        """What an editor works on: the draft if there is one."""
        return self.draft or self.row

    @property
    def version(self) -> str:
        """Another one whenever somebody has changed, proposed, sent back or released something."""
        proposal = self.proposal
        moments = [self.working.changed_at, *([proposal.at, proposal.returned_at] if proposal else [])]
        return " ".join(moment.isoformat() for moment in moments if moment)

    @transaction.atomic
    def keep(self, by: Rights) -> bool:
        """Save `working` as it has been edited. True: everybody sees it; False: it waits for release."""
        self.working.changed_at = timezone.now()
        if by.publishes(self.row.provider_number):
            wish = Proposal.Wish.CHANGE if self.row.pk and self.row.released else Proposal.Wish.NEW
            self._publish()
            self._settle(by, "content.released", wish)
            return True
        if self.draft is None and self.row.pk and self.row.released:
            self.draft = _draft_of(self.row)
        if self.draft is None:
            self.row.released = False
        self.working.save()
        self._propose(Proposal.Wish.CHANGE if self.draft else Proposal.Wish.NEW, by)
        return False

    @transaction.atomic
    def remove(self, by: Rights) -> bool:
        """Delete what everybody sees. True: it is gone; False: the wish to delete it waits for release."""
        if by.publishes(self.row.provider_number):
            self._settle(by, "content.removed", Proposal.Wish.REMOVE)
            self.row.delete()
            return True
        if self.draft is not None:
            self.draft.delete()
        self._propose(Proposal.Wish.REMOVE, by)
        return False

    @transaction.atomic
    def release(self, by: Rights) -> None:
        """What was proposed becomes true for everybody."""
        assert self.proposal is not None
        wish = self.proposal.wish
        if wish == Proposal.Wish.REMOVE:
            self._settle(by, "content.removed", wish)
            self.row.delete()
        else:
            self._publish()
            self._settle(by, "content.released", wish)

    @transaction.atomic
    def discard(self) -> None:
        """The proposal goes, and with it what nobody has ever seen."""
        assert self.proposal is not None
        self.proposal.delete()
        if self.draft is not None:
            self.draft.delete()
        elif not self.row.released:
            self.row.delete()

    def _publish(self) -> None:
        if self.draft is not None:
            for name in self.row.content_fields():
                setattr(self.row, name, getattr(self.draft, name))
            self.draft.delete()
            self.draft = None
        self.row.released, self.row.changed_at = True, timezone.now()
        self.row.save()

    def _propose(self, wish: str, by: Rights) -> None:
        known = self.proposal or Proposal(row=self.row, provider_number=self.row.provider_number)
        known.wish, known.by, known.at = wish, by.user, timezone.now()
        known.returned_by = known.returned_at = None
        known.note = ""
        known.save()
        self.proposal = known

    def _settle(self, by: Rights, verb: str, wish: str) -> None:
        """Nothing waits any more; the audit trail keeps who released what, and whose proposal it was."""
        author = self.proposal.by if self.proposal else None
        if self.proposal is not None:
            self.proposal.delete()
            self.proposal = None
        Event.record(
            verb,
            actor=by.user.person,
            subject=author.person.id if author else None,
            content=self.row._meta.model_name,
            row=self.row.pk,
            jobcenter=self.row.provider_number,
            wish=wish,
        )


def _draft_of(row: Published) -> Published:
    """What `row` says, not released, to take its place later."""
    content = {name: getattr(row, name) for name in row.content_fields()}
    model: Any = type(row)
    draft: Published = model(**content, released=False, replaces_id=row.pk, changed_at=row.changed_at)
    return draft
