"""Rules for a new password that Django does not bring, in our words."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError


class NotTheUsername:
    """The password must not contain the user name, nor be contained in it."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError when the password gives the user name away."""
        username = user.get_username().lower() if user else ""
        if username and (username in password.lower() or password.lower() in username):
            raise ValidationError("Das Passwort darf Ihren Benutzernamen nicht enthalten.", code="contains_username")

    def get_help_text(self) -> str:
        return "Nehmen Sie nicht Ihren Benutzernamen."
