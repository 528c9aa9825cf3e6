"""Fail closed: every view asks for sign-in unless it is marked with `login_not_required`."""

from django.contrib.auth.middleware import LoginRequiredMiddleware


class SignedInMiddleware(LoginRequiredMiddleware):
    """Sign-in for everything not marked as public."""
