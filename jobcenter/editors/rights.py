"""What somebody may do at the desk."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest

from jobcenter.accounts.models import User
from jobcenter.directory.models import jobcenter_named
from jobcenter.editors.models import Editor, FourEyes, Proposal


@dataclass(frozen=True)
class Rights:
    """The Jobcenters that `user` writes for now, and those of them for which `user` releases, or asks for papers."""

    user: User
    numbers: frozenset[str]
    releasing: frozenset[str]
    requesting: frozenset[str] = frozenset()

    @classmethod
    def of(cls, request: HttpRequest) -> "Rights":
        """Of the person who asks; one query a request."""
        known: Rights | None = getattr(request, "_rights", None)
        if known is None:
            assert isinstance(request.user, User)
            rows = list(Editor.objects.current().filter(user=request.user))
            known = cls(
                request.user,
                frozenset(row.provider_number for row in rows),
                frozenset(row.provider_number for row in rows if row.may_release),
                frozenset(row.provider_number for row in rows if row.may_request),
            )
            request._rights = known  # type: ignore[attr-defined]
        return known

    @property
    def is_operator(self) -> bool:
        """Operators manage rights and feeds. They write only where they are editors too."""
        return self.user.is_staff

    @cached_property
    def four_eyes(self) -> frozenset[str]:
        """The Jobcenters among them in which nobody publishes alone."""
        return frozenset(FourEyes.objects.filter(pk__in=self.numbers).values_list("pk", flat=True))

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The Jobcenters as number and name, by name."""
        return sorted(((number, jobcenter_name(number)) for number in self.numbers), key=lambda choice: choice[1])

    def publishes(self, number: str) -> bool:
        """Whether everybody sees at once what is saved for that Jobcenter."""
        return number in self.releasing and number not in self.four_eyes

    def may_release(self, proposal: Proposal) -> bool:
        """Under four eyes, whoever wrote it last is not the one who releases it."""
        number = proposal.provider_number
        return number in self.releasing and (number not in self.four_eyes or proposal.by_id != self.user.pk)

    def may_discard(self, proposal: Proposal) -> bool:
        """Whoever wrote it may take it back, and so may everybody who could release it."""
        return proposal.by_id == self.user.pk or proposal.provider_number in self.releasing


def jobcenter_name(number: str) -> str:
    """ "Jobcenter Bielefeld"; the number itself when the directory does not know it."""
    jobcenter = jobcenter_named(number)
    return jobcenter.official_name if jobcenter else number
