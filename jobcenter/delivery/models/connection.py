"""Which courier serves a Jobcenter, and to which key its parcels are sealed."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import models
from jwcrypto.jwk import JWK

from jobcenter.delivery.port import Courier, Site
from jobcenter.delivery.registry import COURIERS, courier_named
from jobcenter.delivery.sealing import SHARED, key_pair


class Connection(models.Model):
    """A Jobcenter that can be delivered to. Without a row, its parcels wait and an operator is told."""

    provider_number = models.CharField(max_length=5, primary_key=True)
    courier = models.CharField(max_length=40)
    settings = models.JSONField(default=dict)
    public_key = models.JSONField()
    since = models.DateTimeField(auto_now_add=True)

    @classmethod
    def couriers(cls) -> list[str]:
        """The names to choose from."""
        return sorted(COURIERS)

    @classmethod
    def attach(
        cls, provider_number: str, *, courier: str, bits: int = 4096, renew: bool = False, **settings: Any
    ) -> "Connection":
        """Connect a Jobcenter whose key pair is kept here: made on first use, kept ever after unless `renew`."""
        public_key = key_pair(provider_number, bits=bits, renew=renew)
        courier_named(courier, Site(provider_number, settings)).set_up()
        return cls.objects.update_or_create(
            provider_number=provider_number,
            defaults={"courier": courier, "settings": settings, "public_key": public_key},
        )[0]

    @classmethod
    def attach_all(cls, numbers: Iterable[str], *, courier: str, bits: int = 4096, **settings: Any) -> int:
        """Connect those that are not connected yet, with one key pair for all of them: for a demo. Returns how many."""
        known = cls.numbers()
        public_key = key_pair(SHARED, bits=bits)
        new = [
            Connection(provider_number=number, courier=courier, settings=settings, public_key=public_key)
            for number in numbers
            if number not in known
        ]
        for connection in new:
            connection.at_work().set_up()
        Connection.objects.bulk_create(new, ignore_conflicts=True)
        return len(new)

    @classmethod
    def numbers(cls) -> set[str]:
        """All that are connected: one query."""
        return set(cls.objects.values_list("pk", flat=True))

    @classmethod
    def reaching(cls, numbers: Iterable[str]) -> set[str]:
        """Those of these Jobcenters that are connected: one query."""
        return set(cls.objects.filter(pk__in=set(numbers)).values_list("pk", flat=True))

    @property
    def key(self) -> JWK:
        return JWK.from_json(json.dumps(self.public_key))

    def at_work(self) -> Courier:
        """The courier that serves this Jobcenter. Raises Permanent when it does not exist."""
        return courier_named(self.courier, Site(self.provider_number, self.settings))
