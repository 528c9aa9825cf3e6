"""Redaktion: where a Jobcenter's own people write what no feed brings."""

from django.apps import AppConfig


class EditorsConfig(AppConfig):
    name = "jobcenter.editors"
    label = "editors"
