"""Sign-in: password with a second factor, or a passkey; sessions and devices."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "jobcenter.accounts"
    label = "accounts"
