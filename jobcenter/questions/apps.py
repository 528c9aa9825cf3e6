"""The form engine: forms are data, question kinds are small classes."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "jobcenter.questions"
    label = "questions"
