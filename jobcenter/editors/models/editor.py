"""Who may write for a Jobcenter."""

from datetime import datetime
from typing import Self

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from jobcenter.accounts.models import User
from jobcenter.audit.models import Event


class EditorQuerySet(models.QuerySet["Editor"]):
    def current(self) -> Self:
        """Those whose right holds now."""
        now = timezone.now()
        return self.filter(since__lte=now).filter(Q(until=None) | Q(until__gt=now))


class Editor(models.Model):
    """The right of an account to write for one Jobcenter, from when to when. Every change is in the audit trail."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name="Benutzername")
    provider_number = models.CharField("Jobcenter", max_length=5, help_text="Trägernummer, fünf Ziffern")
    may_release = models.BooleanField(
        "Darf freigeben", default=True, help_text="Ohne Haken wartet jeder Eintrag auf die Freigabe durch andere."
    )
    may_request = models.BooleanField(
        "Darf Unterlagen anfordern",
        default=False,
        help_text="Mit Haken: macht Links für Briefe und sieht dabei die Aktenzeichen. Nur für Fachkräfte.",
    )
    since = models.DateTimeField(default=timezone.now, editable=False)
    until = models.DateTimeField("Gilt bis", null=True, blank=True, help_text="Leer: bis es entzogen wird")
    granted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")

    objects = EditorQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "Recht zum Schreiben", "Rechte zum Schreiben"
        constraints = (
            models.UniqueConstraint(
                fields=["user", "provider_number"], condition=Q(until=None), name="one_open_right_for_each_jobcenter"
            ),
        )

    @classmethod
    def grant(
        cls,
        user: User,
        provider_number: str,
        *,
        by: User | None = None,
        may_release: bool = True,
        may_request: bool = False,
        until: datetime | None = None,
    ) -> "Editor":
        """Let `user` write for that Jobcenter, or change how. `by` is None for a command at the server."""
        with transaction.atomic():
            known = cls.objects.current().select_for_update(of=("self",))
            editor = known.filter(user=user, provider_number=provider_number).first()
            editor = editor or cls(user=user, provider_number=provider_number)
            editor.may_release, editor.may_request = may_release, may_request
            editor.until, editor.granted_by = until, by
            editor.save()
            editor._record("editor.granted", by, may_release=may_release, may_request=may_request)
        return editor

    def end(self, *, by: User | None = None) -> None:
        """The right ends now."""
        with transaction.atomic():
            self.until = timezone.now()
            self.save(update_fields=["until"])
            self._record("editor.ended", by)

    def _record(self, verb: str, by: User | None, **facts: object) -> None:
        actor, subject = by.person if by else None, self.user.person.id
        Event.record(verb, actor=actor, subject=subject, jobcenter=self.provider_number, **facts)
