"""The account: what a person signs in with. Who they are is in `people.Person`."""

import unicodedata
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.http import HttpRequest

DEMO_PREFIX = "demo-"
USERNAME_RULES = [
    RegexValidator(
        r"^[\w.@+-]+\Z",
        "Ein Benutzername hat Buchstaben, Ziffern, Punkt, Minus oder Unterstrich, aber keine Leerzeichen.",
    ),
    # Accounts called demo-… belong to the demo alone.
    RegexValidator(rf"^{DEMO_PREFIX}", "Bitte wählen Sie einen anderen Benutzernamen.", inverse_match=True),
]


class User(AbstractUser):
    """A user name and a password; the e-mail address is optional and never used for personal content."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """The user name as it is kept: without spaces around it, in lower case, one form for each letter."""
        return unicodedata.normalize("NFKC", username.strip()).lower()

    @property
    def is_demo(self) -> bool:
        """One of the made-up people, whom anybody may be in the demo and nobody elsewhere."""
        return self.username.startswith(DEMO_PREFIX)

    def shred(self) -> None:
        """Sign out everywhere and remove the account with everything kept for its person."""
        from allauth.usersessions.models import UserSession

        for session in UserSession.objects.filter(user=self):
            session.end()
        self.delete()


class SignedInRequest(HttpRequest):
    """What a view behind `SignedInMiddleware` gets: `request.user` is a user; `request.user.person` costs no query."""

    user: User
