"""The person behind an account, and the benefit unit (Bedarfsgemeinschaft) they belong to."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "jobcenter.people"
    label = "people"
