"""Photos and files people hand in: checked, turned upright, merged into one PDF/A."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "jobcenter.documents"
    label = "documents"
