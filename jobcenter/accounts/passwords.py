"""Rules for a new password, in our words."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
)
from django.core.exceptions import ValidationError


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"Das Passwort ist zu kurz. Es braucht mindestens {self.min_length} Zeichen."


# Django's list of twenty thousand is English; these carry most of the German ones, with digits before or behind.
_GERMAN = {
    *(
        "passwort",
        "geheim",
        "hallo",
        "hallohallo",
        "qwertz",
        "qwertzuiop",
        "computer",
        "ichliebedich",
        "liebe",
        "schatz",
    ),
    *(
        "sommer",
        "winter",
        "herbst",
        "frühling",
        "fussball",
        "fußball",
        "schalke",
        "dortmund",
        "bayern",
        "ficken",
        "hase",
    ),
    *(
        "deutschland",
        "berlin",
        "hamburg",
        "köln",
        "mama",
        "papa",
        "engel",
        "maus",
        "mausi",
        "baby",
        "arschloch",
        "test",
    ),
    *("jobcenter", "bürgergeld", "buergergeld", "arbeitsamt", "arbeitslos", "hartz", "hartziv", "grundsicherung"),
}


class NotCommon(CommonPasswordValidator):
    """Not among the best-known passwords, in English or German."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for a well-known password, whatever digits and signs are around it."""
        super().validate(password, user)
        if "".join(filter(str.isalpha, password.lower())) in _GERMAN:
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def get_error_message(self) -> str:
        return "Dieses Passwort benutzen sehr viele Menschen. Bitte denken Sie sich ein anderes aus."


class NotOnlyDigits(NumericPasswordValidator):
    def get_error_message(self) -> str:
        return "Das Passwort besteht nur aus Ziffern. Bitte nehmen Sie auch Buchstaben."


class NotTheUsername:
    """The password must not contain the user name, nor be contained in it."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError when the password gives the user name away."""
        username = user.get_username().lower() if user else ""
        if username and (username in password.lower() or password.lower() in username):
            raise ValidationError("Das Passwort darf Ihren Benutzernamen nicht enthalten.", code="contains_username")

    def get_help_text(self) -> str:
        return "Nehmen Sie nicht Ihren Benutzernamen."
