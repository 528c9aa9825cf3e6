"""The form engine: forms are data, question kinds are small classes."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "jobcenter.questions"
    label = "questions"

    def ready(self) -> None:
        from jobcenter.questions import checks  # noqa: F401 (registers itself)
