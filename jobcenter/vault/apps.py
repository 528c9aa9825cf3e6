"""Encryption at rest: the keyring, encrypted model fields and the store for people's files."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "jobcenter.vault"
    label = "vault"

    def ready(self) -> None:
        from jobcenter.vault import checks  # noqa: F401 (registers them)
