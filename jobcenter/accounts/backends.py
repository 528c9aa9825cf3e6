"""Who a session belongs to."""

from allauth.account.auth_backends import AuthenticationBackend

from jobcenter.accounts.models import User


class AccountBackend(AuthenticationBackend):
    """Password check by allauth; the person comes with the user, so that a signed-in request needs no third query."""

    def get_user(self, user_id: int) -> User | None:
        """The active user with this id and their person, or None."""
        user = User.objects.select_related("person").filter(pk=user_id).first()
        return user if user and user.may_sign_in else None
