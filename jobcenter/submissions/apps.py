"""From draft to receipt, for every kind of form."""

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "jobcenter.submissions"
    label = "submissions"
