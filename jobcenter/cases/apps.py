"""What a person sees of a matter: state, timeline, who acts next."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "jobcenter.cases"
    label = "cases"
