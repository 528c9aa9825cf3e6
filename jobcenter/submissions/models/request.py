"""An evidence request (Mitwirkungsaufforderung): what a Jobcenter asks one person for, in a letter with a link."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, Self

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from jobcenter.audit.models import Event
from jobcenter.delivery.models import Connection
from jobcenter.people.models import Person
from jobcenter.questions.models import Evidence
from jobcenter.submissions.models.evidence import MORE
from jobcenter.submissions.models.paperwork import Addressed
from jobcenter.submissions.paper import InsertPaper
from jobcenter.submissions.requested.link import code_of
from jobcenter.submissions.requested.qr import png, svg
from jobcenter.vault.fields import EncryptedJSONField, EncryptedTextField

if TYPE_CHECKING:
    from jobcenter.submissions.models.draft import Draft

# What comes late is better than what does not come: a link works four weeks longer than the letter says.
GRACE = timedelta(weeks=4)
LONGEST = timedelta(days=183)
MOST_ASKED = 10
# As often as there can be papers to send one by one; more is nobody who answers a letter.
MOST_SENDINGS = 10
LONGEST_REFERENCE, LONGEST_TITLE, LONGEST_WORDS = 60, 120, 1000

State = Literal["open", "expired", "withdrawn", "used_up"]


class NotPossible(ValueError):
    """The request cannot be made so; the message says why, in German."""


@dataclass(frozen=True)
class Asked:
    """One paper that is asked for: its title, for which period, and why."""

    title: str
    period: str = ""
    why: str = ""

    def __str__(self) -> str:
        return f"{self.title} ({self.period})" if self.period else self.title


class EvidenceRequestQuerySet(models.QuerySet["EvidenceRequest"]):
    def of(self, provider_numbers: Iterable[str]) -> Self:
        """Those of these Jobcenters, the newest first: everybody else finds nothing."""
        return self.filter(provider_number__in=list(provider_numbers)).order_by("-made_at")


class EvidenceRequest(Addressed, models.Model):
    """Good for one purpose: who has the link hands in these papers, and learns nothing of whom they are about.

    `reference` is the Jobcenter's own file mark; it goes inside the seal and stands on no page that the link opens.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider_number = models.CharField(max_length=5, db_index=True)
    reference = EncryptedTextField()
    papers = EncryptedJSONField()  # [{"title", "period", "why"}]
    due = models.DateField()
    legal_basis = EncryptedTextField()
    consequence = EncryptedTextField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField(db_index=True)
    withdrawn_at = models.DateTimeField(null=True)
    handed_in = models.PositiveSmallIntegerField(default=0)

    objects = EvidenceRequestQuerySet.as_manager()

    @classmethod
    def make(
        cls,
        provider_number: str,
        *,
        reference: str,
        asked: Sequence[Asked],
        due: date,
        expires_on: date | None = None,
        legal_basis: str = "",
        consequence: str = "",
        by: Person | None = None,
    ) -> Self:
        """A new request; `by` is None for a command at the server. Raises NotPossible."""
        today = timezone.localdate()
        last = expires_on or min(due + GRACE, today + LONGEST)
        made = cls(
            provider_number=provider_number,
            reference=reference.strip(),
            papers=[asdict(one) for one in asked],
            due=due,
            legal_basis=legal_basis.strip(),
            consequence=consequence.strip(),
            made_by=by,
            expires_at=_end_of(last),
        )
        made._check(today, last)
        with transaction.atomic():
            made.save()
            made._record("evidence_request.made", by)
        return made

    def _check(self, today: date, last: date) -> None:
        if self.jobcenter is None or not Connection.reaching([self.provider_number]):
            raise NotPossible("Dieses Jobcenter nimmt hier noch nichts an.")
        if not 1 <= len(self.asked) <= MOST_ASKED:
            raise NotPossible(f"Bitte nennen Sie 1 bis {MOST_ASKED} Unterlagen.")
        if not (self.reference and _line(self.reference, LONGEST_REFERENCE)):
            raise NotPossible(f"Bitte nennen Sie das Zeichen der Akte, höchstens {LONGEST_REFERENCE} Zeichen.")
        titles = [text for one in self.asked for text in (one.title, one.period)]
        if not all(_line(text, LONGEST_TITLE) for text in titles) or not all(one.title.strip() for one in self.asked):
            raise NotPossible(
                f"Jede Unterlage braucht einen Namen; Name und Zeitraum: höchstens {LONGEST_TITLE} Zeichen."
            )
        texts = [self.legal_basis, self.consequence, *(one.why for one in self.asked)]
        if not all(_line(text.replace("\r", "").replace("\n", ""), LONGEST_WORDS) for text in texts):
            raise NotPossible(f"Texte haben höchstens {LONGEST_WORDS} Zeichen.")
        if not today <= self.due <= today + LONGEST:
            raise NotPossible("Die Frist endet frühestens heute und spätestens in sechs Monaten.")
        if not self.due <= last <= today + LONGEST:
            raise NotPossible("Der Link endet frühestens mit der Frist und spätestens in sechs Monaten.")

    @property
    def asked(self) -> list[Asked]:
        """The papers, in the order of the letter."""
        return [Asked(**one) for one in self.papers]

    @property
    def path(self) -> str:
        """The path of the link. Whoever has it may hand in: it belongs in the letter and nowhere else."""
        return reverse("submissions:requested", args=[code_of(self.pk)])

    @property
    def url(self) -> str:
        """The whole link, for the letter."""
        return settings.BASE_URL.rstrip("/") + self.path

    @property
    def last_day(self) -> date:
        """The last day on which somebody can begin with it."""
        return timezone.localdate(self.expires_at - timedelta(seconds=1))

    def qr_svg(self) -> str:
        """The link as a QR code, to be put into a letter."""
        return svg(self.url)

    def qr_png(self) -> bytes:
        """The same for word processors."""
        return png(self.url)

    def insert_pdf(self) -> bytes:
        """The sheet to put into the envelope; the same bytes every time."""
        return InsertPaper(
            jobcenter=self.jobcenter_name,
            reference=self.reference,
            asked=[str(one) for one in self.asked],
            due=self.due,
            last_day=self.last_day,
            url=self.url,
            made_at=self.made_at,
        ).pdf()

    @property
    def state(self) -> State:
        """Whether somebody may begin with it now."""
        if self.withdrawn_at:
            return "withdrawn"
        if self.handed_in >= MOST_SENDINGS:
            return "used_up"
        return "expired" if timezone.now() >= self.expires_at else "open"

    def takes(self, draft: "Draft") -> bool:
        """Whether this may be sent: also what was begun in time, and is finished after the link has ended."""
        return self.state == "open" or (self.state == "expired" and draft.created_at < self.expires_at)

    def evidence(self) -> list[Evidence]:
        """The checklist: one item for each paper, and whatever else somebody wants to show."""
        asked = [
            Evidence(f"asked_{number}", one.title, one.why, required=True, may_follow=False, period=one.period)
            for number, one in enumerate(self.asked, start=1)
        ]
        return [*asked, MORE]

    def facts(self) -> dict[str, str]:
        """What leads a parcel to the right record. Never in a file: the receipt shows a checksum of each, and from
        that a short number could be found by trying."""
        return {"file_mark": self.reference, "evidence_request": str(self.pk)}

    def withdraw(self, *, by: Person | None = None) -> None:
        """The link ends now; a second time changes nothing."""
        with transaction.atomic():
            if type(self).objects.filter(pk=self.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
                self._record("evidence_request.withdrawn", by)
        self.refresh_from_db(fields=["withdrawn_at"])

    def _record(self, verb: str, by: Person | None) -> None:
        Event.record(verb, actor=by, subject=self.pk, jobcenter=self.provider_number)

    def shred(self) -> None:
        """Its time is over; what was sent with it stays with its case."""
        self.delete()


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _line(text: str, longest: int) -> bool:
    """Whether it can be printed on one line: no control characters, and not too long."""
    return text.isprintable() and len(text) <= longest
