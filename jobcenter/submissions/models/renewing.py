"""When somebody's benefit ends, and what they should do about it: the renewal (Weiterbewilligungsantrag)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import ClassVar, Literal

from django.db import transaction
from django.utils import timezone

from jobcenter.people.models import Person
from jobcenter.questions.models import LONG_PAST
from jobcenter.submissions.models.submission import Submission

# A Jobcenter needs some weeks to decide, and people some days to gather papers. Earlier, much may still change.
MONTHS_AHEAD = 2
# A period lasts six months at least (§ 41 Abs. 3 SGB II): what was sent that long before its end is about this end.
MONTHS_OF_ITS_OWN = 3
LAST_DAYS = timedelta(days=14)

State = Literal["unknown", "ahead", "due", "urgent", "over", "renewed"]


@dataclass(frozen=True)
class Renewal:
    """As of `today`. `until`: the last day that is granted, None where nobody said it or it is long past."""

    FORM: ClassVar[str] = "weiterbewilligung"

    person: Person
    until: date | None
    today: date

    @classmethod
    def of(cls, person: Person) -> "Renewal":
        """What is known of this person."""
        today = timezone.localdate()
        until = _day(person.profile.get("approved_until"))
        return cls(person, until if until and until >= today - LONG_PAST else None, today)

    @property
    def reminds_from(self) -> date:
        """The first day on which Mein Bereich speaks of it."""
        assert self.until
        return months_before(self.until, MONTHS_AHEAD)

    @property
    def reminders(self) -> list[date]:
        """The days still to come on which a calendar may remind of it."""
        days = (self.reminds_from, self.until - LAST_DAYS) if self.until else ()
        return [day for day in days if day >= self.today]

    @cached_property
    def sent_at(self) -> datetime | None:
        """When a renewal for after this end was sent; one query."""
        assert self.until
        since = timezone.make_aware(datetime.combine(months_before(self.until, MONTHS_OF_ITS_OWN), datetime.min.time()))
        sent = Submission.objects.of(self.person).filter(form_id=self.FORM, submitted_at__gte=since)
        return sent.order_by("-submitted_at").values_list("submitted_at", flat=True).first()

    @cached_property
    def state(self) -> State:
        """What to say; asks the database only from the day on that it matters."""
        if self.until is None:
            return "unknown"
        if self.today < self.reminds_from:
            return "ahead"
        if self.sent_at:
            return "renewed"
        if self.today > self.until:
            return "over"
        return "urgent" if self.until - self.today < LAST_DAYS else "due"

    @property
    def is_due(self) -> bool:
        """Whether something should be done now."""
        return self.state in {"due", "urgent", "over"}

    @property
    def in_time_until(self) -> date | None:
        """After the end: the last day on which an application still leaves no gap, None when that is past.

        It works back to the first of the month in which it is made (§ 37 Abs. 2 Satz 2 SGB II).
        """
        assert self.until
        following = self.until + timedelta(days=1)
        last = following.replace(day=monthrange(following.year, following.month)[1])
        return last if self.today <= last else None

    def note(self, until: date | None) -> None:
        """Remember the last day granted, or forget it. Other things that are known of the person stay."""
        with transaction.atomic():
            person = Person.objects.select_for_update().get(pk=self.person.pk)
            known = {key: value for key, value in person.profile.items() if key != "approved_until"}
            person.profile = {**known, "approved_until": until.isoformat()} if until else known
            person.save(update_fields=["profile"])


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _day(iso: object) -> date | None:
    try:
        return date.fromisoformat(str(iso))
    except ValueError:
        return None
