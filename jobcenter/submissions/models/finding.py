"""Where the form of a draft is: with its Jobcenter, in this version or a newer one, with another one, or nowhere."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from jobcenter.questions.models import Form, UnknownForm, catalogue
from jobcenter.submissions.models.paperwork import Paperwork


class Finding(Paperwork):
    """The form, as far as there is one still."""

    if TYPE_CHECKING:
        case_id: Any

    class Meta:
        abstract = True

    @cached_property
    def form(self) -> Form:
        """The form as its own Jobcenter asks it (see `form_at`). Raises UnknownForm when it has none (any more)."""
        return self.form_at(self.provider_number)

    def form_at(self, provider_number: str) -> Form:
        """As a Jobcenter asks it: as it was at the beginning, or where that version is gone, as it is now.

        Raises UnknownForm when it has no such form.
        """
        try:
            return catalogue().version(self.form_id, self.form_version, provider_number)
        except UnknownForm:
            return catalogue().latest(self.form_id, provider_number)

    @property
    def has_form(self) -> bool:
        """Whether its Jobcenter has the form still; what a form that is gone asks and needs, nobody can say."""
        return self.has_form_at(self.provider_number)

    def has_form_at(self, provider_number: str) -> bool:
        """Whether a Jobcenter has the form."""
        try:
            return bool(self.form_at(provider_number))
        except UnknownForm:
            return False

    @property
    def elsewhere(self) -> list[str]:
        """Where its own Jobcenter has no such form: those that have. What was sent stays where it is."""
        return [] if self.case_id or self.has_form else catalogue().owners(self.form_id)
