"""Who did what and when, append-only."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "jobcenter.audit"
    label = "audit"
