"""Sessions in our own table: whoever is signed in comes with the session, in the same query."""

from typing import Any, cast

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils.crypto import constant_time_compare

from jobcenter.accounts.models import Session, User


class SessionStore(DatabaseStore):
    """SESSION_ENGINE. `account` is the user that the last load brought along, not yet trusted."""

    account: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        found = cast("Session | None", super()._get_session_from_db())  # type: ignore[misc]
        self.account = found.user if found else None
        return found

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast("Session", super().create_model_instance(data))
        row.user_id = data.get(SESSION_KEY)
        return row

    def signed_in_account(self, backends: list[str]) -> User | None:
        """The account this session signs in, if nothing has ended that: the checks of `django.contrib.auth.get_user`.

        None also where Django's own way may still find one (an older secret key): ask it then.
        """
        signed_in = self.get(SESSION_KEY)
        account = self.account
        if (
            account is None
            or signed_in != str(account.pk)
            or self.get(BACKEND_SESSION_KEY) not in backends
            or not account.may_sign_in
            or not constant_time_compare(self.get(HASH_SESSION_KEY, ""), account.get_session_auth_hash())
        ):
            return None
        return account
