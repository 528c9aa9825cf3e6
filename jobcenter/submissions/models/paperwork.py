"""What a draft and what becomes of it have in common: a version of a form, for one Jobcenter."""

from django.db import models

from jobcenter.directory.models import JobcenterInfo, jobcenter_named
from jobcenter.questions.models import Form, catalogue


class Addressed:
    """For one Jobcenter, named by its number."""

    provider_number: str

    @property
    def jobcenter(self) -> JobcenterInfo | None:
        """The Jobcenter this is for; None if the directory knows it no longer."""
        return jobcenter_named(self.provider_number)

    @property
    def jobcenter_name(self) -> str:
        """The Jobcenter's official name, or its number if the directory knows it no longer."""
        return self.jobcenter.official_name if self.jobcenter else self.provider_number


class Paperwork(Addressed, models.Model):
    """One form in the version it was begun with, addressed to one Jobcenter."""

    provider_number = models.CharField(max_length=5)
    form_id = models.CharField(max_length=60)
    form_version = models.CharField(max_length=20)

    class Meta:
        abstract = True

    @property
    def form(self) -> Form:
        """The form as it was at the beginning, with the Jobcenter's own additions."""
        return catalogue().version(self.form_id, self.form_version, self.provider_number)
