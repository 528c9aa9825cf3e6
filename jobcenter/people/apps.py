"""The person behind an account, and the benefit unit (Bedarfsgemeinschaft) they belong to."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save


class PeopleConfig(AppConfig):
    name = "jobcenter.people"
    label = "people"

    def ready(self) -> None:
        user_logged_in.connect(_as_oneself, dispatch_uid="people.as_oneself")
        post_save.connect(_give_person, sender=settings.AUTH_USER_MODEL, dispatch_uid="people.give_person")


def _give_person(instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Every account has a person, however it was made."""
    if created and not raw:
        from jobcenter.people.models import Person

        Person.objects.create(user=instance)


def _as_oneself(request: Any, **kwargs: Any) -> None:
    """Whoever signs in acts for nobody else until they say so."""
    from jobcenter.people.models import stop_acting

    stop_acting(request)
