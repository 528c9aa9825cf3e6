"""What every page shares: base template, components, styles, scripts, error pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "jobcenter.web"
    label = "web"

    def ready(self) -> None:
        from jobcenter.web import checks  # noqa: F401 (registers them)
