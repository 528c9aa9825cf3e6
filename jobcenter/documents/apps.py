"""Photos and files people hand in: checked, turned upright, merged into one PDF/A."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "jobcenter.documents"
    label = "documents"

    def ready(self) -> None:
        from jobcenter.documents import checks  # noqa: F401 (registers them)
