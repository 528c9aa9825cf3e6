"""When the content of a Jobcenter last changed: what the pages in memory are compared with."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction
from django.db.models.functions import Now


class Revision(models.Model):
    """One row for each Jobcenter that has content."""

    provider_number = models.CharField(max_length=5, primary_key=True)
    at = models.DateTimeField(db_default=Now())

    @classmethod
    def mark(cls, provider_numbers: Iterable[str]) -> None:
        """The content of these Jobcenters is another now. The processes that show it find out within a minute."""
        from jobcenter.local import boards

        rows = [Revision(provider_number=number, at=Now()) for number in sorted(set(provider_numbers))]
        Revision.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["provider_number"], update_fields=["at"]
        )
        transaction.on_commit(boards.memory.look)

    @classmethod
    def all(cls) -> dict[str, datetime]:
        """Jobcenter → its last change: one query."""
        return dict(cls.objects.values_list("provider_number", "at"))
