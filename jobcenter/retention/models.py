"""How long personal data stays: every room says so in its `retention.py`, as `RULES = [Rule(…)]`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib import import_module
from importlib.util import find_spec

import structlog
from django.apps import apps
from django.db.models import Model, Q, QuerySet

from jobcenter.delivery.alarms import alarm, all_clear

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Rule:
    """Rows of `model` go away `after` their moment `of` (a field's name).

    A row goes by its own `shred()`, which deletes its files too, or else by `delete()`. With `by`, that method is
    called instead (for rows that lose only a part). `only` narrows the rule. Without `after`, the rows go together
    with what they belong to, and `why` says with what.
    """

    model: str
    why: str
    after: timedelta | None = None
    of: str = ""
    only: Q | None = None
    by: str = "shred"

    def due(self, now: datetime) -> "QuerySet[Model]":
        """The rows whose time is over."""
        rows: QuerySet[Model] = apps.get_model(self.model)._default_manager.all()
        if self.after is None:
            return rows.none()
        rows = rows.filter(**{f"{self.of}__lt": now - self.after})
        return rows.filter(self.only).distinct() if self.only else rows

    def shred(self, now: datetime) -> int:
        """Let them go, one after the other, so that a stop in between loses nothing. Returns how many."""
        count = 0
        for key in list(self.due(now).values_list("pk", flat=True)):
            row = self.due(now).filter(pk=key).first()
            if row is not None:
                getattr(row, self.by, row.delete)()
                count += 1
        return count


def rules() -> Iterator[Rule]:
    """The rules of all rooms."""
    for config in apps.get_app_configs():
        if config.name.startswith("jobcenter.") and find_spec(f"{config.name}.retention"):
            yield from import_module(f"{config.name}.retention").RULES


@dataclass
class Shredded:
    """How many rows of which model went, and the models of the rules that failed."""

    counts: dict[str, int] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)


def shred(now: datetime) -> Shredded:
    """Let everything go whose time is over. A rule that fails stops no other, and wakes an operator."""
    done = Shredded()
    for rule in rules():
        try:
            count = rule.shred(now)
        except Exception as error:
            log.error("shred_failed", model=rule.model, error=type(error).__name__)
            alarm("retention.failed", rule.model, f"Löschregel gescheitert: {type(error).__name__}")
            done.failed.append(rule.model)
        else:
            done.counts[rule.model] = done.counts.get(rule.model, 0) + count
    log.info("shred", counts=done.counts)
    all_clear(["retention.failed"], set(done.counts) - set(done.failed))
    return done
