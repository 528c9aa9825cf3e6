"""Sign-in: password with a second factor, or a passkey; sessions and devices."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "jobcenter.accounts"
    label = "accounts"

    def ready(self) -> None:
        from jobcenter.accounts import checks, signals, trail
        from jobcenter.accounts.resealing import reseal_factors
        from jobcenter.vault.resealing import also

        checks.watch()
        signals.watch()
        trail.watch()
        also(reseal_factors)
        post_migrate.connect(_make_cache_table, sender=self)


def _make_cache_table(using: str, **kwargs: Any) -> None:
    """The table that rate limits are counted in; there from the first migration on, without a command to remember."""
    from django.core.management import call_command

    call_command("createcachetable", database=using, verbosity=0)
