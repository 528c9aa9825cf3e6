"""A person and their benefit unit (Bedarfsgemeinschaft, § 7 Abs. 3 SGB II)."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models

from jobcenter.vault.fields import EncryptedJSONField


class Person(models.Model):
    """Somebody who has matters with a Jobcenter. What is known of them is encrypted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # None: somebody without an account, who made a formless application or is represented by somebody else.
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="person", null=True)
    provider_number = models.CharField(max_length=5, blank=True)
    # given_name, family_name, birth_date, bg_number, address …: what forms may be prefilled with.
    profile = EncryptedJSONField(default=dict)

    @property
    def given_name(self) -> str:
        """As far as it is known."""
        return str(self.profile.get("given_name", ""))

    @property
    def full_name(self) -> str:
        """As far as it is known."""
        return " ".join(filter(None, (self.given_name, str(self.profile.get("family_name", "")))))

    def consents_to(self, kind: str) -> bool:
        """Whether the last word on this (a `ConsentKind`) was yes. Silence is no."""
        return bool(self.consents.filter(kind=kind).order_by("-at", "-pk").values_list("given", flat=True).first())

    def facts(self) -> list[tuple[str, str]]:
        """What is known of the person, as label and text for them to read; the bank account only hinted at."""
        known = self.profile
        address = known.get("address", {})
        lines = [
            ("Name", [known.get("given_name"), known.get("family_name")]),
            ("Geburtsdatum", [_day(known.get("birth_date"))]),
            ("Adresse", [address.get("street"), address.get("house_number")]),
            ("Ort", [address.get("postcode"), address.get("place")]),
            ("Telefon", [known.get("phone")]),
            ("BG-Nummer", [known.get("bg_number")]),
            ("Kundennummer", [known.get("customer_number")]),
            ("Bankkonto", [_hint(known.get("iban"))]),
        ]
        texts = [(label, " ".join(part for part in parts if part)) for label, parts in lines]
        return [(label, text) for label, text in texts if text]


def _day(iso: str | None) -> str:
    return date.fromisoformat(iso).strftime("%d.%m.%Y") if iso else ""


def _hint(iban: str | None) -> str:
    """Enough to recognise the account by, too little for somebody looking over the shoulder."""
    return f"{iban[:2]} … {iban[-4:]}" if iban else ""
