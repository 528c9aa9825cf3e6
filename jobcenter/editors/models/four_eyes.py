"""The rule that nobody publishes alone."""

from django.db import models, transaction
from django.utils import timezone

from jobcenter.accounts.models import User
from jobcenter.audit.models import Event


class FourEyes(models.Model):
    """A Jobcenter in which everything is shown only after a second person has released it (Vier-Augen-Regel)."""

    provider_number = models.CharField(max_length=5, primary_key=True)
    since = models.DateTimeField(default=timezone.now)

    @classmethod
    def switch(cls, provider_number: str, *, on: bool, by: User | None = None) -> None:
        """Let the rule hold, or no longer. What waits for release then goes on waiting."""
        with transaction.atomic():
            if on:
                cls.objects.get_or_create(provider_number=provider_number)
            else:
                cls.objects.filter(provider_number=provider_number).delete()
            Event.record("four_eyes.switched", actor=by.person if by else None, jobcenter=provider_number, on=on)
