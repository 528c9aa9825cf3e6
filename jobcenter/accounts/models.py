"""The account: what a person signs in with. Who they are is in `people.Person`."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A user name and a password; the e-mail address is optional and never used for personal content."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    REQUIRED_FIELDS: ClassVar[list[str]] = []
