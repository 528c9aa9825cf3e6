"""The form engine: forms are data, question kinds are small classes."""

from django.apps import AppConfig
from django.core.signals import request_finished


class QuestionsConfig(AppConfig):
    name = "jobcenter.questions"
    label = "questions"

    def ready(self) -> None:
        from jobcenter.questions import checks  # noqa: F401 (registers itself)
        from jobcenter.questions.walking import forget

        request_finished.connect(forget, dispatch_uid="questions.forget")
