"""How long personal data stays, and its shredder."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "jobcenter.retention"
    label = "retention"
