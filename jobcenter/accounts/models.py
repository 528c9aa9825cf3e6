"""The account: what a person signs in with. Who they are is in `people.Person`."""

import unicodedata
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.core.validators import RegexValidator
from django.db import models
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

    @property
    def may_sign_in(self) -> bool:
        """Active, and not of the demo unless this is one."""
        return self.is_active and (settings.DEMO or not self.is_demo)

    def shred(self) -> None:
        """Sign out everywhere (sessions go with their account) and remove everything kept for its person."""
        self.delete()


class _SessionsWithAccount(BaseSessionManager):  # type: ignore[type-arg]
    def get_queryset(self) -> models.QuerySet[models.Model]:
        return super().get_queryset().select_related("user__person")


class Session(AbstractBaseSession):
    """A sign-in or a visit. It knows its account, so that one query brings session, user and person."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")

    objects = _SessionsWithAccount()  # type: ignore[misc]

    @classmethod
    def get_session_store_class(cls) -> type:
        from jobcenter.accounts.sessions import SessionStore

        return SessionStore


class SignedInRequest(HttpRequest):
    """What a view behind `SignedInMiddleware` gets: `request.user` is a user; `request.user.person` costs no query."""

    user: User


TRUST_LEVELS = ("", "substantial", "high")
# In the session; only a sign-in with a verified ID token of an identity provider writes it (its claim acr).
TRUST_KEY = "trust_level"


def trust_of(request: HttpRequest) -> str:
    """What the sign-in proved of who somebody is: "", "substantial" or "high"; whatever is unknown proves nothing.

    The levels are those of eIDAS, Art. 8 (Regulation (EU) No 910/2014).
    """
    proven = request.session.get(TRUST_KEY, "")
    return proven if proven in TRUST_LEVELS else ""


def suffices(proven: str, needed: str) -> bool:
    """Whether a proven level reaches the one that is needed."""
    return needed in TRUST_LEVELS and TRUST_LEVELS.index(proven) >= TRUST_LEVELS.index(needed)
