"""Vor Ort: what each Jobcenter publishes about itself, and where it is kept."""

from django.apps import AppConfig


class LocalConfig(AppConfig):
    name = "jobcenter.local"
    label = "local"
