"""The audit trail: who did what, when. Written once, never changed."""

from typing import Any, Protocol
from uuid import UUID

from django.db import connection, models, transaction


class _Actor(Protocol):
    """A person; only the id is written down."""

    id: UUID


class Event(models.Model):
    """One act. The database itself refuses to change or delete a row (see the migration), except for `shred`.

    The actor is an id, not a foreign key: the trail outlives the account, and says nothing without it.
    """

    at = models.DateTimeField(auto_now_add=True)
    verb = models.CharField(max_length=60)
    actor = models.UUIDField(null=True)
    subject = models.UUIDField(null=True)
    # Plain facts such as a form's id; never what somebody answered.
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = (
            models.Index(fields=["actor", "at"], name="event_actor"),
            models.Index(fields=["subject", "at"], name="event_subject"),
        )

    @classmethod
    def record(cls, verb: str, *, actor: _Actor | None = None, subject: UUID | None = None, **facts: Any) -> "Event":
        """Write down that `actor` did `verb` to `subject`, in the caller's transaction."""
        return cls.objects.create(verb=verb, actor=actor.id if actor else None, subject=subject, facts=facts)

    def shred(self) -> None:
        """The one way out, for retention: the transaction says aloud that it is shredding."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('jobcenter.shredding', 'on', true)")
            self.delete()
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('jobcenter.shredding', 'off', true)")
